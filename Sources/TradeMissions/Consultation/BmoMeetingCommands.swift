package import EventSourcing

extension BmoMeeting {
    package static let commands: [any Command.Type] = [Hold.self]

    package struct Hold: Command {
        package let meeting: BmoMeetingID
        package let date: CivilDate
        package let organisations: [OrganisationID]
        package let agenda: [String]

        package static let definition = CommandDefinition(
            "bmo.hold", nl: "Een gehouden Breed Mensenrechten Overleg vastleggen",
            en: "Record a meeting of the Breed Mensenrechten Overleg that was held",
            roles: [.bmoCoordinator], rules: [.unused, .known, .complete, .inv26])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            try records.unused(meeting)
            try Rule.complete.require(
                !organisations.isEmpty && !agenda.isEmpty && !agenda.contains(where: \.isBlank),
                Phrase(
                    nl: "\(meeting.text) noemt niet welke organisaties aanwezig waren en wat er op de agenda stond",
                    en: "\(meeting.text) does not say which organisations were present and what was on the agenda"))
            try records.requireExisting(organisations)
            try act.requireHappened(on: date)
            return [
                meeting.event(.held(Held(date: date, organisations: organisations.withoutRepeats, agenda: agenda)))
            ]
        }
    }
}
