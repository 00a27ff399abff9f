import CanonicalJSON
import DomainRecords
import EventSourcing
import Foundation
import Testing

@testable import TradeMissions

/// The stored form of every event that was ever released: `Golden/<stored name>.json` holds a sample of it, byte for
/// byte, and `Golden/Upcasts/<stored name>.json` what a form that is no longer written is read as.
///
/// A file that is there is never edited: events of that form are in somebody's log. The files of a new form are written
/// by running this test with RECORD_SNAPSHOTS=1, which leaves those that are there as they are.
struct GoldenEventTests {
    @Test(arguments: EventCatalogue.all)
    func `What is stored under a name can be read, and is written the same or as its upcast`(type: EventType) throws {
        let golden = Self.folder.appending(path: type.name + ".json")
        let expected = type.isWritten ? golden : Self.upcasts.appending(path: type.name + ".json")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil { try record(type, golden, expected) }
        let stored = try bytes(of: golden)

        let event = try type.event(from: stored)

        #expect(event.storedName == type.current)
        #expect(try text(type.bytes(of: event)) == text(bytes(of: expected)))
    }

    @Test func `Every golden file belongs to a name, and every upcast to a name that is no longer written`() throws {
        let types = EventCatalogue.all
        #expect(try Set(files(in: Self.folder)) == Set(types.map { $0.name + ".json" }))
        #expect(try Set(files(in: Self.upcasts)) == Set(types.filter { !$0.isWritten }.map { $0.name + ".json" }))
        #expect(Set(types.map(\.name)).count == types.count)
    }

    @Test func `The versions of an event run 1, 2, 3, … in one aggregate, and the last one is written`() {
        let families = Dictionary(grouping: EventCatalogue.all, by: \.family)
        for (family, types) in families {
            let versions = types.sorted { $0.version < $1.version }
            #expect(versions.map(\.version) == Array(1...versions.count), "\(family)")
            #expect(Set(versions.map(\.category)).count == 1, "\(family)")
            for type in versions {
                #expect(type.current == versions.last?.name, "\(type.name)")
                #expect(type.name == (type.version == 1 ? family : "\(family).v\(type.version)"))
            }
        }
        // Otherwise nothing here has shown that an old form is read as a new one.
        #expect(families.values.contains { $0.count > 1 })
    }

    @Test func `Every field of every event has a name in both languages`() throws {
        for file in try files(in: Self.folder) {
            let event = try JSONSerialization.jsonObject(with: Data(contentsOf: Self.folder.appending(path: file)))
            for field in fields(of: event) { #expect(Vocabulary.fieldName(field) != nil, "\(file): \(field)") }
        }
    }

    @Test func `Every event has a term of its own in both languages`() {
        let families = Set(EventCatalogue.all.map(\.family))
        let terms = families.compactMap { Vocabulary.eventTerm($0) }
        #expect(terms.count == families.count)
        #expect(Set(terms.map(\.nl)).count == terms.count && Set(terms.map(\.en)).count == terms.count)
    }

    private func fields(of value: Any) -> [String] {
        if let object = value as? [String: Any] { return Array(object.keys) + object.values.flatMap(fields) }
        return (value as? [Any] ?? []).flatMap(fields)
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
    private static let upcasts = folder.appending(path: "Upcasts")

    private func files(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }
    }

    private func bytes(of file: URL) throws -> [UInt8] {
        let data = try #require(
            try? Data(contentsOf: file),
            "\(file.lastPathComponent) is missing; run this test once with RECORD_SNAPSHOTS=1")
        return [UInt8](data.dropLast())
    }

    /// Writes the files that are not there: of a form that is written a sample, and what an older one is read as.
    private func record(_ type: EventType, _ golden: URL, _ expected: URL) throws {
        guard !FileManager.default.fileExists(atPath: expected.path) else { return }
        let event = type.isWritten ? type.sample : try type.event(from: bytes(of: golden))
        try Data(type.bytes(of: event) + Array("\n".utf8)).write(to: expected)
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension EventType: CustomTestStringConvertible {
    package var testDescription: String { name }
}

extension EventType {
    var isWritten: Bool { current == name }

    /// As it is read from the log.
    func event(from bytes: [UInt8]) throws -> DomainEvent {
        try EventCodec.decode(recorded(bytes)).event
    }

    /// As the store gives it; in a stream of its category, unless it is to be in another.
    func recorded(_ bytes: [UInt8], stream: StreamName? = nil) -> RecordedEvent {
        RecordedEvent(
            position: 1, stream: stream ?? self.stream, version: 1, id: UniqueID(high: 1, low: 1), type: name,
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
