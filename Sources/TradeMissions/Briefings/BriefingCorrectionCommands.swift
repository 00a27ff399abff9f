extension Briefing {
    /// Puts right what was recorded of a held briefing.
    ///
    /// Readiness of its missions lapses, and concerns that were addressed in it are open again until they are recorded
    /// anew (DOMAIN 3e).
    package struct Correct: Command {
        package let briefing: BriefingID
        /// Every topic that was covered.
        package let topics: [Topic]
        package let attended: [CompanyID]
        package let absent: [CompanyID]
        package let reason: String

        package static let definition = CommandDefinition(
            "briefing.correct", nl: "Aanwezigheid of onderwerpen van een voorlichting corrigeren",
            en: "Correct the attendance or topics of a briefing",
            roles: roles, rules: [.known, .lifecycle, .complete, .inv19], optionalLists: ["attended", "absent"])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(briefing)
            try subject.requireStage([.held], briefing)
            try requireReason(reason)
            let topics = try Topic.covered(topics)
            try requireApart(attended, absent)
            try subject.requireRegistered(attended + absent, briefing, records)
            let attended = attended.withoutRepeats.filter { subject.attendance[$0] != true }
            let absent = absent.withoutRepeats.filter { subject.attendance[$0] != false }
            guard topics != subject.topics || !attended.isEmpty || !absent.isEmpty else { return [] }
            let corrected = Corrected(
                missions: subject.missions, topics: topics, attended: attended, absent: absent, reason: reason)
            return Decision(
                [briefing.event(.corrected(corrected))] + (try subject.fallBack(briefing, reason: reason, records))
                    + (try records.lapse(subject.missions, because: briefing.stream)),
                advisories: [Topic.advisory(on: topics, briefing)])
        }
    }

    package struct Cancel: Command {
        package let briefing: BriefingID
        package let reason: String

        package static let definition = CommandDefinition(
            "briefing.cancel", nl: "Een voorlichting annuleren", en: "Cancel a briefing",
            roles: roles, rules: [.known, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(briefing)
            try requireReason(reason)
            guard subject.stage != .cancelled else { return [] }
            return Decision(
                [briefing.event(.cancelled(Cancelled(missions: subject.missions, reason: reason)))]
                    + (try subject.fallBack(briefing, reason: reason, records))
                    + (try records.lapse(subject.missions, because: briefing.stream)))
        }
    }
}
