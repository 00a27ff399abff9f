package import EventSourcing

extension Mission {
    package static let commands: [any Command.Type] = [
        Propose.self, AssessRisk.self, ApprovePlan.self, Announce.self, OpenRegistration.self,
        CloseRegistration.self, AddProgrammeItem.self, ChangeProgrammeItem.self, RemoveProgrammeItem.self,
        DecideCivilSocietyBriefing.self, WaiveInvolvement.self, OverrideGate.self, DeclareReady.self, Depart.self,
        End.self, HoldDebrief.self, PublishFactsheet.self, Close.self, Postpone.self, Reopen.self, Cancel.self,
        WithdrawOfficialSupport.self,
    ]

    package struct Propose: Command {
        package let mission: MissionID
        package let title: String
        package let country: CountryID
        package let sector: String
        package let from: CivilDate
        package let until: CivilDate

        package static let definition = CommandDefinition(
            "mission.propose", nl: "Een missie voorstellen", en: "Propose a mission",
            roles: [.missionManager], rules: [.unused, .known, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            try records.unused(mission)
            _ = try records.existing(country)
            try Rule.complete.require(
                !title.isBlank, Phrase(nl: "de missie heeft geen titel", en: "the mission has no title"))
            return [
                mission.event(
                    .proposed(
                        Proposed(
                            title: title, country: country, sector: sector,
                            period: try Period(checking: from, until))))
            ]
        }
    }

    /// Approves the plan; again when items of the programme that were approved have been changed since.
    package struct ApprovePlan: Command {
        package let mission: MissionID

        package static let definition = CommandDefinition(
            "mission.approve-plan", nl: "Het missieplan goedkeuren", en: "Approve the mission's plan",
            roles: [.missionApprover], rules: [.known, .lifecycle, .inv7])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(mission)
            if subject.itemsChangedSinceApproval.isEmpty {
                try subject.require([.proposed], mission)
            } else {
                try subject.requireBeforeDeparture(mission)
            }
            try Rule.lifecycle.require(
                subject.riskLevel != nil,
                Phrase(
                    nl: "het risiconiveau van \(mission.text) is nog niet vastgesteld",
                    en: "the risk level of \(mission.text) is not set yet"),
                remedy: .first(Mission.AssessRisk.self))
            try subject.duties.requireFree(act, for: .deciding, on: mission, records)
            return [mission.event(.planApproved(PlanApproved()))]
        }
    }

    package struct Announce: Command {
        package let mission: MissionID
        package let closingDate: CivilDate
        package let maximumParticipants: Int
        package let conditions: String

        package static let definition = CommandDefinition(
            "mission.announce", nl: "Een missie aankondigen", en: "Announce a mission",
            roles: [.missionManager], rules: [.known, .lifecycle, .complete, .inv7])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(mission)
            try subject.require([.approved], mission)
            try subject.requireApproved(mission)
            try Rule.complete.require(
                (1...500).contains(maximumParticipants) && !conditions.isBlank,
                Phrase(
                    nl: "noem een maximum van 1 tot 500 deelnemers en de versie van de voorwaarden",
                    en: "give a maximum of 1 to 500 participants and the version of the conditions"))
            try Rule.complete.require(
                subject.period.map { closingDate < $0.from } ?? true,
                Phrase(
                    nl: "de sluitingsdatum ligt niet vóór de missie",
                    en: "the closing date does not lie before the mission"))
            return [
                mission.event(
                    .announced(
                        Announced(
                            closingDate: closingDate, maximumParticipants: maximumParticipants,
                            conditions: conditions)))
            ]
        }
    }

    package struct OpenRegistration: Command {
        package let mission: MissionID

        package static let definition = CommandDefinition(
            "mission.open-registration", nl: "De inschrijving openen", en: "Open registration",
            roles: [.missionManager], rules: [.known, .lifecycle])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            try records.existing(mission).require([.announced, .registrationClosed], mission)
            return [mission.event(.registrationOpened(RegistrationOpened()))]
        }
    }

    package struct CloseRegistration: Command {
        package let mission: MissionID

        package static let definition = CommandDefinition(
            "mission.close-registration", nl: "De inschrijving sluiten", en: "Close registration",
            roles: [.missionManager], rules: [.known, .lifecycle])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            try records.existing(mission).require([.registrationOpen], mission)
            return [mission.event(.registrationClosed(RegistrationClosed()))]
        }
    }
}

extension Mission {
    /// Refuses by ``Rule/lifecycle`` unless the mission stands in one of these stages.
    func require(_ stages: [Stage], _ id: MissionID) throws(Interruption) {
        let dutch = stages.map(\.phrase.nl).joined(separator: ", ")
        let english = stages.map(\.phrase.en).joined(separator: ", ")
        try Rule.lifecycle.require(
            stages.contains(stage),
            Phrase(
                nl: "\(id.text) is \(stage.phrase.nl); dit kan alleen bij: \(dutch)",
                en: "\(id.text) is \(stage.phrase.en); this is possible only when: \(english)"),
            remedy: .leadingOn(stage.next))
    }

    /// Refuses by ``Rule/lifecycle`` when the mission has departed or was cancelled.
    func requireBeforeDeparture(_ id: MissionID) throws(Interruption) {
        try Rule.lifecycle.require(
            isBeforeDeparture,
            Phrase(
                nl: "\(id.text) is \(stage.phrase.nl): dit kan alleen vóór vertrek",
                en: "\(id.text) is \(stage.phrase.en): this is possible only before departure"),
            remedy: .leadingOn(stage.next))
    }
}
