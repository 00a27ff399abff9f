package import EventSourcing

extension Records {
    /// When the personal data in a dossier were destroyed; nil where they were not, or where the dossier has gone on since.
    package func destruction(of dossier: StreamName) throws(Interruption) -> CivilDate? {
        guard let id = ErasureID(of: dossier) else { return nil }
        let erasure = try current(id)
        guard let day = erasure.dataDestroyedOn, let position = erasure.dataDestroyedAt else { return nil }
        return try hasGoneOn(dossier, since: position) ? nil : day
    }

    /// Whether the data of somebody in a dossier were erased, and nothing was recorded in it since: it needs the name no
    /// more.
    func isErased(_ subject: SubjectID, in dossier: StreamName) throws(Interruption) -> Bool {
        guard let position = try current(ErasureID(subject)).erasedAt[dossier] else { return false }
        return try !hasGoneOn(dossier, since: position)
    }

    private func hasGoneOn(_ dossier: StreamName, since position: Int64) throws(Interruption) -> Bool {
        (try history(of: [dossier]).last?.header.position ?? 0) > position
    }

    /// When the data of somebody in a dossier were erased; nil where they were not.
    package func erasure(of subject: SubjectID, in dossier: StreamName) throws(Interruption) -> CivilDate? {
        try current(ErasureID(subject)).erasedOn[dossier]
    }

    /// When the last of those whom a dossier is about was erased in it; nil where one was not.
    ///
    /// Officers who acted there do not count, but in their own file.
    package func erasure(of dossier: StreamName, about subjects: [SubjectID]) throws(Interruption) -> CivilDate? {
        let counted = subjects.filter { Category(of: $0.stream) != .officer || $0.stream == dossier }
        let days = try counted.map { subject throws(Interruption) in try erasure(of: subject, in: dossier) }
        return days.contains(nil) ? nil : days.compactMap { $0 }.max()
    }

    /// Whether this is an officer who holds a role on that day, or is to hold one: the name belongs to what they do.
    func isInOffice(_ subject: SubjectID, on date: CivilDate) throws(Interruption) -> Bool {
        guard let officer = try? OfficerID(text: subject.text), subject.stream == officer.stream else { return false }
        let periods = try current(officer).roles.values.flatMap { $0 }
        return periods.contains { $0.until.map { $0 >= date } ?? true }
    }
}
