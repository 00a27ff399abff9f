import EventSourcing
import PostgresClient
import PostgresEventStore
import Projections
import ReadModels
import TestSupport
import Testing
import TradeMissions

@Suite(.timeLimit(.minutes(10)))
struct EnvelopeTests {
    @Test func `An event that cannot be decoded stops no model that reads envelopes`() async throws {
        let store = try await Self.store()
        let stream: StreamName = "concern-e1"
        let unread = try store.record(.sample(stream, type: "NotYetThoughtOf", data: "{}"))
        let damaged = try store.record(.sample("concern-e2", type: "ConcernLinkedToMission", data: "[]"))

        let decoded = try Projector<Trail>(store, store, waitingBy: atOnce).latest()
        #expect(decoded.heldBack.map(\.position) == [unread, damaged])
        #expect(decoded.rows.isEmpty)

        let registers = try Projector<Registers>(store, store, waitingBy: atOnce).latest()
        #expect(registers.rows.map(\.stream) == [stream, "concern-e2"])
        #expect(registers.heldBack.isEmpty)
        #expect(try Rebuild<Registers>(store, store, waitingBy: atOnce).verify().finding.isSound)
    }

    @Test func `A stream of an unknown category is held back from a model that picks categories only`() async throws {
        let store = try await Self.store()
        let position = try store.record(.sample("unheard-of", type: "NotYetThoughtOf", data: "{}"))
        let later = try store.record(.sample("unheard-of", type: "NotYetThoughtOf", data: "{}"))

        let registers = try Projector<Registers>(store, store, waitingBy: atOnce).latest()
        #expect(registers.heldBack.map(\.code) == ["unknown-category"])
        #expect(registers.heldBack.map(\.position) == [position])
        #expect(registers.rows.isEmpty)
        let retried = try ParkedStreams<Registers>(store, store, waitingBy: atOnce).retry()
        #expect(retried.freed.isEmpty && retried.parked.map(\.position) == [position])

        let latest = try Projector<LatestByEnvelope>(store, store, waitingBy: atOnce).latest()
        #expect(latest.rows == [Latest(names: ["NotYetThoughtOf", "NotYetThoughtOf"], position: later)])
        #expect(latest.heldBack.isEmpty)
    }

    @Test(arguments: [1, 7, 10_000])
    func `Rows from envelopes are those that whole events give`(_ batchSize: Int) async throws {
        let history = try await History(seed: 20_261_130, missions: 1)
        while try history.goOn() {}
        let store = history.store
        // So little room that rows are let go of, and looked up again.
        func rows<Model: ReadModel>(of _: Model.Type) throws -> [Model.Row] {
            try Projector<Model>(store, store, byteLimit: 4_096, batchSize: batchSize, waitingBy: atOnce).latest().rows
        }
        let byEvent = try rows(of: LatestByEvent.self)
        #expect(byEvent.count > 20)
        #expect(try rows(of: LatestByEnvelope.self) == byEvent)
    }

    @Test func `A model of events makes nothing of an envelope, and says so`() throws {
        let event = NewEvent.sample("mission-riyad")
        let header = EventHeader(
            position: 1, stream: event.stream, version: 1, id: .sample, actor: OfficerID.sample.text,
            occurredAt: event.occurredAt, recordedAt: event.occurredAt, metadata: [])
        #expect(throws: UnfoldableEvent("board is folded from events, not from what stands around them")) {
            var row: Board.Row?
            try Board.apply(Envelope(name: event.type, header), to: &row, under: "mission-riyad")
        }
    }

    private static func store() async throws -> PostgresEventStore {
        try PostgresEventStore(.init(address: await ThrowawayCluster.shared.database().url), keys: RegisterOfTests.keys)
    }
}

private struct Latest: Codable, Hashable, Sendable {
    var names: [String] = []
    var position: Int64 = 0

    func after(_ envelope: Envelope) -> Latest {
        Latest(names: names + [envelope.name], position: envelope.header.position)
    }
}

/// One row for each stream: the names of its events, and where the last one is.
private enum LatestByEnvelope: EnvelopeModel {
    static let name = ProjectionName("latest-by-envelope", version: 1)
    static func reads(_ category: Category) -> Bool { true }
    static func keys(of envelope: Envelope) -> [String] { [envelope.header.stream.text] }
    static func apply(_ envelope: Envelope, to row: inout Latest?, under key: String) {
        row = (row ?? Latest()).after(envelope)
    }
}

private enum LatestByEvent: ReadModel {
    static let name = ProjectionName("latest-by-event", version: 1)
    static func reads(_ category: Category) -> Bool { true }
    static func keys(of recorded: Recorded<DomainEvent>) -> [String] { [recorded.header.stream.text] }
    static func apply(_ recorded: Recorded<DomainEvent>, to row: inout Latest?, under key: String) {
        row = (row ?? Latest()).after(Envelope(recorded))
    }
}
