package import EventSourcing

/// Support of one company: a subsidy, a loan or insurance, from the application to the last cent.
package struct Support: Aggregate {
    /// Where it stands until it is granted.
    private var stageBeforeGrant = Stage.unknown
    package private(set) var application: Applied?
    package private(set) var screening: Screened?
    package private(set) var monitoring: MonitoringRequired?
    package private(set) var reports: [MonitoringReportReceived] = []
    package private(set) var partner: String?
    package private(set) var obligations: [String] = []
    package private(set) var breaches: [ObligationBreachFound] = []

    package private(set) var entitlement = Entitlement()
    /// Paid before determination.
    package private(set) var advanced = Cents.zero
    /// Everything paid, by transfer or by set-off with a claim.
    ///
    /// Repayments do not lower it: claims count them.
    package private(set) var paid = Cents.zero
    /// The sum of the reclaim decisions that stand.
    ///
    /// A claim that is lowered on objection stands on the claim, and leaves no room to reclaim the same again.
    package private(set) var reclaimed = Cents.zero
    package private(set) var reclaims: [Reclaimed] = []

    package private(set) var suspension: Suspension?
    /// When the company was told of the present suspicion: its thirteen weeks run from there (Awb 4:56).
    package private(set) var suspectedOn: CivilDate?
    /// The documents that a new suspicion was based on before.
    package private(set) var suspicions: Set<ContentHash> = []
    /// Who handled the application, decided, and paid here (INV-7).
    package private(set) var duties = SegregationOfDuties()

    package init() {}

    package struct Suspension: Hashable, Codable, Sendable {
        package let from: CivilDate
        package let until: CivilDate
    }

    package mutating func apply(_ event: Event, _ header: EventHeader) {
        let date = header.occurredAt.dateInAmsterdam
        duties.note(event.deed, by: header.actor)
        switch event {
        case .applied(let applied):
            stageBeforeGrant = .applied
            application = applied
        case .screened(let screened):
            stageBeforeGrant = .screened
            screening = screened
        case .monitoringRequired(let required): monitoring = required
        case .granted(let granted):
            stageBeforeGrant = .granted
            entitlement.grant(granted.amount)
            obligations = granted.obligations
            partner = granted.partner
        case .rejected: stageBeforeGrant = .rejected
        case .advancePaid(let payment):
            advanced += payment.amount
            paid += payment.amount
        case .monitoringReportReceived(let report): reports.append(report)
        case .obligationBreachFound(let breach): breaches.append(breach)
        case .paymentSuspended(let suspended): suspend(suspended, on: date)
        case .paymentResumed: suspension = nil
        case .determined(let content): decide(.determined(content), header)
        case .balancePaid(let payment): paid += payment.amount
        case .paidBySetOff(let payment): paid += payment.amount
        case .terminated(let content): decide(.terminated(content), header)
        case .grantWithdrawn(let content): decide(.grantWithdrawn(content), header)
        case .determinationWithdrawn(let content): decide(.determinationWithdrawn(content), header)
        case .reclaimed(let reclaim):
            reclaimed += reclaim.amount
            reclaims.append(reclaim)
        case .reinstated(let reinstated):
            undo(entitlement.termination(on: reinstated.measure), struckOff: reinstated.struckOff)
        }
    }

    /// A decision on what the company is entitled to ends a suspension of payment (Awb 4:56).
    private mutating func decide(_ content: Entitlement.Decision.Content, _ header: EventHeader) {
        entitlement.decide(content, by: header.actor, on: header.occurredAt.dateInAmsterdam)
        suspension = nil
    }

    private mutating func undo(_ decision: Int?, struckOff: Cents) {
        entitlement.undo(decision)
        reclaimed = reclaimed.less(struckOff)
        suspension = nil
    }

    private mutating func suspend(_ suspended: PaymentSuspended, on date: CivilDate) {
        suspension = Suspension(from: date, until: suspended.until)
        if let newFacts = suspended.newFacts {
            suspicions.insert(newFacts.hash)
            suspectedOn = date
        } else {
            suspectedOn = min(suspectedOn ?? date, date)
        }
    }
}

// What follows from the state.
extension Support {
    package var claims: [ClaimID] { reclaims.map(\.claim) }

    package var isSubsidy: Bool { application?.kind == .subsidy }

    package var stage: Stage {
        guard stageBeforeGrant == .granted else { return stageBeforeGrant }
        return entitlement.stage == .determined && paid == entitled ? .settled : entitlement.stage
    }

    package var granted: Cents { entitlement.granted }

    /// What the company has a right to: what was granted, until it is determined, withdrawn or terminated at less.
    package var entitled: Cents { entitlement.amount }

    package var isDetermined: Bool { entitlement.determination != nil }

    /// What may still be paid.
    package var payable: Cents { entitled.less(paid) }

    /// What was paid without a right to it.
    package var undue: Cents { paid.less(entitled) }

    /// Whether a person judged the project large or risky, most recently at the screening (R13).
    package var asksMonitoring: Bool {
        (screening?.judgement ?? application?.judgement)?.asksMonitoring ?? false
    }

    /// The days on which a report was due and has not come in.
    package func missingReports(on date: CivilDate) -> [CivilDate] {
        let received = Set(reports.map(\.dueDate))
        return (monitoring?.dueDates ?? []).filter { $0 < date && !received.contains($0) }
    }

    package func isSuspended(on date: CivilDate) -> Bool {
        suspension.map { $0.from <= date && date <= $0.until } ?? false
    }

    /// The last day on which the determination of a subsidy may be withdrawn on ground a or b; a breach after it has
    /// five years of its own (Awb 4:49).
    package var withdrawalLimit: TermEnd? {
        guard isSubsidy, let determination = entitlement.determination else { return nil }
        return FiveYearLimit.end(of: FiveYearLimit.withdrawal, from: determination.content.notifiedOn)
    }

    /// The last day on which a subsidy may be reclaimed on this basis (Awb 4:57, fourth paragraph).
    ///
    /// Five years from its determination; what became undue by a breach after that has five years from the breach. The
    /// last of them where several decisions have this basis: ``outOfTime(on:)`` says what each has lost by then. Nil
    /// while nothing was determined.
    package func recoveryLimit(on basis: ReclaimBasis, _ measure: MeasureID? = nil) -> TermEnd? {
        guard isSubsidy, let determination = entitlement.determination else { return nil }
        let breaches = entitlement.takings(of: paid).map(\.decision).filter { $0.basis == (basis, measure) }
            .compactMap(\.breachedOn)
        return FiveYearLimit.end(of: FiveYearLimit.recovery, from: breaches.max() ?? determination.date)
    }
}

extension Support {
    /// What was paid without a right to it and can no longer be reclaimed on this day, on whatever basis: the five years
    /// of the decision that made it undue have passed, and it was not reclaimed before (Awb 4:57, fourth paragraph).
    package func outOfTime(on date: CivilDate) -> Cents {
        guard isSubsidy, let determination = entitlement.determination else { return .zero }
        let expired = entitlement.takings(of: paid).filter { taking in
            FiveYearLimit.end(from: taking.decision.breachedOn ?? determination.date).hasPassed(on: date)
        }
        var rest = reclaims.map { (key: ($0.basis, $0.measure), amount: $0.amount) }
        var sum = Cents.zero
        for taking in expired {
            var open = taking.amount
            for index in rest.indices where rest[index].key == taking.decision.basis {
                let met = min(open, rest[index].amount)
                open = open.less(met)
                rest[index].amount = rest[index].amount.less(met)
            }
            sum += open
        }
        return sum
    }
}

extension Support {
    /// Where support stands.
    ///
    /// Raw values are the Dutch terms of the field, in ASCII.
    package enum Stage: String, Codable, Sendable, CaseIterable {
        case unknown = "onbekend"
        case applied = "aangevraagd"
        case screened = "gescreend"
        case granted = "verleend"
        case rejected = "afgewezen"
        case determined = "vastgesteld"
        case settled = "afgerekend"
        case withdrawn = "ingetrokken"
        case revised = "herzien"
        case terminated = "beeindigd"

        package var phrase: Phrase {
            let english =
                switch self {
                case .unknown: "unknown"
                case .applied: "applied for"
                case .screened: "screened"
                case .granted: "granted"
                case .rejected: "rejected"
                case .determined: "determined"
                case .settled: "settled"
                case .withdrawn: "withdrawn"
                case .revised: "revised"
                case .terminated: "terminated"
                }
            return Phrase(nl: word.nl, en: english)
        }
    }
}
