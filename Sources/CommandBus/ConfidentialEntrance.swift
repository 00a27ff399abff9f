package import CanonicalJSON
package import EventSourcing
package import TradeMissions

// Where a text that has to name somebody is sealed: before it is read as part of a command, so that the journal, the
// fingerprints, the events and every fault know the sealed one only (INV-29).
extension Node {
    /// This document of a command with its confidential text sealed; the same where it has none.
    ///
    /// References are resolved before. Whatever else is wrong with the document is found before a key is made: throws
    /// ``CommandFault`` for that, for a text that cannot be taken, and for one about somebody who was erased; and
    /// ``StoreFailure``. Whatever is given is sealed, also what looks as if it was.
    package func sealingConfidentialText(by texts: any TextSealing) throws -> Node {
        let field = ConfidentialStatement.field
        guard let name = self["command"]?.stringValue, let command = CommandRegistry.named(name),
            command.takesConfidentialText, let text = self["data"]?[field]?.stringValue
        else { return self }
        let rest = try CommandEnvelope(replacing("data") { $0.removing(field) })
        guard let subject = rest.confidentialSubject else {
            let path = JSONPath([.key("data"), .key(ConfidentialStatement.subjectField)])
            throw CommandFault(id: rest.id.text, .invalid([.init(path: path, reason: .missingField)]))
        }
        let path = JSONPath([.key("data"), .key(field)])
        try rest.checkConfidentialText(text, at: path)
        let key = SealingKey(subject: subject, dossier: rest.subject.text)
        let given = ConfidentialText(text, under: key, field: field, command: rest.id)
        guard let bytes = try texts.sealed(given, makingKey: true) else {
            throw CommandFault(id: rest.id.text, .keyDestroyed(subject: subject, path))
        }
        let sealed = ConfidentialStatement(sealed: bytes).text
        return replacing("data") { $0.replacing(field) { _ in .string(sealed) } }
    }

    private func replacing(_ key: String, by change: (Node) -> Node) -> Node {
        guard case .object(let members) = self else { return self }
        return .object(members.map { $0.key == key ? Member(key, change($0.value)) : $0 })
    }
}

extension Command {
    /// Whether it has a text that names somebody, and says whom.
    package static var takesConfidentialText: Bool {
        CommandRegistry.fields(of: Self.self).contains { field in
            if case .scalar(let shape, _) = field.shape { shape == ConfidentialStatement.shape } else { false }
        }
    }
}

extension CommandEnvelope {
    /// Whom a confidential text of this command is about, where it says so.
    fileprivate var confidentialSubject: String? { data[ConfidentialStatement.subjectField]?.stringValue }

    /// The keys under which its texts are sealed: its events can be stored for as long as these are there.
    var sealingKeys: [SealingKey] {
        guard data[ConfidentialStatement.field]?.stringValue != nil, let about = confidentialSubject else { return [] }
        return [SealingKey(subject: about, dossier: subject.text)]
    }

    fileprivate func checkConfidentialText(_ text: String, at path: JSONPath) throws(CommandFault) {
        let limit = ConfidentialStatement.longestText
        guard !text.isBlank else { throw CommandFault(id: id.text, .blankText(path)) }
        guard text.utf8.count <= limit else { throw CommandFault(id: id.text, .textTooLong(path, limit: limit)) }
        guard text.isShownWhole else { throw CommandFault(id: id.text, .controlCharacter(path)) }
    }
}
