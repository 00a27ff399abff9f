package import EventSourcing

/// What can be erased of somebody now, and what stays.
///
/// A pure question, so that whoever is about to erase sees it first; the command is decided by the same.
package struct ErasurePlan: Sendable {
    package let subject: SubjectID
    /// Whether the entry in the register goes: only when no dossier needs the name any more.
    package let register: Bool
    /// The dossiers in which the subject's data go.
    package let dossiers: [StreamName]
    package let kept: [Erasure.Kept]
    /// Whether the entry in the register is there, and stays: what stays of the dossiers keeps the name with it.
    package let keepsRegister: Bool
    /// Those of the dossiers that would stay for want of a category, of their own or of one that rests on them.
    ///
    /// They go because the controller said why.
    package let withoutCategory: [StreamName]

    /// What stays and keeps the name with it: all but what accounts for the keeping itself.
    package var blocking: [Erasure.Kept] { kept.filter { $0.because != .bookOfKeeping } }

    /// What tells this plan from every other: whoever confirms it confirms no other.
    package var digest: ContentHash {
        let lines =
            ["\(subject.text) register \(register)"] + dossiers.map { "erase \($0.text)" }
            + kept.map { kept in
                let details = [kept.basis, kept.until?.text, kept.holdBasis?.rawValue].map { $0 ?? "-" }
                return "keep \(kept.dossier.text) \(kept.because.rawValue) \(details.joined(separator: " "))"
            } + withoutCategory.map { "without category \($0.text)" }
        return ContentHash(of: Array(lines.joined(separator: "\n").utf8))
    }

    package var isEmpty: Bool { !register && dossiers.isEmpty }

    package var keyDestructions: [KeyDestruction] {
        dossiers.map { KeyDestruction(subject: subject.text, dossier: $0.text) }
            + (register ? [KeyDestruction(subject: subject.text, dossier: KeyDestruction.registerDossier)] : [])
    }
}

extension Records {
    /// The plan for somebody on a day.
    ///
    /// Every dossier in which the id appears is judged by itself: it stays while its term runs, has not begun or has no
    /// end, and while it or its subject is held, each by its own article (``Erasure/Kept/article``); also while another
    /// dossier that rests on it stays, while a measure, support or claim without a category is open, and while nobody has
    /// published a category for it, which is no ground of that paragraph and is waived where the controller gives a
    /// reason. The subject's own file is judged as any other. What was erased before for that reason is not asked for
    /// again. A hold on the subject keeps everything. What accounts for the keeping itself stays, and keeps nothing else.
    package func erasurePlan(
        for subject: SubjectID, on date: CivilDate, waiving waived: Set<KeepReason> = []
    ) throws(Interruption) -> ErasurePlan {
        try requireExisting([subject.stream])
        let before = try current(ErasureID(subject))
        let holds = try current(HoldBookID.book)
        let all = try self.dossiers(of: subject)
        let ofKeeping = all.filter { Category(of: $0)?.isAboutKeeping ?? false }
        let dossiers = all.filter { !ofKeeping.contains($0) }
        let standings = try retention(of: dossiers, on: date)
        let reasons = Dictionary(
            try kept(of: standings, on: date, waiving: waived).map { ($0.dossier, $0) },
            uniquingKeysWith: { first, _ in first })
        let ofSubject = holds.inForce(on: subject).first
        var gone: Set<StreamName> = []
        for dossier in dossiers where try isErased(subject, in: dossier) { gone.insert(dossier) }
        let blocking = dossiers.compactMap { dossier -> Erasure.Kept? in
            if let hold = ofSubject ?? holds.inForce(on: dossier).first {
                return Erasure.Kept(dossier, heldBy: hold)
            }
            guard let kept = reasons[dossier] else { return nil }
            return kept.because == .uncategorised && gone.contains(dossier) ? nil : kept
        }
        let stays = Set(blocking.map(\.dossier))
        let kept =
            blocking
            + ofKeeping.map { Erasure.Kept(dossier: $0, because: .bookOfKeeping, basis: nil, until: nil) }
        let erased = dossiers.filter { !stays.contains($0) && !gone.contains($0) }
        let unwaived = waived.isEmpty ? [] : try self.kept(of: standings, on: date).map(\.dossier)
        let uncategorised = Set(unwaived)
        return ErasurePlan(
            subject: subject, register: blocking.isEmpty && !before.isRegisterErased, dossiers: erased, kept: kept,
            keepsRegister: !blocking.isEmpty && !before.isRegisterErased,
            withoutCategory: erased.filter(uncategorised.contains))
    }

    /// The dossiers in which somebody appears, with the subject's own file, in order of name.
    ///
    /// What keeps the book of holds and erasures is none, except for an officer who acted there.
    package func dossiers(of subject: SubjectID) throws(Interruption) -> [StreamName] {
        Set(try streams(mentioning: subject)).union([subject.stream]).sorted()
    }

    /// Refuses by ``Rule/erasure`` to enter anything of somebody whose entry was erased: it stays so.
    func requireReadable(_ subject: SubjectID) throws(Interruption) {
        let erasure = try current(ErasureID(subject))
        try Rule.erasure.require(
            !erasure.isRegisterErased,
            Phrase(
                nl: "de gegevens van \(subject.text) in het register zijn gewist",
                en: "the particulars of \(subject.text) in the register were erased"),
            remedy: .registerAnew)
    }
}
