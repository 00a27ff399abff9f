import EventSourcing

extension Measure {
    /// An interim ruling suspends the measure (Awb 8:81): the company has its place back for the time being.
    package struct Suspend: Command {
        package let measure: MeasureID
        package let ruling: Material
        package let reason: String

        package static let definition = CommandDefinition(
            "measure.suspend", nl: "De maatregel schorsen (voorlopige voorziening)",
            en: "Suspend the measure (interim ruling)",
            roles: [.caseHandler, .decisionMaker, .officeHolder],
            rules: [.known, .lifecycle, .complete, .inv22, .inv20])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(measure)
            guard subject.stage != .suspended else { return [] }
            try subject.require([.inForce], measure, act)
            try ruling.requireReference()
            try requireReason(reason)
            let suspended = Suspended(
                ruling: ruling, reason: reason, missions: subject.missions, authority: act.authorityExecutingRuling)
            let effects = subject.effects(measure, records)
            return Decision(
                [measure.event(.suspended(suspended))] + (try effects.restore(to: subject.missions)),
                advisories: [try effects.crowding(of: subject.missions)])
        }
    }

    /// The suspension ends and the measure has effect again: a burden, so a decision under a mandate, by
    /// someone who did not prepare the measure.
    ///
    /// It rests on the ruling that lifts the suspension, or on the one that said when it ends.
    package struct Resume: Command {
        package let measure: MeasureID
        package let ruling: Material
        package let reason: String

        package static let definition = CommandDefinition(
            "measure.resume", nl: "De schorsing beëindigen", en: "End the suspension",
            roles: [.decisionMaker, .officeHolder], rules: [.known, .lifecycle, .complete, .inv8, .inv7, .inv21])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(measure)
            guard subject.stage != .inForce else { return [] }
            try subject.require([.suspended], measure, act)
            try ruling.requireReference()
            try requireReason(reason)
            let authority = try act.decisionAuthority(for: .measures)
            try subject.requireUnprepared(
                by: act, for: .resuming, measure, ending: subject.consequences.endedSupport, records)
            let (missions, exclusions) = try subject.effects(measure, records).exclude(from: subject.missions)
            let resumed = Resumed(ruling: ruling, reason: reason, missions: missions, authority: authority)
            return Decision([measure.event(.resumed(resumed))] + exclusions)
        }
    }

    /// Answers a request to reconsider on new facts.
    ///
    /// It ends nothing: revoking is a decision of its own.
    package struct Review: Command {
        package let measure: MeasureID
        package let facts: String
        package let outcome: ReviewOutcome
        package let reason: String

        package static let definition = CommandDefinition(
            "measure.review", nl: "De maatregel heroverwegen bij nieuwe feiten",
            en: "Review the measure on new facts",
            roles: [.decisionMaker, .officeHolder], rules: [.known, .lifecycle, .complete, .inv8])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(measure)
            try subject.require([.inForce, .suspended], measure, act)
            try Rule.complete.require(
                !facts.isBlank && !reason.isBlank,
                Phrase(
                    nl: "noem de nieuwe feiten en de reden van de uitkomst",
                    en: "state the new facts and the reason of the outcome"))
            let authority = try act.decisionAuthority(for: .measures)
            return [
                measure.event(
                    .reviewed(
                        Reviewed(facts: facts, outcome: outcome, reason: reason, authority: authority)))
            ]
        }
    }

    /// Revokes the measure.
    ///
    /// Whoever took it under mandate, or what it undoes of support and its claims, does not decide on the objection (Awb
    /// 10:3, third paragraph); who decides in person may. Whoever paid on the support that it ends revokes it on a court's
    /// ruling only. What an upheld objection or a court undoes, did not stand from the start, so support that was terminated
    /// on it is reinstated, also when the measure has run out meanwhile; a ground that lapsed later leaves that as it was.
    package struct Revoke: Command {
        package let measure: MeasureID
        package let ground: RevocationGround
        /// For the ground `court`, and only then.
        package let ruling: Material?
        package let reason: String

        package static let definition = CommandDefinition(
            "measure.revoke", nl: "De maatregel intrekken", en: "Revoke the measure",
            roles: [.decisionMaker, .officeHolder],
            rules: [.known, .lifecycle, .complete, .inv7, .inv8, .inv22, .inv20, .r3])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(measure)
            guard subject.stage != .revoked else { return [] }
            try subject.require(stages, measure, act)
            try requireRuling()
            try requireReason(reason)
            let authority = try authority(of: act, subject, records)
            if ruling == nil { try subject.requireUnpaid(by: act, measure, records) }
            let missions = subject.stage == .suspended ? [] : subject.missions
            let revoked = Revoked(
                ground: ground, ruling: ruling, reason: reason, missions: missions, authority: authority)
            let effects = subject.effects(measure, records)
            let departed = try effects.departed(missions).map(\.text).joined(separator: ", ")
            let (reinstated, supportAdvice) = try reinstatement(of: act, subject, authority, records)
            return Decision(
                [measure.event(.revoked(revoked))] + (try effects.restore(to: missions)) + reinstated,
                advisories: [
                    supportAdvice, try effects.crowding(of: missions),
                    Rule.inv22.advise(
                        unless: departed.isEmpty,
                        Phrase(
                            nl: "vertrokken, dus herstel is onmogelijk: \(departed)",
                            en: "departed, so restoration is impossible: \(departed)")),
                ])
        }

        /// A measure that has run out has no effect left to end, and can still prove not to have stood.
        private var stages: [Stage] {
            switch ground {
            case .groundLapsed: [.inForce, .suspended]
            case .objectionUpheld, .court: [.inForce, .suspended, .expired]
            }
        }

        private func reinstatement(
            of act: Act, _ subject: Measure, _ authority: DecisionAuthority, _ records: Records
        ) throws(Interruption) -> ([Emission], Advisory?) {
            guard ground != .groundLapsed else { return ([], nil) }
            let reinstatement = Reinstatement(
                measure: measure, authority: authority, reason: reason, records: records)
            var emissions: [Emission] = []
            var decidedSince: [String] = []
            for support in subject.consequences.endedSupport {
                let state = try records.current(support)
                let entitlement = state.entitlement
                guard let termination = entitlement.termination(on: measure) else { continue }
                try state.requireFree(act, for: .reviewing, on: support, records)
                if ground == .objectionUpheld {
                    try reinstatement.requireOtherDecider(than: act, on: support, undoing: termination)
                }
                emissions += try reinstatement.emissions(for: support, undoing: termination)
                if entitlement.wasDecided(since: termination) { decidedSince.append(support.text) }
            }
            let names = decidedSince.joined(separator: ", ")
            return (
                emissions,
                Rule.r3.advise(
                    unless: names.isEmpty,
                    Phrase(
                        nl: "na de beëindiging is opnieuw beslist over \(names): heroverweeg ook dat besluit",
                        en: "\(names) was decided on again after the termination: reconsider that decision too"))
            )
        }

        private func requireRuling() throws(Interruption) {
            try Rule.complete.require(
                (ground == .court) == (ruling != nil),
                Phrase(
                    nl: "de uitspraak hoort bij de grond ‘\(RevocationGround.court.word.nl)’, en alleen daarbij",
                    en: "the ruling belongs to the ground “\(RevocationGround.court.word.en)”, and only to that"),
                remedy: Phrase(
                    nl: "Noem het zaaknummer van de uitspraak en de hash van het document.",
                    en: "State the reference of the ruling and the hash of its document."))
            try ruling?.requireReference()
        }

        private func authority(
            of act: Act, _ subject: Measure, _ records: Records
        ) throws(Interruption) -> DecisionAuthority {
            switch ground {
            case .objectionUpheld:
                return try act.authorityOnObjection(
                    to: Phrase(nl: "dit besluit", en: "this decision"), by: subject.decider,
                    under: subject.decision?.authority, records)
            case .groundLapsed: return try act.decisionAuthority(for: .measures)
            case .court: return act.authorityExecutingRuling
            }
        }
    }

    /// Records that the measure has run out: its last day has passed, or every mission it concerns is over.
    package struct Expire: Command {
        package let measure: MeasureID

        package static let definition = CommandDefinition(
            "measure.expire", nl: "Vastleggen dat de maatregel is vervallen", en: "Record that the measure expired",
            roles: [.caseHandler, .decisionMaker, .officeHolder], rules: [.known, .lifecycle, .inv22, .inv20])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(measure)
            guard subject.stage != .expired else { return [] }
            try subject.require([.inForce, .suspended], measure, act)
            let intended = try records.current(subject.consequences.excludedMissions)
            let missions = try records.current(subject.missions)
            let isPast = subject.decision?.until.map { $0 < act.date } ?? false
            let hasNoObject =
                subject.consequences.allSatisfy { $0.kind == .excludeFromMission }
                && intended.allSatisfy { $0.isOver }
            try Rule.lifecycle.require(
                isPast || hasNoObject,
                Phrase(
                    nl: "\(measure.text) geldt nog: geen einddatum is voorbij en niet elke missie is afgelopen",
                    en: "\(measure.text) still holds: no last day has passed and not every mission is over"),
                remedy: .leadingOn(subject.stage.next))
            let ahead = subject.isInForce ? subject.aheadOf(missions) : []
            let effects = subject.effects(measure, records)
            return Decision(
                [measure.event(.expired(Expired(missions: ahead)))] + (try effects.restore(to: ahead)),
                advisories: [try effects.crowding(of: ahead)])
        }
    }
}

extension Material {
    /// Refuses by ``Rule/complete`` a ruling that cannot be found again.
    fileprivate func requireReference() throws(Interruption) {
        try Rule.complete.require(
            !reference.isBlank,
            Phrase(
                nl: "de vindplaats van de uitspraak ontbreekt, zoals het zaaknummer",
                en: "where the ruling can be found is missing, such as its case number"))
    }
}

extension Measure {
    /// The missions that the company can still join, now that the measure has run out.
    fileprivate func aheadOf(_ states: [Mission]) -> [MissionID] {
        zip(missions, states).filter { $0.1.isBeforeDeparture }.map(\.0)
    }
}

extension Mission {
    /// Whether nobody will travel on it any more.
    fileprivate var isOver: Bool {
        switch stage {
        case .ended, .evaluated, .closed, .cancelled: true
        case .unknown, .proposed, .approved, .announced, .registrationOpen, .registrationClosed, .preparing, .ready,
            .postponed, .underway:
            false
        }
    }
}
