import EventSourcing

extension Measure {
    /// Tells the company what is intended and asks for its view.
    ///
    /// Nothing changes for the company until a decision is notified.
    package struct NotifyIntention: Command {
        package let measure: MeasureID
        package let termDays: Int

        package static let definition = CommandDefinition(
            "measure.notify-intention", nl: "Het voornemen bekendmaken", en: "Notify the intention",
            roles: [.caseHandler], rules: [.known, .lifecycle, .inv1, .complete, .r5])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(measure)
            try subject.require([.proposed], measure, act)
            let proposed = try subject.requireMeasureProposed(measure)
            let test = try subject.twoLimbTest(records)
            try test.requireFound(by: act)
            try Rule.complete.require(
                (1...365).contains(termDays),
                Phrase(
                    nl: "een termijn voor een zienswijze duurt 1 tot 365 dagen",
                    en: "a term for a view lasts 1 to 365 days"))
            let company = try records.current(subject.addressee)
            let term = ViewTerm.end(notifiedOn: act.date, days: termDays)
            return Decision(
                [
                    measure.event(
                        .intentionNotified(
                            IntentionNotified(
                                consequences: proposed.consequences, termDays: termDays, dueDate: term.end)))
                ],
                advisories: [Rule.r5.advise(unless: test.assessment.hasEngagement(with: company), .noEngagement)])
        }
    }

    /// Receives the company's view, written or oral as the company chose; a further or late one too.
    package struct ReceiveView: Command {
        package let measure: MeasureID
        package let mode: ViewMode
        package let summary: String
        package let offersSteps: Bool
        package let evidence: [ContentHash]
        package let confidentialAbout: SubjectID?
        package let confidential: ConfidentialStatement?

        package static let definition = CommandDefinition(
            "measure.receive-view", nl: "De zienswijze ontvangen", en: "Receive the company's view",
            roles: [.caseHandler], rules: [.known, .lifecycle, .complete, .r1], optionalLists: ["evidence"])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(measure)
            try Rule.lifecycle.require(
                subject.isOpen && subject.hearingOpened.map { $0.occurredAt <= act.occurredAt } ?? false,
                Phrase(
                    nl: "\(measure.text) is \(subject.stage.word.nl): een zienswijze volgt op een voornemen",
                    en: "\(measure.text) is \(subject.stage.word.en): a view follows an intention"),
                remedy: .leadingOn(subject.stage.next))
            try Rule.complete.require(
                !summary.isBlank, Phrase(nl: "de zienswijze is niet samengevat", en: "the view is not summarised"))
            try requireWhole(confidential, about: confidentialAbout, records)
            let received = ViewReceived(
                mode: mode, summary: summary, offersSteps: offersSteps, evidence: evidence,
                confidentialAbout: confidentialAbout, confidential: confidential)
            return Decision(
                [measure.event(.viewReceived(received))],
                advisories: [
                    Rule.r1.advise(
                        unless: !offersSteps,
                        Phrase(
                            nl: "het bedrijf biedt stappen aan: ga na of bevinding niet-welwillend is weerlegd",
                            en: "the company offers steps: consider whether finding niet-welwillend is refuted"))
                ])
        }
    }

    /// Records that no view came in time.
    ///
    /// It is silence, and finds nothing.
    package struct LetTermLapse: Command {
        package let measure: MeasureID

        package static let definition = CommandDefinition(
            "measure.let-term-lapse", nl: "Vastleggen dat de termijn voor een zienswijze is verstreken",
            en: "Record that the term for a view has passed",
            roles: [.caseHandler], rules: [.known, .lifecycle, .inv4])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(measure)
            guard subject.stage != .viewTermLapsed else { return [] }
            try subject.require([.intentionNotified], measure, act)
            guard let due = subject.intention?.dueDate else { preconditionFailure("a notified intention has a term") }
            try Rule.inv4.require(
                act.date > due,
                Phrase(
                    nl: "het bedrijf kan tot en met \(due.text) zijn zienswijze geven",
                    en: "the company can give its view until \(due.text) inclusive"))
            return [measure.event(.viewTermLapsed(ViewTermLapsed()))]
        }
    }

    /// Leaves the hearing out, on Awb 4:11 or 4:12 and with a reason.
    package struct InvokeHearingException: Command {
        package let measure: MeasureID
        package let exception: HearingException
        package let reason: String

        package static let definition = CommandDefinition(
            "measure.invoke-hearing-exception", nl: "Afzien van horen (Awb 4:11 of 4:12)",
            en: "Leave the hearing out (Awb 4:11 or 4:12)",
            roles: [.caseHandler], rules: [.known, .lifecycle, .inv1, .inv4, .inv5])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(measure)
            try subject.require([.proposed, .intentionNotified], measure, act)
            let proposed = try subject.requireMeasureProposed(measure)
            try Rule.inv4.require(
                !reason.isBlank,
                Phrase(
                    nl: "er staat niet waarom Awb \(exception.rawValue) hier geldt",
                    en: "it is not written why Awb \(exception.rawValue) holds here"))
            try exception.requireReach(over: proposed.consequences)
            try subject.twoLimbTest(records).requireFound(by: act)
            return [
                measure.event(
                    .hearingExceptionInvoked(HearingExceptionInvoked(exception: exception, reason: reason)))
            ]
        }
    }
}

extension Measure {
    fileprivate func requireMeasureProposed(_ id: MeasureID) throws(Interruption) -> Proposed {
        try Rule.lifecycle.required(
            proposal.flatMap { Measure.isNone($0.consequences) ? nil : $0 },
            Phrase(
                nl: "\(id.text) stelt geen maatregel voor: er is niets voor te nemen",
                en: "\(id.text) proposes no measure: there is nothing to intend"),
            remedy: .leadingOn([Measure.Decide.self, Measure.Drop.self]))
    }
}
