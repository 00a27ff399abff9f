import EventSourcing
import TradeMissions

/// Why a read model cannot go on with a stream; stored and printed under these words.
package enum ParkingCode: String, CaseIterable, Sendable {
    /// The stream belongs to no category of this program: a later release wrote it.
    case unknownCategory = "unknown-category"
    /// The event has a name that this program does not know: a later release wrote it.
    case unknownEvent = "unknown-event"
    /// The bytes are not a payload of the event's name.
    case undecodable
    /// The fold can make nothing of the event.
    case unfoldable

    /// Why this event could not be decoded.
    init(undecoded stored: RecordedEvent) {
        func knows<Subject: Aggregate>(_: Subject.Type) -> Bool { Subject.Event.Name(rawValue: stored.type) != nil }
        guard let category = Category(of: stored.stream) else {
            self = .unknownCategory
            return
        }
        self = knows(category.aggregate) ? .undecodable : .unknownEvent
    }
}
