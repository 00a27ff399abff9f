package import EventSourcing

extension Support {
    package struct ReceiveReport: Command {
        package let support: SupportID
        /// The day on which this report was due.
        package let dueDate: CivilDate
        package let reference: String
        package let findings: String

        package static let definition = CommandDefinition(
            "support.receive-report", nl: "Een monitoringrapport ontvangen", en: "Receive a monitoring report",
            roles: [.supportOfficer], rules: [.known, .lifecycle, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let (state, _) = try records.support(support)
            try state.require([.granted, .determined, .settled, .revised, .terminated, .withdrawn], support)
            try Rule.known.require(
                state.monitoring?.dueDates.contains(dueDate) ?? false,
                Phrase(
                    nl: "het monitoringplan van \(support.text) vraagt geen rapport op \(dueDate.text)",
                    en: "the monitoring plan of \(support.text) asks for no report on \(dueDate.text)"))
            try Rule.complete.require(
                !reference.isBlank && !findings.isBlank,
                Phrase(
                    nl: "een rapport heeft een vindplaats en een bevinding",
                    en: "a report has a reference and a finding"))
            let report = MonitoringReportReceived(dueDate: dueDate, reference: reference, findings: findings)
            return state.reports.contains(report) ? [] : [support.event(.monitoringReportReceived(report))]
        }
    }

    package struct FindBreach: Command {
        package let support: SupportID
        package let obligation: String
        package let breachedOn: CivilDate
        package let findings: String
        package let evidence: [ContentHash]

        package static let definition = CommandDefinition(
            "support.find-breach", nl: "Vaststellen dat een verplichting niet is nagekomen",
            en: "Find that an obligation was not met",
            roles: [.supportOfficer, .decisionMaker], rules: [.known, .lifecycle, .inv6, .inv26])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let (state, _) = try records.support(support)
            try state.require([.granted, .determined, .settled, .revised, .terminated], support)
            try Rule.inv6.require(
                !obligation.isBlank && !findings.isBlank && !evidence.isEmpty,
                Phrase(
                    nl: "een bevinding noemt de verplichting, wat is gezien en het bewijs",
                    en: "a finding names the obligation, what was seen and the evidence"))
            try Rule.inv26.require(
                breachedOn <= act.date,
                Phrase(
                    nl: "\(breachedOn.text) ligt na de bevinding van \(act.date.text)",
                    en: "\(breachedOn.text) lies after the finding of \(act.date.text)"))
            let breach = ObligationBreachFound(
                obligation: obligation, breachedOn: breachedOn, findings: findings, evidence: evidence)
            return state.breaches.contains(breach) ? [] : [support.event(.obligationBreachFound(breach))]
        }
    }

    /// Determines what the company is entitled to in the end.
    ///
    /// Less than it was entitled to so far takes a reason and, for a subsidy, a ground of Awb 4:46.
    package struct Determine: Command {
        package let support: SupportID
        package let amount: Cents
        package let notifiedOn: CivilDate
        /// For a lower determination of a subsidy, and only then.
        package let ground: SubsidyGround?
        package let reason: String?

        package static let definition = CommandDefinition(
            "support.determine", nl: "Steun vaststellen", en: "Determine support",
            roles: [.decisionMaker, .officeHolder, .supportOfficer],
            rules: [.known, .lifecycle, .inv7, .inv8, .inv14, .inv6, .inv12, .term, .inv26])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let (state, _) = try records.support(support)
            try state.require([.granted, .terminated], support)
            try Rule.lifecycle.require(
                !state.isDetermined,
                Phrase(nl: "\(support.text) is al vastgesteld", en: "\(support.text) was determined before"),
                remedy: .leadingOn(state.stage.next))
            let authority = try state.authority(of: act, deciding: support, records)
            try state.requireNoMore(than: amount, support)
            try Rule.inv6.require(
                amount == state.entitled || reason.map { !$0.isBlank } ?? false,
                Phrase(
                    nl: "\(amount.phrase.nl) is minder dan \(state.entitled.phrase.nl): een lagere vaststelling "
                        + "geeft haar reden",
                    en: "\(amount.phrase.en) is less than \(state.entitled.phrase.en): a lower determination states "
                        + "its reason"))
            try requireGround(state)
            try act.requireNotification(on: notifiedOn)
            return [
                support.event(
                    .determined(
                        Determined(
                            amount: amount, notifiedOn: notifiedOn, ground: ground, reason: reason,
                            authority: authority)))
            ]
        }

        /// A subsidy is determined as it was granted, and lower only on what Awb 4:46 says (INV-12).
        private func requireGround(_ state: Support) throws(Interruption) {
            let isLower = amount < state.entitled
            if let ground {
                try state.requireSubsidy(support)
                try Rule.inv12.require(
                    ground.article == .lowerDetermination,
                    Phrase(
                        nl: "\(ground.rawValue) is geen grond van Awb 4:46",
                        en: "\(ground.rawValue) is no ground of Awb 4:46"),
                    remedy: Self.grounds)
                try Rule.inv12.require(
                    isLower,
                    Phrase(
                        nl: "\(amount.phrase.nl) is niet minder dan waarop recht bestaat: een grond van Awb 4:46 hoort "
                            + "bij een lagere vaststelling",
                        en: "\(amount.phrase.en) is no less than the entitlement: a ground of Awb 4:46 belongs to a "
                            + "lower determination"),
                    remedy: Phrase(nl: "Laat de grond weg.", en: "Leave the ground out."))
            }
            try Rule.inv12.require(
                ground != nil || !isLower || !state.isSubsidy,
                Phrase(
                    nl: "een subsidie wordt alleen lager vastgesteld op een grond van Awb 4:46, en die ontbreekt",
                    en: "a subsidy is determined lower only on a ground of Awb 4:46, and there is none"),
                remedy: Self.grounds)
        }

        private static let grounds = Phrase(
            nl:
                "Noem wat van toepassing is: 4:46-a tot en met 4:46-d (tweede lid), 4:46-lid-1 als het verleende bedrag "
                + "een maximum was, of 4:46-lid-3 voor kosten die niet noodzakelijk waren.",
            en: "Name what applies: 4:46-a to 4:46-d (second paragraph), 4:46-lid-1 when the amount granted was a "
                + "maximum, or 4:46-lid-3 for costs that were not necessary.")
    }
}
