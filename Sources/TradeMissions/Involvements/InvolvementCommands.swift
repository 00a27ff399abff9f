package import EventSourcing

extension Involvement {
    package static let commands: [any Command.Type] = [
        Invite.self, RecordReply.self, RecordPresence.self, ReceiveInput.self,
    ]

    private static let roles: [Role] = [.missionManager, .bmoCoordinator, .imvoAdviser, .postOfficer]

    /// Invites an organisation: the effort that R7 asks for.
    ///
    /// Its kind is the one in the register, so that a union line is met by a union.
    package struct Invite: Command {
        package let mission: MissionID
        package let organisation: OrganisationID
        package let purpose: Purpose
        package let date: CivilDate

        package static let definition = CommandDefinition(
            "involvement.invite", nl: "Een organisatie uitnodigen", en: "Invite an organisation",
            roles: roles, rules: [.known, .inv23, .lifecycle, .inv26])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let involvement = InvolvementID(mission, organisation)
            let invited = try records.existing(organisation)
            let subject = try records.current(involvement)
            let journey = try records.missionAhead(mission)
            try act.requireHappened(on: date)
            guard let kind = invited.entry?.kind, subject.invitations[purpose]?.date != date else { return [] }
            return Decision(
                [involvement.event(.invited(Invited(kind: kind, purpose: purpose, date: date)))]
                    + journey.link(involvement.stream, to: mission))
        }
    }

    /// Records the answer to an invitation.
    ///
    /// A refusal leaves the effort as it was (R7).
    package struct RecordReply: Command {
        package let mission: MissionID
        package let organisation: OrganisationID
        package let purpose: Purpose
        package let reply: Reply
        package let date: CivilDate

        package static let definition = CommandDefinition(
            "involvement.record-reply", nl: "Het antwoord op een uitnodiging vastleggen",
            en: "Record the reply to an invitation",
            roles: roles, rules: [.known, .lifecycle, .inv26])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let involvement = InvolvementID(mission, organisation)
            let invitation = try records.invitation(involvement, purpose)
            try act.requireHappened(on: date)
            guard invitation.reply != reply else { return [] }
            switch reply {
            case .accepted: return [involvement.event(.accepted(Accepted(purpose: purpose, date: date)))]
            case .declined: return [involvement.event(.declined(Declined(purpose: purpose, date: date)))]
            }
        }
    }

    /// Records whether an invited organisation took part: a fact for reports, which nothing waits for (R7, R8).
    package struct RecordPresence: Command {
        package let mission: MissionID
        package let organisation: OrganisationID
        package let purpose: Purpose
        package let presence: Presence
        package let date: CivilDate

        package static let definition = CommandDefinition(
            "involvement.record-presence", nl: "Vastleggen of een organisatie heeft deelgenomen",
            en: "Record whether an organisation took part",
            roles: roles, rules: [.known, .lifecycle, .inv26])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let involvement = InvolvementID(mission, organisation)
            let invitation = try records.invitation(involvement, purpose)
            try act.requireHappened(on: date)
            guard invitation.presence != presence else { return [] }
            switch presence {
            case .tookPart:
                return [involvement.event(.tookPart(TookPart(purpose: purpose, date: date)))]
            case .didNotShow:
                try Rule.lifecycle.require(
                    invitation.reply != .declined,
                    Phrase(
                        nl: "\(organisation.text) heeft de uitnodiging afgeslagen en kan niet wegblijven",
                        en: "\(organisation.text) declined the invitation and cannot fail to show"))
                return [involvement.event(.didNotShow(DidNotShow(purpose: purpose, date: date)))]
            }
        }
    }

    /// Records what an organisation brought in for a mission, invited or not.
    package struct ReceiveInput: Command {
        package let mission: MissionID
        package let organisation: OrganisationID
        package let date: CivilDate
        package let subject: String
        package let material: Material?

        package static let definition = CommandDefinition(
            "involvement.receive-input", nl: "Inbreng van een organisatie vastleggen",
            en: "Record input of an organisation",
            roles: roles, rules: [.known, .inv23, .complete, .inv26])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let involvement = InvolvementID(mission, organisation)
            _ = try records.existing(organisation)
            let file = try records.current(involvement)
            let journey = try records.missionInBeing(mission)
            try act.requireHappened(on: date)
            try Rule.complete.require(
                !subject.isBlank,
                Phrase(nl: "waarover de inbreng gaat, ontbreekt", en: "what the input is about is missing"))
            let input = InputReceived(date: date, subject: subject, material: material)
            guard !file.inputs.contains(input) else { return [] }
            return Decision(
                [involvement.event(.inputReceived(input))] + journey.link(involvement.stream, to: mission))
        }
    }
}

extension Records {
    /// The invitation for this purpose; refuses when there is none.
    fileprivate func invitation(
        _ id: InvolvementID, _ purpose: Involvement.Purpose
    ) throws(Interruption) -> Involvement.Invitation {
        _ = try existing(id.party)
        guard let invitation = try current(id).invitations[purpose] else {
            let finding = Phrase(
                nl: "\(id.party.text) is voor \(id.mission.text) niet uitgenodigd (\(purpose.word.nl))",
                en: "\(id.party.text) was not invited for \(id.mission.text) (\(purpose.word.en))")
            throw .refused(Refusal(rule: .lifecycle, finding: finding, remedy: .first(Involvement.Invite.self)))
        }
        return invitation
    }
}
