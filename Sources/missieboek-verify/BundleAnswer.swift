import AuditLog
import FoundationEssentials

/// What is proved, for programs; the names of its fields stay.
struct BundleAnswer: Encodable {
    let origin: String
    /// In events, of the log whose checkpoint it is proved under.
    let size: Int64
    let root: String
    let events: [Event]
    /// The last version of each stream: whether it goes on behind that is not proved.
    let provedThrough: [String: Int64]
    let witnesses: [Sighting]

    struct Event: Encodable {
        let position: Int64
        let stream: String
        let version: Int64
        let type: String
        let actor: String
        /// Microseconds since 2000-01-01T00:00:00Z, as the log has them.
        let recordedAt: Int64
        let occurredAt: Int64
        /// As they were stored, byte for byte, in base64.
        let data: Data
        let metadata: Data
    }

    init(_ finding: ProofBundle.Finding, _ sightings: [TrustPolicy.Sighting]) {
        witnesses = sightings.map { Sighting($0) }
        origin = finding.checkpoint.origin
        size = finding.checkpoint.head.size
        root = finding.checkpoint.head.root.base64
        events = finding.records.map { record in
            Event(
                position: record.position, stream: record.stream, version: record.version, type: record.type,
                actor: record.actor, recordedAt: record.recordedAt, occurredAt: record.occurredAt,
                data: Data(record.data), metadata: Data(record.metadata))
        }
        provedThrough = Dictionary(finding.records.map { ($0.stream, $0.version) }) { max($0, $1) }
    }
}

/// A witness who was demanded, and when it saw the checkpoint by its own account.
struct Sighting: Encodable {
    let name: String
    let publicKey: String
    /// In seconds since 1970.
    let time: UInt64

    init(_ sighting: TrustPolicy.Sighting) {
        (name, publicKey, time) = (sighting.witness.name, sighting.witness.encoded, sighting.time)
    }
}

/// That a log was only added to, for programs.
struct GrowthAnswer: Encodable {
    let origin: String
    /// In events.
    let from: Int64
    let size: Int64
    let root: String
    let witnesses: [Sighting]

    init(from start: Checkpoint, to later: Checkpoint, _ sightings: [TrustPolicy.Sighting]) {
        witnesses = sightings.map { Sighting($0) }
        origin = later.origin
        from = start.head.size
        size = later.head.size
        root = later.head.root.base64
    }
}

extension Encodable {
    /// One line of JSON, its members in order.
    var line: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
        }
    }
}
