package import EventSourcing

extension Mission {
    package struct AddProgrammeItem: Command {
        package let mission: MissionID
        package let item: ProgrammeItemID
        package let title: String
        package let date: CivilDate
        package let organisations: [OrganisationID]

        package static let definition = CommandDefinition(
            "mission.add-programme-item", nl: "Een programmaonderdeel toevoegen", en: "Add a programme item",
            roles: [.missionManager, .postOfficer], rules: [.known, .unused, .lifecycle, .complete],
            optionalLists: ["organisations"])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(mission)
            try subject.requireBeforeDeparture(mission)
            try Rule.unused.require(
                subject.programme[item] == nil,
                Phrase(
                    nl: "programmaonderdeel \(item.text) bestaat al", en: "programme item \(item.text) exists already"))
            try requireTitle(title, item)
            for organisation in organisations { _ = try records.existing(organisation) }
            let added = ProgrammeItem(id: item, title: title, date: date, organisations: organisations)
            return [mission.event(.programmeItemAdded(ProgrammeItemAdded(item: added)))]
        }
    }

    package struct ChangeProgrammeItem: Command {
        package let mission: MissionID
        package let item: ProgrammeItemID
        package let title: String
        package let date: CivilDate
        package let organisations: [OrganisationID]

        package static let definition = CommandDefinition(
            "mission.change-programme-item", nl: "Een programmaonderdeel wijzigen", en: "Change a programme item",
            roles: [.missionManager, .postOfficer], rules: [.known, .lifecycle, .complete],
            optionalLists: ["organisations"])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(mission)
            try subject.requireBeforeDeparture(mission)
            let known = try subject.programmeItem(item)
            try requireTitle(title, item)
            for organisation in organisations { _ = try records.existing(organisation) }
            let changed = ProgrammeItem(id: item, title: title, date: date, organisations: organisations)
            guard changed != known else { return [] }
            return Decision(
                [mission.event(.programmeItemChanged(ProgrammeItemChanged(item: changed)))]
                    + subject.lapse(mission, changing: item))
        }
    }

    package struct RemoveProgrammeItem: Command {
        package let mission: MissionID
        package let item: ProgrammeItemID
        package let reason: String

        package static let definition = CommandDefinition(
            "mission.remove-programme-item", nl: "Een programmaonderdeel schrappen", en: "Remove a programme item",
            roles: [.missionManager, .postOfficer], rules: [.known, .lifecycle, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(mission)
            try subject.requireBeforeDeparture(mission)
            _ = try subject.programmeItem(item)
            try requireReason(reason)
            return Decision(
                [mission.event(.programmeItemRemoved(ProgrammeItemRemoved(item: item, reason: reason)))]
                    + subject.lapse(mission, changing: item))
        }
    }

    /// Whether civil society is involved in informing companies: R8 says it can be, so either answer is right.
    package struct DecideCivilSocietyBriefing: Command {
        package let mission: MissionID
        package let involved: Bool
        package let reason: String

        package static let definition = CommandDefinition(
            "mission.decide-civil-society-briefing",
            nl: "Vastleggen of maatschappelijke organisaties bij de voorlichting worden betrokken",
            en: "Record whether civil society is involved in briefing companies",
            roles: [.missionManager, .imvoAdviser], rules: [.known, .lifecycle, .complete, .r8])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(mission)
            try subject.requireBeforeDeparture(mission)
            if !involved { try requireReason(reason) }
            let decided = CivilSocietyBriefingDecided(involved: involved, reason: reason)
            guard subject.civilSocietyBriefing != decided else { return [] }
            return [mission.event(.civilSocietyBriefingDecided(decided))]
        }
    }

    /// Refrains, with reasons, from inviting one kind of organisation (R7: an effort, or a reasoned waiver).
    package struct WaiveInvolvement: Command {
        package let mission: MissionID
        package let kind: InvitedKind
        package let reason: String

        package static let definition = CommandDefinition(
            "mission.waive-involvement", nl: "Met redenen afzien van betrokkenheid",
            en: "Waive involvement, with reasons",
            roles: [.missionManager, .imvoAdviser], rules: [.known, .lifecycle, .complete, .r7])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(mission)
            try subject.requireBeforeDeparture(mission)
            try requireReason(reason)
            guard subject.waivers[kind] != reason else { return [] }
            return [mission.event(.involvementWaived(InvolvementWaived(kind: kind, reason: reason)))]
        }
    }
}

extension Mission {
    private func programmeItem(_ item: ProgrammeItemID) throws(Interruption) -> ProgrammeItem {
        try Rule.known.required(
            programme[item],
            Phrase(
                nl: "programmaonderdeel \(item.text) bestaat niet", en: "there is no programme item \(item.text)"))
    }
}

private func requireTitle(_ title: String, _ item: ProgrammeItemID) throws(Interruption) {
    try Rule.complete.require(
        !title.isBlank,
        Phrase(nl: "programmaonderdeel \(item.text) heeft geen titel", en: "programme item \(item.text) has no title"))
}
