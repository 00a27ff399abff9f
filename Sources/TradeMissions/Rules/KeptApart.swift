import EventSourcing

// Who does not erase, or have destroyed: four eyes by person, whatever the account.

extension Act {
    /// The first of the dossiers in which the actor decided, with whatever account; nil where they decided in none.
    func dossierDecided(among dossiers: [StreamName], _ records: Records) throws(Interruption) -> StreamName? {
        let decisions = try records.history(of: dossiers).filter(\.event.isDecision)
        let own = Set(try accounts(among: decisions.map(\.header.actor), records))
        return decisions.first { own.contains($0.header.actor) }?.header.stream
    }

    /// Refuses whoever lifted a hold, with whatever account, to erase or destroy what it held: else one person removes
    /// what stands in their way.
    func requireLiftedNothing(
        on dossiers: [StreamName], of subjects: [SubjectID], by rule: Rule, _ records: Records
    ) throws(Interruption) {
        let lifted = try records.current(HoldBookID.book).lifted(on: dossiers, of: subjects)
        let own = Set(try accounts(among: lifted.compactMap(\.liftedBy), records))
        let hold = lifted.first { $0.liftedBy.map(own.contains) ?? false }?.id.text ?? ""
        try rule.require(
            hold.isEmpty,
            Phrase(
                nl: "\(actor.text) hief \(hold) op, en wist of vernietigt niets van wat daaronder viel",
                en: "\(actor.text) lifted \(hold), and neither erases nor destroys what it held"),
            remedy: Phrase(
                nl: "Laat dit een ander doen dan wie de stop ophief.",
                en: "Have another person do this than whoever lifted the hold."))
    }
}

extension Records {
    /// The first of the dossiers in which the person behind an account decided, with whatever account; nil where they
    /// decided in none.
    func dossierDecided(by account: String, among dossiers: [StreamName]) throws(Interruption) -> StreamName? {
        for decision in try history(of: dossiers) where decision.event.isDecision {
            if try isOnePerson(account, decision.header.actor) { return decision.header.stream }
        }
        return nil
    }

    /// Whether one person was recorded behind both accounts, and that was not taken back, or they are one.
    func isOnePerson(_ account: String, _ other: String) throws(Interruption) -> Bool {
        guard account != other else { return true }
        let officers = [account, other].compactMap { try? OfficerID(text: $0) }
        guard officers.count == 2 else { return false }
        let states = try current(officers)
        return states[0].persons.contains { states[1].persons.contains($0) }
    }
}
