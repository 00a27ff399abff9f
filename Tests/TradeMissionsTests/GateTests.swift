import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

/// The items of the gate by their identifiers, for tests.
extension Book {
    func gate() throws -> [String: GateItem] {
        let mission = MissionJourney.mission
        let items = try answer { records throws(Interruption) in
            try Preparation.of(mission, try records.existing(mission), in: records)
                .gate(on: [now.dateInAmsterdam], in: records)
        }
        return Dictionary(uniqueKeysWithValues: items.map { ($0.id.text, $0) })
    }
}

/// The names of gate items, for tests.
enum Item {
    static let civilSociety = "INV-16:\(InvitedKind.civilSociety.code)"
    static let union = "INV-16:\(InvitedKind.union.code)"
    static let concern = "INV-17:\(FileSample.concern.text)"
    static func company(_ company: CompanyID) -> String { "INV-18:\(company.text)" }
}

@Suite("The readiness gate: involvement, briefings and topics")
struct GateTests {
    private let mission = MissionJourney.mission
    private let ready = Mission.DeclareReady(mission: MissionJourney.mission)

    private func waive(_ kind: InvitedKind, _ reason: String = "geen onafhankelijke vakbonden toegestaan")
        -> Mission.WaiveInvolvement
    {
        Mission.WaiveInvolvement(mission: mission, kind: kind, reason: reason)
    }

    @Test("A mission with nothing open is declared ready, without advice")
    func closed() throws {
        let book = try Book.withClosedGate()
        try book.invite(FileSample.civilSociety, to: .briefing)
        let decision = try book.accept(ready)
        #expect(decision.eventNames == ["MissionDeclaredReady"] && decision.advisories.isEmpty)
        #expect(book.stage == .ready)
    }

    @Test("Where the risk is not elevated neither organisations nor unions have to be invited (R7)")
    func lowRisk() throws {
        let book = try Book.withConfirmedCompany(.low)
        try book.brief([MissionJourney.first])
        let gate = try book.gate()
        #expect(gate[Item.civilSociety]?.status == .notApplicable && gate[Item.union]?.status == .notApplicable)
        #expect(gate["R8"]?.status == .notApplicable)
        try book.accept(ready)
    }

    @Test(
        "Where the risk is elevated both lines are open until each has its own effort (R7, INV-16)",
        arguments: [RiskLevel.elevated, .high])
    func bothLines(level: RiskLevel) throws {
        let book = try Book.withConfirmedCompany(level)
        try book.enterOrganisations()
        try book.brief([MissionJourney.first])
        #expect(try book.refusal(of: ready)?.rule == .inv16)
        try book.invite(FileSample.civilSociety)
        #expect(try book.gate()[Item.civilSociety]?.status == .ok && book.gate()[Item.union]?.status == .open)
        #expect(try book.refusal(of: ready)?.rule == .inv16)
        try book.invite(FileSample.union)
        #expect(try book.gate()[Item.union]?.status == .ok)
        try book.accept(ready)
    }

    @Test("An expert stands for neither line (R7)")
    func expert() throws {
        let book = try Book.withConfirmedCompany()
        try book.enterOrganisations()
        try book.invite(FileSample.expert)
        let gate = try book.gate()
        #expect(gate[Item.civilSociety]?.status == .open && gate[Item.union]?.status == .open)
    }

    @Test("A declined invitation and an absence leave the effort as it was; attendance is never asked (R7)")
    func declined() throws {
        let book = try Book.withClosedGate()
        try book.accept(
            Involvement.RecordReply(
                mission: mission, organisation: FileSample.union, purpose: .programme, reply: .declined,
                date: FileSample.today))
        try book.accept(
            Involvement.RecordPresence(
                mission: mission, organisation: FileSample.civilSociety, purpose: .programme, presence: .didNotShow,
                date: FileSample.today))
        #expect(try book.gate()[Item.union]?.status == .ok && book.gate()[Item.civilSociety]?.status == .ok)
        try book.accept(ready)
    }

    @Test("A reasoned waiver stands in for one line only, and without reasons for none (R7)")
    func waived() throws {
        let book = try Book.withConfirmedCompany()
        try book.brief([MissionJourney.first])
        #expect(try book.refusal(of: waive(.union, " "))?.rule == .complete)
        #expect(try book.accept(waive(.union)).eventNames == ["InvolvementWaived"])
        #expect(try book.accept(waive(.union)).emissions.isEmpty)
        #expect(try book.gate()[Item.union]?.status == .waived && book.gate()[Item.civilSociety]?.status == .open)
        #expect(try book.refusal(of: ready)?.rule == .inv16)
        try book.accept(waive(.civilSociety, "veiligheid van genodigden"))
        try book.accept(ready)
    }

    @Test("A waiver by somebody else than who declares readiness calls for no advice (R7)")
    func waivedByAnother() throws {
        let book = try Book.withConfirmedCompany()
        try book.enterOrganisations()
        try book.invite(FileSample.civilSociety)
        try book.invite(FileSample.civilSociety, to: .briefing)
        try book.brief([MissionJourney.first])
        try book.accept(waive(.union), by: .everything)
        #expect(try book.accept(ready, by: .missionManager).advisories.isEmpty)
    }

    @Test("Who waived the effort and declares readiness is named in advice that the event records, not stopped (R7)")
    func waivedInPerson() throws {
        let book = try Book.withConfirmedCompany()
        try book.enterOrganisations()
        try book.invite(FileSample.civilSociety)
        try book.invite(FileSample.civilSociety, to: .briefing)
        try book.brief([MissionJourney.first])
        try book.accept(waive(.union), by: .missionManager)
        let decision = try book.accept(ready, by: .missionManager)
        #expect(decision.advisories.map(\.rule) == [.r7])
        for text in [TestOfficer.missionManager.id.text, "geen onafhankelijke vakbonden toegestaan"] {
            #expect(decision.advisories[0].finding.nl.contains(text))
            #expect(decision.advisories[0].finding.en.contains(text))
        }
        guard case .mission(.declaredReady(let declared)) = decision.emissions[0].event else {
            Issue.record("\(decision.eventNames)")
            return
        }
        #expect(declared.advisories == ["R7"])
    }

    @Test("An invitation to a briefing alone is no effort towards the programme (R7)")
    func briefingOnly() throws {
        let book = try Book.withConfirmedCompany()
        try book.enterOrganisations()
        try book.brief([MissionJourney.first])
        for organisation in [FileSample.civilSociety, FileSample.union] {
            try book.invite(organisation, to: .briefing)
        }
        #expect(try book.gate()[Item.civilSociety]?.status == .open && book.gate()[Item.union]?.status == .open)
        #expect(try book.refusal(of: ready)?.rule == .inv16)
    }

    @Test("Civil society at the briefings is advice and blocks nothing (R8)")
    func adviceOnly() throws {
        let book = try Book.withClosedGate()
        let item = try #require(try book.gate()["R8"])
        #expect(item.status == .open && !item.isBlocking)
        let decision = try book.accept(ready)
        #expect(decision.eventNames == ["MissionDeclaredReady"] && decision.advisories.map(\.rule) == [.r8])
    }

    @Test("R8 is met by either answer, and a no says why")
    func eitherAnswer() throws {
        let book = try Book.withClosedGate()
        let silent = Mission.DecideCivilSocietyBriefing(mission: mission, involved: false, reason: "")
        #expect(try book.refusal(of: silent)?.rule == .complete)
        let no = Mission.DecideCivilSocietyBriefing(mission: mission, involved: false, reason: "te kort dag")
        #expect(try book.accept(no).eventNames == ["CivilSocietyBriefingDecided"])
        #expect(try book.accept(no).emissions.isEmpty)
        #expect(try book.gate()["R8"]?.status == .ok)
        #expect(try book.accept(ready).advisories.isEmpty)
    }

    @Test("R8 is met by a civil-society speaker, and not by an expert's invitation")
    func speaker() throws {
        let book = try Book.withConfirmedCompany()
        try book.enterOrganisations()
        try book.invite(FileSample.expert, to: .briefing)
        #expect(try book.gate()["R8"]?.status == .open)
        try book.accept(FileSample.plan())
        try book.accept(FileSample.hold(speakers: [FileSample.civilSociety]))
        #expect(try book.gate()["R8"]?.status == .ok)
    }

    @Test("Each confirmed company is informed: at a briefing or apart from it (R10, INV-18)")
    func informed() throws {
        let book = try Book.withClosedGate()
        let second = MissionJourney.second
        try book.accept(MissionJourney.register(second, late: "post"))
        #expect(try book.gate()[Item.company(second)] == nil)
        try book.complete(second)
        try book.accept(MissionJourney.confirm(second))
        #expect(try book.gate()[Item.company(MissionJourney.first)]?.status == .ok)
        #expect(try book.gate()[Item.company(second)]?.status == .open)
        #expect(try book.refusal(of: ready)?.rule == .inv18)
        try book.accept(
            Briefing.RecordAttendance(briefing: FileSample.briefing, attended: [], absent: [second]))
        #expect(try book.refusal(of: ready)?.rule == .inv18)
        try book.accept(
            Briefing.BriefIndividually(
                briefing: FileSample.briefing, company: second, date: FileSample.today, mode: .telephone,
                topics: [.importance]))
        #expect(try book.gate()[Item.company(second)]?.status == .ok)
        try book.accept(ready)
    }

    @Test("That companies are informed rests on the letter for Saudi Arabia, and elsewhere on this book alone (R10)")
    func basis() throws {
        func item(country: String) throws -> GateItem {
            var preparation = Preparation(mission)
            let book = try Book.withConfirmedCompany()
            for recorded in book.log {
                if case .mission(.proposed(let proposed)) = recorded.event {
                    let elsewhere = Mission.Proposed(
                        title: proposed.title, country: CountryID(local: country), sector: proposed.sector,
                        period: proposed.period)
                    preparation.apply(Recorded(.mission(.proposed(elsewhere)), recorded.header))
                } else {
                    preparation.apply(recorded)
                }
            }
            return try #require(preparation.gate.first { $0.rule == .inv18 })
        }
        #expect(try item(country: "sa").basis == .r10)
        let elsewhere = try item(country: "eg")
        #expect(elsewhere.basis == .inv18 && elsewhere.isBlocking)
        #expect(Rule.inv18.source.standing == .design && Rule.r10.source.standing == .letter)
    }

    @Test("A company that is not confirmed, or no longer so, needs no briefing (R10)")
    func notConfirmed() throws {
        let book = try Book.withConfirmedCompany()
        #expect(try book.gate()[Item.company(MissionJourney.first)]?.status == .open)
        book.exclude(MissionJourney.first)
        #expect(try book.gate()[Item.company(MissionJourney.first)] == nil)
        book.restore(MissionJourney.first)
        #expect(try book.gate()[Item.company(MissionJourney.first)]?.status == .open)
    }

    @Test("Topics that were left out are advice and block nothing (R11, INV-19)")
    func topics() throws {
        let book = try Book.withConfirmedCompany(.low)
        try book.brief([MissionJourney.first], on: [.importance, .localRisks])
        let item = try #require(try book.gate()["INV-19"])
        #expect(item.status == .open && !item.isBlocking)
        #expect(item.finding.nl.contains("herstel") && !item.finding.nl.contains("belang-imvo"))
        let decision = try book.accept(ready)
        #expect(decision.advisories.map(\.rule) == [.inv19])
        guard case .mission(.declaredReady(let declared)) = decision.emissions[0].event else {
            Issue.record("\(decision.eventNames)")
            return
        }
        #expect(declared.advisories == ["INV-19"] && declared.overridden.isEmpty)
    }

    @Test("A cancelled briefing informs nobody, covers nothing, and ends readiness")
    func cancelledBriefing() throws {
        let book = try Book.withClosedGate()
        try book.accept(ready)
        let decision = try book.accept(Briefing.Cancel(briefing: FileSample.briefing, reason: "niet gehouden"))
        #expect(decision.eventNames == ["BriefingCancelled", "MissionReadinessLapsed"])
        #expect(book.stage == .preparing)
        let gate = try book.gate()
        #expect(gate[Item.company(MissionJourney.first)]?.status == .open && gate["INV-19"]?.status == .open)
        #expect(try book.refusal(of: ready)?.rule == .inv18)
    }

    @Test("A corrected briefing opens what its attendance had settled, and ends readiness")
    func correctedBriefing() throws {
        let book = try Book.withClosedGate()
        try book.accept(ready)
        try book.accept(
            Briefing.Correct(
                briefing: FileSample.briefing, topics: Briefing.Topic.allCases, attended: [],
                absent: [MissionJourney.first], reason: "verkeerde lijst"))
        #expect(book.stage == .preparing)
        #expect(try book.gate()[Item.company(MissionJourney.first)]?.status == .open)
    }

    @Test("A briefing for another mission informs nobody on this one")
    func otherMission() throws {
        let book = try Book.withConfirmedCompany()
        try book.openOther()
        try book.accept(MissionJourney.register(MissionJourney.first, for: MissionJourney.other))
        try book.accept(FileSample.plan([MissionJourney.other]))
        try book.accept(FileSample.hold())
        try book.accept(
            Briefing.RecordAttendance(
                briefing: FileSample.briefing, attended: [MissionJourney.first], absent: []))
        #expect(try book.gate()[Item.company(MissionJourney.first)]?.status == .open)
    }

    @Test("No item of the gate asks for a public report or a score (R6)")
    func noReport() throws {
        let book = try Book.withClosedGate()
        try book.raiseConcern()
        #expect(Set(try book.gate().values.map(\.rule)) == [.inv16, .inv17, .inv18, .inv19, .r8])
    }
}
