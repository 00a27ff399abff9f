package import EventSourcing

extension Records {
    /// Why each of these dossiers stays that does, whatever is held: for a reason of its own, or because another dossier
    /// that rests on it stays; `waived` are reasons that keep nothing this time.
    package func kept(
        of standings: [RetentionStanding], on date: CivilDate, waiving waived: Set<KeepReason> = []
    ) throws(Interruption) -> [Erasure.Kept] {
        let free = standings.filter { $0.reasonToKeep(on: date, waiving: waived) == nil }.map(\.dossier)
        let needed = try dossiersThatNeed(free, on: date, waiving: waived)
        return standings.compactMap { standing in
            if let reason = standing.reasonToKeep(on: date, waiving: waived) {
                return Erasure.Kept(
                    dossier: standing.dossier, because: reason, basis: standing.category?.id, until: standing.end)
            }
            return needed[standing.dossier].map { other in
                Erasure.Kept(
                    dossier: standing.dossier, because: .needed, basis: other.dossier.text, until: other.end)
            }
        }
    }

    /// For each dossier, one that rests on it, by itself or by way of others, and that stays: it is not due, or held, or
    /// somebody in it is.
    ///
    /// None where there is none.
    private func dossiersThatNeed(
        _ dossiers: [StreamName], on date: CivilDate, waiving waived: Set<KeepReason>
    ) throws(Interruption) -> [StreamName: RetentionStanding] {
        var needed: [StreamName: RetentionStanding] = [:]
        for dossier in dossiers {
            let resting = try self.dossiers(restingOn: [dossier])
            let standings = try retention(of: resting, on: date)
            let holds = try current(HoldBookID.book)
            let subjects = try subjects(of: resting)
            needed[dossier] = standings.first { standing in
                let file = standing.dossier
                return standing.reasonToKeep(on: date, waiving: waived) != nil
                    || !holds.inForce(on: file, with: subjects[file, default: []]).isEmpty
            }
        }
        return needed
    }

    /// The dossiers that rest on any of these, by themselves or by way of others, the nearest first; none of these.
    ///
    /// A hold on one of them, or on somebody in it, keeps these too: who lifted it is looked for by the same
    /// (``holdLifted(by:on:of:)``).
    func dossiers(restingOn dossiers: [StreamName]) throws(Interruption) -> [StreamName] {
        var resting: [StreamName] = []
        var seen = Set(dossiers)
        var next = dossiers
        while !next.isEmpty {
            let found = try next.map { file throws(Interruption) in try dossiersResting(on: file) }
            next = Set(found.joined()).subtracting(seen).sorted()
            seen.formUnion(next)
            resting += next
        }
        return resting
    }

    /// The dossiers with an event that links theirs to this one (``DomainEvent/dutyLinks``).
    ///
    /// They are about the same company, or named by this one. A dossier about a company moves the company's stream when it
    /// begins, and that stream was looked at here: so none is begun unseen.
    private func dossiersResting(on dossier: StreamName) throws(Interruption) -> [StreamName] {
        guard let kind = Category(of: dossier), kind.canBeRestedOn else { return [] }
        let named = try history(of: [dossier]).flatMap { $0.event.dutyLinks.map(\.file) }
        let companies = try subjects(of: [dossier])[dossier, default: []]
            .filter { Category(of: $0.stream) == .company }.compactMap { try? CompanyID(text: $0.text) }
        let files = try current(companies).flatMap(\.files)
        let candidates = Set(named + files).subtracting([dossier])
            .filter { Category(of: $0)?.restsOnOthers ?? false }.sorted()
        return try histories(of: candidates).filter { _, events in
            events.contains { $0.event.dutyLinks.contains { $0.file == dossier } }
        }.keys.sorted()
    }
}

extension Category {
    /// Whether another dossier may rest on one of these.
    fileprivate var canBeRestedOn: Bool { [.assessment, .measure, .support, .claim].contains(self) }

    /// Whether one of these may rest on another dossier.
    fileprivate var restsOnOthers: Bool { [.measure, .support, .claim].contains(self) }
}
