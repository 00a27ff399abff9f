import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("In what capacity was decided (INV-8, Awb 10:10)")
struct DecisionAuthorityTests {
    private let course: MeasureCase
    private let mandated = DecisionAuthority.under(.sample, onBehalfOf: "de staatssecretaris", as: .decisionMaker)

    init() throws {
        course = try MeasureCase()
    }

    /// The capacity in the last event of the measure's file.
    private func last(_ course: MeasureCase) -> DecisionAuthority? {
        switch course.book.log.last(where: { $0.header.stream == course.measure.stream })?.event {
        case .measure(.decided(let decided)): decided.authority
        case .measure(.dropped(let dropped)): dropped.authority
        case .measure(.suspended(let suspended)): suspended.authority
        case .measure(.resumed(let resumed)): resumed.authority
        case .measure(.reviewed(let reviewed)): reviewed.authority
        case .measure(.revoked(let revoked)): revoked.authority
        default: nil
        }
    }

    private var drop: Measure.Drop { Measure.Drop(measure: course.measure, reason: "het bedrijf zet stappen") }
    private var noMeasure: Measure.Decide { course.decision([course.nothing], alternatives: []) }

    /// From and until when, in days from the decision.
    @Test(
        "A mandate holds from its first day to its last, and neither before nor after (INV-8)",
        arguments: [(0, 0, true), (-30, 0, true), (0, nil, true), (1, nil, false), (-30, -1, false)]
            as [(Int, Int?, Bool)])
    func mandatePeriod(from: Int, until: Int?, holds: Bool) throws {
        let course = try MeasureCase(mandated: [])
        try course.hear()
        let day = course.book.now.dateInAmsterdam
        let period = Period(from: day.adding(days: from), until: until.map { day.adding(days: $0) })
        let granted = Officer.MandateGranted(
            mandate: .sample, powers: [.measures], period: period, onBehalfOf: "de staatssecretaris")
        course.book.record(
            [TestOfficer.decisionMaker.id.event(.mandateGranted(granted))], by: TestOfficer.administrator.id)
        #expect(try course.refusal(of: course.decision(), by: .decisionMaker) == (holds ? nil : .inv8))
    }

    @Test("Who holds the office decides in person, also when they hold other roles and a mandate")
    func inPerson() throws {
        let course = try MeasureCase(mandated: [.everything])
        try course.hear()
        try course.accept(course.decision(), by: .everything)
        #expect(last(course) == .inPerson && last(course)?.role == .officeHolder)
    }

    @Test("‘none’ by someone without a mandate rests on the role, and is not in person")
    func noneByRole() throws {
        let course = try MeasureCase(mandated: [])
        try course.open()
        try course.accept(noMeasure, by: .decisionMaker)
        #expect(last(course) == .role(.decisionMaker))
    }

    @Test("‘none’ under a mandate says which, and by the holder of the office that it was in person")
    func none() throws {
        for (officer, authority) in [(TestOfficer.decisionMaker, mandated), (.officeHolder, .inPerson)] {
            let course = try MeasureCase()
            try course.open()
            try course.accept(noMeasure, by: officer)
            #expect(last(course) == authority)
        }
    }

    @Test("Closing an open file takes the role; setting a decision aside takes the power, and says which")
    func dropped() throws {
        let open = try MeasureCase()
        try open.open()
        try open.accept(drop, by: .caseHandler)
        #expect(last(open) == .role(.caseHandler))
        try course.hear()
        try course.decide()
        try course.accept(drop, by: .decisionMaker)
        #expect(last(course) == mandated)
    }

    @Test("A suspension and a revocation that a court ordered execute its ruling, whoever records them")
    func rulings() throws {
        for officer in [TestOfficer.secondDecisionMaker, .officeHolder] {
            let course = try MeasureCase()
            try course.enforce()
            try course.accept(course.suspension(), by: .caseHandler)
            #expect(last(course) == .executingRuling(as: .caseHandler))
            try course.accept(course.resumption(), by: .decisionMaker)
            #expect(last(course) == mandated)
            try course.accept(course.revocation(.court), by: officer)
            #expect(last(course) == .executingRuling(as: officer.roles[0]))
        }
    }

    @Test(
        "Another revocation and a review say under which mandate, or that they were in person",
        arguments: [(TestOfficer.secondDecisionMaker, DecisionBasis.mandate), (.officeHolder, .inPerson)])
    func revoked(officer: TestOfficer, basis: DecisionBasis) throws {
        try course.enforce()
        let review = Measure.Review(
            measure: course.measure, facts: "verbeterplan uitgevoerd", outcome: .revoke, reason: "grond vervallen")
        for command in [review, course.revocation(.objectionUpheld)] as [any Command] {
            try course.accept(command, by: officer)
            #expect(last(course)?.basis == basis && last(course)?.role == officer.roles[0])
        }
    }

    @Test("The reinstatement of support on a court's ruling is not in person either")
    func reinstated() throws {
        try course.enforce([course.termination])
        let terminated = Support.Terminated(
            measure: course.measure, entitled: .zero, breachedOn: nil, reason: nil, authority: mandated)
        course.book.record([course.subsidy.event(.terminated(terminated))], by: TestOfficer.decisionMaker.id)
        let decision = try course.book.accept(course.revocation(.court), by: .secondDecisionMaker)
        let authorities = decision.emissions.compactMap { emission -> DecisionAuthority? in
            guard case .support(.reinstated(let reinstated)) = emission.event else { return nil }
            return reinstated.authority
        }
        #expect(authorities == [.executingRuling(as: .decisionMaker)])
    }

    @Test("An act is admitted in the office itself before a role under it, and in that before the first that is listed")
    func admittedRole() throws {
        let book = try Book()
        func role(_ officer: TestOfficer, _ command: any Command.Type) throws -> Role? {
            let act = Act(
                actor: officer.id, officer: book.state(officer.id), occurredAt: book.now, now: book.now, reason: nil)
            return try Admission.admit(act, giving: command.definition).role
        }
        #expect(try role(.caseHandler, Measure.Drop.self) == .caseHandler)
        #expect(try role(.decisionMaker, Measure.Drop.self) == .decisionMaker)
        #expect(try role(.everything, Measure.Drop.self) == .officeHolder)
        #expect(try role(.everything, Mission.AssessRisk.self) == .missionManager)
        #expect(try role(.administrator, Administration.Found.self) == nil)
    }

    @Test("What takes an approver is decided in that role, also by a manager who approves")
    func approver() throws {
        let book = try Book()
        try book.publishProfile(.high)
        try book.accept(MissionJourney.propose())
        let below = Mission.AssessRisk(mission: MissionJourney.mission, level: .low)
        #expect(try book.accept(below, by: .everything, reason: "digitaal").role == .missionApprover)
        let elevated = try CountryTests.profile(.elevated)
        #expect(try book.accept(elevated, by: .everything, reason: "verbeterd").role == .missionApprover)
    }
}
