import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("A mission's risk beside that of its country (R7)")
struct MissionRiskTests {
    private let mission = MissionJourney.mission
    private let low = Mission.AssessRisk(mission: MissionJourney.mission, level: .low)
    private let elevated = Mission.AssessRisk(mission: MissionJourney.mission, level: .elevated)
    private let high = Mission.AssessRisk(mission: MissionJourney.mission, level: .high)
    private let reason = "alleen een digitale beurs"

    private func proposed(_ level: RiskLevel) throws -> Book {
        let book = try Book()
        try book.publishProfile(level)
        try book.accept(MissionJourney.propose())
        return book
    }

    @Test("Its manager or an adviser judges it as risky as its country, or riskier")
    func asHigh() throws {
        let book = try proposed(.elevated)
        for officer in [TestOfficer.missionManager, .imvoAdviser] {
            #expect(try book.refusal(of: elevated, by: officer) == nil)
            #expect(try book.refusal(of: high, by: officer) == nil)
            #expect(try book.refusal(of: low, by: officer, reason: reason)?.rule == .authority)
        }
        #expect(try book.refusal(of: elevated, by: .missionApprover)?.rule == .authority)
    }

    @Test("Below the country's level it is set by an approver with a reason, which is in the event")
    func below() throws {
        let book = try proposed(.high)
        for blank in [nil, " "] {
            #expect(try book.refusal(of: low, by: .missionApprover, reason: blank)?.rule == .complete)
        }
        let decision = try book.accept(low, by: .missionApprover, reason: reason)
        guard case .mission(.riskLevelSet(let set)) = decision.emissions[0].event else {
            Issue.record("\(decision.eventNames)")
            return
        }
        #expect(set.level == .low && set.below == Mission.BelowCountry(level: .high, reason: reason))
        #expect(try book.accept(low, by: .missionApprover, reason: "nogmaals").emissions.isEmpty)
        #expect(try book.refusal(of: Mission.ApprovePlan(mission: mission), by: .missionApprover) == nil)
    }

    @Test("Who prepared the mission does not set its risk below the country's, whatever roles they hold (INV-7)")
    func preparer() throws {
        let book = try Book()
        try book.publishProfile(.high)
        try book.accept(MissionJourney.propose(), by: .everything)
        #expect(try book.refusal(of: low, by: .everything, reason: reason)?.rule == .inv7)
        #expect(try book.refusal(of: low, by: .missionApprover, reason: reason) == nil)
    }

    @Test("Dating an assessment to before the country was judged riskier does not set the mission below it")
    func datedBack() throws {
        let book = try proposed(.low)
        let before = book.now.text
        book.now = book.now.adding(seconds: 86_400)
        try book.accept(
            CountryTests.profile(.high, validFrom: FileSample.today.adding(days: 1)), by: .imvoAdviser)
        #expect(try book.refusal(of: low, at: before)?.rule == .authority)
        #expect(try book.refusal(of: high, at: before) == nil)
    }

    @Test(
        "A profile that comes to hold later and is higher shows as advice, until the risk is set anew",
        arguments: [(RiskLevel.low, Rule.r7), (.elevated, .r14)])
    func raisedSince(level: RiskLevel, rule: Rule) throws {
        let book = try Book.withClosedGate(level)
        try book.invite(FileSample.civilSociety, to: .briefing)
        let from = FileSample.today.adding(days: 1)
        try book.accept(CountryTests.profile(.high, validFrom: from), by: .imvoAdviser)
        let id = "\(rule.id):\(CountryID.sample.text)"
        #expect(try book.gate()[id] == nil)
        let before = book.now.text
        book.now = book.now.adding(seconds: 86_400)
        let item = try #require(try book.gate()[id])
        #expect(item.status == .open && !item.isBlocking && item.basis == rule)
        #expect(item.finding.nl.contains(RiskLevel.high.word.nl) && item.finding.en.contains(RiskLevel.high.word.en))
        for text in [from.text, "mission.assess-risk"] {
            #expect(item.finding.nl.contains(text) && item.finding.en.contains(text))
        }
        #expect(item.finding.nl.contains("versie 2") && item.finding.en.contains("version 2"))
        // Dating the declaration back does not pass it by.
        let declaration = try book.accept(Mission.DeclareReady(mission: mission), at: before)
        #expect(declaration.advisories.map(\.rule) == [rule])
        guard case .mission(.declaredReady(let declared)) = declaration.emissions[0].event else {
            Issue.record("\(declaration.eventNames)")
            return
        }
        #expect(declared.advisories == [rule.id])
        try book.accept(high)
        #expect(try book.gate()[id] == nil)
    }

    @Test("The event says which profile the level was compared with, also when a later one was published")
    func compared() throws {
        let book = try proposed(.high)
        let later = try CountryTests.profile(.high, validFrom: FileSample.today.adding(days: 30))
        try book.accept(later, by: .imvoAdviser)
        #expect(book.state(CountryTests.saudiArabia).profiles.map(\.version) == [1, 2])
        try book.accept(high)
        #expect(book.state(mission).risk?.comparedVersion == 1)
    }

    @Test("A level of before that was recorded stands, the profile left open")
    func older() throws {
        let book = try proposed(.high)
        let below = Mission.BelowCountry(level: .high, reason: reason)
        let stored = Mission.RiskLevelSetBesideLatestProfile(level: .low, profileVersion: 1, below: below)
        let set = Mission.RiskLevelSet(stored)
        book.record([mission.event(.riskLevelSet(set))], by: TestOfficer.missionApprover.id)
        #expect(book.state(mission).risk?.comparedVersion == nil && book.state(mission).risk?.below == below)
        #expect(try book.accept(low, by: .missionApprover, reason: "nogmaals").emissions.isEmpty)
    }

    @Test("A country that is no riskier than when an approver set the mission below it adds nothing")
    func belowAlready() throws {
        let book = try proposed(.elevated)
        try book.accept(low, by: .missionApprover, reason: reason)
        let id = "R7:\(CountryID.sample.text)"
        #expect(try book.gate()[id] == nil && book.gate()["R7"] != nil)
        try book.publishProfile(.high)
        #expect(try book.gate()[id] != nil && book.gate()["R7"] != nil)
    }

    @Test("A level that has come to lie below the country's is confirmed by an approver only")
    func overtaken() throws {
        let book = try Book.withMission(.low)
        try book.publishProfile(.high)
        #expect(try book.refusal(of: low, reason: reason)?.rule == .authority)
        #expect(try book.accept(low, by: .missionApprover, reason: reason).eventNames == ["MissionRiskLevelSet.v2"])
    }

    @Test(
        "The gate goes on showing by whom and why, as advice, and readiness is declared with it",
        arguments: [(RiskLevel.low, Rule.r7), (.elevated, .r14)])
    func shown(level: RiskLevel, rule: Rule) throws {
        let book = try Book.withClosedGate()
        try book.invite(FileSample.civilSociety, to: .briefing)
        #expect(try book.gate()[rule.id] == nil)
        let command = Mission.AssessRisk(mission: mission, level: level)
        try book.accept(command, by: .missionApprover, reason: reason)
        let item = try #require(try book.gate()[rule.id])
        #expect(item.status == .open && !item.isBlocking && item.basis == rule)
        #expect(item.mark?.actor == TestOfficer.missionApprover.id.text)
        #expect(item.finding.nl.contains(RiskLevel.high.word.nl) && item.finding.en.contains(RiskLevel.high.word.en))
        for text in [reason, TestOfficer.missionApprover.id.text] {
            #expect(item.finding.nl.contains(text) && item.finding.en.contains(text))
        }
        let declaration = try book.accept(Mission.DeclareReady(mission: mission))
        #expect(declaration.advisories.map(\.rule) == [rule])
        try book.accept(high)
        #expect(try book.gate()[rule.id] == nil)
        #expect(book.stage == .preparing)
    }
}
