import ByteStreams
import CanonicalJSON
import CommandBus
import EventSourcing
import TradeMissions

/// Carries out commands that come as JSON Lines, one result for each line.
struct Dispatcher {
    let bus: CommandBus
    let references: References
    let stopsOnError: Bool

    static let longestLine = 1 << 20

    /// What became of a whole file.
    struct Summary {
        var counts: [CommandResult.Outcome: Int] = [:]
        /// The code of the first line that was not accepted.
        var status = ExitStatus.ok

        mutating func count(_ answer: LineAnswer) {
            counts[answer.result.outcome, default: 0] += 1
            if status == .ok { status = answer.result.status }
        }

        /// Reports a file in which there was no command as a fault.
        mutating func requireCommands(_ report: (LineAnswer) throws -> Void) throws {
            guard counts.isEmpty else { return }
            let answer = LineAnswer(.emptyFile, line: 1)
            try report(answer)
            count(answer)
        }
    }

    /// Hands each answer to `report` as soon as it is known.
    ///
    /// Throws when the store does not answer: what was reported is stored, and the same file again completes the rest.
    func dispatch(
        _ lines: consuming LineReader, report: (LineAnswer) throws -> Void
    ) throws -> Summary {
        var reader = lines
        var summary = Summary()
        var number = 0
        while let line = try reader.next() {
            number += 1
            if line.isBlank { continue }
            let answer = try execute(line, number: number)
            try report(answer)
            summary.count(answer)
            if stopsOnError, answer.result.status != .ok { break }
        }
        try summary.requireCommands(report)
        return summary
    }

    private func execute(_ line: LineReader.Line, number: Int) throws(Failure) -> LineAnswer {
        let node: Node
        do throws(CommandFault) {
            node = try line.node()
        } catch {
            return LineAnswer(error, line: number)
        }
        do throws(StoreFailure) {
            return try LineAnswer(node, line: number) { try bus.execute(CommandEnvelope(references.resolved($0))) }
        } catch {
            throw Failure(halfWayFile: error)
        }
    }
}

extension LineReader.Line {
    var isBlank: Bool {
        guard case .bytes(let bytes) = self else { return false }
        return bytes.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    }

    /// The document that it is, before it is read as a command.
    func node() throws(CommandFault) -> Node {
        switch self {
        case .bytes(let bytes):
            try CommandEnvelope.node(parsing: bytes, limits: ParsingLimits(bytes: Dispatcher.longestLine))
        case .tooLong(let count): throw CommandFault(lineOf: count, limit: Dispatcher.longestLine)
        }
    }
}

extension Failure {
    /// The store did not answer on a line of a file.
    init(halfWayFile failure: StoreFailure) {
        self.init(failure)
        guard case .unavailable = failure, let message else { return }
        self.init(
            status,
            Phrase(
                nl: message.nl + "\nGeef daarna hetzelfde bestand opnieuw: niets wordt dubbel vastgelegd.",
                en: message.en + "\nThen give the same file again: nothing is recorded twice."))
    }
}

/// Replaces KvK numbers and names by the ids they stand for in the register, wherever a command refers to a company,
/// organisation or officer; and a text that names somebody by what it is sealed as.
struct References {
    let register: any Register & TextSealing

    /// The command with every reference resolved, and sealed what nothing behind this may know.
    ///
    /// Throws ``CommandFault`` when a name stands for none, or for several, and when a text cannot be sealed.
    func resolved(_ node: Node) throws -> Node {
        let named = try naming(node)
        do {
            return try named.sealingConfidentialText(by: register)
        } catch StoreFailure.unavailable {
            // The store then connects anew.
            return try named.sealingConfidentialText(by: register)
        }
    }

    private func naming(_ node: Node) throws -> Node {
        guard case .object(let members) = node, let name = node["command"]?.stringValue,
            let command = CommandRegistry.named(name)
        else { return node }
        let fields = CommandRegistry.fields(of: command)
        return .object(
            try members.map { member in
                switch member.key {
                case "actor":
                    return Member(
                        member.key, try resolved(member.value, .officer, [.key("actor")], of: node))
                case "data":
                    return Member(
                        member.key, try resolved(member.value, .object(fields), [.key("data")], of: node))
                default: return member
                }
            })
    }

    private func resolved(
        _ value: Node, _ shape: Shape, _ path: [JSONPath.Component], of command: Node
    ) throws -> Node {
        switch (shape, value) {
        case (.object(let fields), .object(let members)):
            return .object(
                try members.map { member in
                    guard let field = fields.first(where: { $0.name == member.key }) else { return member }
                    return Member(
                        member.key, try resolved(member.value, field.shape, path + [.key(member.key)], of: command))
                })
        case (.array(let element), .array(let items)):
            return .array(
                try items.enumerated().map { try resolved($1, element, path + [.index($0)], of: command) })
        case (.scalar(.text(let format?), _), .string(let words)), (.scalar(.text(let format?), _), .text(let words)):
            let prefixes = Category.prefixes(ofRegistered: format)
            return try resolved(words, prefixes, path, of: command).map { .string($0) } ?? value
        default:
            return value
        }
    }

    /// The id that `words` stand for; nil when they are an id already, or there are no names of that kind.
    private func resolved(
        _ words: String, _ prefixes: [String], _ path: [JSONPath.Component], of command: Node
    ) throws -> String? {
        guard !prefixes.isEmpty, !prefixes.contains(where: words.hasPrefix) else { return nil }
        let found = try entries(words).map(\.id).filter { id in prefixes.contains(where: id.hasPrefix) }
        guard let id = found.first, found.count == 1 else {
            throw CommandFault(
                reference: words, found: found, at: JSONPath(path), id: command["id"]?.stringValue)
        }
        return id
    }

    /// Asks once more when the connection was lost: the store then connects anew.
    private func entries(_ words: String) throws(StoreFailure) -> [RegisterEntry] {
        do throws(StoreFailure) {
            return try register.resolve(words)
        } catch {
            guard case .unavailable = error else { throw error }
            return try register.resolve(words)
        }
    }
}

extension Category {
    /// How the ids begin that a text of this format may stand for by name; none where it is no such id.
    fileprivate static func prefixes(ofRegistered format: String) -> [String] {
        let isAnybody = SubjectID.shape == .text(format: format)
        let kinds = registered.filter { isAnybody || $0.rawValue == format }
        return kinds.map { $0.rawValue + "-" }
    }
}

extension Shape {
    fileprivate static let officer = Shape.scalar(OfficerID.shape, typeName: "OfficerID")
}
