import CanonicalJSON
import EventSourcing
import TradeMissions

/// Commands one after the other, as lines of JSON, with a calendar and chance of its own.
struct Script {
    var chance: SplitMix64
    private(set) var now: Timestamp
    private let write: (String) throws -> Void

    init(seed: UInt64, from start: Timestamp, _ write: @escaping (String) throws -> Void) {
        chance = SplitMix64(seed: seed)
        now = start
        self.write = write
    }

    var today: CivilDate { now.dateInAmsterdam }

    mutating func give(_ command: String, by officer: OfficerID, _ data: Node) throws {
        now = now.adding(seconds: Int64(chance.number(30...600)))
        let line: Node = [
            "command": .string(command), "id": .of(UniqueID.timeOrdered(at: now, using: &chance)),
            "actor": .of(officer),
            "occurredAt": .of(now), "reason": "gesimuleerde geschiedenis", "data": data,
        ]
        try write(line.lineText)
    }

    /// Lets days go by; what comes next happens in the morning.
    mutating func pass(days: ClosedRange<Int>) {
        go(to: today.adding(days: chance.number(days)))
    }

    /// Goes to the morning of another day: later, or back to where another file of the same mission begins.
    mutating func go(to date: CivilDate) {
        now = Timestamp(microseconds: Int64(date.daysSince1970) * 86_400_000_000).adding(seconds: 8 * 3600)
    }

    /// A document as it might have been filed.
    mutating func material(_ reference: String) -> Node {
        ["reference": .string(reference), "hash": .of(hash())]
    }

    mutating func hash() -> ContentHash {
        let words = (0..<4).map { _ in UniqueID(high: chance.next(), low: 0).text.prefix(18) }
        let digits = words.joined().filter { $0 != "-" }
        guard let hash = try? ContentHash(text: digits) else { preconditionFailure("\(digits) are no 64 digits") }
        return hash
    }
}

extension Node {
    static func of(_ scalar: some Scalar) -> Node { .string(scalar.text) }
    static func of(_ amount: Cents) -> Node { .number(amount.text) }
    static func all(_ scalars: [some Scalar]) -> Node { .array(scalars.map { .of($0) }) }
}
