import EventSourcing

extension Participation {
    package static let commands: [any Command.Type] = [
        Register.self, AcceptConditions.self, SubmitSelfScan.self, SubmitIntake.self, SubmitProfile.self,
        Confirm.self, Waitlist.self, Refuse.self, CancelForMissingInformation.self, Withdraw.self,
        RecordPresence.self,
    ]

    /// Takes in a registration and gives it its place in the order of receipt.
    ///
    /// After the closing date, or once registration was closed, it is recorded as late: a ground on which it may be
    /// refused, not one on which it must. Once registration was closed, taking it in asks a reason.
    package struct Register: Command {
        package let mission: MissionID
        package let company: CompanyID
        package let lateReason: String?

        package static let definition = CommandDefinition(
            "participation.register", nl: "Een bedrijf voor een missie aanmelden",
            en: "Register a company for a mission",
            roles: [.missionManager], rules: [.known, .inv23, .inv21, .lifecycle, .inv20])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let id = ParticipationID(mission, company)
            let journey = try records.existing(mission)
            let applicant = try records.existing(company)
            let subject = try records.current(id)
            try journey.requireTakesRegistrations(mission)
            try subject.requireNotExcluded(id)
            let lateReason = try journey.acceptedLateness(mission, lateReason)
            try subject.require([.unknown, .withdrawn, .cancelled, .refused], id)
            let sequences = try records.registrations(for: mission, journey).map(\.participation.sequence)
            let isLate = journey.isPastRegistration(on: act.date)
            let registered = Registered(
                sequence: (sequences.max() ?? 0) + 1, isLate: isLate, lateReason: isLate ? lateReason : nil)
            let closed = journey.announcement?.closingDate.text ?? ""
            return Decision(
                [id.event(.registered(registered))] + journey.link(id.stream, to: mission)
                    + applicant.link(id.stream, to: company),
                advisories: [
                    Rule.inv20.advise(
                        unless: !isLate,
                        Phrase(
                            nl: "de aanmelding is te laat (sluiting \(closed)): zij kan daarom worden geweigerd, maar "
                                + "dat hoeft niet",
                            en: "the registration is late (closing date \(closed)): it may be refused for that, but "
                                + "need not be"))
                ])
        }
    }

    /// Records that the company accepted the conditions of the mission, in the version that was announced.
    package struct AcceptConditions: Command {
        package let mission: MissionID
        package let company: CompanyID
        package let conditions: String
        package let signatory: String

        package static let definition = CommandDefinition(
            "participation.accept-conditions", nl: "Vastleggen dat de voorwaarden zijn aanvaard",
            en: "Record that the conditions were accepted",
            roles: [.missionManager], rules: [.known, .lifecycle, .complete, .inv20])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let id = ParticipationID(mission, company)
            let (journey, subject) = try records.registration(id)
            try Rule.complete.require(
                !signatory.isBlank,
                Phrase(
                    nl: "in welke functie namens \(company.text) is getekend, ontbreekt",
                    en: "the function in which was signed for \(company.text) is missing"))
            let announced = journey.announcement?.conditions ?? ""
            try Rule.inv20.require(
                conditions == announced,
                Phrase(
                    nl:
                        "\(company.text) aanvaardde ‘\(conditions)’; voor \(mission.text) gelden de voorwaarden ‘\(announced)’",
                    en: "\(company.text) accepted “\(conditions)”; the conditions of \(mission.text) are “\(announced)”"
                ),
                remedy: Phrase(
                    nl: "Laat het bedrijf de aangekondigde versie aanvaarden.",
                    en: "Have the company accept the version that was announced."))
            let accepted = ConditionsAccepted(conditions: conditions, signatory: signatory)
            guard subject.acceptance != accepted else { return [] }
            try subject.requireOpen(id, on: journey)
            return [id.event(.conditionsAccepted(accepted))]
        }
    }

    /// Records that the completed MVO-zelfscan came in.
    ///
    /// What it says is assessed elsewhere: no outcome of it completes a registration or stands in its way (R5, INV-11).
    package struct SubmitSelfScan: Command {
        package let mission: MissionID
        package let company: CompanyID
        package let reference: String

        package static let definition = CommandDefinition(
            "participation.submit-self-scan", nl: "Een ontvangen MVO-zelfscan vastleggen",
            en: "Record a self-assessment scan that came in",
            roles: [.missionManager, .imvoAdviser], rules: [.known, .lifecycle, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            try records.receive(
                .selfScan, keptAt: reference, for: ParticipationID(mission, company),
                as: .selfScanSubmitted(SelfScanSubmitted(reference: reference)))
        }
    }

    package struct SubmitIntake: Command {
        package let mission: MissionID
        package let company: CompanyID
        package let reference: String

        package static let definition = CommandDefinition(
            "participation.submit-intake", nl: "Een ontvangen matchmaking-intake vastleggen",
            en: "Record a matchmaking intake that came in",
            roles: [.missionManager], rules: [.known, .lifecycle, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            try records.receive(
                .intake, keptAt: reference, for: ParticipationID(mission, company),
                as: .intakeReceived(IntakeReceived(reference: reference)))
        }
    }

    package struct SubmitProfile: Command {
        package let mission: MissionID
        package let company: CompanyID
        package let reference: String

        package static let definition = CommandDefinition(
            "participation.submit-profile", nl: "Een ontvangen bedrijfsprofiel vastleggen",
            en: "Record a company profile that came in",
            roles: [.missionManager], rules: [.known, .lifecycle, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            try records.receive(
                .profile, keptAt: reference, for: ParticipationID(mission, company),
                as: .profileReceived(ProfileReceived(reference: reference)))
        }
    }
}

extension Participation {
    /// Refuses unless papers can still be added: the registration waits or was confirmed, and the mission lies ahead.
    fileprivate func requireOpen(_ id: ParticipationID, on mission: Mission) throws(Interruption) {
        try mission.requireBeforeDeparture(id.mission)
        try require([.registered, .waitlisted, .confirmed], id)
    }
}

extension Records {
    /// Takes in a document of a registration, unless it is the one that is kept already.
    fileprivate func receive(
        _ item: RegistrationItem, keptAt reference: String, for id: ParticipationID, as event: Participation.Event
    ) throws(Interruption) -> Decision {
        let (journey, subject) = try registration(id)
        try Rule.complete.require(
            !reference.isBlank,
            Phrase(
                nl: "waar het stuk ‘\(item.text)’ wordt bewaard, ontbreekt",
                en: "where the document “\(item.text)” is kept is missing"))
        guard subject.reference(of: item) != reference else { return [] }
        try subject.requireOpen(id, on: journey)
        return [id.event(event)]
    }
}

extension Mission {
    /// Refuses a new registration for a mission that was cancelled, that has departed, or from which the government
    /// withdrew its support (INV-23).
    fileprivate func requireTakesRegistrations(_ id: MissionID) throws(Interruption) {
        try Rule.inv23.require(
            isBeforeDeparture,
            Phrase(
                nl: "\(id.text) is \(stage.phrase.nl) en neemt geen aanmeldingen meer aan",
                en: "\(id.text) is \(stage.phrase.en) and takes no more registrations"))
        try Rule.inv23.require(
            hasOfficialSupport,
            Phrase(
                nl: "de officiële steun voor \(id.text) is ingetrokken: er komen geen aanmeldingen meer bij",
                en: "official support for \(id.text) was withdrawn: no registrations are added"))
    }

    /// Whether a registration on `date` is late: the closing date has passed, or registration was closed before it.
    fileprivate func isPastRegistration(on date: CivilDate) -> Bool {
        stage != .registrationOpen || announcement.map { $0.closingDate < date } ?? false
    }

    /// Why a late registration is taken in, as far as a reason is given; refuses one that comes when registration is
    /// not open and no reason helps.
    fileprivate func acceptedLateness(_ id: MissionID, _ reason: String?) throws(Interruption) -> String? {
        let reason = reason.flatMap { $0.isBlank ? nil : $0 }
        switch stage {
        case .registrationOpen:
            return reason
        case .registrationClosed, .preparing, .ready:
            return try Rule.lifecycle.required(
                reason,
                Phrase(
                    nl:
                        "de inschrijving voor \(id.text) is gesloten en er is geen reden om een late aanmelding aan te nemen",
                    en: "registration for \(id.text) has closed, and no reason is given to take in a late one"),
                remedy: Phrase(
                    nl: "Geef met --reason de reden, of open de inschrijving: `missieboek mission open-registration`.",
                    en: "Give the reason with --reason, or open registration: `missieboek mission open-registration`."))
        case .unknown, .proposed, .approved, .announced, .postponed, .underway, .ended, .evaluated, .closed,
            .cancelled:
            try require([.registrationOpen], id)
            return nil
        }
    }
}
