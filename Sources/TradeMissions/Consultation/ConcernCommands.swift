extension Concern {
    package static let commands: [any Command.Type] = [
        Raise.self, Assign.self, Link.self, DeclineToAddress.self, RespondToBmo.self, Close.self, Reopen.self,
    ]

    static let roles: [Role] = [.bmoCoordinator, .imvoAdviser]

    /// Records a concern as it was raised.
    ///
    /// When a mission is named the concern is linked to it at once, so that no gate can overlook it.
    package struct Raise: Command {
        package let concern: ConcernID
        package let meeting: BmoMeetingID
        package let organisation: OrganisationID
        package let subject: String
        package let text: String
        package let country: CountryID
        package let mission: MissionID?
        package let company: CompanyID?
        package let project: String?
        package let affectedGroup: String
        package let severity: Severity
        package let confidentialAbout: SubjectID?
        package let confidential: ConfidentialStatement?

        package static let definition = CommandDefinition(
            "concern.raise", nl: "Een kwestie uit het BMO vastleggen", en: "Record a concern raised in the BMO",
            roles: roles, rules: [.unused, .known, .complete, .inv23, .lifecycle, .r5])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            try records.unused(concern)
            _ = try records.existing(meeting)
            _ = try records.existing(organisation)
            if let company { _ = try records.existing(company) }
            try Rule.complete.require(
                !subject.isBlank && !text.isBlank && !affectedGroup.isBlank,
                Phrase(
                    nl: "een kwestie noemt onderwerp, tekst en wie er worden getroffen",
                    en: "a concern states its subject, its text and who is affected"))
            try requireWhole(confidential, about: confidentialAbout, records)
            let raised = Raised(
                meeting: meeting, organisation: organisation, subject: subject, text: text, country: country,
                mission: mission, company: company, project: project, affectedGroup: affectedGroup,
                severity: severity, confidentialAbout: confidentialAbout, confidential: confidential)
            var emissions = [concern.event(.raised(raised))]
            if let mission { emissions += try records.link(concern, to: mission) }
            return Decision(
                emissions,
                advisories: [
                    Rule.r5.advise(
                        unless: company == nil,
                        Phrase(
                            nl: "een kwestie over een bedrijf is een signaal, en op zichzelf geen grond voor een "
                                + "maatregel",
                            en: "a concern about a company is a signal and by itself no ground for a measure"))
                ])
        }
    }

    package struct Assign: Command {
        package let concern: ConcernID
        package let officer: OfficerID

        package static let definition = CommandDefinition(
            "concern.assign", nl: "Een kwestie toewijzen aan een behandelaar", en: "Assign a concern to an officer",
            roles: roles, rules: [.known, .lifecycle])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(concern)
            _ = try records.existing(officer)
            try subject.requireOpenFile(concern)
            guard subject.officer != officer else { return [] }
            return [concern.event(.assigned(Assigned(officer: officer)))]
        }
    }

    package struct Link: Command {
        package let concern: ConcernID
        package let mission: MissionID

        package static let definition = CommandDefinition(
            "concern.link", nl: "Een kwestie aan een missie koppelen", en: "Link a concern to a mission",
            roles: roles + [.missionManager], rules: [.known, .inv23, .lifecycle])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(concern)
            guard subject.treatments[mission] == nil else { return [] }
            try subject.requireOpenFile(concern)
            try subject.requireAssigned(concern)
            return Decision(try records.link(concern, to: mission))
        }
    }

    /// Leaves a concern aside for a mission, with the reason that R9 asks for.
    package struct DeclineToAddress: Command {
        package let concern: ConcernID
        package let mission: MissionID
        package let reason: String

        package static let definition = CommandDefinition(
            "concern.decline-to-address", nl: "Met redenen vastleggen dat een kwestie niet wordt geadresseerd",
            en: "Record with reasons that a concern is not addressed",
            roles: roles, rules: [.known, .lifecycle, .r9])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(concern)
            try subject.requireAssigned(concern)
            let treatment = try subject.treatment(of: concern, for: mission)
            try Rule.r9.require(
                !reason.isBlank,
                Phrase(
                    nl: "\(concern.text) wordt zonder reden terzijde gelegd",
                    en: "\(concern.text) is left aside without a reason"),
                remedy: Phrase(
                    nl: "Leg vast waarom de kwestie niet in een voorlichting wordt behandeld.",
                    en: "Record why the concern is not addressed in a briefing."))
            guard treatment != .notAddressed(reason: reason) else { return [] }
            try subject.requireOpenFile(concern)
            try Rule.lifecycle.require(
                !treatment.isAddressed,
                Phrase(
                    nl: "\(concern.text) is voor \(mission.text) al in een voorlichting behandeld",
                    en: "\(concern.text) was addressed in a briefing for \(mission.text) already"))
            return [concern.event(.notAddressed(NotAddressed(mission: mission, reason: reason)))]
        }
    }
}
