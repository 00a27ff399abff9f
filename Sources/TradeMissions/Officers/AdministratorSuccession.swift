import EventSourcing

// Somebody can always grant roles: without an administrator nobody could ever make one again.
extension Records {
    /// The event by which the book takes note of a new administrator; nothing when it knows the officer as one.
    func appointment(of officer: OfficerID) throws(Interruption) -> [Emission] {
        let book = try current(AdministrationID.book)
        guard !book.administrators.contains(officer) else { return [] }
        return [
            AdministrationID.book.event(
                .administratorAppointed(Administration.AdministratorAppointed(administrator: officer)))
        ]
    }

    /// Refuses by ``Rule/lifecycle`` to end an administrator's role when nobody else holds it by then, for good.
    ///
    /// Somebody whose role has an end does not count: with them the last administrator would go after all.
    func requireAdministrator(besides officer: OfficerID, from day: CivilDate) throws(Interruption) {
        let others = try current(AdministrationID.book).administrators.subtracting([officer]).sorted()
        try Rule.lifecycle.require(
            try current(others).contains { $0.isAdministratorForGood(by: day) },
            Phrase(
                nl: "zonder \(officer.text) heeft het boek vanaf \(day.text) geen beheerder zonder einddatum",
                en: "without \(officer.text) the book has no administrator without an end date from \(day.text)"),
            remedy: Phrase(
                nl: "Ken eerst een ander de rol van beheerder toe, zonder einddatum en uiterlijk vanaf die dag.",
                en: "First make someone else administrator, without an end date and from that day at the latest."))
    }
}

extension Officer {
    fileprivate func isAdministratorForGood(by day: CivilDate) -> Bool {
        roles[.administrator, default: []].contains { $0.from <= day && $0.until == nil }
    }
}
