import EventSourcing

extension Participation {
    /// Confirms a registration: complete, in the order of receipt, within the maximum (INV-20).
    ///
    /// A mission that was ready is no longer so: the company is still to be informed (R10).
    package struct Confirm: Command {
        package let mission: MissionID
        package let company: CompanyID
        package let deviationReason: String?

        package static let definition = CommandDefinition(
            "participation.confirm", nl: "Een deelname bevestigen", en: "Confirm a participation",
            roles: [.missionManager], rules: [.known, .inv21, .lifecycle, .inv20, .r10])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let id = ParticipationID(mission, company)
            let (journey, subject) = try records.registration(id)
            try subject.requireNotExcluded(id)
            guard subject.status != .confirmed else { return [] }
            try journey.require([.registrationOpen, .registrationClosed, .preparing, .ready], mission)
            try subject.require([.registered, .waitlisted], id)
            try requireComplete(subject, try records.existing(company))
            let others = try records.registrations(for: mission, journey).filter { $0.id != id }
            try requirePlace(among: others.map(\.participation), on: journey)
            let passedOver = others.filter { $0.participation.isPassedOver(by: subject) }.map(\.id.party.text)
            let deviationReason = try reasonForDeviation(from: passedOver)
            return Decision(
                [id.event(.confirmed(Confirmed(deviationReason: deviationReason)))]
                    + journey.lapse(mission, because: id.stream))
        }

        private func requireComplete(_ subject: Participation, _ applicant: Company) throws(Interruption) {
            try Rule.inv20.require(
                applicant.isEntered,
                Phrase(
                    nl: "\(company.text) is niet met een KvK-nummer ingeschreven",
                    en: "\(company.text) is not registered with a KvK number"))
            let missing = subject.missingItems.map(\.text).joined(separator: ", ")
            try Rule.inv20.require(
                missing.isEmpty,
                Phrase(
                    nl: "de aanmelding van \(company.text) voor \(mission.text) mist: \(missing)",
                    en: "the registration of \(company.text) for \(mission.text) lacks: \(missing)"))
        }

        private func requirePlace(among others: [Participation], on journey: Mission) throws(Interruption) {
            let confirmed = others.count { $0.status == .confirmed }
            let maximum = journey.announcement?.maximumParticipants ?? 0
            try Rule.inv20.require(
                confirmed < maximum,
                Phrase(
                    nl: "\(mission.text) is vol: \(confirmed) van \(maximum) plaatsen zijn bevestigd",
                    en: "\(mission.text) is full: \(confirmed) of \(maximum) places are confirmed"),
                remedy: Phrase(
                    nl: "Zet de aanmelding op de wachtlijst, of weiger haar op die grond.",
                    en: "Put the registration on the waiting list, or refuse it on that ground."))
        }

        /// Nil when nobody is passed over; refuses when somebody is and no reason is given.
        private func reasonForDeviation(from passedOver: [String]) throws(Interruption) -> String? {
            guard !passedOver.isEmpty else { return nil }
            let names = passedOver.joined(separator: ", ")
            return try Rule.inv20.required(
                deviationReason.flatMap { $0.isBlank ? nil : $0 },
                Phrase(
                    nl: "eerder volledig aangemeld en nog in afwachting: \(names)",
                    en: "registered earlier, complete and still waiting: \(names)"))
        }
    }
}

extension Participation {
    /// Whether this one came earlier, is complete and still waits, while `other` is confirmed.
    fileprivate func isPassedOver(by other: Participation) -> Bool {
        isWaiting && missingItems.isEmpty && sequence < other.sequence
    }
}
