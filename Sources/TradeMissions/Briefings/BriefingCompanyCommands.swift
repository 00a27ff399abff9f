package import EventSourcing

// Which companies were informed (R10, INV-18): at the briefing, apart from it, or in writing.
extension Briefing {
    package struct RecordAttendance: Command {
        package let briefing: BriefingID
        package let attended: [CompanyID]
        package let absent: [CompanyID]

        package static let definition = CommandDefinition(
            "briefing.record-attendance", nl: "Vastleggen welke bedrijven bij een voorlichting waren",
            en: "Record which companies attended a briefing",
            roles: roles, rules: [.known, .lifecycle, .complete, .r10, .inv18], optionalLists: ["attended", "absent"])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(briefing)
            try subject.requireStage([.held], briefing)
            try requireApart(attended, absent)
            try subject.requireRegistered(attended + absent, briefing, records)
            for (companies, isAttending) in [(attended, true), (absent, false)] {
                for company in companies {
                    try Rule.lifecycle.require(
                        subject.attendance[company] ?? isAttending == isAttending,
                        Phrase(
                            nl: "de aanwezigheid van \(company.text) bij \(briefing.text) is al anders vastgelegd",
                            en: "the attendance of \(company.text) at \(briefing.text) was recorded differently"),
                        remedy: .first(Correct.self))
                }
            }
            func isNew(_ company: CompanyID) -> Bool { subject.attendance[company] == nil }
            let missions = subject.missions
            let absentees = absent.withoutRepeats.filter(isNew)
            let briefedApart = Set(subject.individualBriefings.map(\.company))
            let countries = try records.current(missions).map(\.country)
            let uninformed = absentees.filter { !briefedApart.contains($0) }.map(\.text).joined(separator: ", ")
            return Decision(
                attended.withoutRepeats.filter(isNew).map { company in
                    briefing.event(.attended(Attended(company: company, missions: missions)))
                }
                    + absentees.map { company in
                        briefing.event(.absent(Absent(company: company, missions: missions)))
                    },
                advisories: [
                    Rule.information(on: countries).advise(
                        unless: uninformed.isEmpty,
                        Phrase(
                            nl: "afwezig, en nog apart voor te lichten: \(uninformed)",
                            en: "absent, and still to be briefed individually: \(uninformed)"))
                ])
        }
    }

    /// Records that one company was briefed apart, with what the briefing is about: absentees are informed as well.
    package struct BriefIndividually: Command {
        package let briefing: BriefingID
        package let company: CompanyID
        package let date: CivilDate
        package let mode: Mode
        package let topics: [Topic]

        package static let definition = CommandDefinition(
            "briefing.brief-individually", nl: "Een bedrijf apart voorlichten", en: "Brief one company individually",
            roles: roles, rules: [.known, .lifecycle, .complete, .inv26])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(briefing)
            let topics = try Topic.covered(topics)
            try act.requireHappened(on: date)
            try subject.requireStage([.planned, .held], briefing)
            try subject.requireRegistered([company], briefing, records)
            let briefed = BriefedIndividually(
                company: company, missions: subject.missions, date: date, mode: mode, topics: topics)
            guard !subject.individualBriefings.contains(briefed) else { return [] }
            return [briefing.event(.briefedIndividually(briefed))]
        }
    }

    /// Records that companies were warned in writing about human-rights risks.
    package struct IssueRiskWarning: Command {
        package let briefing: BriefingID
        package let company: CompanyID?
        package let date: CivilDate
        package let material: Material

        package static let definition = CommandDefinition(
            "briefing.issue-risk-warning", nl: "Een schriftelijke waarschuwing voor risico’s vastleggen",
            en: "Record a written warning about risks",
            roles: roles, rules: [.known, .lifecycle, .inv26])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(briefing)
            try act.requireHappened(on: date)
            try subject.requireStage([.planned, .held], briefing)
            try subject.requireRegistered(company.map { [$0] } ?? [], briefing, records)
            let warning = RiskWarningIssued(
                missions: subject.missions, company: company, date: date, material: material)
            guard !subject.riskWarnings.contains(warning) else { return [] }
            return [briefing.event(.riskWarningIssued(warning))]
        }
    }

    /// Records that companies were reminded of their part in remedy.
    package struct RemindOfRemedy: Command {
        package let briefing: BriefingID
        package let company: CompanyID?
        package let date: CivilDate
        package let material: Material

        package static let definition = CommandDefinition(
            "briefing.remind-of-remedy", nl: "Vastleggen dat aan herstel is herinnerd",
            en: "Record a reminder of remedy",
            roles: roles, rules: [.known, .lifecycle, .inv26])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(briefing)
            try act.requireHappened(on: date)
            try subject.requireStage([.planned, .held], briefing)
            try subject.requireRegistered(company.map { [$0] } ?? [], briefing, records)
            let reminder = RemedyReminderGiven(
                missions: subject.missions, company: company, date: date, material: material)
            guard !subject.remedyReminders.contains(reminder) else { return [] }
            return [briefing.event(.remedyReminderGiven(reminder))]
        }
    }
}

/// Refuses a company that would be both present and absent.
func requireApart(_ attended: [CompanyID], _ absent: [CompanyID]) throws(Interruption) {
    let both = attended.filter(absent.contains).map(\.text).joined(separator: ", ")
    try Rule.complete.require(
        both.isEmpty,
        Phrase(nl: "aanwezig én afwezig: \(both)", en: "both present and absent: \(both)"),
        remedy: Phrase(nl: "Noem elk bedrijf één keer.", en: "Name each company once."))
}
