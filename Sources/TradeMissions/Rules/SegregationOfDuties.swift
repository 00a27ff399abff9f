import EventSourcing

/// Who did which duty on a file, and by what: it bars them from the next (INV-7; DOMAIN 2c, segregation of duties).
package struct SegregationOfDuties: Hashable, Codable, Sendable {
    /// What was done for a duty with each account, in the order in which it was first done.
    private var deeds: [Duty: [String: [Phrase]]] = [:]

    package enum Duty: String, Hashable, Codable, Sendable, CaseIterable {
        case preparing
        case deciding
        /// Giving a suspended measure effect again: a decision as the first one was, on a file that names what it ends.
        case resuming
        /// Ending a measure before its time: no burden, so whoever prepared it may, and nobody who paid on what it ends.
        case revoking
        /// Deciding that the company gets something back: on an objection, or that payment goes on.
        case reviewing
        /// Closing an account, or recording that it is prescribed.
        case closing
        /// Paying, booking what comes in, and refunding.
        case paying

        /// The duties of which none was done by whoever takes up this one.
        package var apartFrom: [Duty] {
            switch self {
            case .preparing: []
            case .deciding, .resuming: [.preparing, .paying]
            case .revoking, .reviewing, .closing: [.paying]
            case .paying: [.preparing, .deciding, .closing]
            }
        }
    }

    /// A duty done, and what was done for it.
    package struct Deed: Hashable, Sendable {
        package let duty: Duty
        package let what: Phrase

        static func preparing(nl: String, en: String) -> Deed { Deed(duty: .preparing, what: Phrase(nl: nl, en: en)) }
        static let deciding = Deed(duty: .deciding, what: Phrase(nl: "besliste", en: "decided"))
        static let closing = Deed(duty: .closing, what: Phrase(nl: "sloot af", en: "closed"))
        static func paying(nl: String, en: String) -> Deed { Deed(duty: .paying, what: Phrase(nl: nl, en: en)) }
    }

    mutating func note(_ deed: Deed?, by officer: String) {
        guard let deed, !deeds[deed.duty, default: [:]][officer, default: []].contains(deed.what) else { return }
        deeds[deed.duty, default: [:]][officer, default: []].append(deed.what)
    }

    /// The accounts with which a duty was done.
    func accounts(doing duty: Duty) -> [String] { deeds[duty].map { $0.keys.sorted() } ?? [] }

    /// Refuses whoever did a duty on the file that is kept apart from this one, with this account or another, and says
    /// what they did.
    ///
    /// `barred` is the file that the duty is about, when it is another than the one with the deeds.
    func requireFree(
        _ act: Act, for duty: Duty, on file: some StreamID, barring barred: String? = nil, by rule: Rule = .inv7,
        _ records: Records
    ) throws(Interruption) {
        let others = duty.apartFrom.flatMap { deeds[$0].map { Array($0.keys) } ?? [] }
        let accounts = try act.accounts(among: others, records)
        let officer = act.name(with: accounts)
        let refusal = duty.refusal(of: barred)
        let done = duty.apartFrom.flatMap { other in accounts.flatMap { deeds[other]?[$0] ?? [] } }.withoutRepeats
        try rule.require(
            done.isEmpty,
            Phrase(
                nl: "\(officer.nl) deed al iets anders aan \(file.text) (\(done.map(\.nl).joined(separator: ", "))) en "
                    + refusal.nl,
                en: "\(officer.en) had another part in \(file.text) (\(done.map(\.en).joined(separator: ", "))) and "
                    + refusal.en),
            remedy: rule == .inv7 ? duty.remedy : rule.remedy)
    }
}

extension SegregationOfDuties.Duty {
    /// What whoever had another part does not do: on that file, or on the one that is named.
    fileprivate func refusal(of file: String?) -> Phrase {
        switch self {
        case .preparing:
            Phrase(
                nl: "bereidt \(file.map { "voor \($0) niets voor" } ?? "er niets voor")",
                en: "prepares nothing on \(file ?? "it")")
        case .deciding, .resuming, .revoking, .reviewing:
            Phrase(
                nl: "beslist \(file.map { "niet over \($0)" } ?? "er niet over")",
                en: "does not decide on \(file ?? "it")")
        case .closing: Phrase(nl: "sluit \(file ?? "het") niet af", en: "does not close \(file ?? "it")")
        case .paying:
            Phrase(
                nl: "betaalt of boekt \(file.map { "niets op \($0)" } ?? "er niets op")",
                en: "neither pays nor books on \(file ?? "it")")
        }
    }

    fileprivate var remedy: Phrase {
        switch self {
        case .preparing:
            Phrase(nl: "Laat een andere functionaris dit voorbereiden.", en: "Have another officer prepare this.")
        case .deciding, .resuming:
            Phrase(
                nl: "Laat een bevoegde functionaris beslissen die hier niets voorbereidde, betaalde of boekte.",
                en: "Have an authorised officer decide who prepared, paid and booked nothing here.")
        case .revoking, .reviewing:
            Phrase(
                nl: "Laat een bevoegde functionaris beslissen die hier niets betaalde of boekte.",
                en: "Have an authorised officer decide who paid and booked nothing here.")
        case .closing:
            Phrase(
                nl: "Laat een functionaris afsluiten die hier niets betaalde of boekte.",
                en: "Have an officer close it who paid and booked nothing here.")
        case .paying:
            Phrase(
                nl: "Laat een betaalfunctionaris handelen die hier niets voorbereidde, niet besliste en niet afsloot.",
                en: "Have a payment officer act who prepared, decided and closed nothing here.")
        }
    }
}

extension Act {
    /// The actor, and the accounts of the same person with which something was done.
    fileprivate func name(with accounts: [String]) -> Phrase {
        let others = accounts.filter { $0 != actor.text }.joined(separator: ", ")
        guard !others.isEmpty else { return Phrase(nl: actor.text, en: actor.text) }
        return Phrase(
            nl: "\(actor.text), dezelfde persoon als \(others),", en: "\(actor.text), the same person as \(others),")
    }

    /// The authority to decide on an objection; refuses by ``Rule/inv7`` whoever took the decision under mandate, with
    /// whatever account, to decide on it under mandate again (Awb 10:3, third paragraph).
    ///
    /// Who decided in person may, and so may who now decides in person. A first decision of which the authority is not
    /// known counts as taken under mandate.
    func authorityOnObjection(
        to decision: Phrase, by decider: String, under first: DecisionAuthority?, _ records: Records
    ) throws(Interruption) -> DecisionAuthority {
        let authority = try decisionAuthority(for: .objections)
        guard authority.isUnderMandate, first?.isUnderMandate ?? true else { return authority }
        let isDecider = try isPerson(behind: decider, records)
        try Rule.inv7.require(
            !isDecider,
            Phrase(
                nl: "\(decider) nam \(decision.nl) onder mandaat en beslist niet onder mandaat op het bezwaar",
                en: "\(decider) took \(decision.en) under mandate and does not decide under mandate on the objection"))
        return authority
    }
}
