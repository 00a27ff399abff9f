package import EventSourcing

/// A person behind one or more accounts (``Officer/Identify``), as in `person-3f9k2m8q7x1t`.
///
/// Random, as every identifier of a person (INV-29), and no stream: it only says which accounts are one person's. The
/// random part of the person's first account serves as well as any.
package struct PersonID: Hashable, Sendable, Scalar {
    package static let shape = ScalarShape.text(format: "person")
    package static let sample = PersonID(local: OfficerID.sample.local)
    package let local: String
    package var text: String { Self.prefix + local }

    private static let prefix = "person-"

    package init(local: String) {
        self.local = local
    }

    package init(text: String) throws(InvalidText) {
        let local = text.utf8.starts(with: Self.prefix.utf8) ? String(text.dropFirst(Self.prefix.count)) : text
        // What an officer's identifier is made of: twelve characters, in which no number of a person can hide.
        guard let random = try? OfficerID(text: local), random.local == local else {
            throw InvalidText(
                text,
                expected: "an identifier such as \(Self.sample.text) (12 random characters a-z, 0-9, and no eight or "
                    + "nine digits on end)",
                dutch:
                    "een aanduiding zoals \(Self.sample.text) (12 willekeurige tekens a-z, 0-9, zonder acht of negen "
                    + "cijfers achtereen)")
        }
        self.init(local: local)
    }
}

extension Act {
    /// Which of these accounts are the actor's: its own, and those behind which the same person was ever recorded; its
    /// own first.
    ///
    /// An actor without a recorded person has no other account, and no stream is looked at but its own. Of one who has,
    /// every account that is asked about is looked at, so that a person who is recorded meanwhile is a conflict.
    func accounts(
        among accounts: some Sequence<String>, _ records: Records
    ) throws(Interruption) -> [String] {
        let asked = Set(accounts)
        let own = asked.contains(actor.text) ? [actor.text] : []
        guard !officer.persons.isEmpty else { return own }
        let others = asked.subtracting(own).sorted().compactMap { try? OfficerID(text: $0) }
        let states = try records.current(others)
        return own
            + zip(others, states).filter { pair in officer.persons.contains { pair.1.persons.contains($0) } }
            .map(\.0.text)
    }

    /// Whether the actor, under whatever account, is the person behind this one.
    func isPerson(behind account: String, _ records: Records) throws(Interruption) -> Bool {
        try !accounts(among: [account], records).isEmpty
    }
}
