package import EventSourcing

// Each of these is a reasoned decision of its own: no risk level brings it about (R16).
extension Mission {
    package struct Postpone: Command {
        package let mission: MissionID
        package let reason: String

        package static let definition = CommandDefinition(
            "mission.postpone", nl: "De missie uitstellen", en: "Postpone the mission",
            roles: [.missionApprover], rules: [.known, .lifecycle, .complete, .r16])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(mission)
            try subject.requireBeforeDeparture(mission)
            try requireReason(reason)
            guard subject.stage != .postponed else { return [] }
            return [mission.event(.postponed(Postponed(reason: reason)))]
        }
    }

    /// Gives the mission another period, which is a part of the plan: by somebody who did not prepare it.
    package struct Reopen: Command {
        package let mission: MissionID
        package let from: CivilDate
        package let until: CivilDate
        package let reason: String

        package static let definition = CommandDefinition(
            "mission.reopen", nl: "Een uitgestelde missie hervatten", en: "Resume a postponed mission",
            roles: [.missionApprover], rules: [.known, .lifecycle, .complete, .inv7])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(mission)
            try subject.require([.postponed], mission)
            try requireReason(reason)
            try subject.duties.requireFree(act, for: .deciding, on: mission, records)
            let period = try Period(checking: from, until)
            let reopened = Reopened(period: period, stage: subject.stageAfterPostponement, reason: reason)
            return [mission.event(.reopened(reopened))]
        }
    }

    package struct Cancel: Command {
        package let mission: MissionID
        package let reason: String

        package static let definition = CommandDefinition(
            "mission.cancel", nl: "De missie annuleren", en: "Cancel the mission",
            roles: [.missionApprover], rules: [.known, .lifecycle, .complete, .r16])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(mission)
            try requireReason(reason)
            guard subject.stage != .cancelled else { return [] }
            try subject.requireBeforeDeparture(mission)
            return [mission.event(.cancelled(Cancelled(reason: reason)))]
        }
    }

    /// Withdraws the government's official support; companies decide themselves whether they travel.
    package struct WithdrawOfficialSupport: Command {
        package let mission: MissionID
        package let reason: String

        package static let definition = CommandDefinition(
            "mission.withdraw-official-support", nl: "De officiële steun intrekken",
            en: "Withdraw official support",
            roles: [.missionApprover], rules: [.known, .lifecycle, .complete, .r16])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(mission)
            try requireReason(reason)
            try Rule.lifecycle.require(
                subject.announcement != nil && subject.stage != .cancelled && subject.stage != .closed,
                Phrase(
                    nl: "\(mission.text) is niet aangekondigd, of al voorbij",
                    en: "\(mission.text) was not announced, or is over"))
            guard subject.hasOfficialSupport else { return [] }
            return [mission.event(.officialSupportWithdrawn(OfficialSupportWithdrawn(reason: reason)))]
        }
    }
}
