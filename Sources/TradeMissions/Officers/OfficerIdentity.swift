import EventSourcing

// Which person an account belongs to, and that it does not.

extension Officer {
    /// Says which person an account belongs to, so that duties are kept apart by person: two accounts of one person are
    /// one.
    ///
    /// It counts back: who is recorded behind an account has done what was done with it as far as INV-7 goes. A mistake is
    /// taken back by ``CorrectIdentity``.
    package struct Identify: Command {
        package let officer: OfficerID
        package let person: PersonID

        package static let definition = CommandDefinition(
            "officer.identify", nl: "Vastleggen welke persoon een functionaris is",
            en: "Record which person an officer is", roles: [.administrator], rules: [.known, .inv29])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(officer)
            guard !subject.persons.contains(person) else { return [] }
            return [officer.event(.identified(Identified(person: person)))]
        }
    }

    /// Takes back that an account is this person's, where that was a mistake.
    ///
    /// It takes four eyes: to part two accounts frees whoever has both from what keeps their duties apart. It does not count
    /// back: what was done while they counted as one person's stays judged as it was then.
    package struct CorrectIdentity: Command {
        package let officer: OfficerID
        package let person: PersonID
        package let reason: String

        package static let definition = CommandDefinition(
            "officer.correct-identity", nl: "Terugnemen dat een functionaris deze persoon is",
            en: "Take back that an officer is this person", roles: [.administrator],
            rules: [.known, .authority, .inv7, .complete, .inv29])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(officer)
            if subject.mistakenPersons.contains(person) { return [] }
            try Rule.known.require(
                subject.persons.contains(person),
                Phrase(
                    nl: "\(person.text) is niet vastgelegd als de persoon achter \(officer.text)",
                    en: "\(person.text) was not recorded as the person behind \(officer.text)"))
            let isOwn = try act.isPerson(behind: officer.text, records)
            try Rule.authority.require(
                !isOwn,
                Phrase(
                    nl: "niemand neemt terug wie hij zelf is", en: "nobody takes back who they are themselves"),
                remedy: Phrase(
                    nl: "Laat een beheerder dit doen van wie het account niet is.",
                    en: "Have an administrator do this whose account it is not."))
            try subject.duties.requireFree(act, for: .deciding, on: officer, records)
            try requireReason(reason)
            return [officer.event(.identityCorrected(IdentityCorrected(person: person, reason: reason)))]
        }
    }
}

extension Officer.Event {
    /// Recording who somebody is prepares what is decided on it: to take it back.
    var deed: SegregationOfDuties.Deed? {
        switch self {
        case .identified:
            .preparing(nl: "legde vast welke persoon dit is", en: "recorded which person this is")
        case .registered, .identityCorrected, .roleGranted, .roleRevoked, .mandateGranted, .mandateRevoked: nil
        }
    }

    var takenDuty: SegregationOfDuties.Duty? {
        switch self {
        case .identityCorrected: .deciding
        case .registered, .identified, .roleGranted, .roleRevoked, .mandateGranted, .mandateRevoked: nil
        }
    }
}
