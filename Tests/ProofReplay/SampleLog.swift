package import AuditLog

/// A log of a hundred events in seven streams, the checkpoints of some of its sizes, signed and seen by a witness: what is
/// true, and all that is.
package struct SampleLog: Sendable {
    package let records: [EventRecord]
    /// For each size, from 0.
    package let heads: [TreeHead]
    /// By size, with two signatures.
    package let notes: [Int64: SignedNote]
    let tree: LeafTree

    package static let shared = SampleLog()

    static let origin = "missieboek.example/fuzz"
    static let sizes: [Int64] = [0, 1, 2, 37, 64, 100]
    /// When the witness has seen each of them, in seconds since 1970.
    static let witnessedAt: UInt64 = 1_770_000_000

    /// With another event at the place of one of them, where a place is given: signed by the same keys.
    package init(changing place: Int? = nil) {
        do {
            records = (0..<100).map { Self.record($0, isChanged: $0 == place) }
            let tree = LeafTree(records.map(\.bytes))
            heads = (0...tree.size).map { tree.head(at: $0) }
            self.tree = tree
            var notes: [Int64: SignedNote] = [:]
            for size in Self.sizes {
                let note = try Checkpoint(origin: Self.origin, head: tree.head(at: size)).note()
                notes[size] = try Self.witness.sign(Self.key.sign(note, at: 0), at: Self.witnessedAt)
            }
            self.notes = notes
        } catch {
            preconditionFailure("the sample is made of what is lawful: \(error)")
        }
    }

    static var key: SigningKey {
        get throws(AuditFault) { try SigningKey(name: origin, kind: .note, seed: Array(repeating: 1, count: 32)) }
    }

    static var witness: SigningKey {
        get throws(AuditFault) {
            try SigningKey(name: "auditor.example", kind: .cosignature, seed: Array(repeating: 2, count: 32))
        }
    }

    private static func record(_ place: Int, isChanged: Bool) -> EventRecord {
        EventRecord(
            position: Int64(3 * place + 1), version: Int64(place / 7 + 1), recordedAt: 823_000_000_000_000,
            occurredAt: Int64(place) - 50, eventID: Array(repeating: UInt8(place), count: 16),
            stream: "measure-\(place % 7)", type: "MeasureProposed", actor: "officer-é",
            data: Array(#"{"reason":"\#(isChanged ? "two" : "één")"}"#.utf8),
            metadata: place % 2 == 0 ? [] : [0x7B, 0x7D])
    }

    /// Of the events of one of the streams that a log of this size has.
    func bundle(ofStream stream: Int, size: Int64) -> ProofBundle? {
        guard let note = notes[size] else { return nil }
        return ProofBundle(
            (0..<size).filter { $0 % 7 == stream }.map { place in
                LogProof(
                    record: records[Int(place)].bytes, inclusion: tree.inclusionProof(of: place, at: size),
                    checkpoint: note)
            })
    }

    func growth(from size: Int64, to later: Int64) -> GrowthProof? {
        guard let note = notes[later] else { return nil }
        return GrowthProof(oldSize: size, consistency: tree.consistencyProof(from: size, to: later), checkpoint: note)
    }

    /// Whether the log said so when it had this size.
    func hasSaid(_ checkpoint: Checkpoint) -> Bool {
        checkpoint.origin.utf8.elementsEqual(Self.origin.utf8) && notes[checkpoint.head.size] != nil
            && heads[Int(checkpoint.head.size)] == checkpoint.head
    }
}

/// Who is trusted: the key of the log alone, and the witness with it.
struct SamplePolicies {
    let log: TrustPolicy
    let witnessed: TrustPolicy

    static let shared = SamplePolicies()

    private init() {
        do {
            let key = try SampleLog.key.verifier
            log = TrustPolicy(origin: key.name, logKeys: [key])
            witnessed = TrustPolicy(origin: key.name, logKeys: [key], witnesses: [try SampleLog.witness.verifier])
        } catch {
            preconditionFailure("the sample's keys are lawful: \(error)")
        }
    }

    var all: [TrustPolicy] { [log, witnessed] }
}
