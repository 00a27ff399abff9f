import EventSourcing
import TestSupport

@testable import TradeMissions

/// A book in which a company is known and every mandate that money takes is recorded.
///
/// The support officer decides on support, the decision maker too, the second decision maker on objections.
struct MoneyScenario {
    let book: Book
    let company = CompanyID(local: "c00000000001")
    let stranger = CompanyID(local: "c00000000002")
    let support = SupportID(local: "dhi-2026")
    let claim = ClaimID(local: "dhi-2026-1")
    let measure = MeasureID(local: "waterbouw-2026")
    let evidence = [ContentHash.sample]

    init() throws {
        book = try Book(now: "2026-02-02T09:00:00+01:00")
        for id in [company, stranger] {
            book.record(
                [id.event(.entered(Company.Entered(sizeClass: .medium, sector: "water")))],
                by: TestOfficer.administrator.id)
        }
        let mandates: [(TestOfficer, [Power])] = [
            (.supportOfficer, [.support]), (.decisionMaker, [.support, .objections]),
            (.secondDecisionMaker, [.objections]), (.everything, Power.allCases),
        ]
        for (officer, powers) in mandates {
            try book.accept(
                Officer.GrantMandate(
                    officer: officer.id, mandate: try MandateID(text: "mandaat-\(officer.rawValue.lowercased())"),
                    powers: powers, from: try date("2020-01-01"), until: nil, onBehalfOf: "de staatssecretaris"),
                by: .administrator, reason: "mandaatbesluit van 2020")
        }
    }

    func date(_ text: String) throws -> CivilDate { try CivilDate(text: text) }

    var today: CivilDate { book.now.dateInAmsterdam }

    /// Moves the book's clock to nine in the morning, UTC.
    func wait(until day: String) throws { book.now = try Timestamp(text: "\(day)T09:00:00Z") }

    var state: Support { book.state(support) }
    var claimState: Claim { book.state(claim) }

    // MARK: - Commands with what does not matter filled in

    func application(
        _ id: SupportID? = nil, kind: SupportKind = .subsidy, company applicant: CompanyID? = nil,
        activities: String = "waterzuivering-riyad", from: String = "2026-01-01", until: String? = "2026-12-31",
        amount: Int = 100_00, isLarge: Bool = false, isRisky: Bool = false, reason: String = "klein project"
    ) throws -> Support.Apply {
        Support.Apply(
            support: id ?? support, company: applicant ?? company, kind: kind, instrument: "DHI",
            activities: try ActivitiesID(text: activities), description: "waterzuivering",
            country: CountryID(local: "sa"),
            from: try date(from), until: try until.map { try date($0) }, amount: .of(amount), isLarge: isLarge,
            isRisky: isRisky, reason: reason)
    }

    func screening(_ id: SupportID? = nil, isLarge: Bool = false, isRisky: Bool = false) -> Support.Screen {
        Support.Screen(
            support: id ?? support, category: .limited, policy: "2026-1", isLarge: isLarge, isRisky: isRisky,
            reason: "beoordeeld")
    }

    func grant(_ amount: Int, _ id: SupportID? = nil) -> Support.Grant {
        Support.Grant(
            support: id ?? support, amount: .of(amount), obligations: ["naleving OESO-richtlijnen"],
            conditions: "2026-1", partner: nil)
    }

    func advance(_ amount: Int) -> Support.PayAdvance { Support.PayAdvance(support: support, amount: .of(amount)) }

    /// Below the entitlement of a subsidy on the ground that not all activities took place.
    func determination(_ amount: Int, reason: String? = "minder gedaan", notifiedOn: CivilDate? = nil)
        -> Support.Determine
    {
        let state = book.state(support)
        let isLower = state.isSubsidy && Cents.of(amount) < state.entitled
        return determination(
            amount, on: isLower ? .lowerDetermination46a : nil, reason: reason, notifiedOn: notifiedOn)
    }

    func determination(
        _ amount: Int, on ground: SubsidyGround?, reason: String? = "minder gedaan", notifiedOn: CivilDate? = nil
    ) -> Support.Determine {
        Support.Determine(
            support: support, amount: .of(amount), notifiedOn: notifiedOn ?? today, ground: ground, reason: reason)
    }

    func grantWithdrawal(_ entitled: Int, ground: SubsidyGround = .obligationsNotMet48b) -> Support.WithdrawGrant {
        Support.WithdrawGrant(
            support: support, ground: ground, entitled: .of(entitled), reason: "niet nagekomen",
            hearing: "zienswijze ontvangen", evidence: evidence)
    }

    func determinationWithdrawal(
        _ entitled: Int, ground: SubsidyGround = .newFacts49a, breachedOn: CivilDate? = nil
    ) -> Support.WithdrawDetermination {
        Support.WithdrawDetermination(
            support: support, ground: ground, entitled: .of(entitled), breachedOn: breachedOn,
            reason: "nieuwe feiten", hearing: "zienswijze ontvangen", evidence: evidence)
    }

    func termination(
        _ entitled: Int, on measure: MeasureID?, breachedOn: CivilDate? = nil, reason: String? = nil
    ) -> Support.Terminate {
        Support.Terminate(
            support: support, measure: measure, entitled: .of(entitled), breachedOn: breachedOn, reason: reason)
    }

    func reclaim(
        _ amount: Int, _ basis: ReclaimBasis, as id: ClaimID? = nil, measure: MeasureID? = nil,
        notifiedOn: CivilDate? = nil, dueDate: CivilDate? = nil, reason: String = "onverschuldigd"
    ) -> Support.Reclaim {
        Support.Reclaim(
            support: support, claim: id ?? claim, amount: .of(amount), basis: basis, measure: measure,
            notifiedOn: notifiedOn ?? today, dueDate: dueDate, reason: reason)
    }

    // MARK: - Given

    /// Granted, and paid in part by the payment officer.
    func grantSupport(_ granted: Int = 100_00, paid: Int = 0, kind: SupportKind = .subsidy) throws {
        try book.accept(try application(kind: kind), by: .secondSupportOfficer)
        try book.accept(screening(), by: .secondSupportOfficer)
        try book.accept(grant(granted), by: .supportOfficer)
        if paid > 0 { try book.accept(advance(paid), by: .paymentOfficer) }
    }

    /// A claim of `amount` on a subsidy whose grant was withdrawn as a whole.
    func establishClaim(_ amount: Int = 80_00) throws {
        try grantSupport(100_00, paid: amount)
        try book.accept(grantWithdrawal(0), by: .supportOfficer)
        try book.accept(reclaim(amount, .grantWithdrawn), by: .supportOfficer)
    }

    /// A breach found by the officer who handles the application.
    func findBreach(on date: CivilDate) throws {
        try book.accept(
            Support.FindBreach(
                support: support, obligation: "instandhouding", breachedOn: date, findings: "verkocht",
                evidence: evidence), by: .secondSupportOfficer)
    }

    /// A measure on the company, notified and in force, with one consequence for the support.
    func notifyMeasure(
        _ kind: ConsequenceKind, ground: SubsidyGround? = .obligationsNotMet48b, on applicant: CompanyID? = nil,
        support id: SupportID? = nil, preparedBy preparer: TestOfficer = .caseHandler,
        decidedBy decider: TestOfficer = .decisionMaker
    ) throws {
        let consequence = Consequence(
            kind: kind, mission: nil, support: id ?? support, activity: nil, subsidyGround: ground)
        let opened = Measure.Opened(company: applicant ?? company, assessment: .sample, facts: "feiten")
        let linked = Company.FileLinked(file: measure.stream)
        book.record(
            [measure.event(.opened(opened)), (applicant ?? company).event(.fileLinked(linked))], by: preparer.id)
        book.record(
            [
                measure.event(
                    .decided(
                        Measure.Decided(
                            consequences: [consequence], grounds: [], weighing: "gewogen", alternatives: [],
                            ruleReferences: ["R1"], evidence: evidence, departure: nil, reconsideration: nil,
                            until: nil,
                            authority: .under(.sample, onBehalfOf: "de staatssecretaris", as: .decisionMaker)))),
                measure.event(
                    .notified(
                        Measure.Notified(
                            channel: .letter, remedyClause: true,
                            objectionUntil: ObjectionTerm.end(notifiedOn: today).end, missions: []))),
            ], by: decider.id)
    }

    // MARK: - Then

    func rule(
        refusing command: some Command, by officer: TestOfficer = .supportOfficer, at time: String? = nil,
        reason: String? = nil
    ) throws -> String? {
        try book.refusal(of: command, by: officer, at: time, reason: reason)?.rule.id
    }
}

extension Cents {
    /// An amount of the tests, in cents.
    static func of(_ value: Int) -> Cents {
        guard let cents = Cents(value) else { preconditionFailure("\(value) is no amount") }
        return cents
    }
}

extension Decision {
    /// The stored names of the events, in order.
    var names: [String] { emissions.map(\.event.storedName) }
}
