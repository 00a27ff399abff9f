/// Whether a log comes in order, which the server is not believed: each position is above the one before.
struct RisingPositions {
    /// The last that came.
    private(set) var last: Int64

    init(after start: Int64 = .min) {
        last = start
    }

    /// Whether it comes behind those before; if not, it is passed over.
    mutating func takes(_ position: Int64) -> Bool {
        guard position > last else { return false }
        last = position
        return true
    }

    /// Throws ``LogFinding/disordered(position:)``.
    mutating func pass(_ position: Int64) throws(AuditFailure) {
        guard takes(position) else { throw .finding(.disordered(position: position)) }
    }
}
