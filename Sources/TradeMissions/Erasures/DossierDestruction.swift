package import EventSourcing

extension Records {
    /// When the personal data in a dossier were destroyed; nil where they were not, or where the dossier has gone on since.
    package func destruction(of dossier: StreamName) throws(Interruption) -> CivilDate? {
        guard let id = ErasureID(of: dossier) else { return nil }
        let erasure = try current(id)
        guard let day = erasure.dataDestroyedOn, let position = erasure.dataDestroyedAt else { return nil }
        let last = try history(of: [dossier]).last?.header.position ?? 0
        return last < position ? day : nil
    }

    /// Whether this is an officer who holds a role on that day, or is to hold one: the name belongs to what they do.
    func isInOffice(_ subject: SubjectID, on date: CivilDate) throws(Interruption) -> Bool {
        guard let officer = try? OfficerID(text: subject.text), subject.stream == officer.stream else { return false }
        let periods = try current(officer).roles.values.flatMap { $0 }
        return periods.contains { $0.until.map { $0 >= date } ?? true }
    }
}
