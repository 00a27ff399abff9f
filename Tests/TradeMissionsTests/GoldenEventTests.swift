import DomainRecords
import EventSourcing
import Foundation
import Testing

@testable import CanonicalJSON
@testable import TradeMissions

/// The stored form of every event: `Golden/<stored name>.json` holds a sample of it, byte for byte.
///
/// A file that is there is never edited: events of that form are in somebody's log. A new event's file is written by
/// running this test with RECORD_SNAPSHOTS=1.
struct GoldenEventTests {
    @Test(arguments: StoredEventName.all)
    func `What is stored under a name can be read, and is written the same`(name: StoredEventName) throws {
        let file = Self.folder.appending(path: name.text + ".json")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil { try record(name, in: file) }
        let stored = try #require(
            try? Data(contentsOf: file), "\(name) has no golden file; run this test once with RECORD_SNAPSHOTS=1")
        let bytes = [UInt8](stored.dropLast())

        let event = try name.event(from: bytes)

        #expect(event.storedName == name.text)
        #expect(try text(name.bytes(of: event)) == text(bytes))
    }

    @Test func `Every golden file belongs to an event, and no two events share a name`() throws {
        let names = StoredEventName.all.map(\.text)
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(files) == Set(names.map { $0 + ".json" }))
        #expect(Set(names).count == names.count)
    }

    @Test func `Every field of every event has a name in both languages`() throws {
        for file in try FileManager.default.contentsOfDirectory(atPath: Self.folder.path) {
            let event = try JSONSerialization.jsonObject(with: Data(contentsOf: Self.folder.appending(path: file)))
            for field in fields(of: event) { #expect(Vocabulary.fieldName(field) != nil, "\(file): \(field)") }
        }
    }

    private func fields(of value: Any) -> [String] {
        if let object = value as? [String: Any] { return Array(object.keys) + object.values.flatMap(fields) }
        return (value as? [Any] ?? []).flatMap(fields)
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    private func record(_ name: StoredEventName, in file: URL) throws {
        try Data(name.bytes(of: name.sample()) + Array("\n".utf8)).write(to: file)
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

/// A stored name, and the category of the streams that hold it.
struct StoredEventName: CustomTestStringConvertible, CustomStringConvertible, Sendable {
    let category: Category
    let text: String

    static let all: [StoredEventName] = Category.allCases.flatMap { category in
        func names<Subject: Aggregate>(_: Subject.Type) -> [StoredEventName] {
            Subject.Event.Name.allCases.map { StoredEventName(category: category, text: $0.rawValue) }
        }
        return names(category.aggregate)
    }

    var description: String { text }
    var testDescription: String { text }

    /// An event with a sample in every field, optional ones too.
    func sample() throws -> DomainEvent {
        try #require(try DomainEvent.decode(text, in: category, from: SampleBody()))
    }

    /// As it is read from the log.
    func event(from bytes: [UInt8]) throws -> DomainEvent {
        try EventCodec.decode(recorded(bytes)).event
    }

    /// As the store gives it; in a stream of its category, unless it is to be in another.
    func recorded(_ bytes: [UInt8], stream: StreamName? = nil) -> RecordedEvent {
        RecordedEvent(
            position: 1, stream: stream ?? self.stream, version: 1, id: UniqueID(high: 1, low: 1), type: text,
            actor: OfficerID.sample.text, occurredAt: .sample, recordedAt: .sample, data: bytes,
            metadata: Array("{}".utf8))
    }

    /// As it is written to the log.
    func bytes(of event: DomainEvent) throws -> [UInt8] {
        try EventCodec.encode(
            Emission(stream: stream, event: event), occurredAt: .sample, metadata: Array("{}".utf8)
        ).data
    }

    private var stream: StreamName {
        func name<Subject: Aggregate>(_: Subject.Type) -> StreamName { Subject.ID.sample.stream }
        return name(category.aggregate)
    }
}

private struct SampleBody: MessageBody {
    func decode<Payload: Decodable>(_ type: Payload.Type) throws -> Payload {
        try FieldRecorder.record(type).value
    }
}
