import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Confirming a participation (INV-20, INV-21)")
struct ConfirmationTests {
    private let mission = MissionJourney.mission
    private let first = MissionJourney.first
    private let second = MissionJourney.second
    private let third = MissionJourney.third

    @Test("A complete registration is confirmed, once")
    func complete() throws {
        let book = try Book.withOpenMission()
        try book.registerFully(first)
        #expect(try book.accept(MissionJourney.confirm(first)).eventNames == ["ParticipationConfirmed"])
        #expect(try book.accept(MissionJourney.confirm(first)).emissions.isEmpty)
    }

    @Test("A registration that lacks one item is not confirmed", arguments: RegistrationItem.allCases)
    func incomplete(item: RegistrationItem) throws {
        let book = try Book.withOpenMission()
        try book.accept(MissionJourney.register(first))
        for present in RegistrationItem.allCases where present != item {
            switch present {
            case .conditions: try book.accept(MissionJourney.accept(first))
            case .selfScan:
                try book.accept(Participation.SubmitSelfScan(mission: mission, company: first, reference: "1"))
            case .intake: try book.accept(Participation.SubmitIntake(mission: mission, company: first, reference: "2"))
            case .profile:
                try book.accept(Participation.SubmitProfile(mission: mission, company: first, reference: "3"))
            }
        }
        let refusal = try #require(try book.refusal(of: MissionJourney.confirm(first)))
        #expect(refusal.rule == .inv20 && refusal.finding.nl.contains(item.text))
    }

    @Test("A company without a KvK number in the register is not confirmed")
    func notEntered() throws {
        let book = try Book.withOpenMission()
        let stray = CompanyID(local: "zonderkvk000")
        book.record(
            [stray.event(.fileLinked(Company.FileLinked(file: .sample)))], by: TestOfficer.missionManager.id)
        try book.registerFully(stray)
        let refusal = try #require(try book.refusal(of: MissionJourney.confirm(stray)))
        #expect(refusal.rule == .inv20 && refusal.finding.nl.contains("KvK"))
    }

    @Test("Not more are confirmed than the announced maximum; a place that falls free is given again")
    func maximum() throws {
        let book = try Book.withOpenMission(maximum: 1)
        for company in [first, second] { try book.registerFully(company) }
        try book.accept(MissionJourney.confirm(first))
        #expect(try book.refusal(of: MissionJourney.confirm(second))?.rule == .inv20)
        try book.accept(MissionJourney.withdraw(first))
        try book.accept(MissionJourney.confirm(second))
        #expect(book.participation(second).status == .confirmed)
    }

    @Test("An earlier complete registration that still waits is passed over only with a reason, which is kept")
    func orderOfReceipt() throws {
        let book = try Book.withOpenMission()
        for company in [first, second] { try book.registerFully(company) }
        let refusal = try #require(try book.refusal(of: MissionJourney.confirm(second)))
        #expect(refusal.rule == .inv20 && refusal.finding.nl.contains(first.text))
        #expect(try book.refusal(of: MissionJourney.confirm(second, deviating: " "))?.rule == .inv20)
        try book.accept(MissionJourney.waitlist(first))
        #expect(try book.refusal(of: MissionJourney.confirm(second))?.rule == .inv20)
        let decision = try book.accept(MissionJourney.confirm(second, deviating: "evenwicht in de sectoren"))
        #expect(try deviation(of: decision) == "evenwicht in de sectoren")
    }

    @Test("Who is incomplete, refused, withdrawn or later is not passed over")
    func notPassedOver() throws {
        let book = try Book.withOpenMission(maximum: 3)
        try book.accept(MissionJourney.register(first))
        for company in [second, third] { try book.registerFully(company) }
        let decision = try book.accept(MissionJourney.confirm(second, deviating: "niet nodig"))
        #expect(try deviation(of: decision) == nil)
        try book.complete(first)
        try book.accept(MissionJourney.refuse(first))
        #expect(try book.refusal(of: MissionJourney.confirm(third)) == nil)
        try book.registerFully(first)
        #expect(try book.refusal(of: MissionJourney.confirm(third)) == nil)
        #expect(try book.refusal(of: MissionJourney.confirm(first))?.rule == .inv20)
    }

    @Test("An excluded company is not confirmed for that mission, and can be for another (INV-21)")
    func excluded() throws {
        let book = try Book.withOpenMission()
        try book.registerFully(first)
        book.exclude(first)
        #expect(try book.refusal(of: MissionJourney.confirm(first))?.rule == .inv21)
        try book.openOther()
        try book.registerFully(first, for: MissionJourney.other)
        try book.accept(MissionJourney.confirm(first, on: MissionJourney.other))
        #expect(book.participation(first, on: MissionJourney.other).status == .confirmed)
    }

    @Test("Two measures exclude until both have fallen away, and a foreign restoration changes nothing")
    func twoMeasures() throws {
        let book = try Book.withOpenMission()
        try book.registerFully(first)
        let id = ParticipationID(mission, first)
        let later = MeasureID(local: "bedrijf-a-2")
        book.record([id.event(.restored(Participation.Restored(measure: later)))], by: TestOfficer.decisionMaker.id)
        #expect(book.participation(first).status == .registered)
        book.exclude(first)
        book.record([id.event(.excluded(Participation.Excluded(measure: later)))], by: TestOfficer.decisionMaker.id)
        book.restore(first)
        #expect(try book.refusal(of: MissionJourney.confirm(first))?.rule == .inv21)
        book.record([id.event(.restored(Participation.Restored(measure: later)))], by: TestOfficer.decisionMaker.id)
        try book.accept(MissionJourney.confirm(first))
    }

    @Test("Confirmation keeps to the order: registered, on a mission that takes companies")
    func order() throws {
        let book = try Book.withOpenMission()
        try book.registerFully(first)
        try book.accept(Mission.Postpone(mission: mission, reason: "onrust"), by: .missionApprover)
        #expect(try book.refusal(of: MissionJourney.confirm(first))?.rule == .lifecycle)
        let other = try Book.withOpenMission()
        try other.registerFully(first)
        try other.accept(MissionJourney.withdraw(first))
        #expect(try other.refusal(of: MissionJourney.confirm(first))?.rule == .lifecycle)
    }

    private func deviation(of decision: Decision) throws -> String? {
        guard case .participation(.confirmed(let confirmed)) = decision.emissions.first?.event else {
            Issue.record("\(decision.eventNames)")
            return "none"
        }
        return confirmed.deviationReason
    }
}
