import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

/// Officers are accounts; duties are kept apart by person (INV-7, INV-30).
struct OnePersonTests {
    private static let mission = MissionJourney.mission
    private let approval = Mission.ApprovePlan(mission: mission)

    /// A mission that one account prepared, and that another, which may approve it, has not approved.
    private func prepared() throws -> Book {
        let book = try Book()
        try book.publishProfile(.high)
        try book.accept(MissionJourney.propose(), by: .missionManager)
        try book.accept(Mission.AssessRisk(mission: Self.mission, level: .high), by: .imvoAdviser)
        return book
    }

    @Test func `A person is recorded once behind an account, and behind one that is there`() throws {
        let book = try Book()
        let identify = Officer.Identify(officer: TestOfficer.missionManager.id, person: .sample)
        #expect(try book.accept(identify, by: .administrator).eventNames == ["OfficerIdentified"])
        #expect(try book.accept(identify, by: .administrator).emissions.isEmpty)
        #expect(try book.refusal(of: identify, by: .missionManager)?.rule == .authority)
        let nobody = Officer.Identify(officer: OfficerID(local: "nobody000000"), person: .sample)
        #expect(try book.refusal(of: nobody, by: .administrator)?.rule == .known)
    }

    private let correction = Officer.CorrectIdentity(
        officer: TestOfficer.missionManager.id, person: .sample, reason: "een naamgenoot")

    @Test func `Another administrator takes back who an officer is, and duties are free from then on`() throws {
        let book = try prepared()
        for officer in [TestOfficer.missionManager, .missionApprover] {
            try book.accept(Officer.Identify(officer: officer.id, person: .sample), by: .administrator)
        }
        #expect(try book.refusal(of: approval, by: .missionApprover)?.rule == .inv7)
        let own = try #require(try book.refusal(of: correction, by: .administrator))
        #expect(own.rule == .inv7 && own.finding.en.contains("recorded which person this is"), "\(own.finding)")
        #expect(own.finding.nl.contains("legde vast welke persoon dit is"), "\(own.finding)")
        #expect(try book.refusal(of: correction, by: .missionApprover)?.rule == .authority)
        let silent = Officer.CorrectIdentity(officer: TestOfficer.missionManager.id, person: .sample, reason: " ")
        #expect(try book.refusal(of: silent, by: .everything)?.rule == .complete)

        #expect(try book.accept(correction, by: .everything).eventNames == ["OfficerIdentityCorrected"])
        #expect(try book.accept(correction, by: .everything).emissions.isEmpty)
        #expect(try book.refusal(of: approval, by: .missionApprover) == nil)
        try book.accept(
            Officer.Identify(officer: TestOfficer.missionManager.id, person: .sample), by: .administrator)
        #expect(try book.refusal(of: approval, by: .missionApprover)?.rule == .inv7, "recorded anew it counts anew")
    }

    @Test func `What was never recorded is not taken back, and nobody takes back who they are themselves`() throws {
        let book = try Book()
        #expect(try book.refusal(of: correction, by: .everything)?.rule == .known)
        try book.identify([.missionManager], as: PersonID(local: "another00000"))
        #expect(try book.refusal(of: correction, by: .administrator)?.rule == .known)
        for officer in [TestOfficer.missionManager, .everything] {
            try book.accept(Officer.Identify(officer: officer.id, person: .sample), by: .administrator)
        }
        #expect(try book.refusal(of: correction, by: .everything)?.rule == .authority, "by another account of theirs")
    }

    @Test func `Whoever recorded a person takes none back with another account either`() throws {
        let book = try Book()
        try book.accept(
            Officer.Identify(officer: TestOfficer.missionManager.id, person: .sample), by: .administrator)
        #expect(try book.refusal(of: correction, by: .everything) == nil)
        try book.identify([.administrator, .everything], as: PersonID(local: "another00000"))
        #expect(try book.refusal(of: correction, by: .everything)?.rule == .inv7)
    }

    @Test(arguments: ["person-3f9k2m8q7x1t", "3f9k2m8q7x1t"])
    func `A person has a random identifier, with or without its kind`(text: String) throws {
        #expect(try PersonID(text: text).text == "person-3f9k2m8q7x1t")
    }

    @Test(arguments: ["person-jan", "officer-3f9k2m8q7x1t", "person-officer-3f9k2m8q7x1t", "person-a12345678b1t", ""])
    func `What could name a person identifies none`(text: String) {
        #expect(throws: InvalidText.self) { try PersonID(text: text) }
    }

    @Test func `Who prepared with one account does not decide with another, from when it is known`() throws {
        let book = try prepared()
        #expect(try book.refusal(of: approval, by: .missionApprover) == nil)
        try book.identify([.missionManager])
        #expect(try book.refusal(of: approval, by: .missionApprover) == nil, "one account makes nobody another person")
        try book.identify([.missionApprover])
        let refusal = try #require(try book.refusal(of: approval, by: .missionApprover))
        #expect(refusal.rule == .inv7)
        let (own, other) = (TestOfficer.missionApprover.id.text, TestOfficer.missionManager.id.text)
        #expect(refusal.finding.en.hasPrefix("\(own), the same person as \(other), had another part in"))
        #expect(refusal.finding.nl.hasPrefix("\(own), dezelfde persoon als \(other), deed al iets anders aan"))
        #expect(try book.refusal(of: approval, by: .everything) == nil, "a third person decides")
    }

    @Test func `Two persons are two, and a second person recorded behind an account frees nobody`() throws {
        let book = try prepared()
        try book.identify([.missionManager])
        try book.identify([.missionApprover], as: PersonID(local: "another00000"))
        #expect(try book.refusal(of: approval, by: .missionApprover) == nil)
        try book.identify([.missionApprover])
        try book.identify([.missionApprover], as: PersonID(local: "third0000000"))
        #expect(try book.refusal(of: approval, by: .missionApprover)?.rule == .inv7)
    }

    @Test func `A role that lapsed, and another that was given since, make nobody another person`() throws {
        let book = try prepared()
        let yesterday = FileSample.today.adding(days: -1)
        try book.accept(
            Officer.RevokeRole(officer: TestOfficer.missionManager.id, role: .missionManager, from: FileSample.today),
            by: .administrator)
        try book.accept(
            Officer.GrantRole(
                officer: TestOfficer.missionManager.id, role: .missionApprover, from: yesterday, until: nil),
            by: .administrator, reason: "benoemd")
        #expect(try book.refusal(of: approval, by: .missionManager)?.rule == .inv7)
        #expect(try book.refusal(of: approval, by: .missionApprover) == nil)
    }

    @Test func `Whoever judged the company with another account does not decide on the measure`() throws {
        let course = try MeasureCase()
        try course.hear()
        try course.book.identify([.imvoAdviser, .decisionMaker])
        #expect(try course.refusal(of: course.decision(), by: .decisionMaker) == .inv7)
        #expect(try course.refusal(of: course.decision(), by: .secondDecisionMaker) == nil)
    }

    @Test func `Whoever decided under mandate does not decide on the objection with another account`() throws {
        for underMandate in [true, false] {
            let course = try MeasureCase()
            try course.hear()
            try course.accept(course.decision(), by: underMandate ? .decisionMaker : .officeHolder)
            try course.accept(course.notification, by: .caseHandler)
            try course.book.identify([underMandate ? .decisionMaker : .officeHolder, .secondDecisionMaker])
            // Awb 10:3, third paragraph, speaks of who decided under mandate only.
            let refusal = try course.refusal(of: course.revocation(.objectionUpheld), by: .secondDecisionMaker)
            #expect(refusal == (underMandate ? .inv7 : nil))
        }
    }

    @Test func `Whoever decided under mandate decides on the objection in person, once they hold the office`() throws {
        let course = try MeasureCase()
        try course.enforce()
        #expect(try course.refusal(of: course.revocation(.objectionUpheld), by: .decisionMaker) == .inv7)
        try course.book.accept(
            Officer.GrantRole(
                officer: TestOfficer.decisionMaker.id, role: .officeHolder, from: FileSample.today, until: nil),
            by: .administrator)
        #expect(try course.refusal(of: course.revocation(.objectionUpheld), by: .decisionMaker) == nil)
    }

    @Test func `Whoever paid with another account neither decides on the support nor closes its claim`() throws {
        let scenario = try MoneyScenario()
        try scenario.establishClaim(80_00)
        try scenario.book.accept(Claim.RecordReceipt(claim: scenario.claim, amount: .of(80_00)), by: .paymentOfficer)
        let settlement = Claim.Settle(claim: scenario.claim)
        #expect(try scenario.rule(refusing: settlement, by: .secondSupportOfficer) == nil)
        try scenario.book.identify([.paymentOfficer, .secondSupportOfficer])
        #expect(try scenario.rule(refusing: settlement, by: .secondSupportOfficer) == "INV-7")
    }

    @Test func `Whoever recorded what an item is open about does not override it with another account`() throws {
        let book = try Book.withOpenMission()
        try book.registerFully(MissionJourney.first)
        try book.accept(MissionJourney.confirm(MissionJourney.first), by: .everything)
        let override = Mission.OverrideGate(
            mission: Self.mission, item: try GateItemID(text: Item.company(MissionJourney.first)), reason: "spoed")
        try book.identify([.everything, .missionApprover])
        #expect(try book.refusal(of: override, by: .missionApprover)?.rule == .inv30)
    }

    @Test func `Whoever overrode an item does not declare the mission ready with another account`() throws {
        let book = try Book.withClosedGate()
        try book.raiseConcern()
        let override = Mission.OverrideGate(
            mission: Self.mission, item: try GateItemID(text: Item.concern), reason: "spoed")
        try book.accept(override, by: .missionApprover)
        let ready = Mission.DeclareReady(mission: Self.mission)
        #expect(try book.refusal(of: ready, by: .everything) == nil)
        try book.identify([.everything, .missionApprover])
        #expect(try book.refusal(of: ready, by: .everything)?.rule == .inv30)
        #expect(try book.refusal(of: ready, by: .missionManager) == nil)
    }

    @Test func `Nobody grants their other account a role or a mandate`() throws {
        let book = try Book()
        let role = Officer.GrantRole(
            officer: TestOfficer.caseHandler.id, role: .decisionMaker, from: FileSample.today, until: nil)
        let mandate = Officer.GrantMandate(
            officer: TestOfficer.caseHandler.id, mandate: .sample, powers: [.measures], from: FileSample.today,
            until: nil, onBehalfOf: "de staatssecretaris")
        #expect(try book.refusal(of: role, by: .administrator) == nil)
        try book.identify([.administrator, .caseHandler])
        #expect(try book.refusal(of: role, by: .administrator)?.rule == .authority)
        #expect(try book.refusal(of: mandate, by: .administrator)?.rule == .authority)
        #expect(try book.refusal(of: role, by: .everything) == nil)
    }

    @Test func `A decision rests on every account that could bar it, and on none when its actor has one only`() throws {
        let book = try prepared()
        let act = { (officer: TestOfficer) in
            Act(actor: officer.id, officer: book.state(officer.id), occurredAt: book.now, now: book.now, reason: nil)
        }
        func looksAt(_ officer: TestOfficer) throws -> Bool {
            let expectations = try book.answer { records throws(Interruption) in
                _ = try approval.decide(act(.missionApprover), records)
                return records.expectations
            }
            return expectations.contains { $0.stream == officer.id.stream }
        }
        try book.identify([.missionManager])
        #expect(try !looksAt(.missionManager))
        try book.identify([.missionApprover], as: PersonID(local: "another00000"))
        #expect(try looksAt(.missionManager) && looksAt(.imvoAdviser))
    }

    @Test func `Who decided in a file is asked for at one go, however many accounts decided there`() throws {
        let book = try prepared()
        let file = SupportID(local: "2026-9").stream
        let deciders = [TestOfficer.decisionMaker, .secondDecisionMaker, .missionManager, .missionApprover]
        for decider in deciders { try book.record(["SupportRejected"], in: file, by: decider) }
        try book.identify([.missionApprover, .secondRecordsManager])
        var runs = 0
        let decided = try book.answer { records throws(Interruption) in
            runs += 1
            return try records.dossierDecided(by: TestOfficer.secondRecordsManager.id.text, among: [file])
        }
        #expect(decided == file)
        #expect(runs == 3, "the events, the accounts, and the answer")
    }
}

extension Book {
    /// Records that these accounts are one person's.
    func identify(_ officers: [TestOfficer], as person: PersonID = .sample) throws {
        for officer in officers {
            record([officer.id.event(.identified(Officer.Identified(person: person)))], by: TestOfficer.everything.id)
        }
    }
}
