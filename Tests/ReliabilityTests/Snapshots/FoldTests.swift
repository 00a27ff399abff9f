import CanonicalJSON
import EventSourcing
import Foundation
import TestSupport
import Testing
import TradeMissions

@testable import DomainRecords

// A snapshot of an older release is used only while this one would have come to the same state.
//
// `Golden/log.jsonl` is a log as a simulation wrote it once: long streams, until they had every event that it led to. It
// is never edited, only replaced. `Golden/folds.json` holds, for each category, the fingerprint of its fold and the SHA-256 of all the
// states that the streams of that log come to, one after each event.
@Suite struct FoldTests {
    /// The gate: whoever changes what a fold comes to without its fingerprint being another one is told to raise
    /// ``Aggregate/foldVersion``.
    @Test func `No fold comes to other states under the fingerprint that it had before`() async throws {
        let isRecording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil
        if isRecording, !FileManager.default.fileExists(atPath: Self.logFile.path) { try await recordLog() }
        let now = try Self.folds(of: log())
        if isRecording, !FileManager.default.fileExists(atPath: Self.foldsFile.path) { try record(now) }
        let before = try recorded()

        let unnoticed = now.keys.filter { category in
            now[category]?.fingerprint == before[category]?.fingerprint && now[category] != before[category]
        }
        #expect(unnoticed.isEmpty, "raise the foldVersion of: \(unnoticed.sorted())")
        if isRecording, unnoticed.isEmpty { try record(now) }
        #expect(try recorded() == now, "the folds differ from Golden/folds.json: RECORD_SNAPSHOTS=1 renews it")
    }

    @Test
    func `The stored log has streams of every category that a simulation fills, and more than half of all events`()
        throws
    {
        let events = try log()
        let simulated = Category.allCases.filter { !$0.isAboutKeeping && $0 != .person }
        #expect(Set(events.compactMap { Category(of: $0.stream) }) == Set(simulated))
        let written = Set(EventCatalogue.all.map(\.name)).intersection(events.map(\.type))
        #expect(written.count * 2 > EventCatalogue.all.count, "\(written.count)")
    }

    @Test func `Each category has a fold of its own`() {
        #expect(Set(Category.allCases.map { Fold.of($0).fingerprint }).count == Category.allCases.count)
    }

    @Test func `Another version, another upcast, another event and another order make another fingerprint`() throws {
        let types = EventCatalogue.all.filter { $0.category == .support }
        let samples = types.map { (name: $0.name, event: $0.sample) }
        let fold = Fold(of: Support.self, version: 1, samples)
        #expect(Fold(of: Support.self, version: 1, samples).fingerprint == fold.fingerprint)
        #expect(fold.fingerprint == Fold.of(.support).fingerprint)

        // As when a stored form is read as another event than before.
        let old = try #require(samples.firstIndex { $0.name == "SupportDetermined" })
        var otherUpcast = samples
        otherUpcast[old].event = try #require(samples.first { $0.name == "SupportGrantWithdrawn" }).event
        var otherName = samples
        otherName[old].name = "SupportDetermined.v3"
        let others = [
            Fold(of: Support.self, version: 2, samples), Fold(of: Support.self, version: 1, otherUpcast),
            Fold(of: Support.self, version: 1, otherName),
            Fold(of: Support.self, version: 1, Array(samples.dropLast())),
            Fold(of: Support.self, version: 1, samples.reversed()),
        ]
        #expect(Set(others.map(\.fingerprint) + [fold.fingerprint]).count == others.count + 1)
    }
}

// The golden files.
extension FoldTests {
    private struct Recorded: Equatable {
        let fingerprint: String
        let states: String
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
    private static let logFile = folder.appending(path: "log.jsonl")
    private static let foldsFile = folder.appending(path: "folds.json")

    private static func folds(of events: [RecordedEvent]) throws -> [String: Recorded] {
        let decoder = EventDecoder()
        var entries: [StreamName: Records.Entry] = [:]
        var states: [TradeMissions.Category: [UInt8]] = [:]
        for stored in events {
            let event = try decoder.decode(stored)
            var entry = entries[stored.stream] ?? .initial(of: stored.stream)
            entry.apply(event.event, event.header)
            entries[stored.stream] = entry
            let category = try #require(Category(of: stored.stream))
            states[category, default: []] += try #require(StateCodec.encode(entry.state))
        }
        let folds = Category.allCases.map { category in
            (
                category.rawValue,
                Recorded(
                    fingerprint: Fold.of(category).fingerprint,
                    states: SHA256.digest(of: states[category] ?? []).hexadecimal)
            )
        }
        return Dictionary(uniqueKeysWithValues: folds)
    }

    private func log() throws -> [RecordedEvent] {
        let text = try String(contentsOf: Self.logFile, encoding: .utf8)
        var versions: [StreamName: Int64] = [:]
        return try text.split(separator: "\n").enumerated().map { index, line in
            let node = try Node(parsing: Array(line.utf8))
            let stream = try StreamName(text: try #require(node["stream"]?.stringValue))
            versions[stream, default: 0] += 1
            let occurredAt = try Timestamp(text: try #require(node["occurredAt"]?.stringValue))
            return RecordedEvent(
                position: Int64(index + 1), stream: stream, version: versions[stream] ?? 0,
                id: .event(index + 1, of: .sample), type: try #require(node["type"]?.stringValue),
                actor: try #require(node["actor"]?.stringValue), occurredAt: occurredAt, recordedAt: occurredAt,
                data: try #require(node["data"]).canonicalBytes, metadata: Array("{}".utf8))
        }
    }

    private func recordLog() async throws {
        let book = try await SnapshotBook.shared.value
        let streams = Dictionary(grouping: book.events, by: \.stream)
        var types: Set<String> = []
        let chosen = streams.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
            .filter { _, events in
                defer { types.formUnion(events.map(\.type)) }
                return !types.isSuperset(of: events.map(\.type))
            }
            .map(\.key)
        let lines = try book.events.filter { chosen.contains($0.stream) }.map { event in
            let node: Node = [
                "stream": .string(event.stream.text), "type": .string(event.type), "actor": .string(event.actor),
                "occurredAt": .string(event.occurredAt.text), "data": try Node(parsing: event.data),
            ]
            return String(decoding: try node.canonicalBytes, as: UTF8.self) + "\n"
        }
        try lines.joined().write(to: Self.logFile, atomically: true, encoding: .utf8)
    }

    private func recorded() throws -> [String: Recorded] {
        let node = try Node(parsing: Array(Data(contentsOf: Self.foldsFile)))
        var folds: [String: Recorded] = [:]
        for category in Category.allCases {
            guard let fold = node[category.rawValue], let fingerprint = fold["fold"]?.stringValue,
                let states = fold["states"]?.stringValue
            else { continue }
            folds[category.rawValue] = Recorded(fingerprint: fingerprint, states: states)
        }
        return folds
    }

    private func record(_ folds: [String: Recorded]) throws {
        let lines = folds.sorted { $0.key < $1.key }.map { name, fold in
            "  \"\(name)\": {\n    \"fold\": \"\(fold.fingerprint)\",\n    \"states\": \"\(fold.states)\"\n  }"
        }
        try ("{\n" + lines.joined(separator: ",\n") + "\n}\n").write(
            to: Self.foldsFile, atomically: true, encoding: .utf8)
    }
}
