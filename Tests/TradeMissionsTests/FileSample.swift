import EventSourcing
import TestSupport

@testable import TradeMissions

/// What the tests of a mission's files start from: missions, organisations and companies in a book.
enum FileSample {
    static let riyadh = MissionID(local: "riyad-2026")
    static let jeddah = MissionID(local: "jeddah-2026")
    static let briefing = BriefingID(local: "riyad-1")
    static let meeting = BmoMeetingID(local: "2026-01")
    static let concern = ConcernID(local: "metro-lonen")
    static let civilSociety = OrganisationID(local: "organisatie1")
    static let union = OrganisationID(local: "vakbond00001")
    static let expert = OrganisationID(local: "deskundige01")
    static let company = CompanyID(local: "bedrijf00001")
    static let otherCompany = CompanyID(local: "bedrijf00002")
    static let stranger = CompanyID(local: "bedrijf00003")
    static let material = Material(reference: "dossier 12, dia 4", hash: .sample)
    /// The day on which the book of a test stands.
    static let today = CivilDate(text: "2026-02-02", orStop: ())
    static let lastWeek = CivilDate(text: "2026-01-27", orStop: ())

    static func plan(_ missions: [MissionID] = [riyadh]) -> Briefing.Plan {
        Briefing.Plan(briefing: briefing, missions: missions, date: today, mode: .inPerson)
    }

    static func hold(
        _ topics: [Briefing.Topic] = Briefing.Topic.allCases, speakers: [OrganisationID] = []
    ) -> Briefing.Hold {
        Briefing.Hold(
            briefing: briefing, date: today, mode: .inPerson, topics: topics, organisations: speakers, officers: [],
            posts: [])
    }

    static func raise(for mission: MissionID? = nil, about company: CompanyID? = nil) -> Concern.Raise {
        Concern.Raise(
            concern: concern, meeting: meeting, organisation: civilSociety, subject: "Lonen metro",
            text: "Lonen worden maanden te laat betaald", country: .sample, mission: mission, company: company,
            project: "Metro Riyad", affectedGroup: "arbeidsmigranten", severity: .severe, confidentialAbout: nil,
            confidential: nil)
    }

    static func address(_ mission: MissionID = riyadh, item: String = "3") -> Briefing.AddressConcern {
        Briefing.AddressConcern(briefing: briefing, concern: concern, mission: mission, item: item, material: material)
    }
}

extension CivilDate {
    fileprivate init(text: String, orStop: Void) {
        do {
            try self.init(text: text)
        } catch {
            preconditionFailure("\(error)")
        }
    }
}

extension Book {
    /// A book with two missions in preparation, a civil-society organisation, a union and an expert, and two companies
    /// registered for the first mission.
    static func withMissionFiles() throws -> Book {
        let book = try Book()
        for mission in [FileSample.riyadh, FileSample.jeddah] { book.propose(mission) }
        let kinds: [(OrganisationID, InvitedKind)] = [
            (FileSample.civilSociety, .civilSociety), (FileSample.union, .union), (FileSample.expert, .expert),
        ]
        for (organisation, kind) in kinds {
            try book.accept(
                Organisation.Register(
                    organisation: organisation, name: "Naam", contact: nil, kind: kind, reach: .local,
                    sensitivity: .special, expertise: nil),
                by: .bmoCoordinator)
        }
        for company in [FileSample.company, FileSample.otherCompany, FileSample.stranger] {
            book.record(
                [company.event(.entered(Company.Entered(sizeClass: .sample, sector: "bouw")))],
                by: TestOfficer.missionManager.id)
        }
        for company in [FileSample.company, FileSample.otherCompany] { book.register(company, for: FileSample.riyadh) }
        return book
    }

    /// The same, with a BMO meeting and a concern that is assigned and linked to the first mission.
    static func withConcern() throws -> Book {
        let book = try withMissionFiles()
        try book.accept(
            BmoMeeting.Hold(
                meeting: FileSample.meeting, date: FileSample.lastWeek, organisations: [FileSample.civilSociety],
                agenda: ["Saoedi-Arabië"]),
            by: .bmoCoordinator)
        try book.accept(FileSample.raise(), by: .bmoCoordinator)
        try book.accept(
            Concern.Assign(concern: FileSample.concern, officer: TestOfficer.imvoAdviser.id), by: .bmoCoordinator)
        try book.accept(Concern.Link(concern: FileSample.concern, mission: FileSample.riyadh), by: .bmoCoordinator)
        return book
    }

    /// The same, with the concern addressed in a briefing that was held.
    static func withAddressedConcern() throws -> Book {
        let book = try withConcern()
        try book.accept(FileSample.plan())
        try book.accept(FileSample.hold())
        try book.accept(FileSample.address())
        return book
    }

    func propose(_ mission: MissionID) {
        let proposed = Mission.Proposed(
            title: "Handelsmissie", country: .sample, sector: "infrastructuur",
            period: Period(from: FileSample.today, until: nil))
        record([mission.event(.proposed(proposed))], by: TestOfficer.missionManager.id)
    }

    func register(_ company: CompanyID, for mission: MissionID) {
        let file = ParticipationID(mission, company).stream
        record([mission.event(.fileLinked(Mission.FileLinked(file: file)))], by: TestOfficer.missionManager.id)
    }

    func declareReady(_ mission: MissionID) {
        record(
            [mission.event(.declaredReady(Mission.DeclaredReady(overridden: [], advisories: [])))],
            by: TestOfficer.missionManager.id)
    }

    func cancel(_ mission: MissionID) {
        record(
            [mission.event(.cancelled(Mission.Cancelled(reason: "veiligheid")))], by: TestOfficer.missionApprover.id)
    }
}

extension Decision {
    var eventNames: [String] { emissions.map(\.event.storedName) }
}
