/// A text that names somebody, on its way into an event.
package struct ConfidentialText: Hashable, Sendable {
    /// The key under which it is to be sealed.
    package let key: SealingKey
    /// The field of the event that is to hold it.
    package let field: String
    /// The command that gives it.
    package let command: UniqueID
    package let text: String

    package init(_ text: String, under key: SealingKey, field: String, command: UniqueID) {
        self.key = key
        self.field = field
        self.command = command
        self.text = text
    }
}

/// The key of what a file says of one person, company or organisation, in texts that are sealed.
package struct SealingKey: Hashable, Sendable {
    /// The random id of that one, such as `person-4t8n1w6y3k0z`.
    package let subject: String
    /// The stream whose events hold the texts.
    package let dossier: String

    package init(subject: String, dossier: String) {
        self.subject = subject
        self.dossier = dossier
    }

    /// Whether it is among the keys that are destroyed.
    package func isDestroyed(by destruction: KeyDestruction) -> Bool {
        destruction.subject == subject && (destruction.dossier == nil || destruction.dossier == dossier)
    }

    /// Whether nothing new is sealed under it from then on: of whoever is gone from the register, nobody records any more.
    package func isClosed(by destruction: KeyDestruction) -> Bool {
        isDestroyed(by: destruction) || destruction.subject == subject && destruction.reachesRegister
    }
}

/// The port to the keys of texts that events hold sealed.
package protocol TextSealing: AnyObject {
    /// The bytes to store in place of a text; nil when its key was destroyed, or its subject erased from the register.
    ///
    /// The same text of the same command gives the same bytes, for as long as its key lives. A key that was never there
    /// is made; unless `makingKey`, nothing is, and the bytes are those of a key that nobody has. A command that is given
    /// the bytes names the key (``AppendRequest/sealingKeys``).
    func sealed(_ text: ConfidentialText, makingKey: Bool) throws(StoreFailure) -> [UInt8]?
}
