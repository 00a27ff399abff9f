import ArgumentParser
import CanonicalJSON
import CommandBus
import DomainRecords
import EventSourcing
import FoundationEssentials
import PostgresEventStore
import TradeMissions

extension PersonCommand {
    /// Decides first, shows what will be erased and what stays, asks for the id, erases, and prints the certificate.
    struct Erase: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "erase")

        static let help = HelpPage(
            title: Phrase(
                nl: "Persoonsgegevens wissen, voor zover niets ze bewaart",
                en: "Erase personal data, as far as nothing keeps them"),
            usage:
                "person erase PERSON --ground GROUND --received-on DATE [--requester WHO] [--legal-form FORM] [--without-category REASON] [--reason TEXT] [--id UUID] [--dry-run | --yes]",
            options: [
                (
                    "PERSON",
                    Phrase(
                        nl: "wiens gegevens: aanduiding, KvK-nummer of naam", en: "whose data: id, KvK number or name")
                ),
                (
                    "--ground GROUND",
                    Self.words(
                        ErasureGround.allCases, Phrase(nl: "de grond van AVG 17 lid 1", en: "the ground of GDPR 17(1)"))
                ),
                (
                    "--received-on DATE",
                    Phrase(
                        nl:
                            "de dag waarop het verzoek binnenkwam; antwoord volgt binnen een maand (AVG 12 lid 3), of op de eerstvolgende werkdag",
                        en:
                            "the day on which the request came in; it is answered within a month (GDPR 12(3)), or on the next working day"
                    )
                ),
                (
                    "--requester WHO",
                    Self.words(
                        ErasureRequester.allCases,
                        Phrase(nl: "wie erom vroeg, anders betrokkene", en: "who asked for it, else betrokkene"))
                ),
                (
                    "--legal-form FORM",
                    Self.words(
                        LegalForm.allCases,
                        Phrase(
                            nl: "van een bedrijf of organisatie: in welke vorm natuurlijke personen zo heten",
                            en: "of a company or organisation: in what form natural persons go by its name"))
                ),
                (
                    "--without-category REASON",
                    Phrase(
                        nl: "waarom ook wordt gewist waarvoor nog geen categorie is vastgesteld; anders blijft dat",
                        en: "why what has no category is erased too; else it stays")
                ),
                ("--reason TEXT", Phrase(nl: "een toelichting, zonder namen", en: "an explanation, without names")),
                (
                    "--id UUID",
                    Phrase(
                        nl: "het opdrachtnummer, om na een storing opnieuw te geven",
                        en: "the command id, to give again after a failure")
                ),
                ("--dry-run", Phrase(nl: "alleen tonen wat er zou gebeuren", en: "only show what would happen")),
                (
                    "--yes",
                    Phrase(nl: "zonder de aanduiding te laten overtypen", en: "without having the id typed again")
                ),
            ],
            examples: [
                "missieboek person erase person-4t8n1w6y3k0z --ground bezwaar --received-on 2026-03-16",
                "missieboek person erase Bakker --legal-form eenmanszaak --ground bezwaar --received-on 2026-03-16",
            ],
            details: [
                Phrase(
                    nl:
                        "Getoond wordt alleen aan wie mag wissen, en dat het is getoond, staat in het leeslogboek, met de grond "
                        + "(missieboek readings); ook bij een proef (--dry-run).",
                    en:
                        "It is shown to nobody but whoever may erase, and that it was shown is in the log of readings, with "
                        + "the ground (missieboek readings); of a rehearsal too (--dry-run)."),
                Phrase(
                    nl:
                        "Gegevens van een rechtspersoon, zoals een bv, zijn geen persoonsgegevens (AVG 4 onder 1, overweging 14): die "
                        + "gaan met hun bewaartermijn, op een vernietigingslijst.",
                    en:
                        "Data of a legal person, such as a company with limited liability, are no personal data (GDPR 4(1), recital "
                        + "14): they go with their retention term, on a destruction list."),
                Phrase(
                    nl:
                        "Elk dossier waarin de aanduiding voorkomt, ook het eigen dossier, wordt apart beoordeeld: loopt zijn bewaartermijn, is het "
                        + "blijvend te bewaren, rust er een ander dossier op, geldt er een vernietigingsstop, of is een "
                        + "maatregel, steun of vordering zonder categorie nog open, dan blijft het, met de naam (AVG 17 lid 3). Wat verder nog geen "
                        + "categorie heeft, blijft ook, maar dat is geen grond van AVG 17 lid 3: de eigenaar stelt er een vast (retention publish), of wist het met een reden "
                        + "(--without-category). De verklaring zegt wat is gewist, wat blijft, en tot wanneer.",
                    en:
                        "Each file in which the id appears, the own file too, is judged by itself: while its retention term runs, it is to be kept "
                        + "for good, another file rests on it, a legal hold is in force, or a measure, support or claim without "
                        + "a category is still open, it stays, with the name (GDPR 17(3)). What else has no category yet stays too, but that is "
                        + "no ground of GDPR 17(3): the owner publishes one (retention publish), or has it erased with a reason (--without-category). The certificate says what was erased, what stays, and until when."
                ),
            ])
        static let writesCSV = false

        /// What an option means, with the words that it takes.
        private static func words(_ words: [some Choice], _ meaning: Phrase) -> Phrase {
            let list = words.map { "\($0.rawValue) (\($0.word.en))" }.joined(separator: ", ")
            return Phrase(
                nl: "\(meaning.nl): \(words.map(\.rawValue).joined(separator: ", "))", en: "\(meaning.en): \(list)")
        }

        @Argument var person: String
        @Option var ground: String
        @Option(name: .customLong("received-on")) var receivedOn: String
        @Option var requester = ErasureRequester.subject.rawValue
        @Option(name: .customLong("legal-form")) var legalForm: String?
        @Option(name: .customLong("without-category")) var withoutCategory: String?
        @Option var reason: String?
        @Option var id: String?
        @Flag(name: .customLong("dry-run")) var dryRun = false
        @Flag var yes = false
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try options.requireNoCSV(of: "person erase")
            let session = try await Session.openAsKeeper(options)
            let subject = try session.subject(named: person)
            let plan = try session.erasurePlan(for: subject, waiving: withoutCategory == nil ? [] : [.uncategorised])
            guard let actor = options.actor ?? ProcessEnvironment.variables["MISSIEBOEK_ACTOR"] else {
                throw Failure.noActor
            }
            let rehearsal = try CommandForm(Person.Erase.self, arguments: arguments(of: plan) + ["--dry-run"])
            let rehearsed = try rehearsal.execute(by: actor, in: session)
            try enterShowing(of: plan, rehearsed, in: session)
            let isAllowed = rehearsed.status == .ok
            // What is refused goes to the journal where nobody was to be asked.
            guard !dryRun, isAllowed || yes else { return try answer(rehearsed, plan, in: session) }
            if isAllowed {
                try show(plan, in: session)
                try confirm(subject)
            }
            let form = try CommandForm(Person.Erase.self, arguments: arguments(of: plan))
            let result = try form.execute(by: actor, in: session)
            _ = try? session.store.advanceWatermark()
            let hasDestroyed = result.status == .ok
            try await Session.clearingDestroyedKeys(options, where: { hasDestroyed }) {
                do { try answer(result, plan, in: session) } catch { throw Failure(error, answering: result) }
            }
        }

        /// Nothing is shown before the command was decided, and the showing entered: the plan and a refusal alike name
        /// the files in which somebody appears.
        private func enterShowing(
            of plan: ErasurePlan, _ rehearsed: CommandResult, in session: Session
        ) throws {
            let trace = try session.trace(on: ground)
            let object = ReadObject.file(plan.subject.text)
            guard rehearsed.status == .ok else { return try trace.record(.planErasure, of: object, .refused) }
            try trace.record(.planErasure, of: object, .shown, shown: plan.dossiers.count + plan.kept.count)
        }

        /// The command erases what the plan says, or nothing.
        private func arguments(of plan: ErasurePlan) -> [String] {
            [
                "--subject", plan.subject.text, "--plan", plan.digest.text, "--ground", ground, "--requester",
                requester, "--received-on", receivedOn,
            ]
                + (legalForm.map { ["--legal-form", $0] } ?? [])
                + (withoutCategory.map { ["--without-category", $0] } ?? []) + (reason.map { ["--reason", $0] } ?? [])
                + (id.map { ["--id", $0] } ?? [])
        }

        /// Shows what is about to go, as talk, since the result is the certificate.
        ///
        /// Whoever is to type the id sees it in any case.
        private func show(_ plan: ErasurePlan, in session: Session) throws {
            let lines = try session.lines(of: Report(plan, answerBy: try answerTerm())).joined(separator: "\n")
            if yes { session.console.say(Phrase(same: lines)) } else { session.console.complain(lines) }
        }

        private func answerTerm() throws(Failure) -> TermEnd? {
            let day = try CivilDate(argument: receivedOn, "--received-on")
            return ErasureRequester(rawValue: requester)?.answerTerm(receivedOn: day)
        }

        private func confirm(_ subject: SubjectID) throws {
            guard !yes else { return }
            let lack = Phrase(
                nl: "wissen is niet terug te draaien: geef --yes, of typ de aanduiding over",
                en: "erasing cannot be undone: give --yes, or type the id")
            guard !options.noInput else { throw Failure(.usage, lack) }
            options.console.complain(
                Phrase(
                    nl: "Wissen is niet terug te draaien. Typ \(subject.text) om door te gaan:",
                    en: "Erasing cannot be undone. Type \(subject.text) to go on:"
                ).text(in: options.console.language))
            guard readLine() == subject.text else { throw Failure(.usage, lack) }
        }

        private func answer(_ result: CommandResult, _ plan: ErasurePlan, in session: Session) throws {
            let language = session.console.language
            guard result.status == .ok, !result.placements.isEmpty, !dryRun else {
                if dryRun, result.status == .ok {
                    try session.print(Report(plan, answerBy: try answerTerm()))
                    session.console.say(
                        Phrase(nl: "Proef: er is niets vastgelegd.", en: "Dry run: nothing was recorded."))
                } else if options.output == .table {
                    try session.console.print(result.text(in: language, isDryRun: dryRun))
                } else {
                    try session.console.print(result.line(in: language, isDryRun: dryRun))
                }
                if result.status != .ok { throw Failure(result.status, nil) }
                return
            }
            let positions = Set(result.placements.compactMap(\.position))
            let stored = try session.store.read(result.placements.map(\.stream), through: nil)
            let certificates = try stored.filter { positions.contains($0.position) }.compactMap { try Certificate($0) }
            try session.print(Report(certificates))
        }
    }
}

extension Phrase {
    /// Until when a request is answered, how that was counted, and how much longer it may take.
    init(answerBy term: TermEnd) {
        self =
            Phrase(nl: "Antwoord uiterlijk: ", en: "Answer due: ") + term.arithmetic + Phrase(same: "; ")
            + AnswerTerm.lengthening
    }
}

extension Session {
    /// What can be erased of somebody today.
    fileprivate func erasurePlan(for subject: SubjectID, waiving waived: Set<KeepReason>) throws -> ErasurePlan {
        let today = Session.now().dateInAmsterdam
        let outcome = try RecordLoader(store, snapshots: store, waitingBy: Inquiry.block).run {
            records throws(Interruption) in
            try records.erasurePlan(for: subject, on: today, waiving: waived)
        }
        switch outcome.answer {
        case .success(let plan): return plan
        case .failure(let refusal): throw Failure(.notFound, refusal.finding)
        }
    }
}

extension Report {
    /// What is about to be erased, and what stays.
    fileprivate init(_ plan: ErasurePlan, answerBy term: TermEnd?) {
        let entry = Phrase(
            nl: "naam, nummer en contactgegevens in het register",
            en: "name, number and contact details in the register")
        let parts = (plan.register ? [entry] : []) + plan.dossiers.map { Phrase(same: $0.text) }
        let nameNeeded = Phrase(nl: "een dossier blijft, met de naam", en: "a file stays, with the name")
        self.init(
            title: Phrase(nl: "Wissen van \(plan.subject.text)", en: "Erasing \(plan.subject.text)"),
            sections: [
                Section(
                    name: "erased", title: Phrase(nl: "Wat wordt gewist", en: "What is erased"),
                    columns: [Phrase(nl: "gegevens", en: "data")], rows: parts.map { [.phrase($0)] }),
                Section(kept: plan.kept, with: plan.keepsRegister ? [(entry, nameNeeded)] : []),
            ]
                + (plan.withoutCategory.isEmpty
                    ? []
                    : [
                        Section(
                            name: "without-category",
                            title: Phrase(
                                nl: "Wat zonder categorie wordt gewist, om de gegeven reden",
                                en: "What is erased without a category, for the reason given"),
                            columns: [Phrase(nl: "dossier", en: "file")],
                            rows: plan.withoutCategory.map { [.text($0.text)] })
                    ]),
            notes: term.map { [Phrase(answerBy: $0)] } ?? [],
            json: [
                "subject": .string(plan.subject.text),
                "answerBy": term.map { .string($0.end.text) } ?? .null,
                "plan": .string(plan.digest.text), "erasesRegister": .bool(plan.register),
                "keepsRegister": .bool(plan.keepsRegister),
                "withoutCategory": .array(plan.withoutCategory.map { .string($0.text) }),
                "dossiers": .array(plan.dossiers.map { .string($0.text) }), "kept": .array(plan.kept.map(\.json)),
            ])
        hidesNames = true
    }
}
