import CanonicalJSON
import CommandBus
import EventSourcing
import TradeMissions

/// The options of one command line, read as the data of a command.
///
/// A field `closingDate` is the option `--closing-date`; a list is the option given several times; a structure is
/// `--field.part`. In a list of structures a new one begins where a part comes back, and each may be given as JSON too.
struct CommandForm {
    /// Options that belong to every subcommand, handed on to their own parser.
    private(set) var globalArguments: [String] = []

    private let command: any Command.Type
    private let fields: [Shape.Field]
    private var values: [String: [Node]] = [:]
    /// The structures of each list, in the making: the values of their parts.
    private var structures: [String: [[String: [Node]]]] = [:]
    private var head: [Member] = []
    /// Whether everything is decided and nothing recorded.
    private(set) var isDryRun = false

    private static let headOptions = [
        "id": "id", "occurred-at": "occurredAt", "reason": "reason", "expected-version": "expectedVersion",
    ]
    private static let globalOptions = OptionName.global.filter { $0.placeholder != nil }.map(\.name)
    private static let globalFlags = OptionName.global.filter { $0.placeholder == nil }.map(\.name)

    init(_ command: any Command.Type, arguments: [String]) throws {
        self.command = command
        let topic = command.definition.name.split(separator: ".").joined(separator: " ")
        /// The value of an option: behind its equals sign, or the next argument.
        func value(of name: String, _ parts: [String], _ rest: inout ArraySlice<String>) throws -> String {
            if parts.count == 2 { return parts[1] }
            if let value = rest.popFirst() { return value }
            let lack = Phrase(nl: "--\(name) mist een waarde", en: "--\(name) lacks a value")
            throw Failure(.usage, Help.hinting(lack, topic: topic))
        }
        fields = CommandRegistry.fields(of: command)
        let options = CommandOption.all(of: fields)
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            guard argument.hasPrefix("--") else {
                throw Failure(
                    .usage,
                    Help.hinting(
                        Phrase(
                            nl: "\(argument.shownSafely) staat niet achter een optie",
                            en: "\(argument.shownSafely) follows no option"), topic: topic))
            }
            let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1).map(String.init)
            let name = parts.first ?? ""
            if name == "dry-run" {
                isDryRun = true
                continue
            }
            if Self.globalFlags.contains(name) {
                globalArguments.append(argument)
                continue
            }
            // A field of the command goes before an option of the same name.
            if let option = options.first(where: { $0.name == name }) {
                values[name, default: []].append(try option.node(value(of: name, parts, &rest)))
            } else if let (list, part) = CommandOption.part(named: name, in: options) {
                add(try part.node(value(of: name, parts, &rest)), to: part, of: list)
            } else if let key = Self.headOptions[name] {
                let text = try value(of: name, parts, &rest)
                head.append(Member(key, key == "expectedVersion" ? .number(text) : .string(text)))
            } else if Self.globalOptions.contains(name) {
                globalArguments += ["--\(name)", try value(of: name, parts, &rest)]
            } else {
                let known =
                    options.flatMap(\.namesWithParts) + OptionName.global(heeding: []).map(\.name)
                    + Self.headOptions.keys.sorted()
                    + ["dry-run"]
                throw Failure(
                    .usage,
                    Help.unknownOption(
                        "--\(name)", nearest: EditDistance.nearest(to: name, among: known),
                        topic: topic))
            }
        }
    }

    /// Carries the command out.
    ///
    /// An id that is not given is a new time-ordered one; the identifier of a new person, company or organisation
    /// follows from it. When the store does not answer, the failure says with which id to try again.
    func execute(by actor: String, in session: Session) throws -> CommandResult {
        var head = head + [Member("command", .string(command.definition.name)), Member("actor", .string(actor))]
        var generator = SystemRandomNumberGenerator()
        let newID = UniqueID.timeOrdered(at: Session.now(), using: &generator)
        let givenID = head.last { $0.key == "id" }?.value.stringValue
        if givenID == nil { head.append(Member("id", .string(newID.text))) }
        // What is no id is refused with the rest of the command.
        let id = givenID.flatMap { try? UniqueID(text: $0) } ?? newID
        let node = Node.object(head + [Member("data", data(of: id))])
        let book = session.book(rehearsing: isDryRun)
        let topic = command.definition.name.split(separator: ".").joined(separator: " ")
        do {
            return try book.bus.execute(CommandEnvelope(book.references.resolved(node)))
        } catch let fault as CommandFault {
            throw Failure(fault, in: CommandOption.all(of: fields), topic: topic)
        } catch let failure as StoreFailure {
            // Looked at only now: no command waits for it.
            if case .denied = failure { try session.requireNoScope(for: topic) }
            throw Failure(failure, of: id)
        }
    }

    /// Takes in a part of a structure: of the one in the making, or of a new one when that has this part already.
    private mutating func add(_ node: Node, to part: CommandOption, of list: CommandOption) {
        var made = structures[list.name] ?? []
        if case .array = part.shape, let last = made.indices.last {
            made[last][part.name, default: []].append(node)
        } else if let last = made.indices.last, made[last][part.name] == nil {
            made[last][part.name] = [node]
        } else {
            made.append([part.name: [node]])
        }
        structures[list.name] = made
    }

    private func data(of command: UniqueID) -> Node {
        let option = CommandOption.all(of: fields)
        var values = values
        for list in option {
            guard case .array(.object(let parts)) = list.shape, let made = structures[list.name] else { continue }
            values[list.name, default: []] += made.map { given in
                .object(
                    parts.compactMap { part in
                        CommandOption.value(of: part, from: given, under: list.name + ".").map { Member(part.name, $0) }
                    })
            }
        }
        var members = fields.compactMap { field -> Member? in
            let value = CommandOption.value(of: field, from: values)
            return value.map { Member(field.name, $0) }
        }
        if let first = fields.first, option.first?.isMadeUp(in: self.command) ?? false,
            values[option.first?.name ?? ""] == nil,
            case .scalar(.text(let format?), _) = first.shape
        {
            let local = OfficerID.entered(by: command).local
            members.insert(Member(first.name, .string("\(format)-\(local)")), at: 0)
        }
        return .object(members)
    }
}

extension Failure {
    /// The store did not answer for this command.
    fileprivate init(_ failure: StoreFailure, of command: UniqueID) {
        self.init(failure)
        guard [.databaseUnavailable, .outcomeUnknown].contains(status), let message else { return }
        self.init(
            status,
            Phrase(
                nl: message.nl + "\nDezelfde opdracht opnieuw, zonder iets dubbel vast te leggen: --id \(command.text)",
                en: message.en + "\nThe same command again, recording nothing twice: --id \(command.text)"))
    }
}

/// One option of a command line, for one field of a command or a part of one.
struct CommandOption {
    /// The field, and the structures it lies in.
    let path: [String]
    let shape: Shape
    let isOptional: Bool

    var name: String { path.map(\.kebabCased).joined(separator: ".") }

    static func all(of fields: [Shape.Field], at path: [String] = [], optional: Bool = false) -> [CommandOption] {
        fields.flatMap { field in
            let place = path + [field.name]
            let isOptional = optional || field.isOptional
            if case .object(let parts) = field.shape { return all(of: parts, at: place, optional: isOptional) }
            return [CommandOption(path: place, shape: field.shape, isOptional: isOptional)]
        }
    }

    /// The options for the parts of each structure in a list of structures; none for any other option.
    var parts: [CommandOption] {
        guard case .array(.object(let fields)) = shape else { return [] }
        return Self.all(of: fields, at: path)
    }

    /// Its own name, and those of its parts.
    var namesWithParts: [String] { [name] + parts.map(\.name) }

    /// The part of a list of structures that an option names, with that list.
    static func part(named name: String, in options: [CommandOption]) -> (list: CommandOption, part: CommandOption)? {
        for list in options {
            if let part = list.parts.first(where: { $0.name == name }) { return (list, part) }
        }
        return nil
    }

    /// Whether an identifier is made up when this is left out: only for what a command enters into the register.
    func isMadeUp(in command: any Command.Type) -> Bool {
        let definition = command.definition
        return isRandomID && !definition.registerFields.isEmpty && definition.rules.contains(.unused)
            && path == CommandRegistry.fields(of: command).first.map { [$0.name] }
    }

    /// The value of a field, put together from the options that were given; nil when none was.
    static func value(of field: Shape.Field, from values: [String: [Node]], under prefix: String = "") -> Node? {
        let name = prefix + field.name.kebabCased
        switch field.shape {
        case .object(let parts):
            let members = parts.compactMap { part in
                value(of: part, from: values, under: name + ".").map { Member(part.name, $0) }
            }
            return members.isEmpty ? nil : .object(members)
        case .array:
            if let given = values[name] { return .array(given) }
            // Within a structure a list that is left out is empty.
            return prefix.isEmpty || field.isOptional ? nil : .array([])
        case .scalar, .string, .integer, .flag:
            return values[name]?.last
        }
    }

    private var isConfidential: Bool {
        if case .scalar(let scalar, _) = shape { scalar == ConfidentialStatement.shape } else { false }
    }

    var isRandomID: Bool {
        if case .scalar(.text(let format?), _) = shape {
            return Category(rawValue: format)?.isRegistered ?? false
        }
        return false
    }

    /// What a user wrote, as the JSON it stands for; a list of structures is given as JSON itself.
    func node(_ text: String) throws -> Node {
        guard case .array(.object) = shape else {
            return Self.node(isConfidential ? try ConfidentialOption.text(text, of: name) : text, as: shape)
        }
        do {
            return try Node(parsing: Array(text.utf8))
        } catch {
            throw Failure(.usage, Phrase(nl: "--\(name): \(error.dutch)", en: "--\(name): \(error.english)"))
        }
    }

    /// A command from a form is the same command as one from JSON; what cannot be one stays a text, to be refused.
    private static func node(_ text: String, as shape: Shape) -> Node {
        switch shape {
        case .array(let element): node(text, as: element)
        case .integer, .scalar(.integer, _): Int(text).map { .number(String($0)) } ?? .text(text)
        case .flag, .scalar(.flag, _): ["true", "false"].contains(text) ? .bool(text == "true") : .text(text)
        case .string, .object, .scalar: .string(text)
        }
    }
}
