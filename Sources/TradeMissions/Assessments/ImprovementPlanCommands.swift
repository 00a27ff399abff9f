package import EventSourcing

extension Assessment {
    /// Asks for an improvement plan.
    ///
    /// The day to send it by may be set anew; its passing decides nothing.
    package struct RequestPlan: Command {
        package let assessment: AssessmentID
        package let points: [String]
        package let dueDate: CivilDate

        package static let definition = CommandDefinition(
            "assessment.request-plan", nl: "Een verbeterplan vragen", en: "Ask for an improvement plan",
            roles: [.imvoAdviser, .caseHandler], rules: [.known, .lifecycle, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(assessment)
            try subject.require([.completed, .planRequested, .planRejected, .stepsRefused], assessment)
            try Rule.lifecycle.require(
                subject.outcome != .inOrder,
                Phrase(
                    nl: "\(assessment.text) is op orde: er valt niets te verbeteren",
                    en: "\(assessment.text) is in order: there is nothing to improve"),
                remedy: .leadingOn([Assessment.Review.self]))
            try Rule.complete.require(
                !points.isEmpty && points.allSatisfy { !$0.isBlank } && dueDate >= act.date,
                Phrase(
                    nl: "een verzoek noemt wat beter moet en een dag die nog niet voorbij is",
                    en: "a request names what should improve and a day that has not passed"))
            let requested = PlanRequested(points: points, dueDate: dueDate)
            guard subject.stage != .planRequested || subject.requestedPlan != requested else { return [] }
            return [assessment.event(.planRequested(requested))]
        }
    }

    /// The company sends a plan, after a rejection or a refusal too: it may always come round.
    package struct SubmitPlan: Command {
        package let assessment: AssessmentID
        package let summary: String
        package let evidence: [ContentHash]

        package static let definition = CommandDefinition(
            "assessment.submit-plan", nl: "Een verbeterplan ontvangen", en: "Receive an improvement plan",
            roles: [.imvoAdviser, .caseHandler], rules: [.known, .lifecycle, .complete], optionalLists: ["evidence"])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(assessment)
            try subject.require([.planRequested, .planRejected, .stepsRefused], assessment)
            try Rule.complete.require(
                !summary.isBlank, Phrase(nl: "het plan is niet samengevat", en: "the plan is not summarised"))
            return [assessment.event(.planSubmitted(PlanSubmitted(summary: summary, evidence: evidence)))]
        }
    }

    package struct AcceptPlan: Command {
        package let assessment: AssessmentID
        package let until: CivilDate

        package static let definition = CommandDefinition(
            "assessment.accept-plan", nl: "Het verbeterplan aanvaarden", en: "Accept the improvement plan",
            roles: [.imvoAdviser], rules: [.known, .lifecycle])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            try records.existing(assessment).require([.planSubmitted], assessment)
            return [assessment.event(.planAccepted(PlanAccepted(until: until)))]
        }
    }

    /// Rejects a plan that falls short.
    ///
    /// It says nothing about willingness: a person may find that, apart from this.
    package struct RejectPlan: Command {
        package let assessment: AssessmentID
        package let reason: String

        package static let definition = CommandDefinition(
            "assessment.reject-plan", nl: "Het verbeterplan afwijzen", en: "Reject the improvement plan",
            roles: [.imvoAdviser], rules: [.known, .lifecycle, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            try records.existing(assessment).require([.planSubmitted], assessment)
            try requireReason(reason)
            return [assessment.event(.planRejected(PlanRejected(reason: reason)))]
        }
    }

    package struct RecordProgress: Command {
        package let assessment: AssessmentID
        package let level: ProgressLevel
        package let summary: String
        package let evidence: [ContentHash]

        package static let definition = CommandDefinition(
            "assessment.record-progress", nl: "Voortgang van de verbetering vastleggen",
            en: "Record progress of the improvement",
            roles: [.imvoAdviser, .caseHandler, .postOfficer], rules: [.known, .lifecycle, .complete],
            optionalLists: ["evidence"])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(assessment)
            try subject.require([.planAccepted], assessment)
            try Rule.complete.require(
                !summary.isBlank, Phrase(nl: "de voortgang is niet beschreven", en: "the progress is not described"))
            let recorded = ProgressRecorded(level: level, summary: summary, evidence: evidence)
            guard subject.progress.last != recorded else { return [] }
            return [assessment.event(.progressRecorded(recorded))]
        }
    }

    /// Records that the company said it will not take steps.
    ///
    /// Limb (b) stays as it is until a person finds it.
    package struct RecordRefusal: Command {
        package let assessment: AssessmentID
        package let summary: String
        package let evidence: [ContentHash]

        package static let definition = CommandDefinition(
            "assessment.record-refusal", nl: "Vastleggen dat het bedrijf weigert stappen te zetten",
            en: "Record that the company refuses to take steps",
            roles: [.imvoAdviser, .caseHandler], rules: [.known, .lifecycle, .complete, .r1],
            optionalLists: ["evidence"])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(assessment)
            try subject.require(
                [.completed, .planRequested, .planSubmitted, .planAccepted, .planRejected], assessment)
            try Rule.complete.require(
                !summary.isBlank,
                Phrase(nl: "er staat niet wat het bedrijf zei", en: "it is not written what the company said"))
            return Decision(
                [assessment.event(.stepsRefused(StepsRefused(summary: summary, evidence: evidence)))],
                advisories: [
                    Advisory(
                        .r1,
                        Phrase(
                            nl:
                                "een weigering is geen bevinding: of het bedrijf niet welwillend is, stelt een mens vast",
                            en: "a refusal is no finding: whether the company is unwilling, a person finds"))
                ])
        }
    }
}
