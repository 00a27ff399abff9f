import CanonicalJSON
import DomainRecords
import EventSourcing
import TradeMissions

/// A declaration of erasure (wissing), or that data were made unreadable (onleesbaarmaking): what one event did, by whom, on
/// what ground, and by what it can be proved.
///
/// No declaration of destruction (verklaring van vernietiging): no record is destroyed.
struct Certificate {
    enum Content {
        case person(Erasure.PersonErased)
        case dossier(Erasure.DossierDataDestroyed)
        case entry(Erasure.EntryDestroyed)
    }

    let content: Content
    private let event: RecordedEvent
    private let metadata: Node

    /// Nil for an event that makes nothing unreadable.
    init?(_ stored: RecordedEvent) throws {
        guard case .erasure(let erasure) = try EventCodec.decode(stored).event else { return nil }
        content =
            switch erasure {
            case .personErased(let erased): .person(erased)
            case .dossierDataDestroyed(let destroyed): .dossier(destroyed)
            case .entryDestroyed(let destroyed): .entry(destroyed)
            }
        event = stored
        metadata = try Node(parsing: stored.metadata)
    }

    /// What a reader of these must know.
    static func notes(on certificates: [Certificate]) -> [Phrase] {
        (certificates.contains(where: \.leavesName) ? [inPart] : []) + general
            + (certificates.contains(where: \.isOfDossier) ? [example] : [])
    }

    private static let inPart = Phrase(
        nl:
            "De naam staat nog in het register en is leesbaar in wat hierboven blijft, ook in de versleutelde teksten daar: "
            + "gewist is alleen wat onder ‘gewist in’ staat.",
        en:
            "The name still stands in the register, and can be read in what stays above, in the encrypted texts there too: "
            + "erased is only what stands under “erased in”.")

    private static let example = Phrase(
        nl:
            "Deze verklaring volgt als voorbeeld wat Archiefbesluit 1995 artikel 8 van een verklaring van vernietiging vraagt, "
            + "en is er geen.",
        en:
            "This declaration follows what Archiefbesluit 1995 article 8 asks of a declaration of destruction as an example, "
            + "and is none.")

    private static let general = [
        Phrase(
            nl:
                "Vernietigd zijn de sleutels waarmee deze gegevens versleuteld waren. Willekeurige aanduidingen, besluiten en "
                + "data staan nog in het logboek; namen, nummers en versleutelde teksten zijn niet meer te lezen zodra ook de "
                + "reservekopieën van de sleutels zijn verlopen.",
            en:
                "What was destroyed are the keys under which these data were encrypted. Random ids, decisions and dates still "
                + "stand in the log; names, numbers and encrypted texts cannot be read any more once the backups of the keys "
                + "have expired too."),
        Phrase(
            nl:
                "Feiten, weging, bedragen en aanduidingen blijven in het logboek staan: het archiefstuk zelf is niet vernietigd "
                + "in de zin van de Archiefwet.",
            en:
                "Facts, weighing, amounts and ids stay in the log: the record itself was not destroyed in the sense of the "
                + "Archiefwet."),
        Phrase(
            nl:
                "Dit is een technische maatregel. Of zij in dit geval rechtens volstaat, moet de verwerkingsverantwoordelijke "
                + "zelf beoordelen (DPIA).",
            en:
                "This is a technical measure. Whether it suffices in law in this case is for the controller to judge (DPIA)."
        ),
    ]

    /// Whether the name stays in the register, since files that are kept need it.
    private var leavesName: Bool {
        guard case .person(let erased) = content else { return false }
        return erased.leavesName
    }

    var isOfDossier: Bool {
        switch content {
        case .person, .entry: false
        case .dossier: true
        }
    }

    /// What these declare together.
    static func title(of certificates: [Certificate]) -> Phrase {
        switch (certificates.contains { !$0.isOfDossier }, certificates.contains(where: \.isOfDossier)) {
        case (true, true):
            Phrase(
                nl: "Verklaring van wissing en onleesbaarmaking van persoonsgegevens",
                en: "Declaration that personal data were erased and made unreadable")
        case (false, true):
            Phrase(
                nl: "Verklaring van onleesbaarmaking van persoonsgegevens",
                en: "Declaration that personal data were made unreadable")
        case (_, false):
            Phrase(
                nl: "Verklaring van wissing van persoonsgegevens", en: "Declaration that personal data were erased")
        }
    }

    var section: Report.Section {
        Report.Section(
            name: "certificate", title: subject, columns: [Phrase(nl: "wat", en: "what"), Phrase(same: "")],
            rows: (facts + commonFacts).map { [.phrase($0.name), .phrase($0.value)] }, form: .facts)
    }

    /// What stays; nil where nothing does.
    var keptSection: Report.Section? {
        guard case .person(let erased) = content, !erased.kept.isEmpty else { return nil }
        return Report.Section(kept: erased.kept)
    }

    private var subject: Phrase {
        switch content {
        case .person(let erased):
            Phrase(
                nl: "Persoonsgegevens van \(erased.subject.text)", en: "Personal data of \(erased.subject.text)")
        case .dossier(let destroyed):
            Phrase(
                nl: "Persoonsgegevens in dossier \(destroyed.dossier.text)",
                en: "Personal data in file \(destroyed.dossier.text)")
        case .entry(let destroyed):
            Phrase(
                nl: "Gegevens van \(destroyed.subject.text) in het register",
                en: "Particulars of \(destroyed.subject.text) in the register")
        }
    }

    private typealias Fact = (name: Phrase, value: Phrase)

    private var facts: [Fact] {
        switch content {
        case .person(let erased): Self.facts(of: erased, recordedOn: event.recordedAt.dateInAmsterdam)
        case .dossier(let destroyed):
            [
                (Phrase(nl: "vernietigingslijst", en: "destruction list"), Phrase(same: destroyed.disposal.text)),
                (Phrase(nl: "categorie", en: "category"), Phrase(same: destroyed.category)),
                (
                    Phrase(nl: "bewaartermijn", en: "retention term"),
                    Phrase(
                        nl: "na \(destroyed.triggeredOn.text), tot en met \(destroyed.end.text)",
                        en: "after \(destroyed.triggeredOn.text), until \(destroyed.end.text)")
                ),
                (
                    Phrase(nl: "niet meer te lezen", en: "unreadable now"),
                    Phrase(
                        nl: "wat in dit dossier versleuteld stond over \(Self.list(destroyed.subjects))",
                        en: "what was encrypted in this file about \(Self.list(destroyed.subjects))")
                ),
                (
                    Phrase(nl: "namen", en: "names"),
                    Phrase(
                        nl:
                            "blijven in het register zolang een ander dossier hen noemt; voor wie dat niet meer geldt, is "
                            + "er een eigen verklaring",
                        en: "stay in the register as long as another file mentions them; for whom that no longer holds "
                            + "there is a declaration of their own")
                ),
            ]
        case .entry(let destroyed):
            [
                (Phrase(nl: "vernietigingslijst", en: "destruction list"), Phrase(same: destroyed.disposal.text)),
                (
                    Phrase(nl: "register", en: "register"),
                    Phrase(
                        nl: "naam, nummer en contactgegevens gewist: geen dossier heeft ze nog nodig",
                        en: "name, number and contact details erased: no file needs them any more")
                ),
            ]
        }
    }

    private static func list(_ subjects: [SubjectID]) -> String {
        subjects.isEmpty ? "–" : subjects.map(\.text).joined(separator: ", ")
    }

    /// Whether a request was answered in time, where a term ran; judged by the day of recording, which nobody dates back.
    private static func answerFacts(_ erased: Erasure.PersonErased, recordedOn date: CivilDate) -> [Fact] {
        guard let term = erased.requester.answerTerm(receivedOn: erased.receivedOn) else { return [] }
        let outcome =
            term.hasPassed(on: date)
            ? Phrase(nl: ", overschreden", en: ", exceeded") : Phrase(nl: ", gehaald", en: ", met")
        return [
            (
                Phrase(nl: "antwoord uiterlijk", en: "answer due"),
                term.arithmetic + outcome + Phrase(same: "; ") + AnswerTerm.lengthening
            )
        ]
    }

    private static func fact(of waived: Erasure.WithoutCategory) -> Fact {
        let files = waived.dossiers.map(\.text).joined(separator: ", ")
        return (
            Phrase(nl: "zonder categorie", en: "without category"), Phrase(same: "\(files): \(waived.reason)")
        )
    }

    private static func facts(of erased: Erasure.PersonErased, recordedOn date: CivilDate) -> [Fact] {
        let none = Phrase(nl: "geen", en: "none")
        let request: [Fact] = [
            (
                Phrase(nl: "grond", en: "ground"),
                erased.ground.word + Phrase(same: " (") + erased.ground.article + Phrase(same: ")")
            ),
            (
                Phrase(nl: "verzoek", en: "request"),
                Phrase(
                    nl: "van \(erased.requester.word.nl), ontvangen op \(erased.receivedOn.text)",
                    en: "of the \(erased.requester.word.en), received on \(erased.receivedOn.text)")
            ),
        ]
        let outcome: [Fact] = [
            (
                Phrase(nl: "register", en: "register"),
                erased.register
                    ? Phrase(
                        nl: "naam, nummer en contactgegevens gewist", en: "name, number and contact details erased")
                    : erased.leavesName
                        ? Phrase(
                            nl: "niet gewist: wat hieronder blijft, heeft de naam nodig",
                            en: "not erased: what stays below needs the name")
                        : Phrase(nl: "al eerder gewist", en: "erased before")
            ),
            (
                Phrase(nl: "gewist in", en: "erased in"),
                erased.dossiers.isEmpty ? none : Phrase(same: erased.dossiers.map(\.text).joined(separator: ", "))
            ),
        ]
        let form: [Fact] = erased.legalForm.map { [(Phrase(nl: "rechtsvorm", en: "legal form"), $0.word)] } ?? []
        let waived: [Fact] = erased.withoutCategory.map { [Self.fact(of: $0)] } ?? []
        return request + form + answerFacts(erased, recordedOn: date) + outcome + waived
    }

    private var commonFacts: [Fact] {
        [
            (
                Phrase(nl: "door", en: "by"),
                Phrase(same: event.actor)
                    + (role.map { Phrase(nl: " (\($0.term.nl))", en: " (\($0.term.en))") } ?? Phrase(same: ""))
            ),
            (Phrase(nl: "vastgelegd op", en: "recorded at"), Phrase(same: event.recordedAt.clockTextInAmsterdam)),
            (Phrase(nl: "reden", en: "reason"), Phrase(same: metadata["reason"]?.stringValue ?? "–")),
            (Phrase(nl: "opdracht", en: "command"), Phrase(same: metadata["commandId"]?.stringValue ?? "–")),
            (Phrase(nl: "positie", en: "position"), Phrase(same: "\(event.position)")),
            (Phrase(nl: "blad (SHA-256)", en: "leaf (SHA-256)"), Phrase(same: event.leafHash)),
            (
                Phrase(nl: "bewijzen met", en: "prove by"),
                Phrase(
                    nl: "missieboek audit prove \(event.stream.text) BESTAND",
                    en: "missieboek audit prove \(event.stream.text) FILE")
            ),
        ]
    }

    private var role: Role? { metadata["role"]?.stringValue.flatMap { Role(rawValue: $0) } }

    var json: Node {
        .object(
            contentMembers + [
                Member("actor", .string(event.actor)),
                Member("role", metadata["role"] ?? .null),
                Member("reason", metadata["reason"] ?? .null),
                Member("occurredAt", .string(event.occurredAt.text)),
                Member("recordedAt", .string(event.recordedAt.text)),
                Member("commandId", metadata["commandId"] ?? .null),
                Member("stream", .string(event.stream.text)),
                Member("position", .number(String(event.position))),
                Member("eventId", .string(event.id.text)),
                Member("leafHash", .string(event.leafHash)),
            ])
    }

    private var contentMembers: [Member] {
        switch content {
        case .person(let erased):
            [
                Member("subject", .string(erased.subject.text)),
                Member("ground", .string(erased.ground.code)), Member("article", .string(erased.ground.article.en)),
                Member("requester", .string(erased.requester.code)),
                Member("legalForm", erased.legalForm.map { .string($0.code) } ?? .null),
                Member("receivedOn", .string(erased.receivedOn.text)),
                Member(
                    "answerBy",
                    erased.requester.answerTerm(receivedOn: erased.receivedOn).map { .string($0.end.text) } ?? .null),
                Member("registerErased", .bool(erased.register)),
                Member("dossiersErased", .array(erased.dossiers.map { .string($0.text) })),
                Member("kept", .array(erased.kept.map(\.json))),
                Member(
                    "withoutCategory",
                    erased.withoutCategory.map { waived -> Node in
                        [
                            "dossiers": .array(waived.dossiers.map { .string($0.text) }),
                            "reason": .string(waived.reason),
                        ]
                    } ?? .null),
            ]
        case .dossier(let destroyed):
            [
                Member("dossier", .string(destroyed.dossier.text)),
                Member("disposal", .string(destroyed.disposal.text)), Member("category", .string(destroyed.category)),
                Member("triggeredOn", .string(destroyed.triggeredOn.text)),
                Member("endOfTerm", .string(destroyed.end.text)),
                Member("subjects", .array(destroyed.subjects.map { .string($0.text) })),
            ]
        case .entry(let destroyed):
            [
                Member("subject", .string(destroyed.subject.text)),
                Member("disposal", .string(destroyed.disposal.text)), Member("registerErased", .bool(true)),
            ]
        }
    }
}

extension Report {
    /// Certificates one behind the other, with what a reader must know; names of nobody.
    init(_ certificates: [Certificate]) {
        let notes = Certificate.notes(on: certificates)
        self.init(
            title: Certificate.title(of: certificates),
            sections: certificates.flatMap { [$0.section] + ($0.keptSection.map { [$0] } ?? []) },
            notes: notes,
            json: [
                "certificates": .array(certificates.map(\.json)),
                "statement": .array(
                    notes.map { ["nl": .string($0.nl), "en": .string($0.en)] }),
            ])
        hidesNames = true
    }
}

extension Report.Section {
    /// What stays of somebody.
    ///
    /// `others` is what is no file, with the reason.
    init(kept: [Erasure.Kept], with others: [(what: Phrase, reason: Phrase)] = []) {
        self.init(
            name: "kept", title: Phrase(nl: "Wat blijft", en: "What stays"),
            columns: [
                Phrase(nl: "dossier", en: "file"), Phrase(nl: "omdat", en: "because"),
                Phrase(nl: "grondslag", en: "basis"), Phrase(nl: "tot en met", en: "until"),
                Phrase(nl: "op grond van", en: "by"),
            ],
            rows: kept.map { kept in
                [
                    .text(kept.dossier.text), .phrase(kept.because.word), .text(kept.basis ?? ""),
                    .text(kept.until?.text ?? ""), .phrase(kept.article ?? Phrase(same: "–")),
                ]
            } + others.map { [.phrase($0.what), .phrase($0.reason), "", "", "–"] })
    }
}

extension Erasure.Kept {
    var json: Node {
        [
            "dossier": .string(dossier.text), "because": .string(because.code),
            "basis": basis.map { .string($0) } ?? .null, "until": until.map { .string($0.text) } ?? .null,
            "article": article.map { .string($0.en) } ?? .null,
        ]
    }
}

extension Erasure.PersonErased {
    /// Whether the register keeps the name for files that stay.
    fileprivate var leavesName: Bool { !register && kept.contains { $0.because != .bookOfKeeping } }
}
