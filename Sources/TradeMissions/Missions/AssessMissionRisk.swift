import EventSourcing

extension Mission {
    /// Takes over the country's risk level as it stands now; a person may judge the mission's own risk higher.
    ///
    /// Below the country's level what R7 and R14 ask of a mission falls away. That is an approver's decision, who took no
    /// part in preparing the mission, with a reason that the gate goes on showing. A high level cancels nothing (R16).
    package struct AssessRisk: Command {
        package let mission: MissionID
        package let level: RiskLevel

        package static let definition = CommandDefinition(
            "mission.assess-risk", nl: "Het risiconiveau van de missie vaststellen",
            en: "Set the mission's risk level",
            roles: [.missionManager, .imvoAdviser, .missionApprover],
            rules: [.known, .lifecycle, .complete, .authority, .inv7, .r16])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(mission)
            try subject.requireBeforeDeparture(mission)
            guard let countryID = subject.country else { preconditionFailure("a proposed mission has a country") }
            let country = try records.current(countryID)
            let profile = try Rule.lifecycle.required(
                country.profile(for: act),
                Phrase(
                    nl: "voor \(countryID.text) is nog geen risicoprofiel gepubliceerd",
                    en: "no risk profile of \(countryID.text) was published yet"),
                remedy: .first(Country.PublishProfile.self))
            let countryLevel = profile.level
            let isBelow = level < countryLevel
            let beneath: RiskLevel? = isBelow ? countryLevel : nil
            let current = subject.risk
            guard current?.level != level || current?.below?.level != beneath else { return [] }
            let below = try isBelow ? reason(act, subject, below: countryLevel, records) : nil
            try Rule.authority.require(
                isBelow || act.holds(.missionManager) || act.holds(.imvoAdviser),
                Phrase(
                    nl: "een goedkeurder stelt alleen een niveau vast dat onder dat van het land ligt",
                    en: "an approver only sets a level below the country's"))
            let set = RiskLevelSet(level: level, comparedVersion: profile.version, below: below)
            let isElevatedAnew = level.isElevated && level != current?.level
            return Decision(
                [mission.event(.riskLevelSet(set))]
                    + (isElevatedAnew ? subject.lapse(mission, because: mission.stream) : []),
                role: isBelow ? .missionApprover : nil)
        }

        private func reason(
            _ act: Act, _ subject: Mission, below countryLevel: RiskLevel, _ records: Records
        ) throws(Interruption) -> BelowCountry {
            try Rule.authority.require(
                act.holds(.missionApprover),
                Phrase(
                    nl:
                        "‘\(level.text)’ ligt onder het niveau van het land (\(countryLevel.text)): dat stelt alleen een "
                        + "goedkeurder vast",
                    en:
                        "“\(level.text)” lies below the country's level (\(countryLevel.text)): only an approver sets that"
                ))
            try subject.duties.requireFree(act, for: .deciding, on: mission, records)
            let given = act.hasReason ? act.reason : nil
            let reason = try Rule.complete.required(
                given,
                Phrase(
                    nl: "het niveau ligt lager dan dat van het land (\(countryLevel.text)): geef een reden",
                    en: "the level is lower than the country's (\(countryLevel.text)): give a reason"))
            return BelowCountry(level: countryLevel, reason: reason)
        }
    }
}

extension Act {
    /// The days whose country profiles an act reckons with: dating back does not pass by what is known since.
    var riskDates: [CivilDate] { [date, dateRecorded] }
}

extension Country {
    /// The profile that an act has to reckon with: of those that held when it happened and when it is recorded, the
    /// higher; nil when there was none when it happened.
    fileprivate func profile(for act: Act) -> Profile? {
        guard profile(on: act.date) != nil else { return nil }
        return highestProfile(on: act.riskDates)
    }
}
