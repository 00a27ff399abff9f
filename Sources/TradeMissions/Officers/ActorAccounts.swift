import EventSourcing

extension Act {
    /// Which of these accounts are the actor's: its own, and those behind which the same person was recorded, unless that
    /// was taken back; its own first.
    ///
    /// An actor without a recorded person has no other account, and no stream is looked at but its own. Of one who has,
    /// every account that is asked about is looked at, so that a person who is recorded meanwhile is a conflict.
    func accounts(
        among accounts: some Sequence<String>, _ records: Records
    ) throws(Interruption) -> [String] {
        let asked = Set(accounts)
        let own = asked.contains(actor.text) ? [actor.text] : []
        guard !officer.persons.isEmpty else { return own }
        return own + (try records.accounts(sharedWith: officer, among: asked.subtracting(own)))
    }

    /// Whether the actor, under whatever account, is the person behind this one.
    func isPerson(behind account: String, _ records: Records) throws(Interruption) -> Bool {
        try !accounts(among: [account], records).isEmpty
    }
}
