import EventSourcing

extension Measure {
    package static let commands: [any Command.Type] = [
        Open.self, AddEvidence.self, Propose.self, NotifyIntention.self, ReceiveView.self, LetTermLapse.self,
        InvokeHearingException.self, ReceiveAdvice.self, Decide.self, Notify.self, Drop.self, Suspend.self,
        Resume.self, Review.self, Revoke.self, Expire.self,
    ]

    /// Opens a file on the company of an assessment.
    ///
    /// It changes nothing for the company.
    package struct Open: Command {
        package let measure: MeasureID
        package let assessment: AssessmentID
        package let facts: String

        package static let definition = CommandDefinition(
            "measure.open", nl: "Een maatregeldossier openen", en: "Open a measure file",
            roles: [.caseHandler], rules: [.unused, .known, .complete, .r4])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            try records.unused(measure)
            let company = try records.existing(assessment).assessedCompany
            try Rule.complete.require(
                !facts.isBlank,
                Phrase(nl: "er staat niet wat de aanleiding is", en: "what gave rise to it is not written"))
            return Decision(
                [measure.event(.opened(Opened(company: company, assessment: assessment, facts: facts)))]
                    + (try records.existing(company)).link(measure.stream, to: company))
        }
    }

    package struct AddEvidence: Command {
        package let measure: MeasureID
        package let title: String
        package let reference: String
        package let hash: ContentHash

        package static let definition = CommandDefinition(
            "measure.add-evidence", nl: "Bewijs aan het dossier toevoegen", en: "Add evidence to the file",
            roles: [.caseHandler, .imvoAdviser], rules: [.known, .lifecycle, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(measure)
            guard !subject.evidence.contains(hash) else { return [] }
            try subject.require(Stage.open, measure)
            try Rule.complete.require(
                !title.isBlank && !reference.isBlank,
                Phrase(
                    nl: "noem wat het stuk is en waar het ligt", en: "name what the document is and where it is kept"))
            return [
                measure.event(.evidenceAdded(EvidenceAdded(title: title, reference: reference, hash: hash)))
            ]
        }
    }

    /// Proposes what could follow.
    ///
    /// A changed proposal, or one after a hearing, begins the hearing anew.
    package struct Propose: Command {
        package let measure: MeasureID
        package let consequences: [Consequence]
        package let reason: String

        package static let definition = CommandDefinition(
            "measure.propose", nl: "Een maatregel voorstellen", en: "Propose a measure",
            roles: [.caseHandler], rules: [.known, .lifecycle, .r2, .r3, .inv6, .inv12, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(measure)
            try subject.require(Stage.open, measure, act)
            try consequences.requireLawful(for: subject.addressee, records)
            try requireReason(reason)
            let proposed = Proposed(consequences: consequences, reason: reason)
            guard subject.stage != .proposed || subject.proposal != proposed else { return [] }
            return Decision(
                [measure.event(.proposed(proposed))],
                advisories: [
                    Rule.r2.advise(
                        unless: Measure.isNone(consequences),
                        Phrase(
                            nl: "ook als beide voorwaarden vaststaan, verplicht niets tot een maatregel: ‘none’ blijft "
                                + "mogelijk",
                            en: "even when both limbs stand, nothing obliges to a measure: “none” remains possible"))
                ])
        }
    }

    package struct ReceiveAdvice: Command {
        package let measure: MeasureID
        package let position: AdvicePosition
        package let summary: String

        package static let definition = CommandDefinition(
            "measure.receive-advice", nl: "Juridisch advies ontvangen", en: "Receive legal advice",
            roles: [.caseHandler], rules: [.known, .lifecycle, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(measure)
            try subject.require(Stage.open, measure)
            try Rule.complete.require(
                !summary.isBlank, Phrase(nl: "het advies is niet samengevat", en: "the advice is not summarised"))
            let received = AdviceReceived(position: position, summary: summary)
            guard subject.advice != received else { return [] }
            return [measure.event(.adviceReceived(received))]
        }
    }

    /// Closes the file without a decision, for instance because the company takes steps.
    ///
    /// Possible with or without findings, and also when a measure was decided on and not notified yet: nothing has
    /// effect then, but setting the decision aside takes the power to decide.
    package struct Drop: Command {
        package let measure: MeasureID
        package let reason: String

        package static let definition = CommandDefinition(
            "measure.drop", nl: "Het dossier sluiten zonder maatregel", en: "Close the file without a measure",
            roles: [.caseHandler, .decisionMaker, .officeHolder], rules: [.known, .lifecycle, .inv8, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(measure)
            guard subject.stage != .dropped else { return [] }
            try subject.require(Stage.open + [.decided], measure, act)
            let authority = try act.decisionAuthority(for: .measures, orByRole: subject.stage != .decided)
            try requireReason(reason)
            return [measure.event(.dropped(Dropped(reason: reason, authority: authority)))]
        }
    }
}

extension Measure {
    /// The company that the file is about.
    var addressee: CompanyID {
        guard let company else { preconditionFailure("an opened file has a company") }
        return company
    }

    /// The assessment that holds the two findings.
    func twoLimbTest(_ records: Records) throws(Interruption) -> TwoLimbTest {
        guard let assessment else { preconditionFailure("an opened file has an assessment") }
        return TwoLimbTest(assessment: try records.existing(assessment))
    }
}
