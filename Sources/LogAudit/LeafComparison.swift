import AuditLog

/// Walks along the events of a log and the leaves that were sealed of them.
struct LeafComparison {
    private(set) var findings: [LogFinding] = []
    private(set) var isCutOff = false
    private var order = RisingPositions()
    private var leaves: SealedLeaves?
    private var expected: SealedLeaves.Leaf?

    /// More say nothing new.
    private static let limit = 100

    init(_ folder: AuditFolder?, size: Int64) {
        leaves = folder.map { SealedLeaves($0, size: size) }
        advance()
    }

    mutating func take(_ record: LedgerRecord) {
        guard let position = record.position else { return add(.unplaced) }
        guard order.takes(position) else { return add(.disordered(position: position)) }
        while let leaf = expected, leaf.position < position {
            add(.missing(position: leaf.position))
            advance()
        }
        let isWhole = record.leaf != nil && record.leaf == record.storedLeaf
        guard let leaf = expected else {
            // Behind what was sealed only its own leaf speaks for it.
            return isWhole ? () : add(.changed(position: position))
        }
        guard leaf.position == position else { return add(.inserted(position: position)) }
        if !isWhole || leaf.hash != record.leaf { add(.changed(position: position)) }
        advance()
    }

    mutating func finish() {
        while let leaf = expected, !isCutOff {
            add(.missing(position: leaf.position))
            advance()
        }
    }

    /// Where the folder is damaged nothing more is compared with it.
    private mutating func advance() {
        do throws(AuditFailure) { expected = try leaves?.next() } catch {
            (leaves, expected) = (nil, nil)
            if case .folder(let path, _) = error { add(.damagedFolder(path: path)) }
        }
    }

    private mutating func add(_ finding: LogFinding) {
        if findings.count < Self.limit { findings.append(finding) } else { isCutOff = true }
    }
}
