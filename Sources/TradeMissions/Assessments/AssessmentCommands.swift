package import EventSourcing

extension Assessment {
    package static let commands: [any Command.Type] = [
        Start.self, RecordStep.self, ConsultRiskChecker.self, NotePublicReporting.self, RequestInformation.self,
        Complete.self, RequestPlan.self, SubmitPlan.self, AcceptPlan.self, RejectPlan.self, RecordProgress.self,
        RecordRefusal.self, Review.self, RecordFinding.self, ConfirmFinding.self, RefuteFinding.self,
    ]

    /// Starts an assessment.
    ///
    /// In a high-risk context the heightened variant is expected, not demanded (R14).
    package struct Start: Command {
        package let assessment: AssessmentID
        package let company: CompanyID
        package let mission: MissionID?
        package let country: CountryID?
        package let variant: AssessmentVariant

        package static let definition = CommandDefinition(
            "assessment.start", nl: "Een beoordeling van gepaste zorgvuldigheid beginnen",
            en: "Start an assessment of due diligence",
            roles: [.imvoAdviser], rules: [.unused, .known, .r14])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            try records.unused(assessment)
            let subject = try records.existing(company)
            var emissions = [
                assessment.event(
                    .started(Started(company: company, mission: mission, country: country, variant: variant)))
            ]
            emissions += subject.link(assessment.stream, to: company)
            let level = try riskLevel(on: act.date, records)
            return Decision(
                emissions,
                advisories: [
                    Rule.r14.advise(
                        unless: variant == .heightened || !(level?.isElevated ?? false),
                        Phrase(
                            nl: "het risico van deze context is \(level?.word.nl ?? "") en de beoordeling regulier",
                            en: "the risk of this context is \(level?.word.en ?? "") and the assessment regular"))
                ])
        }

        /// The risk of the context: the mission's own level, or else that of the country.
        ///
        /// The higher one counts.
        private func riskLevel(on date: CivilDate, _ records: Records) throws(Interruption) -> RiskLevel? {
            var levels: [RiskLevel?] = []
            if let country { levels.append(try records.existing(country).profile(on: date)?.level) }
            if let mission {
                let subject = try records.existing(mission)
                levels.append(subject.riskLevel)
                if subject.riskLevel == nil, let country = subject.country {
                    levels.append(try records.current(country).profile(on: date)?.level)
                }
            }
            return levels.compactMap { $0 }.max()
        }
    }

    package struct RecordStep: Command {
        package let assessment: AssessmentID
        package let step: DueDiligenceStep
        package let status: StepStatus
        package let summary: String
        package let evidence: [ContentHash]

        package static let definition = CommandDefinition(
            "assessment.record-step", nl: "Een stap van gepaste zorgvuldigheid vastleggen",
            en: "Record a step of due diligence",
            roles: [.imvoAdviser], rules: [.known], optionalLists: ["evidence"])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(assessment)
            let recorded = StepRecorded(step: step, status: status, summary: summary, evidence: evidence)
            guard subject.steps[step] != recorded else { return [] }
            return [assessment.event(.stepRecorded(recorded))]
        }
    }

    package struct ConsultRiskChecker: Command {
        package let assessment: AssessmentID
        package let consultedOn: CivilDate
        package let topic: String
        package let reference: String

        package static let definition = CommandDefinition(
            "assessment.consult-risk-checker", nl: "Vastleggen dat de MVO-risicochecker is geraadpleegd",
            en: "Record that the risk checker was consulted",
            roles: [.imvoAdviser], rules: [.known, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(assessment)
            try Rule.complete.require(
                !topic.isBlank && !reference.isBlank && consultedOn <= act.date,
                Phrase(
                    nl: "noem wat is opgezocht, waar het resultaat ligt, en een dag die niet in de toekomst ligt",
                    en: "name what was looked up, where the result is kept, and a day that is not in the future"))
            let consulted = RiskCheckerConsulted(consultedOn: consultedOn, topic: topic, reference: reference)
            guard !subject.consultations.contains(consulted) else { return [] }
            return [assessment.event(.riskCheckerConsulted(consulted))]
        }
    }

    /// Notes whether the company reports publicly.
    ///
    /// Nothing reads the answer: it is the company's own choice (R6).
    package struct NotePublicReporting: Command {
        package let assessment: AssessmentID
        package let publicReporting: PublicReporting
        package let reference: String?

        package static let definition = CommandDefinition(
            "assessment.note-public-reporting", nl: "Noteren of het bedrijf publiek rapporteert (informatief)",
            en: "Note whether the company reports publicly (information only)",
            roles: [.imvoAdviser], rules: [.known])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(assessment)
            let noted = PublicReportingNoted(publicReporting: publicReporting, reference: reference)
            guard subject.publicReporting != noted else { return [] }
            return [assessment.event(.publicReportingNoted(noted))]
        }
    }

    package struct RequestInformation: Command {
        package let assessment: AssessmentID
        package let question: String
        package let dueDate: CivilDate

        package static let definition = CommandDefinition(
            "assessment.request-information", nl: "Het bedrijf om informatie vragen",
            en: "Ask the company for information",
            roles: [.imvoAdviser, .caseHandler], rules: [.known, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            _ = try records.existing(assessment)
            try requireQuestion(question, dueDate, act)
            return [
                assessment.event(.informationRequested(InformationRequested(question: question, dueDate: dueDate)))
            ]
        }
    }

    /// Completes the assessment with a finding that advice follows from.
    ///
    /// It passes or fails nobody.
    package struct Complete: Command {
        package let assessment: AssessmentID
        package let outcome: AssessmentOutcome
        package let summary: String

        package static let definition = CommandDefinition(
            "assessment.complete", nl: "De beoordeling afronden", en: "Complete the assessment",
            roles: [.imvoAdviser], rules: [.known, .lifecycle, .complete, .r5])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(assessment)
            try subject.require([.started, .underReview], assessment)
            let missing = DueDiligenceStep.allCases.filter { subject.steps[$0] == nil }
            try Rule.lifecycle.require(
                missing.isEmpty,
                Phrase(
                    nl:
                        "deze stappen van \(assessment.text) zijn nog niet vastgelegd: \(missing.words.nl)",
                    en: "these steps of \(assessment.text) are not recorded yet: \(missing.words.en)"),
                remedy: .first(Assessment.RecordStep.self))
            try Rule.complete.require(
                !summary.isBlank, Phrase(nl: "de bevinding is niet toegelicht", en: "the finding is not explained"))
            return Decision(
                [assessment.event(.completed(Completed(outcome: outcome, summary: summary)))],
                advisories: [
                    Rule.r5.advise(
                        unless: outcome == .inOrder,
                        Phrase(
                            nl: "‘\(outcome.word.nl)’ leidt eerst tot advies, doorverwijzing of een verbeterplan",
                            en: "“\(outcome.word.en)” leads to advice, a referral or an improvement plan first"))
                ])
        }
    }

    /// Opens the assessment again, in the same or another variant.
    package struct Review: Command {
        package let assessment: AssessmentID
        package let variant: AssessmentVariant
        package let reason: String

        package static let definition = CommandDefinition(
            "assessment.review", nl: "Het bedrijf herbeoordelen", en: "Assess the company again",
            roles: [.imvoAdviser], rules: [.known, .lifecycle, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(assessment)
            try subject.require(
                [.completed, .planRequested, .planSubmitted, .planAccepted, .planRejected, .stepsRefused], assessment)
            try requireReason(reason)
            return [assessment.event(.reviewed(Reviewed(reason: reason, variant: variant)))]
        }
    }
}

/// Refuses by ``Rule/complete`` a request without a question, or one that was due before it was made.
func requireQuestion(_ question: String, _ dueDate: CivilDate, _ act: Act) throws(Interruption) {
    try Rule.complete.require(
        !question.isBlank && dueDate >= act.date,
        Phrase(
            nl: "een verzoek noemt wat er wordt gevraagd en een dag die nog niet voorbij is",
            en: "a request names what is asked and a day that has not passed"))
}
