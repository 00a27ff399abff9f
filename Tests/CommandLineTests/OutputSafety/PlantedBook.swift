import CanonicalJSON
import DomainRecords
import EventSourcing
import PostgresClient
import PostgresEventStore
import TestSupport
import Testing

@testable import TradeMissions

/// A book whose events and register hold what no command takes.
///
/// Its events are those of another book, with every free text in them made hostile. They were given to the store's own
/// append, past all checks of the program; the database made their leaves.
struct PlantedBook {
    let database: ThrowawayDatabase
    /// What stands in the events that were copied.
    private(set) var copied = HostileTexts(marking: "w")
    /// What stands in the register.
    private(set) var names = HostileTexts(marking: "v")
    /// What stands in ``everyType``.
    private(set) var everyType = HostileTexts(marking: "z")

    /// A stream with an event of every type, of a kind that no read model looks at.
    static let everyType: StreamName = "assessment-planted"
    /// A stream whose event is no JSON.
    static let unreadable: StreamName = "country-unreadable"
    /// A stream whose event the board cannot read, so that it is held back.
    static let heldBack: StreamName = "mission-unreadable"

    init(copying source: PostgresEventStore) async throws {
        database = try await ThrowawayCluster.shared.database()
        let store = try PostgresEventStore(ConnectionOptions(address: database.url), keys: RegisterOfTests.keys)
        var events: [RecordedEvent] = []
        try source.readLog(after: 0, through: source.advanceWatermark()) { events.append($0) }
        for event in events { try plant(event, in: store) }
        try plantEveryType(in: store)
        try Self.plantFaults(in: store)
        _ = try store.advanceWatermark()
    }

    private mutating func plant(_ event: RecordedEvent, in store: PostgresEventStore) throws {
        let type = try #require(EventCatalogue.named(event.type))
        var texts = copied
        let data = try Node(parsing: event.data).mappingTexts(of: type.shape) { text, _, isFree in
            isFree ? texts.poisoned(text, by: Poison.all) : text
        }
        var metadata = try Node(parsing: event.metadata)
        if let reason = metadata["reason"]?.stringValue {
            metadata = metadata.replacing(["reason": .string(texts.poisoned(reason, by: Poison.all))])
        }
        copied = texts
        try store.plant(
            NewEvent(
                stream: event.stream, type: event.type, occurredAt: event.occurredAt, data: Array(data.lineText.utf8),
                metadata: Array(metadata.lineText.utf8)), by: event.actor, entries(beginningWith: event))
    }

    /// Whoever begins with this event has a name that is hostile, too.
    private mutating func entries(beginningWith event: RecordedEvent) -> [RegisterEntry] {
        guard event.version == 1 else { return [] }
        guard Category(of: event.stream)?.isRegistered ?? false else { return [] }
        return [RegisterEntry(id: event.stream.text, name: names.another("naam", by: Poison.all).text)]
    }

    private mutating func plantEveryType(in store: PostgresEventStore) throws {
        for type in EventCatalogue.all where type.current == type.name {
            let emission = Emission(stream: Self.everyType, event: type.sample)
            let stored = try EventCodec.encode(emission, occurredAt: .sample, metadata: Array("{}".utf8))
            var texts = everyType
            let data = try Node(parsing: stored.data).mappingTexts(of: type.shape) { text, _, isFree in
                isFree ? texts.another(text, by: Poison.all).text : text
            }
            everyType = texts
            try store.plant(
                NewEvent(
                    stream: Self.everyType, type: type.name, occurredAt: .sample, data: Array(data.lineText.utf8),
                    metadata: Array("{}".utf8)),
                // By another each, since the store keeps duties apart.
                by: "officer-planted-\(type.name.lowercased())")
        }
    }

    private static func plantFaults(in store: PostgresEventStore) throws {
        let all = Poison.all.map(\.text).joined(separator: " ")
        try store.plant(.sample(unreadable, data: all))
        let data: Node = ["country": .string(all), "title": .string(all)]
        try store.plant(.sample(heldBack, type: Mission.Event.Name.proposed.rawValue, data: data.lineText))
    }
}

extension PostgresEventStore {
    /// Stores one event, whatever it holds.
    fileprivate func plant(
        _ event: NewEvent, by actor: String = "officer-planted", _ entries: [RegisterEntry] = []
    ) throws {
        _ = try append(
            AppendRequest(
                commandID: .random(), command: "planted.event", content: Array("{}".utf8), actor: actor,
                expectations: [], events: [event], registerEntries: entries))
    }
}
