package import EventSourcing

// How a concern goes back to the Breed Mensenrechten Overleg.
extension Concern {
    package struct RespondToBmo: Command {
        package let concern: ConcernID
        package let date: CivilDate
        package let text: String
        package let meeting: BmoMeetingID?

        package static let definition = CommandDefinition(
            "concern.respond-to-bmo", nl: "Aan het BMO terugkoppelen wat met een kwestie is gedaan",
            en: "Tell the BMO what was done with a concern",
            roles: roles, rules: [.known, .lifecycle, .complete, .inv26])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(concern)
            if let meeting { _ = try records.existing(meeting) }
            try Rule.complete.require(
                !text.isBlank,
                Phrase(nl: "de tekst van de terugkoppeling ontbreekt", en: "the text of the response is missing"))
            try act.requireHappened(on: date)
            let response = ResponseGiven(date: date, text: text, meeting: meeting)
            guard subject.response != response else { return [] }
            try subject.requireOpenFile(concern)
            let open = subject.openMissions.map(\.text).joined(separator: ", ")
            try Rule.lifecycle.require(
                open.isEmpty,
                Phrase(
                    nl: "\(concern.text) staat nog open voor \(open)", en: "\(concern.text) is still open for \(open)"),
                remedy: .first(Briefing.AddressConcern.self, Concern.DeclineToAddress.self))
            try Rule.lifecycle.require(
                !subject.treatments.isEmpty,
                Phrase(
                    nl: "\(concern.text) is nog aan geen missie gekoppeld",
                    en: "\(concern.text) is not linked to a mission yet"),
                remedy: .first(Concern.Link.self))
            return [concern.event(.responseGiven(response))]
        }
    }

    package struct Close: Command {
        package let concern: ConcernID

        package static let definition = CommandDefinition(
            "concern.close", nl: "Een kwestie sluiten", en: "Close a concern",
            roles: roles, rules: [.known, .lifecycle])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(concern)
            guard !subject.isClosed else { return [] }
            try Rule.lifecycle.require(
                subject.response != nil,
                Phrase(
                    nl: "over \(concern.text) is nog niet teruggekoppeld aan het BMO (stand: "
                        + "\(subject.status.phrase.nl))",
                    en: "the BMO was not yet told about \(concern.text) (it stands at: \(subject.status.phrase.en))"),
                remedy: .first(Concern.RespondToBmo.self))
            return [concern.event(.closed(Closed()))]
        }
    }

    /// Opens a closed concern again, for every linked mission that has not departed.
    package struct Reopen: Command {
        package let concern: ConcernID
        package let reason: String

        package static let definition = CommandDefinition(
            "concern.reopen", nl: "Een gesloten kwestie heropenen", en: "Reopen a closed concern",
            roles: roles, rules: [.known, .lifecycle, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(concern)
            try Rule.complete.require(
                !reason.isBlank,
                Phrase(nl: "de reden van heropening ontbreekt", en: "the reason for reopening is missing"))
            try Rule.lifecycle.require(
                subject.isClosed,
                Phrase(
                    nl: "\(concern.text) is niet gesloten (stand: \(subject.status.phrase.nl))",
                    en: "\(concern.text) is not closed (it stands at: \(subject.status.phrase.en))"),
                remedy: .leadingOn(
                    subject.response == nil ? [Concern.RespondToBmo.self] : [Concern.Close.self]))
            let linked = subject.treatments.keys.sorted()
            let missions = zip(linked, try records.current(linked)).filter { $1.isBeforeDeparture }.map(\.0)
            return Decision(
                [concern.event(.reopened(Reopened(missions: missions, reason: reason)))]
                    + (try records.lapse(missions, because: concern.stream)))
        }
    }
}
