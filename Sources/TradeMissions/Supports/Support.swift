package import EventSourcing

/// Support of one company: a subsidy, a loan or insurance, from the application to the last cent.
package struct Support: Aggregate {
    package private(set) var stage = Stage.unknown
    package private(set) var application: Applied?
    package private(set) var screening: Screened?
    package private(set) var monitoring: MonitoringRequired?
    package private(set) var reports: [MonitoringReportReceived] = []
    package private(set) var partner: String?
    package private(set) var obligations: [String] = []
    package private(set) var breaches: [ObligationBreachFound] = []

    package private(set) var granted = Cents.zero
    /// Paid before determination.
    package private(set) var advanced = Cents.zero
    /// Everything paid, by transfer or by set-off with a claim.
    ///
    /// Repayments do not lower it: claims count them.
    package private(set) var paid = Cents.zero
    package private(set) var determined: Cents?
    /// What the company has a right to: what was granted, until it is determined, withdrawn or terminated at less.
    package private(set) var entitled = Cents.zero
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
    package private(set) var determinedOn: CivilDate?
    package private(set) var determinationNotifiedOn: CivilDate?
    package private(set) var termination: Terminated?
    private var stageBeforeTermination = Stage.unknown
    /// Nil once a later decision on the entitlement stands beside the termination.
    private var entitledBeforeTermination: Cents?
    package private(set) var grantWithdrawal: GrantWithdrawn?
    package private(set) var determinationWithdrawal: DeterminationWithdrawn?
    /// Who handled the application, decided, and paid here (INV-7).
    package private(set) var duties = SegregationOfDuties()

    package init() {}

    package struct Suspension: Hashable, Sendable {
        package let from: CivilDate
        package let until: CivilDate
    }

    package mutating func apply(_ event: Event, _ header: EventHeader) {
        let date = header.occurredAt.dateInAmsterdam
        duties.note(event.deed, by: header.actor)
        switch event {
        case .applied(let applied):
            stage = .applied
            application = applied
        case .screened(let screened):
            stage = .screened
            screening = screened
        case .monitoringRequired(let required): monitoring = required
        case .granted(let granted):
            stage = .granted
            self.granted = granted.amount
            entitled = granted.amount
            obligations = granted.obligations
            partner = granted.partner
        case .rejected: stage = .rejected
        case .advancePaid(let payment):
            advanced += payment.amount
            paid += payment.amount
        case .monitoringReportReceived(let report): reports.append(report)
        case .obligationBreachFound(let breach): breaches.append(breach)
        case .paymentSuspended(let suspended): suspend(suspended, on: date)
        case .paymentResumed: suspension = nil
        case .determined(let determination):
            stage = .determined
            determined = determination.amount
            determinedOn = date
            determinationNotifiedOn = determination.notifiedOn
            entitle(to: determination.amount)
        case .balancePaid(let payment): pay(payment.amount)
        case .paidBySetOff(let payment): pay(payment.amount)
        case .terminated(let terminated):
            let before = (stage, entitled)
            stage = .terminated
            termination = terminated
            entitle(to: terminated.entitled)
            (stageBeforeTermination, entitledBeforeTermination) = before
        case .grantWithdrawn(let withdrawn):
            if withdrawn.entitled == .zero { stage = .withdrawn }
            grantWithdrawal = withdrawn
            entitle(to: withdrawn.entitled)
        case .determinationWithdrawn(let withdrawn):
            stage = .revised
            determinationWithdrawal = withdrawn
            entitle(to: withdrawn.entitled)
        case .reclaimed(let reclaim):
            reclaimed += reclaim.amount
            reclaims.append(reclaim)
        case .reinstated(let reinstated):
            if stage == .terminated { stage = stageBeforeTermination }
            termination = nil
            reclaimed = reclaimed.less(reinstated.struckOff)
            entitle(to: reinstated.entitled)
        }
    }

    /// A decision on what the company is entitled to ends a suspension of payment (Awb 4:56).
    private mutating func entitle(to amount: Cents) {
        entitled = amount
        entitledBeforeTermination = nil
        suspension = nil
        settleWhenPaid()
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

    private mutating func pay(_ amount: Cents) {
        paid += amount
        settleWhenPaid()
    }

    private mutating func settleWhenPaid() {
        if stage == .determined && paid == entitled { stage = .settled }
    }
}

// What follows from the state.
extension Support {
    package var claims: [ClaimID] { reclaims.map(\.claim) }

    package var isSubsidy: Bool { application?.kind == .subsidy }

    /// What the company is entitled to when the termination does not stand: what it was, unless decided on since.
    var entitledWithoutTermination: Cents { entitledBeforeTermination ?? entitled }

    /// Whether the entitlement was decided on again after the termination.
    var wasDecidedSinceTermination: Bool { termination != nil && entitledBeforeTermination == nil }

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
        guard isSubsidy, let notified = determinationNotifiedOn else { return nil }
        return FiveYearLimit.end(of: FiveYearLimit.withdrawal, from: notified)
    }

    private var breachedAfterDetermination: CivilDate? {
        determinationWithdrawal?.breachedOn ?? termination?.breachedOn
    }

    /// The last day on which a subsidy may be reclaimed, counted from its determination or from the breach for which
    /// that was withdrawn (Awb 4:57, fourth paragraph).
    ///
    /// Nil while nothing was determined.
    package var recoveryLimit: TermEnd? {
        guard isSubsidy, let start = breachedAfterDetermination ?? determinedOn else { return nil }
        return FiveYearLimit.end(of: FiveYearLimit.recovery, from: start)
    }
}

extension Support {
    /// Where support stands.
    ///
    /// Raw values are the Dutch terms of the field, in ASCII.
    package enum Stage: String, Sendable, CaseIterable {
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
