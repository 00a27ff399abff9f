/// The port to the register: what names and numbers stand for.
///
/// Entries come into force through ``EventStore/append(_:)``, in one transaction with their command.
package protocol Register: AnyObject {
    /// The entries that a KvK number, a name (in either case) or an id stands for now, in order of id; where there is
    /// none, those that bore the name before.
    func resolve(_ words: String) throws(StoreFailure) -> [RegisterEntry]

    /// The entries that bore a name (in either case) before and bear another one now, in order of id; also where somebody
    /// else bears it now, whom ``resolve(_:)`` gives alone.
    func formerBearers(of name: String) throws(StoreFailure) -> [RegisterEntry]
}

/// Names and numbers of a person, company or organisation.
///
/// They live in the register, beside the log, and never in an event (INV-29).
package struct RegisterEntry: Hashable, Sendable {
    /// The random id that stands for the entry in every event, such as `company-3f9k2m8q7x1t`.
    package let id: String
    package let name: String
    /// Eight digits, for a company.
    package let kvkNumber: String?
    package let contact: String?

    package init(id: String, name: String, kvkNumber: String? = nil, contact: String? = nil) {
        self.id = id
        self.name = name
        self.kvkNumber = kvkNumber
        self.contact = contact
    }

    /// Whether these words are its KvK number, its name in either case, or its id.
    package func answers(to words: String) -> Bool {
        let trimmed = Self.trimmed(words)
        return kvkNumber == trimmed || id == trimmed || isNamed(words)
    }

    /// Whether these words are its name, in either case.
    package func isNamed(_ words: String) -> Bool { name.lowercased() == Self.trimmed(words).lowercased() }

    /// The words without the blanks around them, as they are looked up.
    package static func trimmed(_ words: String) -> String {
        var words = Substring(words)
        while words.first == " " { words.removeFirst() }
        while words.last == " " { words.removeLast() }
        return String(words)
    }
}

/// What an id stands for, as far as that can be known.
package enum RegisterStanding: Hashable, Sendable {
    case entered(RegisterEntry)
    /// Its key was destroyed: nobody can know it any more.
    case erased
    /// It is there, and cannot be opened.
    case unreadable(KeyTrouble)
}

/// What a command gave for the register, accepted or not: only to tell whether the same command gives the same again.
///
/// A KvK number can be guessed from any hash of it, so the journal says nothing of this (INV-29). The register keeps a
/// salted fingerprint under the id, to be erased with the entries of that id; from then on any content is the same.
package struct RegisterContent: Hashable, Sendable {
    /// The id whose entry the command is about.
    package let id: String
    /// Canonical JSON.
    package let bytes: [UInt8]

    package init(id: String, bytes: [UInt8]) {
        self.id = id
        self.bytes = bytes
    }
}
