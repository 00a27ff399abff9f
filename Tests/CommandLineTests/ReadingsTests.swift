import CanonicalJSON
import EventSourcing
import FoundationEssentials
import Glibc
import PostgresClient
import TestSupport
import Testing

@testable import missieboek

/// What is read leaves a trace, through the program: before it is shown, and whatever comes of it.
@Suite(.timeLimit(.minutes(10)))
struct ReadingsTests {
    /// A book with the demo in it, for one test.
    private static func book() async throws -> ThrowawayDatabase {
        let database = try await ThrowawayCluster.shared.database()
        let played = try await Missieboek.run(["dispatch", ScenarioFile.path, "--database", database.url])
        #expect(played.status == 2)
        return database
    }

    private static func entries(
        of database: ThrowawayDatabase, _ words: String..., by address: String? = nil
    ) async throws -> [Node] {
        let output = try await Missieboek.run(
            ["readings", "--output", "json", "--database", address ?? database.superuserURL] + words)
        #expect(output.status == 0, "\(output.err)")
        return try Node(parsing: Array(output.out.utf8), limits: ParsingLimits(bytes: 1 << 24)).items
    }

    private static let measure = "measure-riyad-2026-1"

    /// A question with the action and the object that its trace names.
    private static let traced: [(words: [String], action: String, object: String)] = [
        (["dossier", measure], "dossier", measure), (["gate", "riyad-2026"], "gate", "mission-riyad-2026"),
        (["ledger"], "ledger", "everything"), (["ledger", "support-riyad-1"], "ledger", "support-riyad-1"),
        (["bmo"], "bmo", "everything"), (["exceptions"], "exceptions", "everything"),
        (["timeline", "riyad-2026"], "timeline", "mission-riyad-2026"),
        (["retention", "status"], "retention status", "everything"),
        (["retention", "status", measure], "retention status", measure),
        (["retention", "due"], "retention due", "everything"),
    ]

    @Test(arguments: traced)
    func `A question about persons and companies leaves an entry with what was shown, and on which ground`(
        _ words: [String], _ action: String, _ object: String
    ) async throws {
        let database = try await Self.book()
        let asked = try await Missieboek.run(
            words + ["--as-of", "90", "--ground", "Woo-verzoek 2026-14", "--output", "csv", "--database", database.url])
        #expect([0, 66].contains(asked.status), "\(asked.err)")
        let all = try await Self.entries(of: database)
        let entry = try #require(all.first)
        #expect(all.count == 1 && entry["action"]?.text == action, "\(entry.lineText)")
        #expect(entry["object"]?.text == object)
        #expect(entry["result"]?.text == (asked.status == 0 ? "shown" : "not-found"))
        #expect(entry["login"]?.text == "missieboek" && entry["ground"]?.text == "Woo-verzoek 2026-14")
        #expect(entry["format"]?.text == "csv" && entry["actor"] == .null)
        #expect(entry["origin"]?["address"]?.text == "local socket")
        #expect(entry["origin"]?["application"]?.text == "missieboek")
        #expect(entry["origin"]?["statedAccount"]?.text?.isEmpty == false)
        if asked.status == 0 {
            #expect(entry["asOf"]?.integer == 90 && entry["shown"]?.integer ?? -1 >= 0)
        }
    }

    @Test func `Names and numbers that somebody types are resolved, and never entered`() async throws {
        let database = try await Self.book()
        let superuser = try Connection(ConnectionOptions(address: database.superuserURL))
        let entries = try RegisterOfTests.entries(at: database.superuserURL)
        let entry = try #require(entries.first { $0.kvkNumber != nil })
        let (id, name, number) = (entry.id, entry.name, try #require(entry.kvkNumber))
        for words in [name, number] {
            #expect(try await Missieboek.run(["timeline", words, "--database", database.url]).status == 0)
        }
        for words in ["Jansen & Zonen", "87654321", "jansen-en-zonen"] {
            #expect(try await Missieboek.run(["timeline", words, "--database", database.url]).status == 66)
        }
        #expect(try await Missieboek.run(["dossier", "measure-jansen", "--database", database.url]).status == 66)
        #expect(try await Missieboek.run(["dossier", "Jansen!", "--database", database.url]).status == 64)
        for words in ["kvk-87654321", "jansen-en-zonen", "measure-jansen"] {
            #expect(try await Self.entries(of: database, words).isEmpty)
            let followed = try await Program(environment: [:]).run([
                "follow", words, Self.measure, "--after", "0", "--database", database.url,
            ]) { line, process in if line == 1 { kill(process, SIGINT) } }
            #expect(followed.status == 0, "\(followed.talk)")
        }
        let entered = try await Self.entries(of: database).map {
            "\($0["object"]?.text ?? "") \($0["result"]?.text ?? "")"
        }
        #expect(
            entered == ["\(id) shown", "\(id) shown"] + Array(repeating: "unknown not-found", count: 4) + [
                "unknown refused"
            ]
                + Array(repeating: ["unknown shown", "unknown begun", "\(Self.measure) begun"], count: 3).joined())
        let all = try superuser.run("select string_agg(entry::text, chr(10)) from access_log.entries as entry")
        let text = all.text(row: 0) ?? ""
        #expect(text.contains("timeline"))
        for word in [name, number, "Jansen", "jansen", "87654321"] { #expect(!text.contains(word), "\(word)") }
    }

    @Test(arguments: ["nl", "en"])
    func `Nothing is shown when it cannot be entered`(_ language: String) async throws {
        let database = try await Self.book()
        let superuser = try Connection(ConnectionOptions(address: database.superuserURL))
        try superuser.run(
            """
            revoke execute on all functions in schema access_log
            from missieboek_appender, missieboek_reader, missieboek_projector
            """)
        let refusal = language == "nl" ? "er wordt niets getoond" : "nothing is shown"
        for (words, _, _) in Self.traced + [(["timeline", "no such thing"], "", "")] {
            let asked = try await Missieboek.run(words + ["--lang", language, "--database", database.url])
            #expect(asked.status == 4 && asked.out.isEmpty && asked.err.contains(refusal), "\(words) \(asked.err)")
        }
        let followed = try await Missieboek.run([
            "follow", "--after", "0", "--lang", language, "--database", database.url,
        ])
        #expect(followed.status == 4 && followed.out.isEmpty && followed.err.contains(refusal), "\(followed.err)")
        let copy = try TemporaryBook().folder + "/book.dump"
        try superuser.run("alter table access_log.entries add constraint closed check (number < 1) not valid")
        let backup = try await Missieboek.run(
            ["db", "backup", copy, "--lang", language, "--database", database.superuserURL])
        #expect(backup.status == 65 && backup.err.contains(refusal), "\(backup.err)")
        #expect(!FileManager.default.fileExists(atPath: copy))
        // What names nobody is answered.
        #expect(try await Missieboek.run(["board", "--database", database.url]).status == 0)
    }

    @Test func `A ground that is none, or points to a person, is refused before anything is asked`() async throws {
        let nowhere = ["--database", "postgresql://localhost:1/none"]
        for (words, action, _) in Self.traced + [(["follow"], "follow", ""), (["readings"], "readings", "")] {
            for ground in ["  ", "one\ntwo", String(repeating: "a", count: 501), "voor jan@voorbeeld.nl"] {
                let asked = try await Missieboek.run(words + ["--ground=\(ground)", "--lang", "nl"] + nowhere)
                #expect(asked.status == 65 && asked.err.contains("ground"), "\(action) \(ground): \(asked.err)")
            }
        }
        let personal = try await Missieboek.run(
            ["gate", "riyad-2026", "--ground", "voor jan@voorbeeld.nl", "--lang", "nl"] + nowhere)
        #expect(personal.err.contains("een e-mailadres") && personal.err.contains("INV-29"), "\(personal.err)")
    }

    @Test func `The officer who reads is entered by his id, and one who is none is refused`() async throws {
        let database = try await Self.book()
        let entries = try RegisterOfTests.entries(at: database.superuserURL)
        let id = try #require(entries.first { $0.name == "Missiemanager (fictief)" }).id
        for actor in ["Missiemanager (fictief)", id] {
            let asked = try await Missieboek.run(["gate", "riyad-2026", "--actor", actor, "--database", database.url])
            #expect(asked.status == 0, "\(asked.err)")
        }
        let unknown = try await Missieboek.run(
            ["gate", "riyad-2026", "--actor", "Niemand", "--lang", "en", "--database", database.url])
        #expect(unknown.status == 64 && unknown.out.isEmpty && unknown.err.contains("is no officer"), "\(unknown.err)")
        #expect(try await Self.entries(of: database).map { $0["actor"]?.text } == [id, id])
        // By name too, and by who has logged in.
        #expect(try await Self.entries(of: database, "--by", "Missiemanager (fictief)").count == 2)
        #expect(try await Self.entries(of: database, "--by", "missieboek").count == 2)
        #expect(try await Self.entries(of: database, "--by", "somebody").isEmpty)
    }

    @Test func `Auditors read who has read, and that is entered as well`() async throws {
        let database = try await Self.book()
        for ground in [["--ground", "bezwaar 7"], []] {
            _ = try await Missieboek.run(["dossier", Self.measure, "--database", database.url] + ground)
        }
        #expect(try await Self.entries(of: database, "--ground", "controle").count == 2)
        let groundless = try await Self.entries(of: database, "--without-ground")
        #expect(groundless.map { $0["action"]?.text } == ["dossier"])
        let own = try await Self.entries(of: database, "access-log")
        #expect(own.map { $0["ground"]?.text } == ["controle", nil])
        #expect(own.map { $0["shown"]?.integer } == [2, 1])
        #expect(try await Self.entries(of: database, Self.measure).count == 2)
        #expect(try await Self.entries(of: database, "--since", "2020-01-01").count == 6)
        #expect(try await Self.entries(of: database, "--since", "2999-01-01").isEmpty)

        // The login of daily work records and does not read; that it tried is entered.
        let tried = try await Missieboek.run(["readings", "--lang", "en", "--database", database.url])
        #expect(tried.status == 4 && tried.out.isEmpty, "\(tried.err)")
        let last = try #require(try await Self.entries(of: database).last)
        #expect(last["login"]?.text == "missieboek" && last["result"]?.text == "refused")
        // To somebody who may not look into the register, as an auditor may not, ids are what there is.
        try Connection(ConnectionOptions(address: database.superuserURL)).run(
            "revoke execute on function register.read(text[], bigint) from missieboek_reader, missieboek_appender")
        let dossier = try await Missieboek.run(["dossier", Self.measure, "--database", database.url])
        #expect(dossier.status == 0 && dossier.out.contains("company-"), "\(dossier.err)")
    }

    @Test(arguments: [
        (
            "nl", "Lezingen: 1", "niet gevonden", "niet opgegeven", "Zonder opgegeven doel of grondslag: 1.",
            "deze machine"
        ),
        ("en", "Readings: 1", "not found", "not given", "Without a stated purpose or ground: 1.", "this machine"),
    ])
    func `People read it in their own language`(
        _ language: String, _ title: String, _ result: String, _ ground: String, _ note: String, _ origin: String
    ) async throws {
        let database = try await ThrowawayCluster.shared.database()
        #expect(try await Missieboek.run(["gate", "nowhere", "--database", database.url]).status == 66)
        let shown = try await Missieboek.run(["readings", "--lang", language, "--database", database.superuserURL])
        #expect(shown.status == 0 && shown.err.isEmpty, "\(shown.err)")
        for text in [title, result, ground, note, origin] { #expect(shown.out.contains(text), "\(text): \(shown.out)") }
        let table = try await Missieboek.run([
            "readings", "--output", "csv", "--lang", "en", "--database", database.superuserURL,
        ])
        #expect(
            table.out.hasPrefix(
                "number,moment,login,officer,action,object,result,position,valid at,format,shown,address,application,"))
        // What an auditor keeps elsewhere of the last entry.
        let superuser = try Connection(ConnectionOptions(address: database.superuserURL))
        let rows = try superuser.run("select encode(hash, 'hex') from access_log.entries order by number")
        let hashes = (0..<rows.count).compactMap { rows.text(row: $0) }
        #expect(table.out.contains("," + hashes[0] + "\r\n"), "\(table.out)")
        #expect(try await Self.entries(of: database).prefix(hashes.count).map { $0["hash"]?.text ?? "" } == hashes)
        for words in [["--since", "gisteren"], ["--by"], ["one", "two"]] {
            let wrong = try await Missieboek.run(
                ["readings", "--lang", language, "--database", "postgresql://localhost:1/none"] + words)
            #expect(wrong.status == 64, "\(words) \(wrong.err)")
        }
    }

    @Test func `A ground that would steer a terminal or calculate in a spreadsheet does neither`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        for ground in ["=HYPERLINK(1)", "\u{202E}omgekeerd"] {
            let asked = try await Missieboek.run(["bmo", "--ground", ground, "--database", database.url])
            #expect(asked.status == 0, "\(asked.err)")
        }
        for format in ["table", "csv", "json", "jsonl"] {
            let shown = try await Missieboek.run(["readings", "--output", format, "--database", database.superuserURL])
            #expect(shown.status == 0 && shown.out.contains("HYPERLINK") && shown.out.contains("omgekeerd"))
            // Lines of CSV end by RFC 4180.
            let written = format == "csv" ? shown.out.replacing("\r\n", with: "\n") : shown.out
            #expect(OutputSafety.liveCharacters(in: written) == [], "\(format)")
            if format == "csv" { #expect(shown.out.contains(",'=HYPERLINK(1),"), "\(shown.out)") }
        }
    }

    @Test func `A proof, a backup and a follower are entered before they begin`() async throws {
        let database = try await Self.book()
        let folder = try TemporaryBook().folder
        let place = ["--folder", folder + "/proofs", "--key-file", folder + "/keys/audit.key"]
        func run(_ words: [String]) async throws -> Int32 {
            try await Missieboek.run(words + ["--database", database.superuserURL]).status
        }
        #expect(try await run(["audit", "key", "missieboek.example/book"] + place) == 0)
        #expect(try await run(["audit", "checkpoint"] + place) == 0)
        let ground = ["--ground", "beroep 12"]
        #expect(try await run(["audit", "prove", Self.measure, folder + "/proof"] + place + ground) == 0)
        #expect(try await run(["audit", "prove", Self.measure, folder + "/proof"] + place) == 73)
        #expect(try await run(["audit", "prove", "measure-none", folder + "/none"] + place) == 66)
        #expect(try await run(["db", "backup", folder + "/dump"] + ground) == 0)
        let followed = try await Program(environment: [:]).run([
            "follow", "mission-riyad-2026", Self.measure, "--after", "3", "--database", database.url,
        ]) { line, process in if line == 1 { kill(process, SIGINT) } }
        #expect(followed.status == 0, "\(followed.talk)")
        let found = try await Self.entries(of: database).map { entry in
            ["action", "object", "result", "ground"].map { entry[$0]?.text ?? "" }.joined(separator: "|")
        }
        #expect(
            found == [
                "audit prove|\(Self.measure)|begun|beroep 12", "audit prove|\(Self.measure)|written|beroep 12",
                "audit prove|\(Self.measure)|begun|", "audit prove|\(Self.measure)|failed|",
                "audit prove|unknown|not-found|", "db backup|database|begun|beroep 12",
                "db backup|database|written|beroep 12", "follow|mission-riyad-2026|begun|",
                "follow|\(Self.measure)|begun|",
            ])
    }

    /// Subcommands that leave no trace, each with the reason.
    private static let untraced: [String: String] = [
        "board": "counts companies and names none",
        "dispatch": "records; tells of its own commands only",
        "commands": "says what can be recorded", "events": "says what events look like",
        "rules": "says what the rules are", "explain": "says what a rule is",
        "simulate": "makes up its own commands", "demo": "asks questions, each of which leaves its own trace",
        "doctor": "looks at the database, not at what it holds",
        "audit key": "makes a key", "audit checkpoint": "signs a hash",
        "audit verify": "names positions", "audit growth": "writes hashes", "audit witness": "writes a key",
        "audit cosign": "signs a hash", "audit rebuild": "writes hashes",
        "db start": "the server", "db stop": "the server", "db status": "the server", "db migrate": "the schema",
        "db url": "an address; whoever reads by it is not seen by this program", "db restore": "shows nothing",
        "db promote": "the server",
        "projections status": "counts", "projections rebuild": "counts", "projections verify": "counts",
        "projections parked": "names of files and why they could not be read",
        "projections retry": "names of files", "snapshots status": "names of files",
        "snapshots verify": "names of files", "snapshots drop": "names of files",
        "audit denials": "the server's log; ids of logins only",
        "keys purge": "the server's files", "keys backup": "wrapped keys", "keys restore": "shows nothing",
        "keys rotate": "shows nothing",
    ]

    // Whoever adds a subcommand decides whether what it shows leaves a trace.
    @Test func `Every subcommand leaves a trace, or it is said why not`() {
        let all = DocumentedCommand.all.flatMap { $0.children.isEmpty ? [$0] : $0.children }
        // To erase somebody has a ground of its own, of the GDPR.
        let grounds = [GroundOption.help.name, "--ground GROUND"]
        let traced = Set(all.filter { $0.page.options.contains { grounds.contains($0.name) } }.map(\.name))
        #expect(traced == Set(ReadAction.allCases.map(\.rawValue)))
        #expect(traced.isDisjoint(with: Self.untraced.keys))
        #expect(Set(all.map(\.name)) == traced.union(Self.untraced.keys))
        #expect(Set(Self.traced.map(\.action)).isSubset(of: traced))
    }
}
