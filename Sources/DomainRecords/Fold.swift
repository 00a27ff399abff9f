import CanonicalJSON
import EventSourcing
package import TradeMissions

/// How the events of a category become a state, told apart from the ways of other releases.
package struct Fold: Sendable {
    /// SHA-256 in hexadecimal, over the category, its ``Aggregate/foldVersion``, and the states that samples of all its
    /// stored events come to, each as a snapshot would hold it.
    ///
    /// So it differs whenever a stored form, an upcast, a field of the state or its coding is added, taken away or
    /// changed, and when ``Aggregate/apply(_:_:)`` makes something else of a sample. For what only shows on other
    /// events, the version is raised; a test over a stored log asks for that.
    package let fingerprint: String

    package static func of(_ category: Category) -> Fold {
        guard let fold = all[category] else { preconditionFailure("\(category) has no fold") }
        return fold
    }

    private static let all = Dictionary(uniqueKeysWithValues: Category.allCases.map { ($0, Fold(of: $0)) })

    private init(of category: Category) {
        func record<Subject: Aggregate>(_: Subject.Type) -> [UInt8] { Self.record(of: Subject.self) }
        fingerprint = SHA256.digest(of: record(category.aggregate)).hexadecimal
    }

    /// What the fingerprint is taken of.
    ///
    /// Every sample is taken in by an empty state and, one after the other, by one that has taken in those before.
    private static func record<Subject: Aggregate>(of _: Subject.Type) -> [UInt8] {
        let stream = Subject.ID.sample.stream
        var record = Array("\(Subject.category.rawValue) \(Subject.foldVersion)".utf8)
        var entry = Records.Entry.initial(of: stream)
        func note(_ entry: Records.Entry) {
            do throws(EncodingFault) {
                record += [0] + (try StateCodec.encoder.encode(entry.state))
            } catch {
                preconditionFailure("the state of \(stream.text) cannot be written: \(error)")
            }
        }
        note(entry)
        for type in EventCatalogue.all where type.category == Subject.category {
            record += [0] + Array(type.name.utf8)
            let header = header(stream, version: entry.version + 1)
            var alone = Records.Entry.initial(of: stream)
            alone.apply(type.sample, header)
            note(alone)
            entry.apply(type.sample, header)
            note(entry)
        }
        return record
    }

    private static func header(_ stream: StreamName, version: Int64) -> EventHeader {
        EventHeader(
            position: version * 7, stream: stream, version: version, id: .event(Int(version), of: .sample),
            actor: OfficerID.sample.text, occurredAt: .sample.adding(seconds: version * 100_000),
            recordedAt: .sample.adding(seconds: version * 100_001), metadata: [])
    }
}

extension [UInt8] {
    fileprivate var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0xF)]] }, as: UTF8.self)
    }
}
