package import EventSourcing

extension Measure {
    /// Decides on a measure, or decides that there is none.
    ///
    /// A measure takes all that R1 and the Awb ask. `none` takes a weighing by someone who did not prepare the file,
    /// and neither findings nor a hearing nor a mandate: what favours the company is never held up by form.
    package struct Decide: Command {
        package let measure: MeasureID
        package let consequences: [Consequence]
        package let grounds: [Ground]
        package let weighing: String
        package let alternatives: [Alternative]
        package let ruleReferences: [String]
        package let evidence: [ContentHash]
        package let departure: String?
        package let reconsideration: String?
        package let until: CivilDate?

        package static let definition = CommandDefinition(
            "measure.decide", nl: "Besluiten over een maatregel", en: "Decide on a measure",
            roles: [.decisionMaker, .officeHolder],
            rules: [
                .known, .lifecycle, .complete, .r1, .r2, .r3, .r4, .r5, .inv1, .inv2, .inv3, .inv4, .inv5, .inv6,
                .inv7, .inv8, .inv10, .inv11, .inv12,
            ], optionalLists: ["grounds", "alternatives", "ruleReferences", "evidence"])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(measure)
            try subject.require(Stage.open, measure, act)
            try consequences.requireLawful(for: subject.addressee, records)
            try act.requirePerson()
            try Rule.complete.require(
                until.map { $0 >= act.date } ?? true,
                Phrase(nl: "de maatregel eindigt vóór zij begint", en: "the measure ends before it begins"))
            try requireWeighing()
            var advisories: [Advisory?] = []
            if !isNone {
                let test = try subject.twoLimbTest(records)
                try test.requireBoth()
                try requireHearing(subject)
                try test.requireConfirmed(after: subject, by: act)
                try test.requireGrounded(on: act.date)
                try requireReasons(subject, test.assessment)
                try requireGrounds(on: act.date)
                let company = try records.current(subject.addressee)
                advisories = [
                    Rule.r5.advise(
                        unless: test.assessment.hasEngagement(with: company, before: subject.hearingOpened),
                        .noEngagement),
                    departureAdvice(subject), reclaimAdvice,
                ]
            }
            try subject.requireUnprepared(by: act, measure, ending: consequences.endedSupport, records)
            let authority = try act.decisionAuthority(for: .measures, orByRole: isNone)
            return Decision([measure.event(.decided(decided(with: authority)))], advisories: advisories)
        }

        private var isNone: Bool { Measure.isNone(consequences) }

        private func decided(with authority: DecisionAuthority) -> Decided {
            Decided(
                consequences: consequences, grounds: grounds, weighing: weighing, alternatives: alternatives,
                ruleReferences: ruleReferences, evidence: evidence, departure: departure,
                reconsideration: reconsideration, until: until, authority: authority)
        }
    }
}

extension Measure.Decide {
    /// A person weighs, and has considered taking no measure (R2).
    private func requireWeighing() throws(Interruption) {
        try Rule.inv2.require(
            !weighing.isBlank, Phrase(nl: "er is niet gewogen", en: "nothing was weighed"))
        try Rule.inv2.require(
            alternatives.allSatisfy { !$0.whyNot.isBlank } && (isNone || alternatives.contains { $0.kind == .none }),
            Phrase(
                nl: "er staat niet waarom niet voor ‘none’ of een ander alternatief is gekozen",
                en: "it is not written why “none” or another alternative was not chosen"))
    }

    /// The company was heard, or need not be, on everything that is decided (Awb 4:8).
    private func requireHearing(_ subject: Measure) throws(Interruption) {
        try Rule.inv4.require(
            subject.hearingClosed != nil,
            Phrase(
                nl: "\(measure.text) is \(subject.stage.word.nl): het bedrijf is nog niet gehoord",
                en: "\(measure.text) is \(subject.stage.word.en): the company was not heard yet"))
        let intended = subject.proposal?.consequences ?? []
        for consequence in consequences {
            try Rule.inv4.require(
                intended.contains { consequence.isWithin($0) },
                Phrase(
                    nl: "\(consequence.kind.word.nl) stond niet in het voorstel waarover het bedrijf is gehoord",
                    en: "\(consequence.kind.word.en) was not in the proposal on which the company was heard"),
                remedy: Phrase(
                    nl: "Doe een nieuw voorstel en een nieuw voornemen.",
                    en: "Make a new proposal and notify a new intention."))
        }
        if subject.stage == .hearingExcepted {
            try subject.hearingException?.requireReach(over: consequences)
        }
    }

    private func requireReasons(_ subject: Measure, _ assessment: Assessment) throws(Interruption) {
        try Rule.inv6.require(
            !grounds.isEmpty && grounds.allSatisfy { !$0.explanation.isBlank },
            Phrase(nl: "er is geen grond, of een grond zonder uitleg", en: "there is no ground, or one unexplained"))
        let unknown = ruleReferences.filter { Rule.named($0) == nil }.joined(separator: ", ")
        try Rule.inv6.require(
            !ruleReferences.isEmpty && unknown.isEmpty,
            unknown.isEmpty
                ? Phrase(nl: "er is geen regel genoemd", en: "no rule is named")
                : Phrase(nl: "onbekende regels: \(unknown)", en: "unknown rules: \(unknown)"))
        let onFile = subject.evidence.union(assessment.nonAdherence.evidence)
            .union(assessment.unwillingness.evidence)
        let missing = evidence.filter { !onFile.contains($0) }.map { $0.text.prefix(12) }.joined(separator: ", ")
        try Rule.inv6.require(
            !evidence.isEmpty && missing.isEmpty,
            missing.isEmpty
                ? Phrase(nl: "er is geen bewijs genoemd", en: "no evidence is named")
                : Phrase(
                    nl: "dit bewijs ligt niet in het dossier: \(missing)",
                    en: "this evidence is not on file: \(missing)"))
    }

    /// No label, signal or list alone (R5, R16), and no public report without a duty (R6).
    private func requireGrounds(on date: CivilDate) throws(Interruption) {
        try Rule.inv10.require(
            grounds.allSatisfy { $0.kind != .publicReporting || $0.duty?.holds(on: date) ?? false },
            Phrase(
                nl: "publiek rapporteren is hier een grond, zonder plicht die op \(date.text) voor dit bedrijf geldt",
                en: "public reporting is a ground here, without a duty that holds for this company on \(date.text)"))
        let kinds = grounds.map(\.kind).words
        try Rule.inv11.require(
            grounds.contains { !$0.kind.isSignalOnly },
            Phrase(nl: "de gronden zijn alleen: \(kinds.nl)", en: "the grounds are only: \(kinds.en)"))
    }

    private func departureAdvice(_ subject: Measure) -> Advisory? {
        Rule.inv6.advise(
            unless: subject.advice?.position != .unfavourable || !(departure ?? "").isBlank,
            Phrase(
                nl: "het juridisch advies is negatief en er staat niet waarom daarvan wordt afgeweken",
                en: "the legal advice is unfavourable and it is not written why it is departed from"))
    }

    /// Awb 4:50 ends a subsidy for the future: what was paid before it does not become undue by it.
    private var reclaimAdvice: Advisory? {
        Rule.inv3.advise(
            unless: !consequences.contains {
                $0.kind == .terminateAndReclaim && $0.subsidyGround?.article == .terminationForTheFuture
            },
            Phrase(
                nl: "Awb 4:50 werkt alleen voor de toekomst: wat al is betaald, wordt daardoor niet onverschuldigd",
                en: "Awb 4:50 works for the future only: what was paid before does not become undue by it"))
    }
}
