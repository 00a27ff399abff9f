import CanonicalJSON
import Foundation
import PostgresClient
import TestSupport
import Testing

/// Erasing, exporting, holding and destroying, as an officer does it on the command line.
struct KeepingTests {
    private struct NoPosition: Error {}

    private static let erase = [
        "person", "erase", KeepingBook.person, "--ground", "toestemming-ingetrokken", "--received-on", "2026-03-16",
        "--without-category", "op verzoek", "--id", "0198f3a0-7c1e-7b52-9d4e-3f6a8b2c1d0e", "--reason",
        "verzoek per brief",
    ]

    @Test func `Erasing shows first what goes and what stays, asks for the id, and does nothing without it`()
        async throws
    {
        let book = try await KeepingBook()
        let officer = KeepingBook.privacyOfficer
        let dry = try await book.run(Self.erase + ["--dry-run", "--lang", "nl"], by: officer)
        #expect(dry.status == 0 && dry.out.contains("Wat wordt gewist"), "\(dry.err)")
        #expect(dry.err.contains("Proef: er is niets vastgelegd."))
        #expect(dry.out.contains("naam, nummer en contactgegevens in het register") && dry.out.contains("geen"))
        #expect(
            dry.out.contains("Antwoord uiterlijk: 2026-03-16 + 1 maand = 2026-04-16")
                && dry.out.contains("twee maanden"))
        #expect(!dry.out.contains("Jo Voorbeeld"))
        for (words, input) in [([], ""), ([], "person-iemandanders\n"), (["--no-input"], KeepingBook.person + "\n")] {
            let refused = try await book.run(Self.erase + words, by: officer, input: input)
            #expect(refused.status == 64 && refused.out.isEmpty && refused.err.contains("--yes"), "\(words) \(input)")
        }
        #expect(try await book.run(["certificate", KeepingBook.person]).status == 66)
        let nobody = try await book.run(Self.erase + ["--yes"])
        #expect(nobody.status == 64 && nobody.err.contains("--actor"))
        for words in [["--yes"], [], ["--dry-run"]] {
            let other = try await book.run(Self.erase + words + ["--lang", "en"], by: KeepingBook.recordsManager)
            #expect(other.status == 4 && other.out.contains("AUTHORITY"), "\(other.out)")
            #expect(!(other.out + other.err).contains("What is erased"), "\(words): \(other.err)")
            #expect(!other.err.contains("Type"), "\(words): \(other.err)")
        }

        let typed = try await book.run(
            Self.erase.dropLast(4) + ["--lang", "nl"], by: officer, input: KeepingBook.person + "\n")
        #expect(
            typed.status == 0 && typed.out.hasPrefix("Verklaring van wissing van persoonsgegevens"), "\(typed.err)"
        )
        let again = try await book.run(Self.erase.dropLast(4) + ["--yes", "--lang", "en"], by: officer)
        #expect(again.status == 0 && again.out.contains("nothing was recorded"), "\(again.out)")
    }

    @Test func `A certificate names the leaf that the database keeps, and is the same whenever it is asked for`()
        async throws
    {
        let book = try await KeepingBook()
        let printed = try await book.json(Self.erase + ["--yes"], by: KeepingBook.privacyOfficer)
        let asked = try await book.json(["certificate", KeepingBook.person])
        #expect(printed == asked)
        let certificate = try #require(printed["certificates"]?.items.first)
        #expect(certificate["commandId"] == "0198f3a0-7c1e-7b52-9d4e-3f6a8b2c1d0e")
        #expect(certificate["registerErased"] == true && certificate["answerBy"] == "2026-04-16")
        guard case .number(let position)? = certificate["position"] else { throw NoPosition() }
        let leaf = try book.leaf(at: position)
        #expect(certificate["leafHash"]?.stringValue == leaf)
        // The same command again changes nothing and certifies the same.
        #expect(try await book.json(Self.erase + ["--yes"], by: KeepingBook.privacyOfficer) == printed)
    }

    @Test func `A certificate tells of a term for an answer only where one ran, and judges it by the day of recording`()
        async throws
    {
        let book = try await KeepingBook()
        let others = [
            ("toezichthouder", KeepingBook.person, false), ("betrokkene", KeepingBook.otherPerson, true),
        ]
        for (requester, person, hasTerm) in others {
            let words = [
                "person", "erase", person, "--ground", "onrechtmatig-verwerkt", "--received-on", "2026-03-16",
                "--requester", requester, "--without-category", "op verzoek", "--yes", "--lang", "en",
            ]
            let printed = try await book.run(words, by: KeepingBook.privacyOfficer)
            #expect(printed.status == 0 && printed.out.contains("answer due") == hasTerm, "\(printed.out)")
            let certificate = try await book.json(["certificate", person])["certificates"]?.items.first
            #expect(certificate?["answerBy"] == (hasTerm ? "2026-04-16" : .null))
        }
        // Dated back into its term, by whoever has the database: what counts is when it was recorded.
        let connection = try Connection(ConnectionOptions(address: book.database.superuserURL))
        _ = try connection.run(
            "set session_replication_role = replica; update event_store.events "
                + "set occurred_at = '2026-03-20T09:00:00Z' where type like 'PersonalDataErased%'")
        let late = try await book.run(["certificate", KeepingBook.otherPerson, "--lang", "en"])
        #expect(late.out.contains(", exceeded"), "\(late.out)")
    }

    @Test(arguments: ["nl", "en"])
    func `The text of a certificate is as it was agreed`(language: String) async throws {
        let book = try await KeepingBook()
        let person = try await book.run(Self.erase + ["--yes", "--lang", language], by: KeepingBook.privacyOfficer)
        try compare(person.out, with: "person.\(language).txt")
        try await book.destroyDueMeeting()
        let list = try await book.run(["certificate", "disposal-2026-1", "--lang", language])
        try compare(list.out, with: "disposal.\(language).txt")
    }

    @Test func `No certificate calls itself one of destruction, and article 8 is an example of one of a list only`()
        async throws
    {
        let book = try await KeepingBook()
        let person = try await book.run(Self.erase + ["--yes", "--lang", "nl"], by: KeepingBook.privacyOfficer)
        try await book.destroyDueMeeting()
        let list = try await book.run(["certificate", "disposal-2026-1", "--lang", "nl"])
        #expect(person.out.hasPrefix("Verklaring van wissing") && !person.out.contains("Archiefbesluit"))
        #expect(list.out.hasPrefix("Verklaring van onleesbaarmaking") && list.out.contains("als voorbeeld"))
    }

    @Test func `While a term runs nothing of it is erased, and the refusal names category, term and hold`() async throws
    {
        let book = try await KeepingBook()
        let words = [
            "person", "erase", KeepingBook.organisation, "--ground", "bezwaar", "--received-on", "2026-03-16", "--yes",
            "--legal-form", "zonder-rechtspersoonlijkheid",
        ]
        let legal = try await book.run(words.dropLast(2) + ["--lang", "nl"], by: KeepingBook.privacyOfficer)
        #expect(legal.status == 2 && legal.out.contains("overweging 14"), "\(legal.out)\(legal.err)")
        let partial = try await book.json(words, by: KeepingBook.privacyOfficer)
        let certificate = try #require(partial["certificates"]?.items.first)
        #expect(certificate["registerErased"] == false && certificate["legalForm"] == "unincorporated")
        #expect(certificate["dossiersErased"] == [.string(KeepingBook.due)])
        let kept = try #require(certificate["kept"]?.items)
        #expect(kept.map { $0["dossier"] } == [.string(KeepingBook.open), .string(KeepingBook.organisation)])
        #expect(kept.map { $0["because"] } == ["untriggered", "uncategorised"])
        let shown = try await book.run(["certificate", "erasure-" + KeepingBook.organisation, "--lang", "nl"])
        #expect(shown.out.contains("niet gewist: wat hieronder blijft, heeft de naam nodig\n"), "\(shown.out)")
        #expect(shown.out.contains("De naam staat nog in het register"), "\(shown.out)")
        let refused = try await book.run(words + ["--lang", "nl"], by: KeepingBook.privacyOfficer)
        #expect(refused.status == 2 && refused.out.contains("RETENTION"), "\(refused.out)")
        #expect(refused.out.contains("termijn niet begonnen 1.2"))

        let hold = [
            "hold", "place", "--hold", "woo-2026-3", "--subjects", KeepingBook.organisation, "--basis", "woo-verzoek",
            "--reason", "verzoek ontvangen",
        ]
        #expect(try await book.run(hold, by: KeepingBook.privacyOfficer).status == 0)
        let held = try await book.run(words, by: KeepingBook.privacyOfficer)
        #expect(held.status == 2 && held.out.contains("HOLD") && held.out.contains("woo-2026-3"))
    }

    @Test func `A list is proposed, approved by another and carried out; what is due before shows as destroyed after`()
        async throws
    {
        let book = try await KeepingBook()
        let due = try await book.json(["retention", "due"])
        #expect(due.items.map { $0["dossier"] } == [.string(KeepingBook.due)])
        #expect(due.items.first?["endOfTerm"] == "2026-02-05" && due.items.first?["state"] == "due")
        let before = try await book.json(["retention", "due", "--on", "2026-02-05"])
        #expect(before.items == [])
        let open = try await book.json(["retention", "status", KeepingBook.open])
        #expect(open.items.map { $0["state"] } == ["untriggered"])
        #expect(try await book.run(["retention", "status", "bmo-none"]).status == 66)

        let propose = [
            "disposal", "propose", "--disposal", "disposal-2026-1", "--dossiers", KeepingBook.due,
        ]
        let approve = ["disposal", "approve", "--disposal", "disposal-2026-1", "--revision", "1"]
        #expect(try await book.run(propose, by: KeepingBook.recordsManager).status == 0)
        let own = try await book.run(approve, by: KeepingBook.recordsManager)
        #expect(own.status == 2 && own.out.contains("INV-7"))
        #expect(try await book.run(approve, by: KeepingBook.otherRecordsManager).status == 0)
        let execute = ["disposal", "execute", "--disposal", "disposal-2026-1"]
        #expect(try await book.run(execute, by: KeepingBook.recordsManager).status == 0)

        #expect(try await book.json(["retention", "due"]).items == [])
        let status = try await book.json(["retention", "status", KeepingBook.due])
        #expect(status.items.map { $0["state"] } == ["personal-data-destroyed"])
        let certificate = try await book.json(["certificate", KeepingBook.due])
        let subjects = certificate["certificates"]?.items.first?["subjects"]?.items
        #expect(subjects == [.string(KeepingBook.coordinator), .string(KeepingBook.organisation)])
    }

    @Test func `What files are kept until is shown without a trace, and so without the names of those whom it files`()
        async throws
    {
        let book = try await KeepingBook()
        for output in ["table", "csv", "json"] {
            let shown = try await book.run(["retention", "status", "--output", output]).out
            for id in [KeepingBook.person, KeepingBook.organisation] { #expect(shown.contains(id)) }
            for name in ["Jo Voorbeeld", "Werkplaats Riyad"] { #expect(!shown.contains(name)) }
        }
    }

    @Test func `Of every key that the program destroys an event tells`() async throws {
        let book = try await KeepingBook()
        #expect(try await book.run(Self.erase + ["--yes"], by: KeepingBook.privacyOfficer).status == 0)
        try await book.erasePartOfOrganisation()
        try await book.destroyDueMeeting()
        let connection = try Connection(ConnectionOptions(address: book.database.superuserURL))
        let destroyed = try connection.run("select distinct destroyed_by from keys.destroyed()")
        #expect(destroyed.count == 3)
        let findings = try connection.run(
            "select stream, detail from event_store.verify() where finding = 'key destroyed without event'")
        #expect(findings.count == 0, "\(findings.text(row: 0) ?? "")")
        // The same search finds what was destroyed past the program.
        try connection.run("select keys.destroy(gen_random_uuid(), '{\(KeepingBook.coordinator)}', '{register}')")
        let forged = try connection.run(
            "select stream from event_store.verify() where finding = 'key destroyed without event'")
        #expect(forged.count == 1 && forged.text(row: 0) == KeepingBook.coordinator)
    }

    @Test(arguments: ["1", "4"])
    func `Of a file that erases each line has its answer, and what is left of the keys goes once, behind the last`(
        workers: String
    ) async throws {
        let book = try await KeepingBook()
        let lines = [
            CommandFile.line(
                90, "person.erase", by: KeepingBook.privacyOfficer,
                [
                    "subject": .string(KeepingBook.person), "ground": "bezwaar", "requester": "betrokkene",
                    "receivedOn": "2026-01-05", "withoutCategory": "op verzoek",
                ]),
            CommandFile.line(
                91, "bmo.hold", by: KeepingBook.coordinator,
                [
                    "meeting": "bmo-2026-02", "date": "2026-01-05",
                    "organisations": [.string(KeepingBook.organisation)], "agenda": ["Golfregio"],
                ]),
        ]
        func dispatch(as login: String) async throws -> Missieboek.Output {
            try await Missieboek.run(
                ["dispatch", "-", "--parallel", workers, "--lang", "en", "--output", "jsonl", "--database"]
                    + [book.database.url(as: login)], input: lines.joined(separator: "\n") + "\n")
        }
        func outcomes(_ output: Missieboek.Output) throws -> [String?] {
            try output.lines.filter { !$0.isEmpty }.map { try Node(parsing: Array($0.utf8))["outcome"]?.stringValue }
        }
        let cleared = "Tables of keys and register rewritten"
        let daily = try await dispatch(as: "missieboek")
        #expect(try daily.status == 4 && outcomes(daily) == ["unauthorised", "accepted"], "\(daily.out) \(daily.err)")
        #expect(!daily.err.contains(cleared))
        let keeper = try await dispatch(as: "missieboek_keeper")
        #expect(try keeper.status == 0 && outcomes(keeper) == ["accepted", "duplicate"], "\(keeper.out) \(keeper.err)")
        #expect(keeper.err.components(separatedBy: cleared).count == 2, "\(keeper.err)")
        // What a keeper who is no superuser cannot do there, it says.
        #expect(keeper.err.contains("the server's WAL: this login may not") && !keeper.err.contains("not cleared away"))
        // A run that was broken off before that is completed by the same file.
        let again = try await dispatch(as: "missieboek_keeper")
        #expect(try outcomes(again) == ["duplicate", "duplicate"] && again.err.contains(cleared))
        let connection = try Connection(ConnectionOptions(address: book.database.superuserURL))
        let findings = try connection.run(
            "select from event_store.verify() where finding = 'key destroyed without event'")
        #expect(findings.count == 0)
    }

    // The server ends it after three seconds; nothing else does.
    @Test func `An append in flight is waited for before somebody is erased`() async throws {
        let book = try await KeepingBook()
        let other = try Connection(ConnectionOptions(address: book.database.superuserURL))
        func append(_ stream: String) -> String {
            """
            select event_store.append(gen_random_uuid(), 'sample.do', '{}', 'officer-one', null, '{}', '{}', '{\(stream)}',
                '{MissionRenamed}', array[now()], array['{}']::bytea[], array['{}']::bytea[])
            """
        }
        try other.run("set idle_in_transaction_session_timeout = '3s'; begin; \(append("mission-onderweg"))")
        let later = try Connection(ConnectionOptions(address: book.database.superuserURL))
        try later.run(append("mission-daarna"))
        let erased = try await book.run(Self.erase + ["--yes", "--lang", "en"], by: KeepingBook.privacyOfficer)
        #expect(erased.status == 0, "\(erased.err)")
        withExtendedLifetime(other) {}
    }

    @Test func `An access request is answered with the register, every event and the terms, and names of nobody else`()
        async throws
    {
        let book = try await KeepingBook()
        let answer = try await book.json(["person", "export", KeepingBook.organisation])
        #expect(answer["register"]?.items.map { $0["name"] } == ["Werkplaats Riyad (fictief)"])
        let events = try #require(answer["events"]?.items)
        #expect(
            events.map { $0["type"] } == ["OrganisationEntered", "BmoMeetingHeld", "ConcernRaised.v2"])
        #expect(
            events.map { $0["as"] } == [["stream"], ["organisations"], ["organisation"]])
        let dossiers = answer["retention"]?.items.map { $0["dossier"] }
        #expect(
            dossiers
                == [KeepingBook.due, KeepingBook.open, KeepingBook.organisation].map {
                    .string($0)
                })
        for language in ["nl", "en"] {
            let text = try await book.run(["person", "export", "Werkplaats Riyad (fictief)", "--lang", language]).out
            #expect(text.contains(KeepingBook.due) && !text.contains("Jo Voorbeeld") && !text.contains("N. N."))
        }
        for (person, isRestricted) in [(KeepingBook.organisation, true), (KeepingBook.person, false)] {
            let ground = try await book.json(["person", "export", person])["ground"]?["en"]?.stringValue
            #expect(ground?.contains("GDPR 15") == true && ground?.contains("recital 14") == isRestricted)
        }
        let officer = try await book.json(["person", "export", KeepingBook.coordinator])
        #expect(officer["events"]?.items.contains { $0["as"] == ["actor"] } == true)
        #expect(try await book.run(["person", "export", "person-nooitgezien1"]).status == 66)
        let asked = try await book.run(
            ["person", "export", KeepingBook.organisation, "--received-on", "2026-01-28", "--lang", "en"])
        #expect(asked.out.contains("2026-03-02") && asked.out.contains("two months"), "\(asked.out)")
        let earlier = try await book.json(["person", "export", KeepingBook.organisation, "--as-of", "1"])
        #expect(earlier["events"]?.items == [])
        let then = ["person", "export", KeepingBook.organisation, "--as-of", "1", "--lang", "en"]
        #expect(try await book.run(then).out.contains("The register is here with all names"))
    }

    @Test func `A reason that hides or steers is refused or shown harmless, on the certificate too`() async throws {
        let book = try await KeepingBook()
        func erase(_ reason: String) async throws -> Missieboek.Output {
            try await book.run(
                Self.erase.dropLast() + [reason, "--yes", "--lang", "nl"], by: KeepingBook.privacyOfficer)
        }
        let steering = try await erase("brief \u{1B}[2J")
        #expect(
            [64, 65].contains(steering.status) && OutputSafety.liveCharacters(in: steering.out + steering.err) == [])
        let hiding = try await erase("brief \u{200B}=1+1 <b>")
        let asked = try await book.run(["certificate", KeepingBook.person, "--lang", "en"])
        for output in [hiding, asked] {
            #expect(output.status == 0 && output.out.contains("brief \u{FFFD}=1+1 <b>"), "\(output.out)\(output.err)")
            #expect(OutputSafety.liveCharacters(in: output.out + output.err) == [])
        }
    }

    @Test func `The verbs that ask first and those that are commands stand on one page, and are told apart`()
        async throws
    {
        for (words, text) in [
            (["help", "person"], "Register a contact person"), (["help", "person", "erase"], "--received-on"),
            (["help", "person", "register"], "--capacity"), (["help", "retention"], "due for destruction"),
            (["help", "retention", "publish"], "--categories"), (["person", "correct", "--help"], "--affiliation"),
        ] {
            let page = try await Missieboek.run(words + ["--lang", "en"])
            #expect(page.status == 0 && page.out.contains(text), "\(words)")
        }
        let unknown = try await Missieboek.run(["person", "eras", "--lang", "en"])
        #expect(unknown.status == 64 && unknown.err.contains("did you mean missieboek person erase?"))
        let commanded = try await Missieboek.run(["person", "registr", "--lang", "en"])
        #expect(commanded.status == 64 && commanded.err.contains("did you mean missieboek person register?"))
        #expect(try await Missieboek.run(["erasure"]).status == 64)
    }
}

extension KeepingTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Certificates")

    /// Holds a certificate against a file, but for what is another at each run: the moment, the leaf that is a hash of it
    /// too, the place in the log, and the ids of commands to which none was given.
    private func compare(_ text: String, with name: String) throws {
        let shown =
            text
            .replacing(/\d\d\d\d-\d\d-\d\d \d\d:\d\d(:\d\d)?/, with: "(moment)")
            .replacing(/[0-9a-f]{64}/, with: "(leaf)")
            .replacing(/(positie|position) +\d+/) { "\($0.1) (position)" }
            .replacing(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, with: "(command)")
        let file = Self.folder.appending(path: name)
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try shown.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try shown == String(contentsOf: file, encoding: .utf8), "RECORD_SNAPSHOTS=1 renews \(name)")
    }
}

extension KeepingBook {
    fileprivate func leaf(at position: String) throws -> String {
        let connection = try Connection(ConnectionOptions(address: database.superuserURL))
        let rows = try connection.run(
            "select encode(leaf_hash, 'hex') from event_store.events where position = \(position)")
        return rows.text(row: 0) ?? ""
    }
}
