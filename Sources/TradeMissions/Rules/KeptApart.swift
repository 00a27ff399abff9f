import EventSourcing

// Who does not erase, or have destroyed: four eyes by person, whatever the account.

extension Act {
    /// The first of the dossiers in which the actor decided, with whatever account; nil where they decided in none.
    func dossierDecided(among dossiers: [StreamName], _ records: Records) throws(Interruption) -> StreamName? {
        let decisions = try records.history(of: dossiers).filter(\.event.isDecision)
        let own = Set(try accounts(among: decisions.map(\.header.actor), records))
        return decisions.first { own.contains($0.header.actor) }?.header.stream
    }

    /// Refuses whoever lifted a hold, with whatever account, to erase or destroy what it kept: else one person removes
    /// what stands in their way.
    func requireLiftedNothing(
        on dossiers: [StreamName], of subjects: [SubjectID], by rule: Rule, _ records: Records
    ) throws(Interruption) {
        let own = try accounts(among: try records.current(HoldBookID.book).lifters, records)
        let hold = try records.holdLifted(by: own, on: dossiers, of: subjects)?.id.text ?? ""
        try rule.require(
            hold.isEmpty,
            Phrase(
                nl: "\(actor.text) hief \(hold) op, en wist of vernietigt niets van wat daardoor bleef",
                en: "\(actor.text) lifted \(hold), and neither erases nor destroys what it kept"),
            remedy: Phrase(
                nl: "Laat dit een ander doen dan wie de stop ophief.",
                en: "Have another person do this than whoever lifted the hold."))
    }
}

extension Records {
    /// The first hold that one of these accounts lifted, of those that kept any of these dossiers or anybody of these.
    ///
    /// A dossier is kept by a hold on it, and by one on a dossier that rests on it, or on somebody in that.
    func holdLifted(
        by accounts: [String], on dossiers: [StreamName], of subjects: [SubjectID]
    ) throws(Interruption) -> HoldBook.Hold? {
        let lifted = try current(HoldBookID.book).lifted(by: accounts)
        // Before the dossiers that rest on these are looked for.
        guard !lifted.isEmpty else { return nil }
        // One of these may rest on another of them.
        let resting = try dossiers.map { dossier throws(Interruption) in try self.dossiers(restingOn: [dossier]) }
            .flatMap { $0 }
        let others = try self.subjects(of: resting).values.joined()
        return lifted.first { $0.names(anyOf: Set(dossiers + resting), orOf: Set(subjects + others)) }
    }

    /// The first of the dossiers in which the person behind an account decided, with whatever account; nil where they
    /// decided in none.
    func dossierDecided(by account: String, among dossiers: [StreamName]) throws(Interruption) -> StreamName? {
        let decisions = try history(of: dossiers).filter(\.event.isDecision)
        let own = Set(try accounts(of: account, among: decisions.map(\.header.actor)))
        return decisions.first { own.contains($0.header.actor) }?.header.stream
    }

    /// Whether one person was recorded behind both accounts, and that was not taken back, or they are one.
    func isOnePerson(_ account: String, _ other: String) throws(Interruption) -> Bool {
        try !accounts(of: account, among: [other]).isEmpty
    }

    /// Those of these accounts that are this one, or behind which the same person was recorded, and that was not taken
    /// back.
    ///
    /// Each is looked at once, and all at one go.
    func accounts(
        of account: String, among accounts: some Sequence<String>
    ) throws(Interruption) -> [String] {
        let asked = Set(accounts)
        let itself = asked.contains(account) ? [account] : []
        guard let officer = try? OfficerID(text: account) else { return itself }
        let others = asked.subtracting(itself)
        guard !others.isEmpty else { return itself }
        let states = try current([officer] + others.sorted().compactMap { try? OfficerID(text: $0) })
        return itself + (try self.accounts(sharedWith: states[0], among: others))
    }

    /// Those of these accounts behind which somebody was recorded who is behind this officer's too, and that was not taken
    /// back; in order.
    func accounts(sharedWith officer: Officer, among accounts: Set<String>) throws(Interruption) -> [String] {
        let others = accounts.sorted().compactMap { try? OfficerID(text: $0) }
        return zip(others, try current(others)).filter { other in
            officer.persons.contains { other.1.persons.contains($0) }
        }.map(\.0.text)
    }
}
