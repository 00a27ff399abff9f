import CanonicalJSON
import DomainRecords
import EventSourcing
import ReadModels
import TradeMissions

/// An event of every form that is written today, as it is stored and as it is read; the same in every run.
struct EventSamples {
    let stored: [RecordedEvent]
    let read: [Recorded<DomainEvent>]

    /// In the order of the catalogue: each aggregate's events in that of its lifecycle.
    static let all: EventSamples = {
        let types = EventCatalogue.all.filter { $0.name == $0.current }
        do {
            let stored = try types.enumerated().map { try recorded($1, at: Int64($0 + 1)) }
            return EventSamples(stored: stored, read: try stored.map { try EventCodec.decode($0) })
        } catch {
            preconditionFailure("a sample is a lawful event: \(error)")
        }
    }()

    /// The events of one aggregate's stream.
    static func stream(of category: Category) -> [Recorded<DomainEvent>] {
        all.read.filter { Category(of: $0.header.stream) == category }
    }

    /// The events that the board is folded from.
    static let board = all.read.filter { event in Category(of: event.header.stream).map(Board.reads) ?? false }

    private static func recorded(_ type: EventType, at position: Int64) throws(EncodingFault) -> RecordedEvent {
        func stream<Subject: Aggregate>(_: Subject.Type) -> StreamName { Subject.ID.sample.stream }
        return RecordedEvent(
            position: position, stream: stream(type.category.aggregate), version: position, id: .event(1, of: .sample),
            type: type.name, actor: OfficerID.sample.text, occurredAt: .sample, recordedAt: .sample,
            data: try CanonicalEncoder().encode(type.sample.message.payload), metadata: Array("{}".utf8))
    }
}
