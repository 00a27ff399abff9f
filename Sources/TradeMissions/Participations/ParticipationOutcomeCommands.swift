import EventSourcing

// What becomes of a registration. Four outcomes are never confused: refusal, cancellation for missing information and
// withdrawal are here; an exclusion is not, for only a measure brings it about (R1, R2).
extension Participation {
    /// Not selected, on one of RVO's grounds.
    ///
    /// Who was confirmed can no longer be refused: keeping a company out that was let in takes a measure.
    package struct Refuse: Command {
        package let mission: MissionID
        package let company: CompanyID
        package let ground: RefusalGround
        package let reason: String

        package static let definition = CommandDefinition(
            "participation.refuse", nl: "Een aanmelding weigeren", en: "Refuse a registration",
            roles: [.missionManager, .missionApprover], rules: [.known, .lifecycle, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let id = ParticipationID(mission, company)
            let (journey, subject) = try records.registration(id)
            try requireReason(reason)
            guard subject.status != .refused else { return [] }
            try journey.requireBeforeDeparture(mission)
            try subject.require([.registered, .waitlisted], id)
            return [id.event(.refused(Refused(ground: ground, reason: reason)))]
        }
    }

    /// Cancels a registration because information that it needs did not come.
    ///
    /// Possible only while something is missing.
    package struct CancelForMissingInformation: Command {
        package let mission: MissionID
        package let company: CompanyID

        package static let definition = CommandDefinition(
            "participation.cancel-for-missing-information",
            nl: "Een aanmelding annuleren wegens ontbrekende informatie",
            en: "Cancel a registration for missing information",
            roles: [.missionManager], rules: [.known, .lifecycle, .inv20])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let id = ParticipationID(mission, company)
            let (journey, subject) = try records.registration(id)
            guard subject.status != .cancelled else { return [] }
            try journey.requireBeforeDeparture(mission)
            try subject.require([.registered, .waitlisted], id)
            let missing = subject.missingItems
            try Rule.inv20.require(
                !missing.isEmpty,
                Phrase(
                    nl: "de aanmelding van \(company.text) voor \(mission.text) is volledig: er ontbreekt niets",
                    en: "the registration of \(company.text) for \(mission.text) is complete: nothing is missing"),
                remedy: Phrase(
                    nl: "Bevestig de aanmelding, zet haar op de wachtlijst of weiger haar op een eigen grond.",
                    en: "Confirm the registration, put it on the waiting list, or refuse it on a ground of its own."))
            return [id.event(.cancelled(Cancelled(missing: missing)))]
        }
    }

    /// The company withdraws by its own choice.
    package struct Withdraw: Command {
        package let mission: MissionID
        package let company: CompanyID
        package let reason: String

        package static let definition = CommandDefinition(
            "participation.withdraw", nl: "Vastleggen dat een bedrijf zich terugtrekt",
            en: "Record that a company withdraws",
            roles: [.missionManager], rules: [.known, .lifecycle, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let id = ParticipationID(mission, company)
            let (journey, subject) = try records.registration(id)
            try requireReason(reason)
            guard subject.status != .withdrawn else { return [] }
            try journey.requireBeforeDeparture(mission)
            try subject.require([.registered, .waitlisted, .confirmed], id)
            return [id.event(.withdrew(Withdrew(reason: reason)))]
        }
    }

    package struct Waitlist: Command {
        package let mission: MissionID
        package let company: CompanyID
        package let reason: String

        package static let definition = CommandDefinition(
            "participation.waitlist", nl: "Een aanmelding op de wachtlijst zetten",
            en: "Put a registration on the waiting list",
            roles: [.missionManager], rules: [.known, .lifecycle, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let id = ParticipationID(mission, company)
            let (journey, subject) = try records.registration(id)
            try requireReason(reason)
            guard subject.status != .waitlisted else { return [] }
            try journey.requireBeforeDeparture(mission)
            try subject.require([.registered], id)
            return [id.event(.waitlisted(Waitlisted(reason: reason)))]
        }
    }

    /// Records whether a confirmed company travelled along.
    ///
    /// What was recorded wrongly is put right with a reason.
    package struct RecordPresence: Command {
        package let mission: MissionID
        package let company: CompanyID
        package let present: Bool

        package static let definition = CommandDefinition(
            "participation.record-presence", nl: "Vastleggen of een bedrijf is meegereisd",
            en: "Record whether a company travelled along",
            roles: [.missionManager, .postOfficer], rules: [.known, .lifecycle, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let id = ParticipationID(mission, company)
            let (journey, subject) = try records.registration(id)
            try journey.require([.underway, .ended, .evaluated, .closed], mission)
            guard subject.status != (present ? .tookPart : .noShow) else { return [] }
            try subject.require([.confirmed, .tookPart, .noShow], id)
            try Rule.complete.require(
                subject.status == .confirmed || act.hasReason,
                Phrase(
                    nl:
                        "\(company.text) is al anders vastgelegd (\(subject.status.phrase.nl)) en er is geen reden gegeven",
                    en: "\(company.text) is \(subject.status.phrase.en) already, and no reason is given"))
            return [id.event(present ? .tookPart(TookPart()) : .noShow(NoShow()))]
        }
    }
}
