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

    /// Names that look like `name`, best first.
    package static func nearest(to name: String) -> [String] {
        EditDistance.nearest(to: name, among: all.map { $0.definition.name })
    }

    /// The fields of a command, as its type declares them.
    package static func fields(of command: any Command.Type) -> [Shape.Field] {
        recorded.withLock { known in
            let name = ObjectIdentifier(command)
            if let fields = known[name] { return fields }
            guard case .object(let fields) = FieldRecorder.shape(of: command) else {
                preconditionFailure("\(command.definition.name) has no fields")
            }
            known[name] = fields
            return fields
        }
    }

    /// Fields that were asked for before: recording them decodes a whole sample.
    private static let recorded = Mutex<[ObjectIdentifier: [Shape.Field]]>([:])
}
