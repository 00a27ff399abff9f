import CanonicalJSON
import EventSourcing
import TradeMissions

/// Every form in which an event was ever stored, as the program's own types declare it.
///
/// `Schema/catalogue/event_types.sql` holds the same for the database; a test compares them.
package enum EventCatalogue {
    /// In the order of the aggregates, and within each of its events.
    package static let all: [EventType] = Category.allCases.flatMap { types(of: $0) }

    /// Those of one category, for whoever needs no others.
    static func types(of category: Category) -> [EventType] {
        func types<Subject: Aggregate>(of _: Subject.Type) -> [EventType] {
            Subject.Event.Name.allCases.map { type(named: $0, of: Subject.self) }
        }
        return types(of: category.aggregate)
    }

    package static func named(_ name: String) -> EventType? { all.first { $0.name == name } }

    /// Names that look like `name`, best first.
    package static func nearest(to name: String) -> [String] {
        EditDistance.nearest(to: name, among: all.map(\.name))
    }

    private static func type<Subject: Aggregate>(named name: Subject.Event.Name, of _: Subject.Type) -> EventType {
        let body = SampleBody()
        do {
            let event = try Subject.Event.decode(name, from: body)
            guard let shape = body.shape else { preconditionFailure("\(name.rawValue) is read from nothing") }
            return EventType(
                name: name.rawValue, category: Subject.category, shape: shape, sample: Subject.domainEvent(event))
        } catch {
            preconditionFailure("\(name.rawValue) does not accept a sample: \(error)")
        }
    }
}

/// Gives a sample of whatever payload is asked for, and remembers its shape.
private final class SampleBody: MessageBody {
    private(set) var shape: Shape?

    func decode<Payload: Decodable>(_ type: Payload.Type) throws -> Payload {
        let (value, shape) = FieldRecorder.sample(of: type)
        self.shape = shape
        return value
    }
}
