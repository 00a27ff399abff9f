import CanonicalJSON
import Foundation
import PersonalDataSealing
import PostgresClient
import TestSupport
import Testing

// A text that names somebody, from the command line to its erasure.
@Suite(.timeLimit(.minutes(10)))
struct ConfidentialTextTests {
    private static let text = "Zahra Voorbeeld (fictief) is hierom ontslagen; zij is bereikbaar op 0612345678."
    private static let concern = "concern-ontslag"
    private static let name = "Jo Voorbeeld (fictief)"
    private static let id = "0198f3a0-7c1e-7b52-9d4e-3f6a8b2c1d0e"

    private static func raise(
        _ words: [String] = ["--confidential-about", name, "--confidential", text], id: String = id
    ) -> [String] {
        [
            "concern", "raise", "--id", id, "--concern", concern, "--meeting", KeepingBook.due, "--organisation",
            KeepingBook.organisation, "--subject", "Ontslag", "--text", "Ontslag na klacht", "--country", "country-sa",
            "--affected-group", "arbeidsmigranten", "--severity", "ernstig", "--occurred-at",
            "2026-01-05T09:00:00+01:00", "--reason", "overgenomen",
        ] + words
    }

    private static func line(_ number: Int, id: String = UUID().uuidString.lowercased()) -> String {
        let line: Node = [
            "command": "concern.raise", "id": .string(id), "actor": .string(KeepingBook.coordinator),
            "data": [
                "concern": .string("concern-regel-\(number)"), "meeting": .string(KeepingBook.due),
                "organisation": .string(KeepingBook.organisation), "subject": "Ontslag", "text": "Ontslag na klacht",
                "country": "country-sa", "affectedGroup": "arbeidsmigranten", "severity": "ernstig",
                "confidentialAbout": .string(name), "confidential": .string("\(text) \(number)"),
            ],
        ]
        return line.lineText
    }

    /// A book with one such text.
    private static func book() async throws -> KeepingBook {
        let book = try await KeepingBook()
        let raised = try await book.run(raise(), by: KeepingBook.coordinator)
        try #require(raised.status == 0, "\(raised.out) \(raised.err)")
        return book
    }

    private static func statement(_ book: KeepingBook, _ words: [String] = []) async throws -> Node? {
        try await book.json(["timeline", concern] + words).items.first?["confidential"]
    }

    @Test func `A text is shown to whoever has the key, in every form, and the same again is a repeat`() async throws {
        let book = try await Self.book()
        let again = try await book.run(Self.raise() + ["--output", "json"], by: KeepingBook.coordinator)
        #expect(again.status == 0 && again.out.contains(#""duplicate""#), "\(again.out)")
        let other = try await book.run(
            Self.raise(["--confidential-about", Self.name, "--confidential", "Iets anders"]),
            by: KeepingBook.coordinator)
        #expect(other.status != 0 && other.out.contains("INV-28"), "\(other.out)")

        let opened: Node = ["about": .string(KeepingBook.person), "standing": "opened", "text": .string(Self.text)]
        let line = try #require(try await book.json(["timeline", Self.concern]).items.first)
        #expect(line["confidential"] == opened && line["type"] == "ConcernRaised.v2")
        // What is stored is shown as it is stored.
        #expect(line["data"]?["confidential"]?.stringValue?.hasPrefix("sealed:") == true)
        let position = try #require(line["position"]?.integer)
        #expect(try await Self.statement(book, ["--as-of", "\(position)"]) == opened)
        for form in ["table", "csv", "jsonl"] {
            let shown = try await book.run(["timeline", Self.concern, "--output", form, "--lang", "nl"])
            #expect(shown.status == 0 && Self.unfolded(shown.out).contains(Self.text), "\(form): \(shown.out)")
        }
        // Nobody else is shown it: not a follower, not the list of exceptions.
        let followed = try await Program(database: book.database.url)
            .run("follow", "--after", "0", Self.concern, input: [], afterLine: 1) { process in kill(process, SIGTERM) }
        #expect(followed.output.contains("sealed:") && !followed.output.contains("Zahra"), "\(followed.talk)")
        let exceptions = try await book.run(["exceptions", "--output", "json"])
        #expect(exceptions.status == 0 && exceptions.out.contains(Self.concern) && !exceptions.out.contains("Zahra"))
    }

    /// A table breaks lines between words.
    private static func unfolded(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test func `Who has no key file, or no part in keys, sees that something is sealed and not what`() async throws {
        let book = try await Self.book()
        let keyless = Program(
            environment: ["MISSIEBOEK_DATABASE_URL": book.database.url, "MISSIEBOEK_REGISTER_KEY": ""])
        let shown = try await keyless.run("timeline", Self.concern, "--lang", "nl")
        #expect(shown.status == 0 && shown.output.contains("[verzegeld]") && !shown.output.contains("sealed:"))
        #expect(shown.talk.contains("MISSIEBOEK_REGISTER_KEY"), "\(shown.talk)")
        let export = try await keyless.run("person", "export", KeepingBook.person)
        #expect(export.status != 0 && export.output.isEmpty, "\(export.output)")
        let given = try await keyless.run(
            Self.raise(id: UUID().uuidString) + ["--actor", KeepingBook.coordinator, "--lang", "en"])
        #expect(given.status == 64 && given.talk.contains("nobody named the key"), "\(given.talk)")
        #expect(!given.talk.contains("Zahra") && !given.output.contains("Zahra"))

        let auditor = "auditor_\(UInt32.random(in: .min ... .max))"
        try await ThrowawayCluster.make(logins: [(auditor, "in role missieboek_auditor")])
        let audited = try await Program(database: book.database.url(as: auditor))
            .run("timeline", Self.concern, "--lang", "en", "--output", "json")
        let line = try Node(parsing: Array(audited.output.utf8)).items.first
        #expect(line?["confidential"]?["standing"] == "sealed" && line?["confidential"]?["text"] == .null)
        #expect(!audited.talk.contains("key"), "\(audited.talk)")
    }

    @Test func `A text comes from a file or standard input as well as from the command line`() async throws {
        let book = try await KeepingBook()
        let folder = "/tmp/missieboek-confidential-\(UInt64.random(in: .min ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = folder + "/verklaring.txt"
        try Data((Self.text + "\n").utf8).write(to: URL(filePath: file))
        let id = UUID().uuidString.lowercased()
        func give(_ source: String, input: String = "") async throws -> Missieboek.Output {
            try await book.run(
                Self.raise(["--confidential-about", Self.name, "--confidential", source], id: id)
                    + ["--output", "json"], by: KeepingBook.coordinator, input: input)
        }
        let fromFile = try await give("@" + file)
        #expect(fromFile.status == 0 && fromFile.out.contains(#""accepted""#), "\(fromFile.out) \(fromFile.err)")
        #expect(try await Self.statement(book)?["text"] == .string(Self.text))
        for (source, input) in [("@-", Self.text), ("@-", Self.text + "\r\n"), (Self.text, "")] {
            let again = try await give(source, input: input)
            #expect(again.out.contains(#""duplicate""#), "\(again.out) \(again.err)")
        }
        #expect(try await give("@" + folder + "/nergens").status == 66)
        for long in [
            Data(repeating: 0x61, count: 8_001), Data([0x61, 0xFF]),
            Data((String(repeating: "a", count: 8_000) + "\nmeer").utf8),
        ] {
            try long.write(to: URL(filePath: file))
            let refused = try await give("@" + file)
            #expect(refused.status == 65 && refused.err.contains("8000") && refused.out.isEmpty, "\(refused.err)")
        }
    }

    @Test func `A refusal and a fault say nothing of the text, and a rehearsal makes no key`() async throws {
        let book = try await KeepingBook()
        let superuser = try Connection(ConnectionOptions(address: book.database.superuserURL))
        let keys = "select count(*) from keys.data_keys where dossier like 'concern-%'"
        let rehearsed = try await book.run(Self.raise() + ["--dry-run"], by: KeepingBook.coordinator)
        #expect(rehearsed.status == 0, "\(rehearsed.err)")
        #expect(try superuser.run(keys).text(row: 0) == "0")
        let refused = try await book.run(
            Self.raise(["--confidential-about", Self.name, "--confidential", Self.text]),
            by: KeepingBook.recordsManager)
        #expect(refused.status == 4 && refused.out.contains("AUTHORITY"), "\(refused.out)")
        let alone = try await book.run(Self.raise(["--confidential", Self.text]), by: KeepingBook.coordinator)
        #expect(alone.status == 64 && alone.err.contains("--confidential-about"), "\(alone.err)")
        let nobody = try await book.run(
            Self.raise(["--confidential-about", "Niemand", "--confidential", Self.text]), by: KeepingBook.coordinator)
        #expect(nobody.status == 64 && nobody.err.contains("Niemand"), "\(nobody.err)")
        let steering = try await book.run(
            Self.raise(["--confidential-about", Self.name, "--confidential", "Zahra \u{1B}[2J"]),
            by: KeepingBook.coordinator)
        #expect(steering.status == 64 && steering.err.contains("--confidential"), "\(steering.err)")
        for output in [rehearsed, refused, alone, nobody, steering] {
            #expect(!(output.out + output.err).contains("Zahra"))
        }
        let journal = try superuser.run(
            "select string_agg(convert_from(rejection, 'UTF8'), ' ') from event_store.commands"
        ).text(row: 0)
        let refusals = try #require(journal)
        #expect(refusals.contains("AUTHORITY") && !refusals.contains("Zahra"))
    }

    @Test(arguments: [[], ["--parallel", "4"]])
    func `A file of commands seals line by line, and the same file again is recorded once`(words: [String]) async throws
    {
        let book = try await KeepingBook()
        let input = (1...12).map { Self.line($0, id: "0198f3a0-7c1e-7b52-9d4e-0000000000\(10 + $0)") }
            .joined(separator: "\n")
        let rehearsed = try await book.run(["dispatch", "-", "--dry-run"], input: input)
        #expect(rehearsed.status == 0, "\(rehearsed.out)")
        for outcome in ["accepted", "duplicate"] {
            let run = try await book.run(["dispatch", "-"] + words, input: input)
            let answers = try run.lines.filter { !$0.isEmpty }.map { try Node(parsing: Array($0.utf8)) }
            #expect(
                run.status == 0 && answers.map { $0["outcome"]?.stringValue } == Array(repeating: outcome, count: 12))
        }
        let last = try await book.json(["timeline", "concern-regel-12"]).items.first
        #expect(last?["confidential"]?["text"] == .string("\(Self.text) 12"))
    }

    @Test func `An access request is answered with the texts about that person, and no others`() async throws {
        let book = try await Self.book()
        let export = try await book.json(["person", "export", Self.name])
        let statements = try #require(export["statements"]?.items)
        #expect(statements.count == 1 && statements[0]["stream"] == .string(Self.concern))
        #expect(statements[0]["confidential"]?["text"] == .string(Self.text))
        let role = export["events"]?.items.first { $0["stream"] == .string(Self.concern) }?["as"]
        #expect(role == ["confidentialAbout"])
        // The organisation stands in the same event, and the text is not about it.
        let other = try await book.json(["person", "export", KeepingBook.organisation])
        #expect(other["statements"]?.items == [])
        let table = try await book.run(
            ["person", "export", Self.name, "--table", "statements", "--output", "csv", "--lang", "en"])
        #expect(table.status == 0 && table.out.contains(Self.text), "\(table.out) \(table.err)")
        // Whoever is shown a text has left a trace of it.
        _ = try await book.run(["timeline", Self.concern, "--ground", "klacht 7"])
        let readings = try await Missieboek.run([
            "readings", Self.concern, "--output", "json", "--database", book.database.superuserURL,
        ])
        #expect(readings.status == 0 && readings.out.contains("klacht 7"), "\(readings.err)")
    }

    @Test func `A text that would steer or calculate is shown harmless wherever it is opened`() async throws {
        let book = try await KeepingBook()
        let hostile = "=1+1 \u{200B}<script>alert(1)</script>\n+2"
        let raised = try await book.run(
            Self.raise(["--confidential-about", Self.name, "--confidential", hostile]), by: KeepingBook.coordinator)
        #expect(raised.status == 0, "\(raised.out) \(raised.err)")
        for form in ["table", "csv", "json", "jsonl"] {
            for words in [["timeline", Self.concern], ["person", "export", Self.name, "--table", "statements"]] {
                let shown = try await book.run(words + ["--output", form, "--lang", "en"])
                let live = OutputSafety.liveCharacters(in: shown.out, allowing: form == "csv" ? ["\n", "\r"] : ["\n"])
                #expect(shown.status == 0 && live == [], "\(words) \(form)")
                #expect(shown.out.contains("1+1"), "\(words) \(form): \(shown.out)")
                if form == "csv" { #expect(OutputSafety.liveCells(inCSV: shown.out) == [], "\(words)") }
            }
        }
    }

    /// Concerns fall due a month after the last event.
    private static func letConcernsFallDue(_ book: KeepingBook) async throws {
        let line = CommandFile.line(
            900, "retention.publish", by: KeepingBook.recordsManager,
            [
                "from": "2026-01-01", "source": "voorbeeld, niet vastgesteld",
                "categories": [
                    [
                        "id": "1.2", "description": "kwesties", "valuation": "vernietigen", "term": 1,
                        "unit": "maanden", "trigger": "laatste-gebeurtenis", "files": ["concern"],
                    ]
                ],
            ])
        let published = try await book.run(["dispatch", "-"], input: line)
        try #require(published.status == 0, "\(published.out)")
        // A term counts from the day on which an event was recorded.
        _ = try Connection(ConnectionOptions(address: book.database.superuserURL))
            .run("set session_replication_role = replica; update event_store.events set recorded_at = occurred_at")
    }

    @Test func `Erasing the person takes the key with it: nobody reads the text any more, and nothing new is sealed`()
        async throws
    {
        let book = try await Self.book()
        try await Self.letConcernsFallDue(book)
        let erased = try await book.run(
            [
                "person", "erase", KeepingBook.person, "--ground", "toestemming-ingetrokken", "--received-on",
                "2026-03-16", "--without-category", "op verzoek", "--yes", "--output", "json",
            ], by: KeepingBook.privacyOfficer)
        try #require(erased.status == 0, "\(erased.out) \(erased.err)")
        #expect(erased.out.contains(Self.concern))
        try await requireGone(from: book)
        let late = try await book.run(
            Self.raise(["--confidential-about", KeepingBook.person, "--confidential", Self.text]) + ["--lang", "en"],
            by: KeepingBook.coordinator)
        #expect(late.status == 64 && late.err.contains("were erased"), "\(late.out) \(late.err)")
        let export = try await book.json(["person", "export", KeepingBook.person])
        #expect(export["statements"]?.items.map { $0["confidential"]?["standing"] } == ["erased"])
    }

    @Test func `Destroying the file's personal data takes the key with it, and leaves those of other files`()
        async throws
    {
        let book = try await Self.book()
        let other = try await book.run(["dispatch", "-"], input: Self.line(1))
        #expect(other.status == 0, "\(other.out)")
        try await Self.letConcernsFallDue(book)
        for (words, officer) in [
            (["propose", "--disposal", "disposal-2026-2", "--dossiers", Self.concern], KeepingBook.recordsManager),
            (["approve", "--disposal", "disposal-2026-2", "--revision", "1"], KeepingBook.otherRecordsManager),
            (["execute", "--disposal", "disposal-2026-2"], KeepingBook.recordsManager),
        ] {
            let run = try await book.run(["disposal"] + words, by: officer)
            try #require(run.status == 0, "\(words) \(run.out) \(run.err)")
        }
        try await requireGone(from: book)
        let kept = try await book.json(["timeline", "concern-regel-1"]).items.first
        #expect(kept?["confidential"]?["standing"] == "opened")
    }

    private func requireGone(from book: KeepingBook) async throws {
        for (language, word) in [("nl", "[gewist]"), ("en", "[erased]")] {
            for words in [[], ["--as-of", "100000"], ["--output", "csv"]] {
                let shown = try await book.run(["timeline", Self.concern, "--lang", language] + words)
                #expect(shown.status == 0 && shown.out.contains(word) && !shown.out.contains("Zahra"), "\(shown.out)")
            }
        }
        let statement = try await Self.statement(book)
        #expect(statement?["standing"] == "erased" && statement?["text"] == .null)
    }
}
