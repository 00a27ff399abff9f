import CanonicalJSON
import DomainRecords
import EventSourcing
import Synchronization
package import TradeMissions

/// An event that could not be stored as the catalogue of events says.
package struct UnlawfulForm: Error, CustomStringConvertible {
    package let description: String
}

/// The schemas of the catalogue, by name, made once.
private let schemas = Mutex<[String: Node]>([:])

extension Emission {
    /// Throws ``UnlawfulForm`` unless the event is stored under a name that is written today, in a stream of that name's
    /// aggregate, as data that its schema allows.
    package func requireLawfulForm() throws {
        let stored = try EventCodec.encode(
            self, occurredAt: Timestamp(microseconds: 0), metadata: Array("{}".utf8))
        guard let type = EventCatalogue.named(stored.type), type.current == type.name,
            Category(of: stored.stream) == type.category
        else { throw UnlawfulForm(description: "\(stored.type) is not written in \(stored.stream.text)") }
        let schema = schemas.withLock { schemas in
            if let schema = schemas[type.name] { return schema }
            let schema = type.schema(in: .english)
            schemas[type.name] = schema
            return schema
        }
        let violations = JSONSchema(schema).violations(of: try Node(parsing: stored.data))
        guard violations.isEmpty else {
            throw UnlawfulForm(description: "\(stored.type): \(violations.joined(separator: "; "))")
        }
    }
}
