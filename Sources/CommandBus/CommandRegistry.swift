package import CanonicalJSON
import Synchronization
package import TradeMissions

/// Every command of the domain, by name.
package enum CommandRegistry {
    /// In the order of the aggregates, and within each of its lifecycle.
    package static let all: [any Command.Type] = Category.allCases.flatMap(\.commands)

    private static let byName = Dictionary(
        all.map { ($0.definition.name, $0) },
        uniquingKeysWith: { first, second in
            preconditionFailure("two commands are named \(first.definition.name) and \(second.definition.name)")
        })

    package static func named(_ name: String) -> (any Command.Type)? {
        byName[name]
    }

    /// The aggregate whose command it is.
    package static func category(of command: any Command.Type) -> Category? {
        Category(rawValue: String(command.definition.name.prefix { $0 != "." }))
    }

    /// Names that look like `name`, best first.
    package static func nearest(to name: String) -> [String] {
        EditDistance.nearest(to: name, among: all.map { $0.definition.name })
    }

    /// The fields of a command, as its type declares them; a list that its definition lets go is optional.
    package static func fields(of command: any Command.Type) -> [Shape.Field] {
        recorded.withLock { known in
            let name = ObjectIdentifier(command)
            if let fields = known[name] { return fields }
            guard case .object(let fields) = FieldRecorder.shape(of: command) else {
                preconditionFailure("\(command.definition.name) has no fields")
            }
            let optional = command.definition.optionalLists
            known[name] = fields.map { field in
                guard optional.contains(field.name) else { return field }
                return Shape.Field(name: field.name, shape: field.shape, isOptional: true)
            }
            return known[name] ?? fields
        }
    }

    /// Fields that were asked for before: recording them decodes a whole sample.
    private static let recorded = Mutex<[ObjectIdentifier: [Shape.Field]]>([:])
}
