import CanonicalJSON
import EventSourcing
import TradeMissions

// Due diligence, and the rare file on a measure that may follow from it.
extension MissionStory {
    /// An assessment of the six steps, with an improvement plan where something is wanting.
    mutating func assess(_ company: CompanyID) throws {
        let assessment = AssessmentID(local: "\(mission.local)-\(company.local)")
        let adviser = world.cast.advisers[0]
        try start(assessment, of: company)
        for step in DueDiligenceStep.allCases {
            try script.give(
                "assessment.record-step", by: adviser,
                [
                    "assessment": .of(assessment), "step": .of(step),
                    "status": .of(script.chance.pick([StepStatus.present, .partial])),
                    "summary": "besproken aan de hand van de MVO-zelfscan", "evidence": .all([script.hash()]),
                ])
        }
        let outcome = script.chance.pick([AssessmentOutcome.inOrder, .inOrder, .needsImprovement])
        try script.give(
            "assessment.complete", by: adviser,
            [
                "assessment": .of(assessment), "outcome": .of(outcome),
                "summary": "beleid op papier, uitvoering wisselend",
            ])
        guard outcome == .needsImprovement else { return }
        try script.give(
            "assessment.request-plan", by: adviser,
            [
                "assessment": .of(assessment), "points": ["controle van onderaannemers"],
                "dueDate": .of(script.today.adding(days: 30)),
            ])
        try script.give(
            "assessment.submit-plan", by: adviser,
            ["assessment": .of(assessment), "summary": "twee controles per jaar", "evidence": .all([script.hash()])])
        try script.give(
            "assessment.accept-plan", by: adviser,
            ["assessment": .of(assessment), "until": .of(script.today.adding(days: 180))])
    }

    private mutating func start(_ assessment: AssessmentID, of company: CompanyID) throws {
        try script.give(
            "assessment.start", by: world.cast.advisers[0],
            [
                "assessment": .of(assessment), "company": .of(company), "mission": .of(mission),
                "country": .of(destination.country),
                "variant": .of(destination.level == .low ? AssessmentVariant.regular : .heightened),
            ])
    }

    /// Both limbs of R1 and a fair hearing; half of the companies begin to take steps at it, and stay.
    mutating func openMeasureFile(on company: CompanyID) throws {
        let handler = world.cast.handler
        try script.give(
            "company.record-contact", by: handler,
            ["company": .of(company), "means": .of(ContactMeans.letter), "summary": "gevraagd om een verbeterplan"])
        script.pass(days: 2...4)
        try script.give(
            "company.record-response", by: handler,
            [
                "company": .of(company), "response": .of(ResponseKind.declined),
                "summary": "het bedrijf wil geen plan maken",
            ])

        let assessment = AssessmentID(local: "\(mission.local)-maatregel")
        let measure = MeasureID(local: mission.local)
        let evidence = script.hash()
        try start(assessment, of: company)
        let grounds = [(Limb.nonAdherence, GroundKind.companyConduct), (.unwillingness, .unwillingness)]
        for (limb, ground) in grounds {
            try script.give(
                "assessment.record-finding", by: world.cast.advisers[1],
                [
                    "assessment": .of(assessment), "limb": .of(limb), "facts": "paspoorten van arbeiders ingehouden",
                    "grounds": .all([ground]), "evidence": .all([evidence]),
                ])
        }
        let exclusion: Node = [["kind": .of(ConsequenceKind.excludeFromMission), "mission": .of(mission)]]
        func giveOn(_ command: String, by officer: OfficerID, _ data: Node) throws {
            try script.give(command, by: officer, adding("measure", .of(measure), to: data))
        }
        try giveOn(
            "measure.open", by: handler, ["assessment": .of(assessment), "facts": "melding door een vakbond"])
        try giveOn("measure.propose", by: handler, ["consequences": exclusion, "reason": "beide bevindingen staan"])
        try giveOn("measure.notify-intention", by: handler, ["termDays": 14])
        script.pass(days: 5...12)
        let takesSteps = script.chance.once(in: 2)
        try giveOn(
            "measure.receive-view", by: handler,
            [
                "mode": .of(script.chance.pick([ViewMode.written, .oral])),
                "summary": "het bedrijf licht zijn kant toe",
                "offersSteps": .bool(takesSteps), "evidence": [],
            ])
        script.pass(days: 1...2)
        let findings: Node = ["assessment": .of(assessment), "facts": "na de zienswijze", "evidence": .all([evidence])]
        if takesSteps {
            try script.give(
                "assessment.refute-finding", by: world.cast.advisers[1],
                adding("limb", .of(Limb.unwillingness), to: findings))
            try giveOn("measure.drop", by: handler, ["reason": "het bedrijf zet stappen"])
            return
        }
        for limb in Limb.allCases {
            try script.give(
                "assessment.confirm-finding", by: world.cast.advisers[1], adding("limb", .of(limb), to: findings))
        }
        script.pass(days: 1...2)
        try giveOn(
            "measure.decide", by: world.cast.decider,
            [
                "consequences": exclusion,
                "grounds": [["kind": .of(GroundKind.companyConduct), "explanation": "ingehouden paspoorten"]],
                "weighing": "de ernst weegt zwaarder dan het belang bij deelname",
                "alternatives": [["kind": .of(ConsequenceKind.none), "whyNot": "het bedrijf weigert elke stap"]],
                "ruleReferences": ["R1", "R3"], "evidence": .all([evidence]),
            ])
        try giveOn(
            "measure.notify", by: handler,
            ["channel": .of(NotificationChannel.registeredLetter), "remedyClause": true])
        confirmed.removeAll { $0 == company }
    }
}
