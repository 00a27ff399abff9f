import EventSourcing

/// What every act is checked against before its command decides.
package enum Admission {
    /// How far a clock may run ahead of the book's.
    package static let toleranceSeconds: Int64 = 300
    /// How long ago an act may have happened without a reason being asked.
    package static let daysWithoutReason = 7

    /// Refuses an act of someone without the role (``Rule/authority``), one from the future, and one from long ago
    /// without a reason (``Rule/inv26``).
    package static func check(_ act: Act, giving definition: CommandDefinition) throws(Interruption) {
        if !definition.roles.isEmpty {
            let names = definition.roles.map(\.rawValue).joined(separator: ", ")
            try Rule.authority.require(
                definition.roles.contains { act.officer.holds($0, on: act.date) },
                Phrase(
                    nl: "\(act.actor.text) heeft op \(act.date.text) geen van deze rollen: \(names)",
                    en: "\(act.actor.text) holds none of these roles on \(act.date.text): \(names)"))
        }
        try Rule.inv26.require(
            act.occurredAt <= act.now.adding(seconds: toleranceSeconds),
            Phrase(
                nl: "\(act.occurredAt.text) ligt in de toekomst", en: "\(act.occurredAt.text) lies in the future"))
        try Rule.inv26.require(
            act.reason.map { !$0.isBlank } ?? false
                || act.now <= act.occurredAt.adding(seconds: Int64(daysWithoutReason) * 86_400),
            Phrase(
                nl: "\(act.occurredAt.text) is meer dan \(daysWithoutReason) dagen geleden en er is geen reden gegeven",
                en: "\(act.occurredAt.text) is more than \(daysWithoutReason) days ago and no reason is given"))
    }

    /// Refuses free text that carries what belongs in the register: an e-mail address, or a run of eight or nine digits
    /// such as a KvK number or a citizen service number (``Rule/inv29``).
    ///
    /// Names it cannot see.
    package static func checkFreeText(_ text: String, field: String) throws(Interruption) {
        let runs = text.utf8.split { !Ascii.isDigit($0) }
        let words = text.split { $0.isWhitespace || "<>(),;".contains($0) }
        let hasAddress = words.contains { word in
            word.split(separator: "@", omittingEmptySubsequences: false).count == 2
                && word.last != "@" && word.first != "@"
        }
        try Rule.inv29.require(
            !hasAddress && !runs.contains { (8...9).contains($0.count) },
            Phrase(
                nl: "‘\(field)’ bevat een e-mailadres of een nummer van acht of negen cijfers",
                en: "“\(field)” holds an e-mail address or a number of eight or nine digits"))
    }
}
