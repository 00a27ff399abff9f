import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Missions, from plan to closure")
struct MissionTests {
    private let mission = MissionJourney.mission

    @Test("A mission is proposed once, for a known country, with a title and a period that does not run backwards")
    func proposal() throws {
        let book = try Book()
        #expect(try book.refusal(of: MissionJourney.propose())?.rule == .known)
        try book.publishProfile(.high)
        func proposal(title: String, days: Int) -> Mission.Propose {
            Mission.Propose(
                mission: mission, title: title, country: .sample, sector: "bouw", from: FileSample.today,
                until: FileSample.today.adding(days: days))
        }
        #expect(try book.refusal(of: proposal(title: " ", days: 1))?.rule == .complete)
        #expect(try book.refusal(of: proposal(title: "Missie", days: -1))?.rule == .complete)
        #expect(try book.accept(MissionJourney.propose()).eventNames == ["MissionProposed"])
        #expect(try book.refusal(of: MissionJourney.propose())?.rule == .unused)
    }

    @Test("Who proposed a mission does not approve its plan (INV-7)")
    func fourEyes() throws {
        let book = try Book()
        try book.publishProfile(.high)
        try book.accept(MissionJourney.propose(), by: .everything)
        try book.accept(Mission.AssessRisk(mission: mission, level: .high))
        let approval = Mission.ApprovePlan(mission: mission)
        #expect(try book.refusal(of: approval, by: .everything)?.rule == .inv7)
        #expect(try book.accept(approval, by: .missionApprover).eventNames == ["MissionPlanApproved"])
        #expect(try book.refusal(of: approval, by: .missionApprover)?.rule == .lifecycle)
    }

    @Test("A plan is not approved before the risk level is set")
    func riskFirst() throws {
        let book = try Book()
        try book.publishProfile(.high)
        try book.accept(MissionJourney.propose())
        #expect(try book.refusal(of: Mission.ApprovePlan(mission: mission), by: .missionApprover)?.rule == .lifecycle)
    }

    @Test("A high risk cancels nothing, at whatever stage it is found (R16)")
    func riskIsNotTheEnd() throws {
        let book = try Book.withOpenMission(.low)
        try book.publishProfile(.high)
        #expect(book.stage == .registrationOpen)
        let decision = try book.accept(Mission.AssessRisk(mission: mission, level: .high))
        #expect(decision.eventNames == ["MissionRiskLevelSet.v2"])
        #expect(book.stage == .registrationOpen && book.state(mission).riskLevel == .high)
        #expect(try book.accept(Mission.AssessRisk(mission: mission, level: .high)).emissions.isEmpty)
        #expect(Rule.r16.force == .purpose && !Rule.r16.force.canRefuse)
    }

    @Test("An elevated risk found later ends readiness; a lower one does not")
    func riskWhenReady() throws {
        let book = try Book.withClosedGate(.low)
        try book.accept(Mission.DeclareReady(mission: mission))
        let decision = try book.accept(Mission.AssessRisk(mission: mission, level: .elevated))
        #expect(decision.eventNames == ["MissionRiskLevelSet.v2", "MissionReadinessLapsed"])
        try book.accept(Mission.DeclareReady(mission: mission))
        let lower = Mission.AssessRisk(mission: mission, level: .low)
        #expect(try book.accept(lower, reason: "beoordeeld als laag").eventNames == ["MissionRiskLevelSet.v2"])
        #expect(book.stage == .ready)
    }

    @Test("An announcement names a maximum, conditions, and a closing date before the mission")
    func announcement() throws {
        let book = try Book.withMission()
        #expect(try book.refusal(of: MissionJourney.announce())?.rule == .lifecycle)
        try book.accept(Mission.ApprovePlan(mission: mission), by: .missionApprover)
        #expect(try book.refusal(of: MissionJourney.announce(maximum: 0))?.rule == .complete)
        #expect(try book.refusal(of: MissionJourney.announce(maximum: 501))?.rule == .complete)
        let unconditional = Mission.Announce(
            mission: mission, closingDate: FileSample.today, maximumParticipants: 5, conditions: "")
        let afterwards = Mission.Announce(
            mission: mission, closingDate: FileSample.today.adding(days: 90), maximumParticipants: 5,
            conditions: "RVO-2026-1")
        #expect(try book.refusal(of: unconditional)?.rule == .complete)
        #expect(try book.refusal(of: afterwards)?.rule == .complete)
        #expect(try book.accept(MissionJourney.announce()).eventNames == ["MissionAnnounced"])
    }

    @Test("A mission takes its steps in order, and each step once")
    func order() throws {
        let book = try Book.withClosedGate()
        let steps: [(any Command, String)] = [
            (Mission.DeclareReady(mission: mission), "MissionDeclaredReady"),
            (Mission.Depart(mission: mission), "MissionDeparted"),
            (Mission.End(mission: mission), "MissionEnded"),
            (Mission.HoldDebrief(mission: mission, findings: "drie vervolgafspraken"), "DebriefHeld"),
            (Mission.PublishFactsheet(mission: mission, reference: "factsheet 4"), "FactsheetPublished"),
            (Mission.Close(mission: mission), "MissionClosed"),
        ]
        for (index, (step, name)) in steps.enumerated() {
            for (later, _) in steps[(index + 1)...] where name != "DebriefHeld" && name != "FactsheetPublished" {
                if type(of: later).definition.name == "mission.publish-factsheet", name == "MissionEnded" { continue }
                #expect(try book.refusal(of: later)?.rule == .lifecycle, "\(type(of: later).definition.name)")
            }
            #expect(try book.accept(step).eventNames == [name])
            if name != "FactsheetPublished" { #expect(try book.refusal(of: step)?.rule == .lifecycle) }
        }
        #expect(book.stage == .closed)
    }

    @Test("A debrief has findings, and a factsheet a place where it can be found and is published once")
    func aftermath() throws {
        let book = try Book.withClosedGate()
        try book.accept(
            [Mission.DeclareReady(mission: mission), Mission.Depart(mission: mission), Mission.End(mission: mission)])
        #expect(try book.refusal(of: Mission.HoldDebrief(mission: mission, findings: " "))?.rule == .complete)
        #expect(try book.refusal(of: Mission.PublishFactsheet(mission: mission, reference: ""))?.rule == .complete)
        let factsheet = Mission.PublishFactsheet(mission: mission, reference: "factsheet 4")
        #expect(try book.accept(factsheet).eventNames == ["FactsheetPublished"])
        #expect(try book.accept(factsheet).emissions.isEmpty)
    }

    @Test("Registration opens after the announcement, closes, and can open again")
    func registration() throws {
        let book = try Book.withOpenMission()
        let (open, close) = (Mission.OpenRegistration(mission: mission), Mission.CloseRegistration(mission: mission))
        #expect(try book.refusal(of: open)?.rule == .lifecycle)
        #expect(try book.accept(close).eventNames == ["RegistrationClosed"])
        #expect(try book.refusal(of: close)?.rule == .lifecycle)
        #expect(try book.accept(open).eventNames == ["RegistrationOpened"])
        #expect(try book.refusal(of: Mission.DeclareReady(mission: mission))?.rule == .lifecycle)
    }

    @Test("A programme item has a title and a number of its own, and knows its organisations")
    func programme() throws {
        let book = try Book.withMission()
        try book.enterOrganisations()
        func add(_ title: String = "Gesprek met vakbond", with organisation: OrganisationID) -> Mission.AddProgrammeItem
        {
            Mission.AddProgrammeItem(
                mission: mission, item: .sample, title: title, date: FileSample.today, organisations: [organisation])
        }
        func change(_ title: String) -> Mission.ChangeProgrammeItem {
            Mission.ChangeProgrammeItem(
                mission: mission, item: .sample, title: title, date: FileSample.today,
                organisations: [FileSample.union])
        }
        let remove = Mission.RemoveProgrammeItem(mission: mission, item: .sample, reason: "vervallen")
        #expect(try book.refusal(of: add(with: OrganisationID(local: "onbekend0000")))?.rule == .known)
        #expect(try book.refusal(of: add(" ", with: FileSample.union))?.rule == .complete)
        #expect(try book.refusal(of: change("Rondetafel"))?.rule == .known)
        #expect(try book.refusal(of: remove)?.rule == .known)
        #expect(try book.accept(add(with: FileSample.union)).eventNames == ["ProgrammeItemAdded"])
        #expect(try book.refusal(of: add(with: FileSample.union))?.rule == .unused)
        #expect(try book.refusal(of: change(""))?.rule == .complete)
        #expect(try book.accept(change("Rondetafel")).eventNames == ["ProgrammeItemChanged"])
        #expect(try book.accept(change("Rondetafel")).emissions.isEmpty)
        let silent = Mission.RemoveProgrammeItem(mission: mission, item: .sample, reason: "")
        #expect(try book.refusal(of: silent)?.rule == .complete)
        #expect(try book.accept(remove).eventNames == ["ProgrammeItemRemoved"])
    }

    @Test("Once the mission is underway its programme, risk and waivers are settled")
    func settled() throws {
        let book = try Book.withClosedGate()
        func item(_ number: String) throws -> Mission.AddProgrammeItem {
            Mission.AddProgrammeItem(
                mission: mission, item: try ProgrammeItemID(text: number), title: "Bezoek", date: FileSample.today,
                organisations: [])
        }
        try book.accept(try item("1"))
        try book.accept([Mission.DeclareReady(mission: mission), Mission.Depart(mission: mission)])
        let commands: [any Command] = [
            try item("2"),
            Mission.ChangeProgrammeItem(
                mission: mission, item: .sample, title: "Rondleiding", date: FileSample.today, organisations: []),
            Mission.RemoveProgrammeItem(mission: mission, item: .sample, reason: "vervallen"),
            Mission.AssessRisk(mission: mission, level: .elevated),
            Mission.WaiveInvolvement(mission: mission, kind: .union, reason: "x"),
            Mission.DecideCivilSocietyBriefing(mission: mission, involved: true, reason: ""),
        ]
        for command in commands { #expect(try book.refusal(of: command)?.rule == .lifecycle) }
        let byApprover: [any Command] = [
            Mission.Postpone(mission: mission, reason: "x"), Mission.Cancel(mission: mission, reason: "x"),
            Mission.OverrideGate(mission: mission, item: .sample, reason: "x"),
        ]
        for command in byApprover { #expect(try book.refusal(of: command, by: .missionApprover)?.rule == .lifecycle) }
    }

    @Test("Postponing and cancelling take a reason and change nothing a second time")
    func endings() throws {
        let book = try Book.withOpenMission()
        let silent: [any Command] = [
            Mission.Postpone(mission: mission, reason: " "), Mission.Cancel(mission: mission, reason: ""),
            Mission.WithdrawOfficialSupport(mission: mission, reason: ""),
        ]
        for command in silent { #expect(try book.refusal(of: command, by: .missionApprover)?.rule == .complete) }
        let lasting: [(any Command, String)] = [
            (Mission.WithdrawOfficialSupport(mission: mission, reason: "moordzaak"), "OfficialSupportWithdrawn"),
            (Mission.Postpone(mission: mission, reason: "onrust"), "MissionPostponed"),
            (Mission.Cancel(mission: mission, reason: "onrust"), "MissionCancelled"),
        ]
        for (command, name) in lasting {
            #expect(try book.accept(command, by: .missionApprover).eventNames == [name])
            #expect(try book.accept(command, by: .missionApprover).emissions.isEmpty)
        }
        #expect(!book.state(mission).hasOfficialSupport)
    }

    @Test("Official support is withdrawn only from a mission that was announced")
    func earlySupport() throws {
        let book = try Book.withMission()
        let withdrawal = Mission.WithdrawOfficialSupport(mission: mission, reason: "moordzaak")
        #expect(try book.refusal(of: withdrawal, by: .missionApprover)?.rule == .lifecycle)
    }

    @Test("A postponed mission resumes where it stood, so that approval by a second officer is not passed by (INV-7)")
    func reopening() throws {
        let reopen = Mission.Reopen(
            mission: mission, from: FileSample.today.adding(days: 200), until: FileSample.today.adding(days: 205),
            reason: "rust keerde terug")
        func resumed(_ book: Book) throws -> Mission.Stage {
            #expect(try book.refusal(of: reopen, by: .missionApprover)?.rule == .lifecycle)
            try book.accept(Mission.Postpone(mission: mission, reason: "onrust"), by: .missionApprover)
            #expect(try book.accept(reopen, by: .missionApprover).eventNames == ["MissionReopened"])
            return book.stage
        }
        let proposed = try Book.withMission()
        #expect(try resumed(proposed) == .proposed)
        #expect(try proposed.refusal(of: Mission.DeclareReady(mission: mission))?.rule == .lifecycle)
        #expect(try resumed(try Book.withOpenMission()) == .registrationOpen)
        #expect(try resumed(try Book.withConfirmedCompany()) == .preparing)
        let ready = try Book.withClosedGate()
        try ready.accept(Mission.DeclareReady(mission: mission))
        try proposed.accept(Mission.Postpone(mission: mission, reason: "onrust"), by: .missionApprover)
        let silent = Mission.Reopen(mission: mission, from: FileSample.today, until: FileSample.today, reason: " ")
        #expect(try proposed.refusal(of: silent, by: .missionApprover)?.rule == .complete)
        #expect(try resumed(ready) == .preparing)
        let period = Period(from: FileSample.today.adding(days: 200), until: FileSample.today.adding(days: 205))
        #expect(ready.state(mission).period == period)
    }
}
