import CanonicalJSON
import CommandBus
import EventSourcing
import TradeMissions

/// A place where a command takes a text.
struct TextField: Hashable {
    let command: String
    /// Names of fields from the outside in; a list adds nothing.
    let path: [String]
    /// Whether any text will do: else it is one of a form, such as a date or an id.
    let isFree: Bool

    /// Every one of every command.
    static let all: [TextField] = CommandRegistry.all.flatMap { command in
        Shape.object(CommandRegistry.fields(of: command)).textPaths.map { path, isFree in
            TextField(command: command.definition.name, path: path, isFree: isFree)
        } + [reason(of: command)]
    }

    /// Why the command is given: beside its own fields, and free.
    static func reason(of command: any Command.Type) -> TextField {
        TextField(command: command.definition.name, path: ["(reason)"], isFree: true)
    }

    /// Whether what stands there goes to the register, where a name is one line.
    var isOfRegister: Bool {
        CommandRegistry.named(command)?.definition.registerFields.contains { path == [$0] } ?? false
    }
}

extension Shape {
    fileprivate var textPaths: [(path: [String], isFree: Bool)] {
        switch self {
        case .string: [([], true)]
        // Any text will do, and is sealed before it is read as a command.
        case .scalar(ConfidentialStatement.shape, typeName: _): [([], true)]
        case .scalar(.text, typeName: _): [([], false)]
        case .array(let element): element.textPaths
        case .object(let fields):
            fields.flatMap { field in field.shape.textPaths.map { ([field.name] + $0.path, $0.isFree) } }
        case .scalar, .integer, .flag: []
        }
    }
}

extension Node {
    /// The value with its texts changed: `change` is told where each stands, and whether any other would do there.
    func mappingTexts(
        of shape: Shape, at path: [String] = [], _ change: (String, _ path: [String], _ isFree: Bool) -> String
    ) -> Node {
        switch (shape, self) {
        case (.string, .string(let text)): .string(change(text, path, true))
        case (.scalar(.text, typeName: _), .string(let text)): .string(change(text, path, false))
        case (.array(let element), .array(let items)):
            .array(items.map { $0.mappingTexts(of: element, at: path, change) })
        case (.object(let fields), .object(let members)):
            .object(
                members.map { member in
                    guard let field = fields.first(where: { $0.name == member.key }) else { return member }
                    let value = member.value.mappingTexts(of: field.shape, at: path + [member.key], change)
                    return Member(member.key, value)
                })
        default: self
        }
    }

    /// The object with other values for some of its members.
    func replacing(_ values: [String: Node]) -> Node {
        guard case .object(let members) = self else { return self }
        return .object(members.map { Member($0.key, values[$0.key] ?? $0.value) })
    }

    /// Every text in it, as its bytes: equal texts are equal bytes here.
    var textBytes: [[UInt8]] {
        switch self {
        case .string(let text), .text(let text): [Array(text.utf8)]
        case .array(let items): items.flatMap(\.textBytes)
        case .object(let members): members.flatMap(\.value.textBytes)
        case .null, .bool, .number: []
        }
    }
}

extension CommandRegistry {
    /// A value for every field of a command, also for those that may be left out.
    static func fullData(of command: any Command.Type) throws -> Node {
        func data<Subject: Command>(of _: Subject.Type) throws -> Node {
            try CanonicalEncoder().node(FieldRecorder.sample(of: Subject.self).value)
        }
        return try data(of: command)
    }
}
