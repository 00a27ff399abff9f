import CanonicalJSON
import EventSourcing
import TradeMissions

extension Dossier {
    func report(in language: Language, chronicle: [ChronicleLine]) -> Report {
        let decided = chronicle.first { $0.event.stream == id.stream && $0.event.type == Self.decidedName }
        let sections: [Report.Section?] = [
            headSection(language), limbSection, engagementSection, hearingSection(language),
            decisionSection(decided, language), alternativesSection, effectSection(language),
            ChronicleLine.section(chronicle, title: Phrase(nl: "Verloop", en: "Chronicle")),
            decided.flatMap { unknownSection($0, chronicle) },
        ]
        return Report(
            title: Phrase(nl: "Dossier \(id.text)", en: "Dossier \(id.text)"), sections: sections.compactMap { $0 },
            notes: [
                Phrase(
                    nl: "Dit dossier is geen keurmerk: bedrijven dragen zelf verantwoordelijkheid om te ondernemen "
                        + "volgens de OESO-richtlijnen (R15).",
                    en: "This dossier certifies nothing: companies stay responsible themselves for doing business by "
                        + "the OECD guidelines (R15).")
            ],
            json: json(chronicle, decided))
    }

    private static let decidedName = Measure.Event.Name.decided.rawValue

    private func headSection(_ language: Language) -> Report.Section {
        facts(
            language, Phrase(nl: "Zaak", en: "Case"),
            [
                (Phrase(nl: "bedrijf", en: "company"), measure.company?.text),
                (Phrase(nl: "stand", en: "stage"), measure.stage.rawValue),
                (Phrase(nl: "beoordeling", en: "assessment"), measure.assessment?.text),
                (Phrase(nl: "bekendgemaakt", en: "notified"), measure.notifiedOn?.text),
                (Phrase(nl: "bezwaar tot en met", en: "objection until"), measure.objectionUntil?.text),
            ])
    }

    private var limbSection: Report.Section {
        Report.Section(
            title: Phrase(nl: "De twee voorwaarden van R1", en: "The two limbs of R1"),
            columns: [
                Phrase(nl: "voorwaarde", en: "limb"), Phrase(nl: "bevinding", en: "finding"),
                Phrase(nl: "vastgesteld", en: "found"), Phrase(nl: "bevestigd of weerlegd", en: "confirmed or refuted"),
                Phrase(nl: "door", en: "by"), Phrase(nl: "bewijs", en: "evidence"),
            ],
            rows: Limb.allCases.map { limb in
                let finding: Finding = assessment?.finding(limb) ?? .notMade
                return [
                    limb.rawValue, finding.standing.rawValue, finding.found?.day ?? "", finding.settled?.day ?? "",
                    finding.author, finding.evidence.map(\.short).sorted().joined(separator: ", "),
                ]
            })
    }

    /// What was tried before the file was opened: the aim is awareness, not exclusion (R5).
    private var engagementSection: Report.Section {
        Report.Section(
            title: Phrase(nl: "Contact en hulp vooraf (R5)", en: "Engagement beforehand (R5)"),
            columns: [
                Phrase(nl: "datum", en: "date"), Phrase(nl: "soort", en: "kind"), Phrase(nl: "inhoud", en: "content"),
            ],
            rows: (company.engagements.map { [$0.at.dateInAmsterdam.text, $0.kind.text, $0.summary] }
                + (assessment?.engagementAttempts ?? []).map {
                    [$0.day, "verzoek", measure.assessment?.text ?? ""]
                }).sorted { $0[0] < $1[0] })
    }

    private func hearingSection(_ language: Language) -> Report.Section {
        facts(
            language, Phrase(nl: "Horen", en: "Hearing"),
            [
                (Phrase(nl: "voornemen", en: "intention"), measure.hearingOpened?.day),
                (Phrase(nl: "zienswijze vóór", en: "view due"), measure.intention?.dueDate.text),
                (Phrase(nl: "afgesloten", en: "closed"), measure.hearingClosed?.day),
                (Phrase(nl: "uitzondering", en: "exception"), measure.hearingException?.rawValue),
                (Phrase(nl: "advies", en: "advice"), measure.advice.map { "\($0.position.rawValue): \($0.summary)" }),
            ])
    }

    private func decisionSection(_ decided: ChronicleLine?, _ language: Language) -> Report.Section? {
        guard let decision = measure.decision else { return nil }
        return facts(
            language, Phrase(nl: "Besluit", en: "Decision"),
            [
                (Phrase(nl: "gevolg", en: "consequence"), decision.consequences.map(\.text).joined(separator: "; ")),
                (Phrase(nl: "beslist door", en: "decided by"), measure.decider),
                (Phrase(nl: "op", en: "on"), decided?.event.occurredAt.dateInAmsterdam.text),
                (Phrase(nl: "mandaat", en: "mandate"), decision.mandate?.text),
                (Phrase(nl: "namens", en: "on behalf of"), decision.onBehalfOf),
                (Phrase(nl: "voorgesteld door", en: "proposed by"), measure.proposers.sorted().joined(separator: ", ")),
                (
                    Phrase(nl: "gronden", en: "grounds"),
                    decision.grounds.map { "\($0.kind.rawValue): \($0.explanation)" }.joined(separator: "; ")
                ),
                (Phrase(nl: "weging", en: "weighing"), decision.weighing),
                (Phrase(nl: "regels", en: "rules"), decision.ruleReferences.joined(separator: ", ")),
                (Phrase(nl: "regelset toen", en: "rule set then"), decided?.explanation("ruleSet")),
                (
                    Phrase(nl: "bewijs", en: "evidence"),
                    decision.evidence.map(\.short).joined(separator: ", ")
                ),
                (Phrase(nl: "weg terug", en: "route back"), decision.reconsideration),
            ])
    }

    private var alternativesSection: Report.Section? {
        guard let decision = measure.decision else { return nil }
        return Report.Section(
            title: Phrase(nl: "Overwogen alternatieven", en: "Alternatives considered"),
            columns: [Phrase(nl: "alternatief", en: "alternative"), Phrase(nl: "waarom niet", en: "why not")],
            rows: decision.alternatives.map { [$0.kind.rawValue, $0.whyNot] })
    }

    private func effectSection(_ language: Language) -> Report.Section {
        facts(
            language, Phrase(nl: "Gevolgen", en: "Effects"),
            participations.map { (Phrase(same: $0.id.mission.text), $0.state.status.rawValue) }
                + accounts.flatMap { account in
                    [(Phrase(same: account.id.text), account.support.stage.rawValue)]
                        + account.claims.map {
                            (
                                Phrase(same: $0.id.text),
                                "\($0.claim.stage.rawValue), \($0.claim.outstanding.amount) open"
                            )
                        }
                })
    }

    /// Events that had happened when the decision was taken, and were recorded only after it.
    private func unknownSection(_ decided: ChronicleLine, _ chronicle: [ChronicleLine]) -> Report.Section {
        ChronicleLine.section(
            Self.unknown(at: decided, in: chronicle),
            title: Phrase(
                nl: "Nog niet bekend toen werd beslist", en: "Not known yet when the decision was taken"))
    }

    private static func unknown(at decided: ChronicleLine, in chronicle: [ChronicleLine]) -> [ChronicleLine] {
        chronicle.filter {
            $0.event.position > decided.event.position && $0.event.occurredAt < decided.event.occurredAt
        }
    }

    private func facts(
        _ language: Language, _ title: Phrase, _ facts: [(Phrase, String?)]
    ) -> Report.Section {
        Report.Section(
            title: title, columns: [Phrase(nl: "gegeven", en: "item"), Phrase(nl: "waarde", en: "value")],
            rows: facts.compactMap { name, value in value.map { [name.text(in: language), $0] } })
    }

    private func json(_ chronicle: [ChronicleLine], _ decided: ChronicleLine?) -> Node {
        func finding(_ limb: Limb) -> Node {
            let finding: Finding = assessment?.finding(limb) ?? .notMade
            return [
                "standing": .string(finding.standing.rawValue), "author": .string(finding.author),
                "evidence": .array(finding.evidence.map(\.text).sorted().map { Node.string($0) }),
            ]
        }
        return [
            "measure": .string(id.text), "stage": .string(measure.stage.rawValue),
            "company": measure.company.map { .string($0.text) } ?? .null, "isInForce": .bool(measure.isInForce),
            "limbs": ["nonAdherence": finding(.nonAdherence), "unwillingness": finding(.unwillingness)],
            "decider": .string(measure.decider), "mandate": measure.decision?.mandate.map { .string($0.text) } ?? .null,
            "consequences": .array(measure.consequences.map { .string($0.text) }),
            "weighing": measure.decision.map { .string($0.weighing) } ?? .null,
            "rules": .array(measure.decision?.ruleReferences.map { .string($0) } ?? []),
            "ruleSet": decided?.explanation("ruleSet").map { .string($0) } ?? .null,
            "objectionUntil": measure.objectionUntil.map { .string($0.text) } ?? .null,
            "chronicle": .array(chronicle.map(\.json)),
            "notKnownAtDecision": .array(decided.map { Self.unknown(at: $0, in: chronicle).map(\.json) } ?? []),
        ]
    }
}

extension Mark {
    fileprivate var day: String { occurredAt.dateInAmsterdam.text }
}

extension ContentHash {
    /// Enough of the hash to tell documents apart in a table.
    fileprivate var short: String { String(text.prefix(19)) }
}

extension Consequence {
    var text: String {
        let scope = [mission?.text, support?.text, activity, subsidyGround?.rawValue].compactMap { $0 }
        return scope.isEmpty ? kind.rawValue : "\(kind.rawValue) (\(scope.joined(separator: ", ")))"
    }
}

extension Company.Engagement.Kind {
    var text: String {
        switch self {
        case .contact(let means): means.rawValue
        case .response(let response): response.rawValue
        case .concernLetter: "zorgbrief"
        case .intervention(let kind): kind.rawValue
        }
    }
}
