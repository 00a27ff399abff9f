import DomainRecords
import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

/// What shows on an event by itself.
struct RemarkTests {
    private static let mission = MissionID(local: "riyad-2026")

    private static let amending: [Amendment: [String]] = [
        .corrects: ["BriefingCorrected", "CompanyCorrected", "PersonCorrected", "ProgrammeItemChanged"],
        .retracts: [
            "BriefingCancelled", "ConcernFellBack", "MissionReadinessLapsed", "NonAdherenceRefuted",
            "OfficerIdentityCorrected", "ProgrammeItemRemoved", "UnwillingnessRefuted",
        ],
        .revokes: [
            "DeterminationWithdrawn", "LegalHoldLifted", "MandateRevoked", "MeasureFileDropped", "MeasureRevoked",
            "MissionCancelled", "MissionPostponed", "OfficialSupportWithdrawn", "RoleRevoked", "SupportGrantWithdrawn",
            "SupportTerminated",
        ],
        .suspends: ["MeasureSuspended", "PaymentSuspended"],
        .restores: [
            "AssessmentReviewed", "ConcernReopened", "MeasureResumed", "MissionReopened", "ParticipationRestored",
            "PaymentResumed", "SupportReinstated",
        ],
        .compensates: ["ClaimReducedOnObjection", "OverpaymentRefunded"],
    ]

    @Test func `Each type of event amends earlier ones in one way, or in none`() {
        var found: [Amendment: [String]] = [:]
        for type in EventCatalogue.all where type.name == type.current {
            let amendments = type.sample.remarks(Self.header()).compactMap(\.amendment)
            #expect(amendments.count < 2, "\(type.name)")
            for amendment in amendments { found[amendment, default: []].append(type.name) }
        }
        for amendment in Amendment.allCases {
            #expect(found[amendment]?.sorted() == Self.amending[amendment], "\(amendment)")
        }
    }

    @Test func `Every correction goes by the rule that nothing stored is changed`() {
        let remarks = EventCatalogue.all.flatMap { $0.sample.remarks(Self.header()) }
        let corrections = remarks.filter { $0.kind == .correction }
        #expect(corrections.count > 20)
        #expect(corrections.allSatisfy { $0.rule == .inv27 && $0.amendment != nil })
        #expect(remarks.allSatisfy { $0.kind == .correction || $0.amendment == nil })
    }

    struct Departure: CustomTestStringConvertible {
        let event: DomainEvent
        let kind: ExceptionKind
        let rule: Rule
        let reason: String?

        var testDescription: String { event.storedName }
    }

    static let departures: [Departure] = [
        Departure(
            event: .mission(.readinessOverridden(.init(item: .sample, reason: "spoed"))), kind: .override, rule: .inv17,
            reason: "spoed"),
        Departure(
            event: .mission(.declaredReady(.init(overridden: [.sample], advisories: []))), kind: .override,
            rule: .inv30, reason: nil),
        Departure(
            event: .mission(.involvementWaived(.init(kind: .union, reason: "verboden"))), kind: .waiver, rule: .r7,
            reason: "verboden"),
        Departure(
            event: .mission(
                .riskLevelSet(.init(level: .low, comparedVersion: 1, below: .init(level: .high, reason: "haven")))),
            kind: .waiver, rule: .r7, reason: "haven"),
        // An elevated risk still asks for the effort of R7; what a high one is expected to get falls away.
        Departure(
            event: .mission(
                .riskLevelSet(.init(level: .elevated, comparedVersion: 1, below: .init(level: .high, reason: "haven")))),
            kind: .waiver, rule: .r14, reason: "haven"),
        Departure(
            event: .participation(.confirmed(.init(deviationReason: "spreiding"))), kind: .waiver, rule: .inv20,
            reason: "spreiding"),
        Departure(
            event: .participation(.registered(.init(sequence: 1, isLate: true, lateReason: "ziek"))), kind: .waiver,
            rule: .inv20, reason: "ziek"),
        Departure(
            event: .concern(.notAddressed(.init(mission: mission, reason: "andere sector"))), kind: .waiver,
            rule: .r9, reason: "andere sector"),
        Departure(
            event: .measure(.hearingExceptionInvoked(.init(exception: .urgent, reason: "vertrek"))), kind: .waiver,
            rule: .inv4, reason: "vertrek"),
    ]

    @Test(arguments: departures)
    func `A departure names the rule that it passes and the reason of the event`(departure: Departure) throws {
        let remark = try #require(departure.event.remarks(Self.header()).first)
        #expect(remark.kind == departure.kind && remark.rule == departure.rule && remark.reason == departure.reason)
        #expect(departure.event.remarks(Self.header()).count == 1)
    }

    static let ordinary: [DomainEvent] = [
        .mission(.declaredReady(.init(overridden: [], advisories: ["R8"]))),
        .mission(.riskLevelSet(.init(level: .low, comparedVersion: 1))),
        .mission(.civilSocietyBriefingDecided(.init(involved: false, reason: "geen tijd"))),
        .participation(.confirmed(.init(deviationReason: nil))),
        .participation(.registered(.init(sequence: 1, isLate: false, lateReason: nil))),
        .participation(.refused(.init(ground: .balancedComposition, reason: "vol"))),
        .participation(.excluded(.init(measure: .sample))),
    ]

    @Test(arguments: ordinary.indices)
    func `What the rules leave to choose, or ask for, is no exception`(index: Int) {
        #expect(Self.ordinary[index].remarks(Self.header()) == [])
    }

    @Test func `Advice that was departed from is listed, and a decision without that is not`() throws {
        let type = try #require(EventCatalogue.named("MeasureDecided"))
        let remark = try #require(type.sample.remarks(Self.header()).first)
        #expect(remark.kind == .waiver && remark.rule == .inv6 && remark.reason != nil)
        guard case .measure(.decided(let decided)) = type.sample else { throw NotADecision() }
        let plain = Measure.Decided(
            consequences: decided.consequences, grounds: decided.grounds, weighing: decided.weighing,
            alternatives: decided.alternatives, ruleReferences: decided.ruleReferences, evidence: decided.evidence,
            departure: nil, reconsideration: nil, until: nil, authority: decided.authority)
        #expect(DomainEvent.measure(.decided(plain)).remarks(Self.header()) == [])
    }

    private struct NotADecision: Error {}

    @Test(arguments: [(-1, true), (0, false), (1, false)])
    func `A role or mandate is retroactive from a day before it is recorded, and not from that day on`(
        days: Int, isRetroactive: Bool
    ) {
        let header = Self.header()
        let from = header.recordedAt.dateInAmsterdam.adding(days: days)
        let period = Period(from: from, until: nil)
        let mandate = Officer.MandateGranted(
            mandate: .sample, powers: [.measures], period: period, onBehalfOf: "de staatssecretaris", reason: "vergeten"
        )
        let events: [Officer.Event] = [
            .roleGranted(Officer.RoleGranted(role: .caseHandler, period: period, reason: "vergeten")),
            .roleRevoked(Officer.RoleRevoked(role: .caseHandler, from: from, reason: "vergeten")),
            .mandateGranted(mandate),
            .mandateRevoked(Officer.MandateRevoked(mandate: .sample, from: from, reason: "vergeten")),
        ]
        for event in events {
            let found = DomainEvent.officer(event).remarks(header).filter { $0.kind == .retroactive }
            #expect(found.count == (isRetroactive ? 1 : 0), "\(event.name)")
            #expect(found.allSatisfy { $0.rule == .complete && $0.reason == "vergeten" })
        }
    }

    @Test(arguments: [(-8, true), (-7, false), (0, false)])
    func `A date that an event states is held to the same number of days as its own`(days: Int, isListed: Bool) {
        let header = Self.header()
        let date = header.occurredAt.dateInAmsterdam.adding(days: days)
        let events: [DomainEvent] = [
            .bmoMeeting(.held(.init(date: date, organisations: [], agenda: []))),
            .involvement(.invited(.init(kind: .union, purpose: .programme, date: date))),
            .concern(.responseGiven(.init(date: date, text: "gezien", meeting: nil))),
            .briefing(.held(.init(missions: [], date: date, mode: .online, topics: [], speakers: []))),
        ]
        for event in events {
            let kinds = event.remarks(header).map(\.kind)
            #expect(kinds == (isListed ? [.backDated] : []), "\(event.storedName)")
        }
    }

    @Test(arguments: [-60, -1, 0, 1, 60] as [Int64])
    func `An event is dated back exactly when its command is asked for a reason`(seconds: Int64) throws {
        let book = try Book.withMission()
        let occurredAt = book.now.adding(seconds: -Int64(Admission.daysWithoutReason) * 86_400 - seconds)
        let officer = TestOfficer.missionApprover
        func admitted(_ reason: String?) -> Bool {
            let act = Act(
                actor: officer.id, officer: book.state(officer.id), occurredAt: occurredAt, now: book.now,
                reason: reason)
            return (try? Admission.admit(act, giving: Mission.ApprovePlan.definition)) != nil
        }
        #expect(admitted("ziek geweest"))
        #expect(admitted(nil) == (seconds <= 0))
        #expect(Admission.isLongAgo(occurredAt, recordedAt: book.now) == !admitted(nil))
    }

    private static func header() -> EventHeader {
        EventHeader(
            position: 1, stream: mission.stream, version: 1, id: .sample, actor: OfficerID.sample.text,
            occurredAt: .sample, recordedAt: .sample, metadata: [])
    }
}
