package import EventSourcing

extension Officer {
    package static let commands: [any Command.Type] = [
        Register.self, Identify.self, CorrectIdentity.self, GrantRole.self, RevokeRole.self, GrantMandate.self,
        RevokeMandate.self,
    ]

    package struct Register: Command {
        package let officer: OfficerID
        package let name: String
        package let unit: String

        package static let definition = CommandDefinition(
            "officer.register", nl: "Een functionaris inschrijven", en: "Register an officer",
            roles: [.administrator], rules: [.unused, .inv29], registerFields: ["name"])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            try records.unused(officer)
            return Decision(
                [officer.event(.registered(Registered(unit: unit)))],
                registerEntries: [RegisterEntry(id: officer.text, name: name)])
        }
    }

    package struct GrantRole: Command {
        package let officer: OfficerID
        package let role: Role
        package let from: CivilDate
        package let until: CivilDate?

        package static let definition = CommandDefinition(
            "officer.grant-role", nl: "Een rol toekennen", en: "Grant a role",
            roles: [.administrator], rules: [.known, .authority, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(officer)
            let isOwn = try act.isPerson(behind: officer.text, records)
            try Rule.authority.require(
                !isOwn,
                Phrase(nl: "niemand kent zichzelf een rol toe", en: "nobody grants a role to themselves"))
            let period = try Period(checking: from, until)
            guard !subject.roles[role, default: []].contains(period) else { return [] }
            let reason = try act.reasonIfPast(from)
            let granted = officer.event(.roleGranted(RoleGranted(role: role, period: period, reason: reason)))
            return Decision([granted] + (try role == .administrator ? records.appointment(of: officer) : []))
        }
    }

    package struct RevokeRole: Command {
        package let officer: OfficerID
        package let role: Role
        package let from: CivilDate

        package static let definition = CommandDefinition(
            "officer.revoke-role", nl: "Een rol intrekken", en: "Revoke a role",
            roles: [.administrator], rules: [.known, .lifecycle, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(officer)
            guard subject.roles[role, default: []].contains(where: { $0.until.map { from <= $0 } ?? true }) else {
                return []
            }
            if role == .administrator {
                try records.requireAdministrator(besides: officer, from: max(from, act.dateRecorded))
            }
            let reason = try act.reasonIfPast(from)
            return [officer.event(.roleRevoked(RoleRevoked(role: role, from: from, reason: reason)))]
        }
    }

    package struct GrantMandate: Command {
        package let officer: OfficerID
        package let mandate: MandateID
        package let powers: [Power]
        package let from: CivilDate
        package let until: CivilDate?
        package let onBehalfOf: String

        package static let definition = CommandDefinition(
            "officer.grant-mandate", nl: "Een mandaat vastleggen", en: "Record a mandate",
            roles: [.administrator], rules: [.known, .unused, .authority, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(officer)
            let isOwn = try act.isPerson(behind: officer.text, records)
            try Rule.authority.require(
                !isOwn,
                Phrase(nl: "niemand legt zijn eigen mandaat vast", en: "nobody records their own mandate"))
            try Rule.complete.require(
                !powers.isEmpty && !onBehalfOf.isBlank,
                Phrase(
                    nl: "een mandaat noemt bevoegdheden en namens wie (Awb 10:10)",
                    en: "a mandate names its powers and on whose behalf (Awb 10:10)"))
            try Rule.unused.require(
                !subject.mandates.contains { $0.id == mandate },
                Phrase(nl: "\(mandate.text) is al vastgelegd", en: "\(mandate.text) was recorded before"))
            return [
                officer.event(
                    .mandateGranted(
                        MandateGranted(
                            mandate: mandate, powers: powers, period: try Period(checking: from, until),
                            onBehalfOf: onBehalfOf, reason: try act.reasonIfPast(from))))
            ]
        }
    }

    package struct RevokeMandate: Command {
        package let officer: OfficerID
        package let mandate: MandateID
        package let from: CivilDate

        package static let definition = CommandDefinition(
            "officer.revoke-mandate", nl: "Een mandaat intrekken", en: "Revoke a mandate",
            roles: [.administrator], rules: [.known, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(officer)
            guard let recorded = subject.mandates.first(where: { $0.id == mandate }) else {
                try Rule.known.require(
                    false, Phrase(nl: "\(mandate.text) is niet vastgelegd", en: "\(mandate.text) was never recorded"))
                return []
            }
            guard recorded.revokedFrom.map({ from < $0 }) ?? true else { return [] }
            let reason = try act.reasonIfPast(from)
            return [officer.event(.mandateRevoked(MandateRevoked(mandate: mandate, from: from, reason: reason)))]
        }
    }
}

extension Act {
    /// The reason for which something is to hold, or to hold no longer, from a day before it is recorded; nil when it
    /// does not.
    ///
    /// Refuses by ``Rule/complete`` when no reason is given: what is granted with effect from the past covers acts that
    /// were done without it, and what is revoked so takes its ground from acts that were done with it.
    func reasonIfPast(_ from: CivilDate) throws(Interruption) -> String? {
        guard from < dateRecorded else { return nil }
        try Rule.complete.require(
            hasReason,
            Phrase(
                nl: "de eerste dag, \(from.text), ligt vóór de dag van vastleggen, \(dateRecorded.text): "
                    + "geef een reden",
                en: "the first day, \(from.text), lies before the day of recording, \(dateRecorded.text): "
                    + "give a reason"),
            remedy: Phrase(
                nl: "Laat het vandaag ingaan, of geef met `--reason` de reden.",
                en: "Let it take effect today, or give the reason by `--reason`."))
        return reason
    }
}

extension Period {
    /// A period that ends no earlier than it begins; refuses with ``Rule/complete`` otherwise.
    init(checking from: CivilDate, _ until: CivilDate?) throws(Interruption) {
        try Rule.complete.require(
            until.map { from <= $0 } ?? true,
            Phrase(nl: "de periode eindigt vóór zij begint", en: "the period ends before it begins"))
        self.init(from: from, until: until)
    }
}
