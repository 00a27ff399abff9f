package import EventSourcing

extension Support {
    package struct Apply: Command {
        package let support: SupportID
        package let company: CompanyID
        package let kind: SupportKind
        package let instrument: String
        package let activities: ActivitiesID
        package let description: String
        package let country: CountryID
        package let from: CivilDate
        package let until: CivilDate?
        package let amount: Cents
        package let isLarge: Bool
        package let isRisky: Bool
        package let reason: String

        package static let definition = CommandDefinition(
            "support.apply", nl: "Een aanvraag om steun vastleggen", en: "Record an application for support",
            roles: [.supportOfficer], rules: [.unused, .known, .complete, .inv14])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            try records.unused(support)
            let applicant = try records.existing(company)
            try amount.requireSomething()
            try Rule.complete.require(
                !instrument.isBlank && !description.isBlank && !reason.isBlank,
                Phrase(
                    nl: "een aanvraag noemt het instrument, de activiteiten en waarom zij wel of niet groot of "
                        + "risicovol zijn",
                    en: "an application names the instrument, the activities, and why they are or are not large or "
                        + "risky"))
            let applied = Applied(
                company: company, kind: kind, instrument: instrument, activities: activities, description: description,
                country: country, period: try Period(checking: from, until), amount: amount,
                judgement: MonitoringJudgement(isLarge: isLarge, isRisky: isRisky, reason: reason))
            return Decision([support.event(.applied(applied))] + applicant.link(support.stream, to: company))
        }
    }

    /// The environmental and social screening.
    ///
    /// It confirms or revises, with a reason, whether the project is large or risky.
    package struct Screen: Command {
        package let support: SupportID
        package let category: EsCategory
        package let policy: String
        package let isLarge: Bool
        package let isRisky: Bool
        package let reason: String

        package static let definition = CommandDefinition(
            "support.screen", nl: "De milieu- en sociale toets vastleggen",
            en: "Record the environmental and social screening",
            roles: [.supportOfficer, .imvoAdviser], rules: [.known, .lifecycle, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let (state, _) = try records.support(support)
            try state.require([.applied, .screened], support)
            try Rule.complete.require(
                !policy.isBlank && !reason.isBlank,
                Phrase(
                    nl: "een toets noemt de versie van het beleid en waarom het project wel of niet groot of "
                        + "risicovol is",
                    en: "a screening names the version of the policy and why the project is or is not large or risky"))
            let screened = Screened(
                category: category, policy: policy,
                judgement: MonitoringJudgement(isLarge: isLarge, isRisky: isRisky, reason: reason))
            return screened == state.screening ? [] : [support.event(.screened(screened))]
        }
    }

    /// Lays down who monitors the project, how, and when reports are due.
    ///
    /// A later plan replaces an earlier one, but for the reports that are overdue: those stay due (R13).
    package struct RequireMonitoring: Command {
        package let support: SupportID
        package let plan: String
        package let partner: String
        package let dueDates: [CivilDate]

        package static let definition = CommandDefinition(
            "support.require-monitoring", nl: "Monitoring vastleggen", en: "Require monitoring",
            roles: [.supportOfficer], rules: [.known, .lifecycle, .r13, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let (state, _) = try records.support(support)
            try state.require([.applied, .screened, .granted, .determined, .revised, .terminated, .settled], support)
            try Rule.r13.require(
                !partner.isBlank,
                Phrase(
                    nl: "het monitoringplan van \(support.text) noemt geen uitvoerder",
                    en: "the monitoring plan of \(support.text) names no executing partner"))
            try Rule.complete.require(
                !plan.isBlank && !dueDates.isEmpty,
                Phrase(
                    nl: "een monitoringplan zegt hoe en op welke dagen wordt gerapporteerd",
                    en: "a monitoring plan says how and on which days is reported"))
            let overdue = state.missingReports(on: act.now.dateInAmsterdam).filter { !dueDates.contains($0) }
            let days = overdue.map(\.text).joined(separator: ", ")
            try Rule.r13.require(
                overdue.isEmpty,
                Phrase(
                    nl: "het nieuwe plan laat rapporten weg die al hadden moeten komen: \(days)",
                    en: "the new plan leaves out reports that are overdue: \(days)"),
                remedy: Phrase(
                    nl: "Neem deze dagen over in het plan, of ontvang eerst de rapporten.",
                    en: "Take these days over into the plan, or receive the reports first."))
            let required = MonitoringRequired(plan: plan, partner: partner, dueDates: Set(dueDates).sorted())
            return required == state.monitoring ? [] : [support.event(.monitoringRequired(required))]
        }
    }

    package struct Grant: Command {
        package let support: SupportID
        package let amount: Cents
        package let obligations: [String]
        package let conditions: String
        package let partner: String?

        package static let definition = CommandDefinition(
            "support.grant", nl: "Steun verlenen", en: "Grant support",
            roles: [.decisionMaker, .officeHolder, .supportOfficer],
            rules: [.known, .lifecycle, .inv7, .inv8, .inv14, .complete, .inv24], optionalLists: ["obligations"])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let (state, _) = try records.support(support)
            try state.require([.screened], support)
            let authority = try state.authority(of: act, deciding: support, records)
            try amount.requireSomething()
            try Rule.complete.require(
                !conditions.isBlank,
                Phrase(
                    nl: "een verlening noemt de versie van de voorwaarden",
                    en: "a grant names the version of its conditions"))
            try Rule.inv24.require(
                !state.asksMonitoring || state.monitoring != nil,
                Phrase(
                    nl: "\(support.text) is groot of risicovol en heeft nog geen monitoringplan met een uitvoerder",
                    en: "\(support.text) is large or risky and has no monitoring plan with an executing partner yet"))
            return [
                support.event(
                    .granted(
                        Granted(
                            amount: amount, obligations: obligations, conditions: conditions,
                            partner: partner ?? state.monitoring?.partner, authority: authority)))
            ]
        }
    }

    package struct Reject: Command {
        package let support: SupportID
        package let reason: String

        package static let definition = CommandDefinition(
            "support.reject", nl: "Een aanvraag om steun afwijzen", en: "Reject an application for support",
            roles: [.decisionMaker, .officeHolder, .supportOfficer], rules: [.known, .lifecycle, .inv7, .inv8, .inv6])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let (state, _) = try records.support(support)
            try state.require([.screened], support)
            let authority = try state.authority(of: act, deciding: support, records)
            try Rule.inv6.require(
                !reason.isBlank, Phrase(nl: "een afwijzing geeft haar reden", en: "a rejection states its reason"))
            return [support.event(.rejected(Rejected(reason: reason, authority: authority)))]
        }
    }
}
