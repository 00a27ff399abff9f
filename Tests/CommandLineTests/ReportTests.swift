import CanonicalJSON
import TestSupport
import Testing

/// What people and spreadsheets get to see of a book: the scenario's.
struct ReportTests {
    /// One book for all tests here; none of them records anything.
    private static let book = Task {
        let database = try await ThrowawayCluster.shared.database()
        let played = try await Missieboek.run(["dispatch", ScenarioFile.path, "--database", database.url])
        #expect(played.status == 2)
        return database.url
    }

    private func ask(_ words: [String], columns: Int? = nil) async throws -> Missieboek.Output {
        try await Missieboek.run(
            words + ["--database", try await Self.book.value],
            environment: columns.map { ["COLUMNS": String($0)] } ?? [:])
    }

    private static let reports = [
        ["board"], ["gate", "riyad-2026"], ["bmo"], ["dossier", "riyad-2026-1"], ["ledger"],
        ["timeline", "mission-riyad-2026"], ["timeline", "claim-riyad-1"],
        ["exceptions", "--kind", "waiver,correction"],
        ["rules"], ["commands"],
    ]

    @Test(arguments: [60, 80, 100, 160], ["nl", "en"])
    func `Every report fits the terminal`(columns: Int, language: String) async throws {
        for words in Self.reports {
            let output = try await ask(words + ["--lang", language], columns: columns)
            #expect(output.status == 0 && output.lines.count > 3, "\(words)")
            #expect(output.lines.allSatisfy { $0.count <= columns }, "\(words)")
        }
    }

    @Test func `Nothing is cut, at any width`() async throws {
        let words = ["timeline", "mission-riyad-2026", "--lang", "nl"]
        for columns in [40, 80, nil] {
            let output = try await ask(words, columns: columns)
            let text = output.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(text.contains("een openlijke uitnodiging kan contactpersonen in gevaar brengen"))
        }
    }

    @Test(arguments: [
        ["board"], ["gate", "riyad-2026"], ["bmo"], ["bmo", "--table", "meetings"], ["ledger"],
        ["ledger", "--table", "claims"], ["dossier", "riyad-2026-1", "--table", "chronicle"],
        ["timeline", "support-riyad-1"], ["exceptions"], ["exceptions", "--table", "kinds"],
        ["exceptions", "--table", "rules"],
    ])
    func `A CSV file is one table, by RFC 4180`(words: [String]) async throws {
        let output = try await ask(words + ["--output", "csv", "--quiet"])
        #expect(output.status == 0 && output.err.isEmpty)
        let records = try #require(CSV.records(in: output.out))
        #expect(records.count > 1)
        #expect(records.allSatisfy { $0.count == records[0].count })
    }

    @Test func `CSV holds whole texts and plain amounts, and other tables are named`() async throws {
        let concerns = try await ask(["bmo", "--output", "csv"])
        #expect(concerns.err.contains("--table meetings"))
        #expect(concerns.out.contains("als voorwaarde voor deelname is daar geen basis voor"))
        let claims = try await ask(["ledger", "--table", "claims", "--output", "csv"])
        #expect(claims.out.contains("outstanding (EUR)") && claims.out.contains("21187.60"))
        let two = try await ask(["dossier", "riyad-2026-1", "--table", "case,limbs", "--output", "csv"])
        #expect(two.status == 64 && two.out.isEmpty)
        let none = try await ask(["bmo", "--table", "nonsense"])
        #expect(none.status == 64 && none.err.contains("concerns, meetings"))
    }

    @Test func `The board shows who did not show apart from who took part`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let scenario = try ScenarioFile()
        let last = try #require(scenario.lines.lastIndex { $0.command == "participation.record-presence" })
        let lines = scenario.lines.enumerated().map { index, line in
            index == last ? line.text.replacing(#""present": true"#, with: #""present": false"#) : line.text
        }
        #expect(lines[last] != scenario.lines[last].text)
        _ = try await Program(database: database.url)
            .run("dispatch", "-", input: Array(lines.joined(separator: "\n").utf8))
        func board(_ words: String...) async throws -> String {
            try await Missieboek.run(["board", "--database", database.url] + words).out
        }
        let counts = try Node(parsing: Array(try await board("--output", "json").utf8)).items.first?["companies"]
        #expect(counts?["noShow"] == .number("1") && counts?["tookPart"] == .number("2"))
        let shown = try await board("--lang", "en").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(shown.contains("2 took part, 1 did not show"), "\(shown)")
        let records = try #require(CSV.records(in: try await board("--output", "csv", "--lang", "nl")))
        let column = try #require(records[0].firstIndex(of: "niet verschenen"))
        #expect(records[1][column] == "1")
    }

    @Test func `A date asks for the end of that day`() async throws {
        let dated = try await ask(["dossier", "riyad-2026-1", "--valid-at", "2026-05-20", "--table", "case"])
        let timed = try await ask(
            ["dossier", "riyad-2026-1", "--valid-at", "2026-05-20T23:59:59+02:00", "--table", "case"])
        #expect(dated.status == 0 && dated.out.contains("intention sent") && dated.out == timed.out)
        let wrong = try await ask(["board", "--as-of", "2026-02-30"])
        #expect(wrong.status == 64)
    }

    @Test func `A dossier says on which grounds each limb was found`() async throws {
        let limbs = try await ask(["dossier", "riyad-2026-1", "--table", "limbs", "--output", "csv"])
        let records = try #require(CSV.records(in: limbs.out))
        #expect(records.map(\.last) == ["grounds", "conduct of the company", "unwillingness"])
    }

    @Test func `A dossier says of every decision by whom, in which role and capacity`() async throws {
        let table = try await ask(["dossier", "riyad-2026-1", "--table", "authority", "--output", "csv"])
        let records = try #require(CSV.records(in: table.out))
        let decided = try #require(records.first { $0[2] == "MeasureDecided" })
        #expect(decided[4] == "decision maker" && decided[5].contains(", on behalf of "))
        #expect(records.contains { $0[2] == "SupportTerminated" })
        let whole = try await ask(["dossier", "riyad-2026-1"]).out
        #expect(whole.contains("capacity") && whole.contains("on behalf of"))
    }

    @Test func `Amounts read as euros, and JSON names their unit`() async throws {
        let dutch = try await ask(["timeline", "claim-riyad-1", "--lang", "nl"]).out
        #expect(dutch.contains("bedrag: € 27.422,16") && !dutch.contains("2742216"))
        let english = try await ask(["timeline", "claim-riyad-1"]).out
        #expect(english.contains("amount: €27,422.16"))
        #expect(try await ask(["dossier", "riyad-2026-1"]).out.contains("€21,187.60 outstanding"))
        #expect(try await ask(["ledger", "--output", "jsonl"]).out.contains(#""outstandingCents":2118760"#))
    }

    @Test func `A report is in one language`() async throws {
        for words in Self.reports {
            let english = try await ask(words).out
            for word in ["in werking", "bevestigd", "voorgesteld", "uitgesloten", "geweigerd", "ontvangen"] {
                #expect(!english.contains("  \(word)"), "\(words)")
            }
            let dutch = try await ask(words + ["--lang", "nl"]).out
            for word in ["waived", "yes", "in force", "excluded", "none"] {
                #expect(!dutch.contains("  \(word)"), "\(words)")
            }
        }
    }

    @Test func `Names stand in place of ids, also in sentences`() async throws {
        let output = try await ask(["gate", "riyad-2026"]).out
        #expect(output.contains("invited: Werkplaats Riyad (fictief)") && !output.contains("organisation-"))
    }

    @Test func `What had not begun yet is told from what never was`() async throws {
        let early = try await ask(["dossier", "riyad-2026-1", "--as-of", "5"])
        #expect(early.status == 66 && early.err.contains("did not exist yet then: it begins with MeasureFileOpened"))
        let never = try await ask(["dossier", "nergens", "--as-of", "5"])
        #expect(never.status == 66 && never.err.contains("measure-nergens does not exist"))
        for words in [["gate", "riyad-2026"], ["timeline", "mission-riyad-2026"], ["ledger", "riyad-1"]] {
            let valid = try await ask(words + ["--valid-at", "2026-01-01T00:00:00Z", "--lang", "nl"])
            #expect(valid.status == 66 && valid.err.contains("bestond toen nog niet"), "\(valid.err)")
        }
    }

    @Test func `A moment beyond the log is remarked, and one that is none is usage`() async throws {
        let position = try await ask(["board", "--as-of", "99999"])
        #expect(position.status == 0 && position.err.contains("lies beyond the log"))
        let future = try await ask(["board", "--as-of", "2099-01-01T00:00:00Z"])
        #expect(future.status == 0 && future.err.contains("lies in the future"))
        let name = try await ask(["dossier", "Nie mand", "--lang", "nl"])
        #expect(name.status == 64 && name.err.contains("‘Nie mand’ is geen aanduiding zoals measure-"), "\(name.err)")
        let nonsense = try await ask(["board", "--as-of", "gisteren", "--lang", "nl"])
        #expect(nonsense.status == 64 && nonsense.err.contains("--as-of: ‘gisteren’ is geen tijd"))
    }
}
