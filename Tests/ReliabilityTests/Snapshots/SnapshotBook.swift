import DomainRecords
import EventSourcing
import TestSupport
import TradeMissions

/// The streams of a simulation, with events of every kind of stream.
struct SnapshotBook: Sendable {
    /// In order of position.
    let events: [RecordedEvent]

    /// Made once: a simulation takes seconds.
    static let shared = Task { try await SnapshotBook(missions: 4, seed: 3) }

    private init(missions: Int, seed: UInt64) async throws {
        let store = try await SimulatedBook.store(missions: missions, seed: seed)
        var events: [RecordedEvent] = []
        try store.readLog(after: 0, through: store.advanceWatermark()) { event in events.append(event) }
        self.events = events
    }

    var streams: [StreamName] { Set(events.map(\.stream)).sorted() }

    /// Those of which a snapshot is ever kept.
    var keptStreams: [StreamName] {
        streams.filter { Category(of: $0)?.aggregate.hasSnapshots ?? false }
    }

    /// A store of its own with the same events at the same positions.
    func store() throws -> InMemoryEventStore {
        let store = InMemoryEventStore()
        try fill(store)
        return store
    }

    /// Appends the same events to an empty store, whose positions then are the same.
    func fill(_ store: any EventStore) throws {
        for event in events {
            _ = try store.append(
                .sample(
                    [
                        NewEvent(
                            stream: event.stream, type: event.type, occurredAt: event.occurredAt, data: event.data,
                            metadata: event.metadata)
                    ], actor: event.actor))
        }
        _ = try store.advanceWatermark()
    }
}

/// A value with all that it holds, told by reflection: nothing of how it is coded.
///
/// The same text for equal values, whatever the order of their sets and dictionaries.
func reflection(of value: Any) -> String {
    let mirror = Mirror(reflecting: value)
    let parts = mirror.children.map { ($0.label ?? "") + "=" + reflection(of: $0.value) }
    let type = "\(mirror.subjectType)"
    return switch mirror.displayStyle {
    case .set, .dictionary: type + "{" + parts.sorted().joined(separator: ",") + "}"
    case _ where parts.isEmpty: type + ":" + String(reflecting: value)
    default: type + "(" + parts.joined(separator: ",") + ")"
    }
}
