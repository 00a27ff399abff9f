package import EventSourcing

extension Support {
    package enum Event: Message {
        case applied(Applied)
        case screened(Screened)
        case monitoringRequired(MonitoringRequired)
        case granted(Granted)
        case rejected(Rejected)
        case advancePaid(AdvancePaid)
        case monitoringReportReceived(MonitoringReportReceived)
        case obligationBreachFound(ObligationBreachFound)
        case paymentSuspended(PaymentSuspended)
        case paymentResumed(PaymentResumed)
        case determined(Determined)
        case balancePaid(BalancePaid)
        case paidBySetOff(PaidBySetOff)
        case terminated(Terminated)
        case grantWithdrawn(GrantWithdrawn)
        case determinationWithdrawn(DeterminationWithdrawn)
        case reclaimed(Reclaimed)
        case reinstated(Reinstated)
    }

    package struct Applied: Codable, Sendable {
        package let company: CompanyID
        package let kind: SupportKind
        /// The scheme or product, such as `DHI`.
        package let instrument: String
        package let activities: ActivitiesID
        package let description: String
        /// Where the activities take place.
        package let country: CountryID
        package let period: Period
        /// What the company asks for.
        package let amount: Cents
        package let judgement: MonitoringJudgement
    }

    package struct Screened: Hashable, Codable, Sendable {
        package let category: EsCategory
        /// The version of the environmental and social policy.
        package let policy: String
        package let judgement: MonitoringJudgement
    }

    package struct MonitoringRequired: Hashable, Codable, Sendable {
        package let plan: String
        /// The executing partner (uitvoerder) that monitors: an organisation, not a person.
        package let partner: String
        /// When reports are due, in order.
        package let dueDates: [CivilDate]
    }

    package struct Granted: Codable, Sendable {
        package let amount: Cents
        package let obligations: [String]
        /// The version of the conditions that hold for this support.
        package let conditions: String
        /// The executing partner (uitvoerder): an organisation, not a person.
        package let partner: String?
        package let authority: DecisionAuthority
    }

    package struct Rejected: Codable, Sendable {
        package let reason: String
        package let authority: DecisionAuthority
    }

    package struct AdvancePaid: Codable, Sendable {
        package let amount: Cents
    }

    package struct MonitoringReportReceived: Hashable, Codable, Sendable {
        /// Which report of the plan it is.
        package let dueDate: CivilDate
        package let reference: String
        package let findings: String
    }

    package struct ObligationBreachFound: Hashable, Codable, Sendable {
        package let obligation: String
        /// The day of the breach, or the day on which the obligation should have been met.
        package let breachedOn: CivilDate
        package let findings: String
        package let evidence: [ContentHash]
    }

    package struct PaymentSuspended: Hashable, Codable, Sendable {
        /// The last day of the suspension.
        package let until: CivilDate
        /// The document that a new suspicion rests on; nil when it is the first, or the same as before.
        package let newFacts: Material?
        package let reason: String
    }

    package struct PaymentResumed: Codable, Sendable {
        package let reason: String
    }

    package struct Determined: Codable, Sendable {
        package let amount: Cents
        package let notifiedOn: CivilDate
        /// On what of Awb 4:46 a subsidy was determined lower; nil when it was not, and in what was stored before
        /// determinations named it.
        package let ground: SubsidyGround?
        package let reason: String?
        package let authority: DecisionAuthority
    }

    package struct BalancePaid: Codable, Sendable {
        package let amount: Cents
    }

    /// What was payable went to a claim on an earlier subsidy instead (Awb 4:57, third paragraph).
    package struct PaidBySetOff: Codable, Sendable {
        package let claim: ClaimID
        package let amount: Cents
    }

    package struct Terminated: Codable, Sendable {
        /// The measure it rests on; nil when a loan or insurance ends by its contract.
        package let measure: MeasureID?
        /// What the company stays entitled to.
        package let entitled: Cents
        /// The breach after determination, for a measure on ground c of Awb 4:49.
        package let breachedOn: CivilDate?
        package let reason: String?
        package let authority: DecisionAuthority
    }

    package struct GrantWithdrawn: Codable, Sendable {
        /// One of Awb 4:48, first paragraph.
        package let ground: SubsidyGround
        /// What the company stays entitled to; nothing when the grant is withdrawn as a whole.
        package let entitled: Cents
        package let reason: String
        package let hearing: String
        package let evidence: [ContentHash]
        package let authority: DecisionAuthority
    }

    package struct DeterminationWithdrawn: Codable, Sendable {
        /// One of Awb 4:49, first paragraph.
        package let ground: SubsidyGround
        /// What the company stays entitled to.
        package let entitled: Cents
        /// The breach after determination, for ground c.
        package let breachedOn: CivilDate?
        package let reason: String
        package let hearing: String
        package let evidence: [ContentHash]
        package let authority: DecisionAuthority
    }

    package struct Reclaimed: Codable, Sendable {
        package let claim: ClaimID
        package let amount: Cents
        package let basis: ReclaimBasis
        /// The measure, when the basis is one.
        package let measure: MeasureID?
        package let reason: String
        package let authority: DecisionAuthority
    }
    /// The measure on which the support was terminated did not stand: an objection was upheld, or a court annulled it.
    package struct Reinstated: Codable, Sendable {
        package let measure: MeasureID
        /// What the company is entitled to again.
        package let entitled: Cents
        /// What no longer counts as reclaimed.
        package let struckOff: Cents
        package let authority: DecisionAuthority
    }
}
