package import CanonicalJSON
package import EventSourcing
package import TradeMissions

/// One command as it arrives: who gives it, when it happened, why, and its data.
package struct CommandEnvelope: Sendable {
    package let id: UniqueID
    package let command: any Command
    package let actor: OfficerID
    /// Nil when it happens now.
    package let occurredAt: Timestamp?
    package let reason: String?
    /// The version of ``subject`` that the sender had seen.
    package let expectedVersion: Int64?
    /// The command's own fields, for the journal's hash.
    let data: Node

    package var definition: CommandDefinition { type(of: command).definition }

    /// Reads one document such as
    /// `{"command":"mission.announce","id":"…","actor":"officer-…","data":{…}}`.
    package init(parsing bytes: [UInt8], limits: ParsingLimits = .standard) throws(CommandFault) {
        try self.init(Self.node(parsing: bytes, limits: limits))
    }

    /// The document alone, for whoever replaces names in it before it is read as a command.
    package static func node(parsing bytes: [UInt8], limits: ParsingLimits) throws(CommandFault) -> Node {
        do { return try Node(parsing: bytes, limits: limits) } catch { throw CommandFault(id: nil, .notJSON(error)) }
    }

    package init(_ node: Node) throws(CommandFault) {
        let givenID = node["id"]?.stringValue
        let head: Head
        do { head = try NodeDecoder().decode(Head.self, from: node.removing("data")) } catch {
            throw CommandFault(id: givenID, .invalid(error.problems))
        }
        guard let type = CommandRegistry.named(head.command) else {
            throw CommandFault(
                id: givenID, .unknownCommand(head.command, nearest: CommandRegistry.nearest(to: head.command)))
        }
        id = head.id
        actor = head.actor
        occurredAt = head.occurredAt
        reason = head.reason
        expectedVersion = head.expectedVersion.map { Int64($0) }
        do { command = try Self.decode(type, from: node["data"] ?? .object([])) } catch {
            throw CommandFault(id: givenID, .invalid(error.problems.map { $0.inside("data") }))
        }
        // As decoded: however it was written, the same command is the same content.
        do { data = try Self.encode(command) } catch {
            preconditionFailure("a decoded command can be written: \(error)")
        }
        try checkRegisterTexts()
        try checkStrings(in: data, at: JSONPath([.key("data")]))
        try checkStrings(in: reason.map { .string($0) } ?? .null, at: JSONPath([.key("reason")]))
    }

    /// What the journal hashes: the command as given, without what belongs in the register (INV-29) and what its sender had
    /// seen.
    var journalContent: Node {
        [
            "actor": .string(actor.text), "command": .string(definition.name),
            "data": (definition.registerFields + definition.preconditions).reduce(data) { $0.removing($1) },
            "occurredAt": occurredAt.map { .string($0.text) } ?? .null,
            "reason": reason.map { .string($0) } ?? .null,
        ]
    }

    /// The fields that belong in the register, and the id they are about: the command's first field.
    ///
    /// Nil when the command has none.
    var registerFields: (id: String, data: Node)? {
        guard !definition.registerFields.isEmpty else { return nil }
        guard let first = CommandRegistry.fields(of: type(of: command)).first, let id = data[first.name]?.stringValue
        else { preconditionFailure("\(definition.name) does not say first what it enters into the register") }
        let members = definition.registerFields.map { Member($0, data[$0] ?? .null) }
        return (id, .object(members))
    }

    private struct Head: Decodable {
        let command: String
        let id: UniqueID
        let actor: OfficerID
        let occurredAt: Timestamp?
        let reason: String?
        /// Never negative, so that a number below zero is told from a version that has passed.
        let expectedVersion: UInt64?
    }

    private static func decode(_ type: any Command.Type, from data: Node) throws(DecodingFault) -> any Command {
        let data = withOptionalLists(data, of: type.definition)
        func decode<C: Command>(_: C.Type) throws(DecodingFault) -> any Command {
            try NodeDecoder().decode(C.self, from: data)
        }
        return try decode(type)
    }

    /// The data with an empty list for each that is left out and may be.
    private static func withOptionalLists(_ data: Node, of definition: CommandDefinition) -> Node {
        guard case .object(let members) = data else { return data }
        let absent = definition.optionalLists.filter { data[$0] == nil || data[$0] == .null }
        return .object(members.filter { !absent.contains($0.key) } + absent.map { Member($0, .array([])) })
    }

    private static func encode(_ command: some Command) throws(EncodingFault) -> Node {
        try CanonicalEncoder().node(command)
    }

    /// Texts hold what a terminal or page can show: no control characters but line breaks and tabs, nothing that turns
    /// the direction of writing.
    ///
    /// They are never longer than ``longestText``.
    private func checkStrings(in node: Node, at path: JSONPath) throws(CommandFault) {
        switch node {
        case .null, .bool, .number: break
        case .string(let text), .text(let text):
            guard text.utf8.count <= Self.longestText else {
                throw CommandFault(id: id.text, .textTooLong(path, limit: Self.longestText))
            }
            guard text.isShownWhole else { throw CommandFault(id: id.text, .controlCharacter(path)) }
        case .array(let items):
            for (index, item) in items.enumerated() {
                try checkStrings(in: item, at: path.appending(.index(index)))
            }
        case .object(let members):
            for member in members {
                try checkStrings(in: member.value, at: path.appending(.key(member.key)))
            }
        }
    }

    /// Holds what goes to the register against what the register takes: a name is one line, since answers quote it.
    private func checkRegisterTexts() throws(CommandFault) {
        for field in definition.registerFields {
            guard case .string(let text) = data[field] else { continue }
            let path = JSONPath([.key("data"), .key(field)])
            let limit = field == "contact" ? Self.longestContact : Self.longestName
            if text.isEmpty, definition.clearableFields.contains(field) { continue }
            guard !text.isBlank else { throw CommandFault(id: id.text, .blankText(path)) }
            guard text.utf8.count <= limit else { throw CommandFault(id: id.text, .textTooLong(path, limit: limit)) }
            let isOneLine = text.unicodeScalars.allSatisfy {
                !$0.isControlOrDirection && $0.properties.generalCategory != .format
            }
            guard isOneLine || field == "contact" else { throw CommandFault(id: id.text, .controlCharacter(path)) }
        }
    }

    private static let longestText = 20_000
    /// As in `Schema/functions/register/enter.sql`.
    private static let longestName = 1_000
    private static let longestContact = 4_000
}

extension DecodingFault.Problem {
    /// The same problem, seen from the document of which this was the member `key`.
    func inside(_ key: String) -> Self {
        Self(path: JSONPath([.key(key)] + path.components), reason: reason)
    }
}

extension String {
    /// The text in quotes, cut short, with everything that could steer a terminal replaced.
    package var shownSafely: String {
        let shown = unicodeScalars.prefix(60).map { $0.isPrintable ? String($0) : "\u{FFFD}" }.joined()
        return "‘\(shown)’"
    }
}

extension String {
    /// Whether nothing in it steers a terminal: no control characters but line breaks and tabs, and nothing that turns
    /// the direction of writing.
    var isShownWhole: Bool {
        unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\t" || !$0.isControlOrDirection }
    }
}

extension Unicode.Scalar {
    /// Whether this is a control character or a mark that changes the direction of text.
    var isControlOrDirection: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        case .format: properties.isBidiControl
        default: false
        }
    }
}
