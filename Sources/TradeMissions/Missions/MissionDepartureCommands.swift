import EventSourcing

extension Mission {
    /// Passes one open gate item on purpose: another officer than whoever prepared the mission or what the item is open
    /// about, with a reason that stays visible for ever (INV-30).
    package struct OverrideGate: Command {
        package let mission: MissionID
        package let item: GateItemID
        package let reason: String

        package static let definition = CommandDefinition(
            "mission.override-gate", nl: "Een punt van de vertrekpoort passeren", en: "Override a gate item",
            roles: [.missionApprover], rules: [.known, .lifecycle, .inv30])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(mission)
            try subject.requireBeforeDeparture(mission)
            let gate = try Preparation.of(mission, subject, in: records).gate(on: act.riskDates, in: records)
            let found = try Rule.known.required(
                gate.first { $0.id == item },
                Phrase(nl: "de poort heeft geen punt \(item.text)", en: "the gate has no item \(item.text)"))
            try Rule.lifecycle.require(
                found.status == .open && found.isBlocking,
                Phrase(
                    nl: "\(item.text) staat niet open en houdt niets tegen",
                    en: "\(item.text) is not open, or blocks nothing"))
            try Rule.inv30.require(
                !reason.isBlank, Phrase(nl: "er is geen reden gegeven", en: "no reason is given"))
            try subject.requireSecondOfficer(act, overriding: found, mission, records)
            return [mission.event(.readinessOverridden(ReadinessOverridden(item: item, reason: reason)))]
        }
    }

    /// Declares the mission ready to depart: every blocking item of the gate is settled, waived or overridden.
    package struct DeclareReady: Command {
        package let mission: MissionID

        package static let definition = CommandDefinition(
            "mission.declare-ready", nl: "De missie vertrekgereed verklaren", en: "Declare the mission ready",
            roles: [.missionManager],
            rules: [.known, .lifecycle, .inv7, .inv16, .inv17, .inv18, .inv19, .inv30, .r7, .r8, .r9, .r10, .r11, .r14])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(mission)
            try subject.require([.registrationClosed, .preparing], mission)
            try subject.requireApproved(mission)
            let gate = try Preparation.of(mission, subject, in: records).gate(on: act.riskDates, in: records)
            try requireOpen(gate)
            let overridden = gate.filter { $0.status == .overridden }
            let overriders = try act.accounts(among: overridden.compactMap(\.overriddenBy), records)
            try Rule.inv30.require(
                overriders.isEmpty,
                Phrase(
                    nl: "\(act.actor.text) passeerde zelf een punt van deze poort",
                    en: "\(act.actor.text) overrode an item of this gate"))
            let waived = try waivedByDeclarer(act, gate, records)
            let advisories =
                gate.filter { !$0.isBlocking && $0.status == .open }.map { Advisory($0.rule, $0.finding) }
                + [waived].compactMap(\.self)
            return Decision(
                [
                    mission.event(
                        .declaredReady(
                            DeclaredReady(
                                overridden: overridden.map(\.id), advisories: advisories.map(\.rule.id).withoutRepeats))
                    )
                ],
                advisories: advisories)
        }

        /// Says so when nobody else than the one who waived the effort of R7 declares the mission ready.
        ///
        /// Advice, for the letter asks for the effort or its reasons, and not for a second officer.
        private func waivedByDeclarer(
            _ act: Act, _ gate: [GateItem], _ records: Records
        ) throws(Interruption) -> Advisory? {
            let waived = gate.filter { $0.status == .waived }
            let accounts = try act.accounts(among: waived.compactMap(\.mark?.actor), records)
            let own = waived.filter { item in accounts.contains { $0 == item.mark?.actor } }
            let findings = own.map(\.finding)
            return Rule.r7.advise(
                unless: own.isEmpty,
                Phrase(
                    nl: "\(act.actor.text) verklaart de missie gereed en zag zelf af van de inzet: "
                        + findings.map(\.nl).joined(separator: "; "),
                    en: "\(act.actor.text) declares the mission ready and waived the effort in person: "
                        + findings.map(\.en).joined(separator: "; ")))
        }

        /// Refuses by the rule of the first item that stands in the way, and says of every one what would settle it.
        private func requireOpen(_ gate: [GateItem]) throws(Interruption) {
            let blocking = gate.filter { $0.isBlocking && $0.status == .open }
            guard let first = blocking.first else { return }
            let findings = blocking.map(\.finding)
            let remedies = blocking.map(\.rule.remedy).withoutRepeats
            throw .refused(
                Refusal(
                    rule: first.rule,
                    finding: Phrase(
                        nl: findings.map(\.nl).joined(separator: "; "),
                        en: findings.map(\.en).joined(separator: "; ")),
                    remedy: Phrase(
                        nl: remedies.map(\.nl).joined(separator: " "),
                        en: remedies.map(\.en).joined(separator: " "))))
        }
    }

    package struct Depart: Command {
        package let mission: MissionID

        package static let definition = CommandDefinition(
            "mission.depart", nl: "Het vertrek vastleggen", en: "Record departure",
            roles: [.missionManager, .postOfficer], rules: [.known, .lifecycle])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            try records.existing(mission).require([.ready], mission)
            return [mission.event(.departed(Departed()))]
        }
    }

    package struct End: Command {
        package let mission: MissionID

        package static let definition = CommandDefinition(
            "mission.end", nl: "Het einde van de reis vastleggen", en: "Record the end of the journey",
            roles: [.missionManager, .postOfficer], rules: [.known, .lifecycle])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            try records.existing(mission).require([.underway], mission)
            return [mission.event(.ended(Ended()))]
        }
    }

    package struct HoldDebrief: Command {
        package let mission: MissionID
        package let findings: String

        package static let definition = CommandDefinition(
            "mission.hold-debrief", nl: "De nabespreking vastleggen", en: "Record the debrief",
            roles: [.missionManager, .imvoAdviser], rules: [.known, .lifecycle, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            try records.existing(mission).require([.ended], mission)
            try Rule.complete.require(
                !findings.isBlank, Phrase(nl: "er zijn geen bevindingen", en: "there are no findings"))
            return [mission.event(.debriefHeld(DebriefHeld(findings: findings)))]
        }
    }

    package struct PublishFactsheet: Command {
        package let mission: MissionID
        package let reference: String

        package static let definition = CommandDefinition(
            "mission.publish-factsheet", nl: "De factsheet publiceren", en: "Publish the factsheet",
            roles: [.missionManager], rules: [.known, .lifecycle, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(mission)
            try Rule.complete.require(
                !reference.isBlank,
                Phrase(nl: "waar de factsheet staat, ontbreekt", en: "where the factsheet can be found is missing"))
            guard subject.factsheet != reference else { return [] }
            try subject.require([.ended, .evaluated], mission)
            return [mission.event(.factsheetPublished(FactsheetPublished(reference: reference)))]
        }
    }

    package struct Close: Command {
        package let mission: MissionID

        package static let definition = CommandDefinition(
            "mission.close", nl: "De missie afsluiten", en: "Close the mission",
            roles: [.missionManager], rules: [.known, .lifecycle])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            try records.existing(mission).require([.evaluated], mission)
            return [mission.event(.closed(Closed()))]
        }
    }
}
