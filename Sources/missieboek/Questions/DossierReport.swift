import CanonicalJSON
import EventSourcing
import TradeMissions

extension Dossier {
    static let tables = [
        "case", "limbs", "engagement", "hearing", "decision", "alternatives", "authority", "effects", "chronicle",
        "confidential", "unknown",
    ]

    func report(chronicle: [ChronicleLine]) -> Report {
        let decided = chronicle.first { $0.event.stream == id.stream && $0.event.type == Self.decidedName }
        let unknown = decided.map { Self.unknown(at: $0, in: chronicle) } ?? []
        let sections: [Report.Section?] = [
            caseSection, limbSection, engagementSection, hearingSection, decisionSection(decided), alternativesSection,
            .authority(chronicle), effectSection,
            ChronicleLine.overview(chronicle, name: "chronicle", title: Phrase(nl: "Verloop", en: "Chronicle")),
            ChronicleLine.statements(chronicle, name: "confidential"),
            decided.map { _ in
                ChronicleLine.overview(
                    unknown, name: "unknown",
                    title: Phrase(
                        nl: "Nog niet bekend toen werd beslist", en: "Not known yet when the decision was taken"))
            },
        ]
        return Report(
            title: Phrase(nl: "Dossier \(id.text)", en: "Dossier \(id.text)"), sections: sections.compactMap { $0 },
            notes: [
                Phrase(
                    nl: "Dit dossier is geen keurmerk: bedrijven dragen zelf verantwoordelijkheid om te ondernemen "
                        + "volgens de OESO-richtlijnen (R15).",
                    en: "This dossier certifies nothing: companies stay responsible themselves for doing business by "
                        + "the OECD guidelines (R15).")
            ] + ChronicleLine.remarks(onLoginsOf: chronicle),
            json: json(chronicle, decided))
    }

    private typealias Fact = (name: Phrase, value: Report.Cell?)

    private static let decidedName = Measure.Event.Name.decided.rawValue

    private var caseSection: Report.Section {
        facts(
            "case", Phrase(nl: "Zaak", en: "Case"),
            [
                (Phrase(nl: "bedrijf", en: "company"), measure.company.map { .text($0.text) }),
                (Phrase(nl: "stand", en: "stage"), .phrase(measure.stage.word)),
                (Phrase(nl: "beoordeling", en: "assessment"), measure.assessment.map { .text($0.text) }),
                (Phrase(nl: "bekendgemaakt", en: "notified"), measure.notifiedOn.map { .text($0.text) }),
                (
                    Phrase(nl: "bezwaar tot en met", en: "objection until"),
                    measure.objectionUntil.map { .text($0.text) }
                ),
            ])
    }

    private var limbSection: Report.Section {
        Report.Section(
            name: "limbs", title: Phrase(nl: "De twee voorwaarden van R1", en: "The two limbs of R1"),
            columns: [
                Phrase(nl: "voorwaarde", en: "limb"), Phrase(nl: "bevinding", en: "finding"),
                Phrase(nl: "vastgesteld", en: "found"), Phrase(nl: "na horen", en: "after hearing"),
                Phrase(nl: "door", en: "by"), Phrase(nl: "bewijs", en: "evidence"),
                Phrase(nl: "gronden", en: "grounds"),
            ],
            rows: Limb.allCases.map { limb in
                let finding: Finding = assessment?.finding(limb) ?? .notMade
                return [
                    .phrase(limb.word), .phrase(finding.standing.word), .text(finding.found?.day ?? ""),
                    .text(finding.settled?.day ?? ""), .text(finding.author), .hashes(finding.evidence.sortedByText),
                    .phrase(finding.basis),
                ]
            }, form: .prose)
    }

    /// What was tried before the file was opened: the aim is awareness, not exclusion (R5).
    private var engagementSection: Report.Section {
        let request = Phrase(nl: "verzoek om een plan", en: "request for a plan")
        let company = company.engagements.map {
            (day: $0.at.dateInAmsterdam.text, kind: $0.kind.phrase, what: $0.summary)
        }
        let requests = (assessment?.engagementAttempts ?? []).map {
            (day: $0.day, kind: request, what: measure.assessment?.text ?? "")
        }
        return Report.Section(
            name: "engagement", title: Phrase(nl: "Contact en hulp vooraf (R5)", en: "Engagement beforehand (R5)"),
            columns: [
                Phrase(nl: "datum", en: "date"), Phrase(nl: "soort", en: "kind"), Phrase(nl: "inhoud", en: "content"),
            ],
            rows: (company + requests).sorted { $0.day < $1.day }.map {
                [.text($0.day), .phrase($0.kind), .text($0.what)]
            })
    }

    private var hearingSection: Report.Section {
        facts(
            "hearing", Phrase(nl: "Horen", en: "Hearing"),
            [
                (Phrase(nl: "voornemen", en: "intention"), measure.hearingOpened.map { .text($0.day) }),
                (Phrase(nl: "zienswijze vóór", en: "view due"), measure.intention.map { .text($0.dueDate.text) }),
                (Phrase(nl: "afgesloten", en: "closed"), measure.hearingClosed.map { .text($0.day) }),
                (Phrase(nl: "uitzondering", en: "exception"), measure.hearingException.map { .phrase($0.word) }),
                (
                    Phrase(nl: "advies", en: "advice"),
                    measure.advice.map { .phrase($0.position.word + Phrase(same: ": \($0.summary)")) }
                ),
            ])
    }

    private func decisionSection(_ decided: ChronicleLine?) -> Report.Section? {
        guard let decision = measure.decision else { return nil }
        let consequences = decision.consequences.map(\.phrase).joined(separator: "; ")
        let grounds = decision.grounds.map { $0.kind.word + Phrase(same: ": \($0.explanation)") }
        let taken: [Fact] = [
            (Phrase(nl: "gevolg", en: "consequence"), .phrase(consequences)),
            (Phrase(nl: "beslist door", en: "decided by"), .text(measure.decider)),
            (Phrase(nl: "op", en: "on"), decided.map { .text($0.event.occurredAt.dateInAmsterdam.text) }),
            (
                Phrase(nl: "voorgesteld door", en: "proposed by"),
                .text(measure.proposers.sorted().joined(separator: ", "))
            ),
        ]
        let reasons: [Fact] = [
            (Phrase(nl: "gronden", en: "grounds"), grounds.isEmpty ? nil : .phrase(grounds.joined(separator: "; "))),
            (Phrase(nl: "weging", en: "weighing"), .text(decision.weighing)),
            (Phrase(nl: "regels", en: "rules"), .text(decision.ruleReferences.joined(separator: ", "))),
            (
                Phrase(nl: "regelset toen", en: "rule set then"),
                decided.flatMap { $0.explanation("ruleSet") }.map { .text($0) }
            ),
            (Phrase(nl: "bewijs", en: "evidence"), .hashes(decision.evidence)),
            (Phrase(nl: "weg terug", en: "route back"), decision.reconsideration.map { .text($0) }),
        ]
        return facts("decision", Phrase(nl: "Besluit", en: "Decision"), taken + reasons)
    }

    private var alternativesSection: Report.Section? {
        guard let decision = measure.decision else { return nil }
        return Report.Section(
            name: "alternatives", title: Phrase(nl: "Overwogen alternatieven", en: "Alternatives considered"),
            columns: [Phrase(nl: "alternatief", en: "alternative"), Phrase(nl: "waarom niet", en: "why not")],
            rows: decision.alternatives.map { [.phrase($0.kind.word), .text($0.whyNot)] })
    }

    private var effectSection: Report.Section {
        facts(
            "effects", Phrase(nl: "Gevolgen", en: "Effects"),
            participations.map { (Phrase(same: $0.id.mission.text), .phrase($0.state.status.word)) }
                + accounts.flatMap { account in
                    [(Phrase(same: account.id.text), .phrase(account.support.stage.phrase))]
                        + account.claims.map { id, claim in
                            let open = claim.outstanding.phrase
                            return (
                                Phrase(same: id.text),
                                .phrase(
                                    claim.stage.phrase
                                        + Phrase(nl: ", \(open.nl) openstaand", en: ", \(open.en) outstanding"))
                            )
                        }
                })
    }

    /// Events that had happened when the decision was taken, and were recorded only after it.
    private static func unknown(at decided: ChronicleLine, in chronicle: [ChronicleLine]) -> [ChronicleLine] {
        chronicle.filter {
            $0.event.position > decided.event.position && $0.event.occurredAt < decided.event.occurredAt
        }
    }

    private func facts(_ name: String, _ title: Phrase, _ facts: [Fact]) -> Report.Section {
        Report.Section(
            name: name, title: title, columns: [Phrase(nl: "gegeven", en: "item"), Phrase(nl: "waarde", en: "value")],
            rows: facts.compactMap { name, value in value.map { [.phrase(name), $0] } }, form: .facts)
    }

    private func json(_ chronicle: [ChronicleLine], _ decided: ChronicleLine?) -> Node {
        func finding(_ limb: Limb) -> Node {
            let finding: Finding = assessment?.finding(limb) ?? .notMade
            return [
                "standing": .string(finding.standing.code), "author": .string(finding.author),
                "grounds": .array(finding.grounds.map { .string($0.code) }),
                "duty": finding.duty.map { .string($0.citation) } ?? .null,
                "evidence": .array(finding.evidence.map(\.text).sorted().map { Node.string($0) }),
            ]
        }
        return [
            "measure": .string(id.text), "stage": .string(measure.stage.code),
            "company": measure.company.map { .string($0.text) } ?? .null, "isInForce": .bool(measure.isInForce),
            "limbs": ["nonAdherence": finding(.nonAdherence), "unwillingness": finding(.unwillingness)],
            "decider": .string(measure.decider),
            "authority": measure.decision?.authority.json ?? .null,
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

extension DecisionAuthority {
    fileprivate var json: Node {
        [
            "role": .string(role.code), "basis": .string(basis.code),
            "mandate": mandate.map { .string($0.text) } ?? .null,
            "onBehalfOf": onBehalfOf.map { .string($0) } ?? .null,
        ]
    }
}

extension Finding {
    /// What it rests on, with the duty that makes public reporting a ground (R6).
    fileprivate var basis: Phrase {
        (grounds.map(\.word) + (duty.map { [Phrase(same: $0.citation)] } ?? [])).joined(separator: "; ")
    }
}

extension Mark {
    fileprivate var day: String { occurredAt.dateInAmsterdam.text }
}

extension Sequence<ContentHash> {
    fileprivate var sortedByText: [ContentHash] { sorted { $0.text < $1.text } }
}

extension Report.Cell {
    /// Hashes, of which people see enough to tell documents apart.
    fileprivate static func hashes(_ hashes: [ContentHash]) -> Report.Cell {
        .abbreviated(
            Phrase(same: hashes.map { "\($0.text.prefix(8))…" }.joined(separator: ", ")),
            whole: Phrase(same: hashes.map(\.text).joined(separator: ", ")))
    }
}

extension Consequence {
    /// As programs read it.
    var text: String {
        let scope = [mission?.text, support?.text, activity, subsidyGround?.rawValue].compactMap { $0 }
        return scope.isEmpty ? kind.code : "\(kind.code) (\(scope.joined(separator: ", ")))"
    }

    fileprivate var phrase: Phrase {
        let scope = [mission?.text, support?.text, activity, subsidyGround.map { "Awb \($0.rawValue)" }].compactMap {
            $0
        }
        return kind.word + Phrase(same: scope.isEmpty ? "" : " (\(scope.joined(separator: ", ")))")
    }
}

extension Company.Engagement.Kind {
    fileprivate var phrase: Phrase {
        switch self {
        case .contact(let means): means.word
        case .response(let response):
            Phrase(nl: "reactie: ", en: "response: ") + response.word
        case .concernLetter: Phrase(nl: "zorgbrief", en: "letter of concern")
        case .intervention(let kind): kind.word
        }
    }
}
