import ArgumentParser
import CanonicalJSON
import DomainRecords
import EventSourcing
import PostgresEventStore
import TradeMissions

extension PersonCommand {
    /// Answers an access request (GDPR 15): all that the book holds on somebody.
    struct Export: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "export")

        static let help = HelpPage(
            title: Phrase(
                nl: "Alles wat het boek over iemand bevat, voor een inzageverzoek",
                en: "All that the book holds on somebody, for an access request"),
            usage: "person export PERSON [--received-on DATE] [--ground TEXT] [--table NAME,…]",
            options: [
                (
                    "PERSON",
                    Phrase(nl: "wie: aanduiding, KvK-nummer of naam", en: "who: id, KvK number or name")
                ),
                (
                    "--received-on DATE",
                    Phrase(
                        nl:
                            "de dag waarop het verzoek binnenkwam: toont tot wanneer het te beantwoorden is (AVG 12 lid 3)",
                        en: "the day on which the request came in: shows until when it is to be answered (GDPR 12(3))")
                ),
                GroundOption.help,
                TableOption.help(["register", "retention", "appearances", "statements"]),
            ],
            examples: [
                "missieboek person export person-4t8n1w6y3k0z --output json",
                "missieboek person export 12345678 --table appearances --output csv",
            ],
            details: [
                Phrase(
                    nl:
                        "Doorzoekt het hele logboek naar de aanduiding, ook in namen van dossiers en in vrije tekst. Van anderen "
                        + "staan er alleen aanduidingen in, en wat een vertrouwelijke tekst over deze persoon van hen zegt. Van "
                        + "elke gebeurtenis staan er de soort, de positie, de datums en de rol in, niet de hele inhoud: die staat in "
                        + "missieboek timeline DOSSIER. Wie in het boek handelde, staat onder de aanduiding van het account: welke "
                        + "accounts van deze persoon zijn, staat erbij, om ook te exporteren.",
                    en:
                        "Searches the whole log for the id, in names of files and in free text too. Of others there are only ids "
                        + "in it, and what a confidential text on this person says of them. Of each event it gives type, position, "
                        + "dates and role, and not the whole content: that is in missieboek timeline FILE. Whoever acted in the book "
                        + "stands under the id of the account: which accounts are this person's is said, to export as well."
                )
            ])
        static let asksDatabase = true
        static let scope = ScopeOption.allCases

        @Argument var person: String
        @Option(name: .customLong("received-on")) var receivedOn: String?
        @OptionGroup var ground: GroundOption
        @OptionGroup var table: TableOption
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try options.requireMoments()
            try ground.requireLawful()
            let answerBy = try receivedOn.map { text throws(Failure) in
                AnswerTerm.end(receivedOn: try CivilDate(argument: text, "--received-on"))
            }
            let (session, _) = try await Session.openToAsk(options, glancingAt: nil)
            let trace = try session.trace(on: ground)
            let subject = try trace.attempt(.exportPerson, of: .unknown) { try session.subject(named: person) }
            let object = ReadObject.file(subject.text)
            let (inquiry, disclosure) = try trace.attempt(.exportPerson, of: object) {
                let inquiry = try Inquiry(session)
                if let caution = inquiry.caution { session.console.say(caution) }
                return (
                    inquiry,
                    try Disclosure(
                        of: subject, on: ground.text, answerBy: answerBy, in: inquiry,
                        isOfThePast: options.asOf != nil || options.validAt != nil,
                        registered: session.store.registerHistory(of: subject.text))
                )
            }
            try trace.record(
                .exportPerson, of: object, .shown, asOf: inquiry.position, validAt: inquiry.validAt,
                shown: disclosure.appearances.count + disclosure.entries.count + disclosure.statements.count)
            try session.print(Report(disclosure), only: table.names)
        }
    }
}

/// What is disclosed to somebody about themselves.
private struct Disclosure {
    let subject: SubjectID
    let ground: Phrase
    let position: Int64
    let entries: [RegisterEntry]
    let appearances: [Appearance]
    /// The texts about them that lie sealed in events, opened.
    let statements: [(event: RecordedEvent, statement: SealedStatement)]
    let keeping: [KeepingLine]
    /// The accounts behind which the person was recorded, without those of whom that was taken back: what was done with
    /// them stands under their own ids.
    let accounts: [StreamName]
    /// The term for an answer; nil where nobody said when the request came in.
    let answerBy: TermEnd?
    /// Whether the log was asked about an earlier moment: the register was not.
    let isOfThePast: Bool

    static let recipients = Phrase(
        nl: "Wie dossiers las waarin dit staat, staat in het leeslogboek: missieboek readings DOSSIER.",
        en: "Who read files in which this stands is in the log of readings: missieboek readings FILE.")

    static let content = Phrase(
        nl:
            "Van elke gebeurtenis staan hier de soort, de positie, de datum en de rol, niet de hele inhoud: missieboek timeline "
            + "DOSSIER.",
        en:
            "Of each event type, position, date and role are here, and not its whole content: missieboek timeline FILE."
    )

    static let registerOfNow = Phrase(
        nl: "Het register staat hier met alle namen tot nu toe, ook van na het gevraagde moment.",
        en: "The register is here with all names up to now, also those from after the moment that was asked about.")

    init(
        of subject: SubjectID, on ground: String?, answerBy: TermEnd?, in inquiry: Inquiry, isOfThePast: Bool,
        registered entries: [RegisterEntry]
    ) throws {
        self.subject = subject
        self.isOfThePast = isOfThePast
        self.answerBy = answerBy
        self.ground = ground.map { Phrase(same: $0) } ?? Phrase(accessOf: subject)
        self.entries = entries
        position = inquiry.position
        var found: [Appearance] = []
        try inquiry.scan { event in
            if let appearance = Appearance(of: subject, in: event) { found.append(appearance) }
        }
        appearances = found
        accounts = Self.accounts(of: subject, in: found)
        let sealed = found.compactMap { appearance in
            appearance.statement(about: subject).map { (appearance.event, $0) }
        }
        statements = try zip(sealed.map(\.0), inquiry.statements.readAll(sealed.map(\.1)))
            .map { (event: $0, statement: $1) }
        guard !found.isEmpty || !entries.isEmpty else {
            throw Failure(
                .notFound,
                Phrase(
                    nl: "over \(subject.text) bevat het boek niets", en: "the book holds nothing on \(subject.text)"))
        }
        let dossiers = Set(found.map(\.event.stream)).filter { Category(of: $0)?.isAboutKeeping == false }.sorted()
        let day = (inquiry.validAt ?? Session.now()).dateInAmsterdam
        keeping = try inquiry.keeping(of: dossiers, on: day, for: subject)
    }

    private static func accounts(of subject: SubjectID, in appearances: [Appearance]) -> [StreamName] {
        var accounts: Set<StreamName> = []
        for event in appearances.lazy.map(\.event) where Category(of: event.stream) == .officer {
            guard let decoded = try? EventCodec.decode(event).event else { continue }
            if decoded.identifiedPerson?.text == subject.text { accounts.insert(event.stream) }
            if decoded.mistakenPerson?.text == subject.text { accounts.remove(event.stream) }
        }
        return accounts.sorted()
    }

    /// Which accounts an answer is not whole without; nil where there are none.
    var alsoExport: Phrase? {
        guard !accounts.isEmpty else { return nil }
        let list = accounts.map(\.text).joined(separator: ", ")
        return Phrase(
            nl: "Exporteer ook de accounts van deze persoon (missieboek person export): \(list)",
            en: "Also export the accounts of this person (missieboek person export): \(list)")
    }
}

extension Phrase {
    /// On what ground somebody's data are shown to them: of a company or organisation only as far as they are those of
    /// natural persons.
    fileprivate init(accessOf subject: SubjectID) {
        let right = Phrase(nl: "AVG 15 (inzage)", en: "GDPR 15 (access)")
        let restriction = Phrase(
            nl: ", voor zover dit gegevens van natuurlijke personen zijn (AVG 4 onder 1, overweging 14)",
            en: ", as far as these are data of natural persons (GDPR 4(1), recital 14)")
        self = subject.mayBeLegalPerson ? right + restriction : right
    }
}

/// An event in which somebody appears, and as what.
private struct Appearance {
    let event: RecordedEvent
    /// The names of the fields that hold the id; `actor`, or `stream` for the file's own name.
    let roles: [String]

    init?(of subject: SubjectID, in event: RecordedEvent) {
        guard event.actor == subject.text || SubjectMentions.subjects(in: event).contains(subject) else { return nil }
        self.event = event
        var roles = event.actor == subject.text ? ["actor"] : []
        if let data = try? Node(parsing: event.data) { roles += data.fields(holding: subject.text) }
        if let metadata = try? Node(parsing: event.metadata) { roles += metadata.fields(holding: subject.text) }
        if roles.isEmpty || event.stream == subject.stream { roles.append("stream") }
        self.roles = roles.withoutRepeats
    }

    var role: Phrase {
        let names = roles.map { role in
            switch role {
            case "actor": Phrase(nl: "handelde", en: "acted")
            case "stream": Phrase(nl: "dossier", en: "file")
            default: Vocabulary.fieldName(role) ?? Phrase(same: role)
            }
        }
        return Phrase(
            nl: names.map(\.nl).joined(separator: ", "), en: names.map(\.en).joined(separator: ", "))
    }

    /// The text in it that is about them.
    func statement(about subject: SubjectID) -> SealedStatement? {
        guard let data = try? Node(parsing: event.data), let statement = SealedStatement(in: data, of: event),
            statement.passage.key.subject == subject.text
        else { return nil }
        return statement
    }

    var term: Phrase { EventCatalogue.named(event.type)?.term ?? Phrase(same: event.type) }
}

extension Node {
    /// The names of the fields whose text names somebody, by the id or in a longer text.
    fileprivate func fields(holding id: String, under name: String = "") -> [String] {
        switch self {
        case .string(let text), .text(let text):
            let local = id.suffix(12)
            return text.contains(local) ? [name] : []
        case .array(let items): return items.flatMap { $0.fields(holding: id, under: name) }
        case .object(let members): return members.flatMap { $0.value.fields(holding: id, under: $0.key) }
        case .null, .bool, .number: return []
        }
    }
}

extension Report {
    fileprivate init(_ disclosure: Disclosure) {
        let subject = disclosure.subject
        self.init(
            title: Phrase(
                nl: "Wat het boek over \(subject.text) bevat, tot en met positie \(disclosure.position)",
                en: "What the book holds on \(subject.text), up to position \(disclosure.position)"),
            sections: [
                Section(
                    name: "register", title: Phrase(nl: "Register", en: "Register"),
                    columns: [
                        Phrase(nl: "naam", en: "name"), Phrase(nl: "KvK-nummer", en: "KvK number"),
                        Phrase(nl: "contact", en: "contact"),
                    ],
                    rows: disclosure.entries.map {
                        [.text($0.name), .text($0.kvkNumber ?? ""), .text($0.contact ?? "")]
                    }),
                Section(
                    name: "retention", title: Phrase(nl: "Dossiers en bewaartermijnen", en: "Files and retention"),
                    columns: Section.keepingColumns, rows: disclosure.keeping.map(\.cells)),
                Section(
                    name: "appearances", title: Phrase(nl: "Gebeurtenissen", en: "Events"),
                    columns: [
                        Phrase(nl: "positie", en: "position"), Phrase(nl: "datum", en: "date"),
                        Phrase(nl: "dossier", en: "file"), Phrase(nl: "gebeurtenis", en: "event"),
                        Phrase(nl: "als", en: "as"),
                    ],
                    rows: disclosure.appearances.map { appearance in
                        [
                            .number(Int(appearance.event.position)),
                            .text(appearance.event.occurredAt.dateInAmsterdam.text),
                            .text(appearance.event.stream.text), .phrase(appearance.term), .phrase(appearance.role),
                        ]
                    }),
                Section(
                    name: "statements", title: Phrase(nl: "Vertrouwelijke teksten", en: "Confidential texts"),
                    columns: [
                        Phrase(nl: "positie", en: "position"), Phrase(nl: "dossier", en: "file"),
                        Phrase(nl: "tekst", en: "text"),
                    ],
                    rows: disclosure.statements.map { event, statement in
                        [.number(Int(event.position)), .text(event.stream.text), .phrase(statement.phrase)]
                    }, form: .prose),
            ],
            notes: [
                Phrase(nl: "Grond: ", en: "Ground: ") + disclosure.ground,
                Disclosure.content, Disclosure.recipients,
            ] + (disclosure.alsoExport.map { [$0] } ?? [])
                + (disclosure.isOfThePast ? [Disclosure.registerOfNow] : [])
                + (disclosure.answerBy.map { [Phrase(answerBy: $0)] } ?? []),
            json: [
                "subject": .string(subject.text), "position": .number(String(disclosure.position)),
                "ground": ["nl": .string(disclosure.ground.nl), "en": .string(disclosure.ground.en)],
                "register": .array(
                    disclosure.entries.map { entry in
                        [
                            "name": .string(entry.name), "kvkNumber": entry.kvkNumber.map { .string($0) } ?? .null,
                            "contact": entry.contact.map { .string($0) } ?? .null,
                        ]
                    }),
                "retention": .array(disclosure.keeping.map(\.json)),
                "events": .array(
                    disclosure.appearances.map { appearance in
                        [
                            "position": .number(String(appearance.event.position)),
                            "stream": .string(appearance.event.stream.text),
                            "type": .string(appearance.event.type),
                            "occurredAt": .string(appearance.event.occurredAt.text),
                            "recordedAt": .string(appearance.event.recordedAt.text),
                            "as": .array(appearance.roles.map { .string($0) }),
                        ]
                    }),
                "statements": .array(
                    disclosure.statements.map { event, statement in
                        [
                            "position": .number(String(event.position)), "stream": .string(event.stream.text),
                            "confidential": statement.json,
                        ]
                    }),
                "alsoExport": .array(disclosure.accounts.map { .string($0.text) }),
                "recipients": .null,
                "answerBy": disclosure.answerBy.map { .string($0.end.text) } ?? .null,
            ])
        hidesNames = true
    }
}
