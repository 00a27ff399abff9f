import CanonicalJSON
import EventSourcing
import Synchronization
package import TradeMissions

/// How the events of a category become a state, told apart from the ways of other releases.
package struct Fold: Sendable {
    /// SHA-256 in hexadecimal, over the category, its ``Aggregate/foldVersion``, and the states that samples of all its
    /// stored events come to, each as a snapshot would hold it.
    ///
    /// So it differs whenever a stored form, an upcast, or a field of the state that a sample fills, or its coding, is
    /// added, taken away or changed, and when ``Aggregate/apply(_:_:)`` makes something else of a sample. For what only
    /// shows on other events, the version is raised; a test over a stored log asks for that.
    package let fingerprint: String

    package static func of(_ category: Category) -> Fold {
        if let fold = known.withLock({ $0[category] }) { return fold }
        let fold = Fold(of: category)
        known.withLock { $0[category] = fold }
        return fold
    }

    /// Whether a fingerprint is that of this program's fold of a stream.
    static func made(_ fingerprint: String, for stream: StreamName) -> Bool {
        Category(of: stream).map { of($0).fingerprint == fingerprint } ?? false
    }

    /// Those that were asked for: to make one takes milliseconds, and most programs need none or one.
    private static let known = Mutex<[Category: Fold]>([:])

    private init(of category: Category) {
        let samples = EventCatalogue.types(of: category).map { ($0.name, $0.sample) }
        func fold<Subject: Aggregate>(_: Subject.Type) -> Fold {
            Fold(of: Subject.self, version: Subject.foldVersion, samples)
        }
        self = fold(category.aggregate)
    }

    /// Of what each stored name is read as.
    ///
    /// Every sample is taken in by an empty state and, one after the other, by one that has taken in those before.
    init<Subject: Aggregate>(of _: Subject.Type, version: Int, _ samples: [(name: String, event: DomainEvent)]) {
        let stream = Subject.ID.sample.stream
        var record = Array("\(Subject.category.rawValue) \(version)".utf8)
        var entry = Records.Entry.initial(of: stream)
        func note(_ entry: Records.Entry) {
            do throws(EncodingFault) {
                record += [0] + (try StateCodec.encoder.encode(entry.state))
            } catch {
                preconditionFailure("the state of \(stream.text) cannot be written: \(error)")
            }
        }
        note(entry)
        for sample in samples {
            record += [0] + Array(sample.name.utf8)
            let header = Self.header(stream, version: entry.version + 1)
            var alone = Records.Entry.initial(of: stream)
            alone.apply(sample.event, header)
            note(alone)
            entry.apply(sample.event, header)
            note(entry)
        }
        fingerprint = SHA256.digest(of: record).hexadecimal
    }

    private static func header(_ stream: StreamName, version: Int64) -> EventHeader {
        EventHeader(
            position: version * 7, stream: stream, version: version, id: .event(Int(version), of: .sample),
            actor: OfficerID.sample.text, occurredAt: .sample.adding(seconds: version * 100_000),
            recordedAt: .sample.adding(seconds: version * 100_001), metadata: [])
    }
}
