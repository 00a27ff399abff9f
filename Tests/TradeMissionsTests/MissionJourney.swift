import EventSourcing
import TestSupport

@testable import TradeMissions

/// What the tests of missions and participations do with a mission, by real commands.
///
/// Identifiers are those of ``FileSample``.
enum MissionJourney {
    static let mission = FileSample.riyadh
    static let other = FileSample.jeddah
    static let conditions = "RVO-2026-1"
    static let first = FileSample.company
    static let second = FileSample.otherCompany
    static let third = FileSample.stranger
    static let measure = MeasureID(local: "bedrijf-a")

    static func propose(_ id: MissionID = mission) -> Mission.Propose {
        Mission.Propose(
            mission: id, title: "Infrastructuur Golfregio", country: .sample, sector: "infrastructuur",
            from: FileSample.today.adding(days: 90), until: FileSample.today.adding(days: 95))
    }

    static func announce(_ id: MissionID = mission, maximum: Int = 2) -> Mission.Announce {
        Mission.Announce(
            mission: id, closingDate: FileSample.today.adding(days: 30), maximumParticipants: maximum,
            conditions: conditions)
    }

    static func register(
        _ company: CompanyID, for id: MissionID = mission, late: String? = nil
    ) -> Participation.Register {
        Participation.Register(mission: id, company: company, lateReason: late)
    }

    static func confirm(
        _ company: CompanyID, on id: MissionID = mission, deviating: String? = nil
    ) -> Participation.Confirm {
        Participation.Confirm(mission: id, company: company, deviationReason: deviating)
    }

    static func withdraw(_ company: CompanyID) -> Participation.Withdraw {
        Participation.Withdraw(mission: mission, company: company, reason: "geen capaciteit")
    }

    static func refuse(_ company: CompanyID) -> Participation.Refuse {
        Participation.Refuse(
            mission: mission, company: company, ground: .balancedComposition, reason: "al drie aannemers")
    }

    static func waitlist(_ company: CompanyID) -> Participation.Waitlist {
        Participation.Waitlist(mission: mission, company: company, reason: "vol")
    }

    static func cancel(_ company: CompanyID) -> Participation.CancelForMissingInformation {
        Participation.CancelForMissingInformation(mission: mission, company: company)
    }

    static func presence(_ company: CompanyID, _ present: Bool) -> Participation.RecordPresence {
        Participation.RecordPresence(mission: mission, company: company, present: present)
    }

    static func accept(_ company: CompanyID, conditions: String = conditions) -> Participation.AcceptConditions {
        Participation.AcceptConditions(
            mission: mission, company: company, conditions: conditions, signatory: "directeur")
    }
}

extension Book {
    /// A mission in preparation by its manager, with its risk level; its country is judged to be at that level.
    static func withMission(_ level: RiskLevel = .high) throws -> Book {
        let book = try Book()
        try book.publishProfile(level)
        try book.accept(MissionJourney.propose())
        try book.accept(Mission.AssessRisk(mission: MissionJourney.mission, level: level))
        return book
    }

    /// The same, approved, announced and open for registration, with three companies in the register.
    static func withOpenMission(_ level: RiskLevel = .high, maximum: Int = 2) throws -> Book {
        let book = try withMission(level)
        let mission = MissionJourney.mission
        try book.accept(Mission.ApprovePlan(mission: mission), by: .missionApprover)
        try book.accept(MissionJourney.announce(maximum: maximum))
        try book.accept(Mission.OpenRegistration(mission: mission))
        for company in [MissionJourney.first, MissionJourney.second, MissionJourney.third] { try book.enter(company) }
        return book
    }

    /// The same, with one company confirmed and registration closed.
    static func withConfirmedCompany(_ level: RiskLevel = .high) throws -> Book {
        let book = try withOpenMission(level)
        try book.registerFully(MissionJourney.first)
        try book.accept(MissionJourney.confirm(MissionJourney.first))
        try book.accept(Mission.CloseRegistration(mission: MissionJourney.mission))
        return book
    }

    /// The same, with nothing on the gate left open, and not yet declared ready.
    static func withClosedGate(_ level: RiskLevel = .high) throws -> Book {
        let book = try withConfirmedCompany(level)
        try book.enterOrganisations()
        for organisation in [FileSample.civilSociety, FileSample.union] { try book.invite(organisation) }
        try book.brief([MissionJourney.first])
        return book
    }

    func publishProfile(_ level: RiskLevel) throws {
        try accept(
            Country.PublishProfile(
                country: .sample, level: level,
                sources: [
                    Country.RiskSource(
                        title: "Golfregio", url: .sample, consultedOn: FileSample.today, hash: .sample)
                ], lawOnPaper: "verbeterd", enforcement: "aandachtspunt", validFrom: FileSample.today),
            by: .imvoAdviser)
    }

    func enter(_ company: CompanyID) throws {
        try accept(
            Company.Register(
                company: company, name: "Voorbeeld BV", kvkNumber: .sample, contact: nil, sizeClass: .medium,
                sector: "bouw"))
    }

    /// Registers a company and takes in all that its registration needs.
    func registerFully(_ company: CompanyID, for mission: MissionID = MissionJourney.mission) throws {
        try accept(MissionJourney.register(company, for: mission))
        try complete(company, for: mission)
    }

    func complete(_ company: CompanyID, for mission: MissionID = MissionJourney.mission) throws {
        try accept(
            Participation.AcceptConditions(
                mission: mission, company: company, conditions: MissionJourney.conditions, signatory: "directeur"))
        try accept(Participation.SubmitSelfScan(mission: mission, company: company, reference: "dossier 1, stuk 1"))
        try accept(Participation.SubmitIntake(mission: mission, company: company, reference: "dossier 1, stuk 2"))
        try accept(Participation.SubmitProfile(mission: mission, company: company, reference: "dossier 1, stuk 3"))
    }

    /// Excludes the company from the mission, as a measure does when it takes effect.
    func exclude(_ company: CompanyID, from mission: MissionID = MissionJourney.mission) {
        record(
            [
                ParticipationID(mission, company).event(
                    .excluded(Participation.Excluded(measure: MissionJourney.measure)))
            ], by: TestOfficer.decisionMaker.id)
    }

    func restore(_ company: CompanyID, to mission: MissionID = MissionJourney.mission) {
        record(
            [
                ParticipationID(mission, company).event(
                    .restored(Participation.Restored(measure: MissionJourney.measure)))
            ], by: TestOfficer.decisionMaker.id)
    }

    func enterOrganisations() throws {
        let kinds: [(OrganisationID, InvitedKind)] = [
            (FileSample.civilSociety, .civilSociety), (FileSample.union, .union), (FileSample.expert, .expert),
        ]
        for (organisation, kind) in kinds {
            try accept(
                Organisation.Register(
                    organisation: organisation, name: "Naam", contact: nil, kind: kind, reach: .local,
                    sensitivity: .special, expertise: nil),
                by: .bmoCoordinator)
        }
    }

    func invite(_ organisation: OrganisationID, to purpose: Involvement.Purpose = .programme) throws {
        try accept(
            Involvement.Invite(
                mission: MissionJourney.mission, organisation: organisation, purpose: purpose, date: FileSample.today))
    }

    func brief(_ companies: [CompanyID], on topics: [Briefing.Topic] = Briefing.Topic.allCases) throws {
        try accept(FileSample.plan())
        try accept(FileSample.hold(topics))
        try accept(
            Briefing.RecordAttendance(briefing: FileSample.briefing, attended: companies, absent: []))
    }

    /// A BMO meeting with a concern about the mission, assigned.
    func raiseConcern() throws {
        try accept(
            BmoMeeting.Hold(
                meeting: FileSample.meeting, date: FileSample.lastWeek, organisations: [FileSample.civilSociety],
                agenda: ["Saoedi-Arabië"]),
            by: .bmoCoordinator)
        try accept(FileSample.raise(for: MissionJourney.mission), by: .bmoCoordinator)
        try accept(
            Concern.Assign(concern: FileSample.concern, officer: TestOfficer.imvoAdviser.id), by: .bmoCoordinator)
    }

    /// Carries the commands out one after the other.
    func accept(_ steps: [any Command], by officer: TestOfficer = .missionManager) throws {
        for step in steps { try accept(step, by: officer) }
    }

    func participation(
        _ company: CompanyID, on mission: MissionID = MissionJourney.mission
    ) -> Participation {
        state(ParticipationID(mission, company))
    }

    var stage: Mission.Stage { state(MissionJourney.mission).stage }
}
