package import EventSourcing

/// What every act is checked against before its command decides.
package enum Admission {
    /// How far a clock may run ahead of the book's.
    package static let toleranceSeconds: Int64 = 300
    /// How long ago an act may have happened without a reason being asked.
    package static let daysWithoutReason = 7

    /// Whether what happened is recorded so late that a reason is asked (``Rule/inv26``).
    package static func isLongAgo(_ occurredAt: Timestamp, recordedAt: Timestamp) -> Bool {
        recordedAt > occurredAt.adding(seconds: Int64(daysWithoutReason) * 86_400)
    }

    /// The same of a date that an act states beside its own.
    static func isLongAgo(_ date: CivilDate, before day: CivilDate) -> Bool {
        date.adding(days: daysWithoutReason) < day
    }

    /// Whether it lies in the future, further than clocks may differ (``Rule/inv26``).
    package static func isAhead(_ occurredAt: Timestamp, of recordedAt: Timestamp) -> Bool {
        occurredAt > recordedAt.adding(seconds: toleranceSeconds)
    }

    /// The act with the role in which it is admitted.
    ///
    /// Refuses an act of someone without the role (``Rule/authority``, see ``Act/holds(_:)``), one from the future, and
    /// one from long ago without a reason (``Rule/inv26``).
    package static func admit(_ act: Act, giving definition: CommandDefinition) throws(Interruption) -> Act {
        var admitted = act
        if !definition.roles.isEmpty {
            let names = definition.roles.words
            admitted.role = try Rule.authority.required(
                act.role(among: definition.roles),
                Phrase(
                    nl: "\(act.actor.text) heeft geen van deze rollen \(act.days.nl): \(names.nl)",
                    en: "\(act.actor.text) holds none of these roles \(act.days.en): \(names.en)"))
        }
        try Rule.inv26.require(
            !isAhead(act.occurredAt, of: act.now),
            Phrase(
                nl: "\(act.occurredAt.text) ligt in de toekomst", en: "\(act.occurredAt.text) lies in the future"))
        try Rule.inv26.require(
            act.hasReason || !isLongAgo(act.occurredAt, recordedAt: act.now),
            Phrase(
                nl: "\(act.occurredAt.text) is meer dan \(daysWithoutReason) dagen geleden en er is geen reden gegeven",
                en: "\(act.occurredAt.text) is more than \(daysWithoutReason) days ago and no reason is given"))
        return admitted
    }

    /// Refuses a text of a command, free or chosen as an identifier, that points to one person or company
    /// (``Rule/inv29``).
    ///
    /// Says what was found and where, never the text: refusals are journalled. Names it cannot see.
    package static func checkFreeText(_ text: String, field: String) throws(Interruption) {
        guard let found = PersonalData(in: text) else { return }
        try Rule.inv29.require(
            false,
            Phrase(
                nl: "‘\(field)’ bevat \(found.description.nl)", en: "“\(field)” holds \(found.description.en)"))
    }
}

extension Act {
    /// The civil date in Amsterdam on which it is recorded.
    package var dateRecorded: CivilDate { now.dateInAmsterdam }

    /// Whether a reason was given with the act.
    package var hasReason: Bool { reason.map { !$0.isBlank } ?? false }

    /// Whether the actor held the role when it happened, and still holds it when it is recorded.
    ///
    /// The first alone would let somebody act by dating back to a role that has ended, the second alone by a role that
    /// began later.
    package func holds(_ role: Role) -> Bool {
        officer.holds(role, on: date) && officer.holds(role, on: dateRecorded)
    }

    /// Which of `roles` the actor acts in: of those held the first, but the office itself before the power to decide on
    /// its behalf, and that before every other.
    ///
    /// Nil when none is held.
    fileprivate func role(among roles: [Role]) -> Role? {
        let held = roles.filter(holds)
        return [.officeHolder, .decisionMaker].first(where: held.contains) ?? held.first
    }

    /// The days on which whoever acts must be empowered, as part of a sentence.
    var days: Phrase {
        guard date != dateRecorded else { return Phrase(nl: "op \(date.text)", en: "on \(date.text)") }
        return Phrase(
            nl: "zowel op \(date.text) als op \(dateRecorded.text), de dag van vastleggen",
            en: "both on \(date.text) and on \(dateRecorded.text), the day of recording")
    }
}
