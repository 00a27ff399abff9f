import CanonicalJSON
import FoundationEssentials
import PostgresClient
import TestSupport
import Testing

@Suite struct DispatchOptionTests {
    @Test func `It reads a file, and stops at the first bad line when asked to`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let file = try TemporaryFile([CommandFile.founding, CommandFile.officer(1), "x", CommandFile.officer(2)])
        defer { file.remove() }
        let program = Program(database: database.url)

        let stopped = try await program.run("dispatch", file.path, "--stop-on-error")
        #expect(try stopped.answers().map(\.outcome) == ["accepted", "accepted", "invalid"])
        #expect(stopped.status == 65)
        let whole = try await program.run("dispatch", file.path)
        #expect(try whole.answers().map(\.outcome) == ["duplicate", "duplicate", "invalid", "accepted"])
    }

    @Test(arguments: [1, 4])
    func `On a terminal each answer that is not accepted begins with its line`(workers: Int) async throws {
        let database = try await ThrowawayCluster.shared.database()
        let again = CommandFile.line(
            2, "officer.register", ["officer": .string(CommandFile.administrator), "name": "N. N.", "unit": "RVO"])
        let unfit = CommandFile.line(3, "officer.enrol", [:])
        let file = try TemporaryFile([
            CommandFile.founding, CommandFile.officer(1), "", again, #"{"command":"a\nb","id":"1"}"#, "x", unfit,
            CommandFile.founding,
        ])
        defer { file.remove() }
        let program = Program(environment: ["MISSIEBOEK_DATABASE_URL": database.url, "COLUMNS": "400"])
        func answers(_ language: String) async throws -> (status: Int32, heads: [String]) {
            let words = ["dispatch", file.path, "--parallel", String(workers), "--lang", language]
            let run = try await program.run(words, asIn: #"exec script -qec "$0 $*" /dev/null"#) { _, _ in }
            // What is behind the first line of an answer is indented.
            return (
                run.status, run.output.split(whereSeparator: \.isNewline).map(String.init).filter { $0.first != " " }
            )
        }

        let (status, english) = try await answers("en")
        func id(_ number: Int) -> String { "(01950000-0000-7000-8000-00000000000\(number))" }
        let heads = [
            "recorded: ", "recorded: ", "line 4 officer.register \(id(2)): refused by ", "line 5: invalid",
            "line 6: invalid", "line 7 \(id(3)): invalid", "line 8 administration.found \(id(0)): carried out before",
        ]
        #expect(english.count == heads.count && zip(english, heads).allSatisfy { $0.hasPrefix($1) }, "\(english)")
        #expect(status == 2)
        let (_, dutch) = try await answers("nl")
        #expect(dutch[3] == "regel 5: onjuist" && dutch[6].hasPrefix("regel 8 administration.found"), "\(dutch)")
    }

    @Test(arguments: [1, 4])
    func `Answers that cannot be written are of lines that are recorded, and it says so`(workers: Int) async throws {
        let database = try await ThrowawayCluster.shared.database()
        let program = Program(database: database.url)
        let input = Array(
            (["", CommandFile.founding] + (1..<4).map { CommandFile.officer($0) }).joined(separator: "\n").utf8)
        func full(_ words: String...) async throws -> Program.Run {
            try await program.run(
                ["dispatch", "-", "--parallel", String(workers)] + words, asIn: #"exec "$0" "$@" >/dev/full"#,
                input: input
            ) { _, _ in }
        }
        let english = try await full("--lang", "en")
        #expect(english.status == 74, "\(english.talk)")
        #expect(english.talk.contains("Everything up to line 2 was carried out, and what was accepted is recorded."))
        #expect(english.talk.contains("Give the same commands again: nothing is recorded twice."))
        #expect(english.talk.contains("Lines behind it may be recorded too.") == (workers > 1))
        #expect(try await full("--lang", "nl").talk.contains("Tot en met regel 2 is alles wel uitgevoerd"))
        let again = try await program.run("dispatch", "-", input: input)
        #expect(try again.answers().first?.outcome == "duplicate" && again.status == 0)
        if workers == 1 {
            let dry = try await full("--dry-run", "--lang", "en")
            #expect(dry.status == 74 && !dry.talk.contains("recorded"), "\(dry.talk)")
        }
    }

    @Test func `Its help says whose exit code it gives`() async throws {
        let english = try await Program(environment: [:]).run("help", "dispatch", "--lang", "en")
        #expect(english.output.onOneLine.contains("The exit code is that of the first line that was not accepted"))
        let dutch = try await Program(environment: [:]).run("help", "dispatch", "--lang", "nl")
        #expect(dutch.output.onOneLine.contains("De exitcode is die van de eerste regel die niet is aangenomen"))
    }

    @Test func `A dry run decides over its own lines and leaves the store as it was`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let input = Array(CommandFile.book(of: 3).joined(separator: "\n").utf8)
        let program = Program(database: database.url)
        let before = try database.contents()

        let dry = try await program.run("dispatch", "-", "--dry-run", input: input)
        #expect(try dry.answers().allSatisfy { $0.outcome == "accepted" })
        #expect(dry.lines.count == 12)
        #expect(try database.contents() == before)
        let wet = try await program.run("dispatch", "-", input: input)
        #expect(try wet.answers().allSatisfy { $0.outcome == "accepted" })
        let again = try await program.run("dispatch", "-", "--dry-run", input: input)
        #expect(try again.answers().allSatisfy { $0.outcome == "duplicate" })
    }

    @Test func `A dry run knows the names and numbers that its earlier lines entered`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let lines = [
            CommandFile.founding, CommandFile.officer(1).replacing("N. N.", with: "M. Manager"),
            CommandFile.line(
                2, "officer.grant-role", ["officer": "m. manager", "role": "auditor", "from": "2026-01-01"]),
        ]
        let input = Array(lines.joined(separator: "\n").utf8)
        let run = try await Program(database: database.url).run("dispatch", "-", "--dry-run", input: input)
        #expect(try run.answers().map(\.outcome) == ["accepted", "accepted", "accepted"])
        #expect(!run.output.contains("position\":4611686018427387"))
        #expect(try database.count("event_store.events") == 0)
    }

    @Test func `A file that is not there is not found, and no cluster is made for it`() async throws {
        let home = "/tmp/missieboek-no-home-\(UInt32.random(in: .min ... .max))"
        let run = try await Program(home: home).run("dispatch", "/nowhere/opdrachten.jsonl")
        #expect(run.status == 66)
        #expect(run.talk.contains("/nowhere/opdrachten.jsonl"))
        #expect(!FileManager.default.fileExists(atPath: home))
    }

    @Test func `A dry run makes no database, and says how to make one`() async throws {
        let book = try TemporaryBook()
        let input = Array(CommandFile.founding.utf8)
        let run = try await Program(home: book.path).run("dispatch", "-", "--dry-run", input: input)
        #expect(run.status == 69 && run.output.isEmpty)
        #expect(run.talk.contains("missieboek db start"), "\(run.talk)")
        #expect(!FileManager.default.fileExists(atPath: book.path))
    }

    @Test func `CSV is refused before anything is recorded, by one command too`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let program = Program(database: database.url)
        let run = try await program.run(
            "dispatch", "-", "--output", "csv", "--lang", "nl", input: Array(CommandFile.founding.utf8))
        #expect(run.status == 64 && run.output.isEmpty && run.talk.contains("dispatch schrijft geen CSV; kies jsonl"))
        let officer = CommandFile.administrator
        let one = try await program.run(
            "administration", "found", "--officer", officer, "--name", "N. N.", "--unit", "BZ", "--organisation", "BZ",
            "--actor", officer, "--output", "csv", "--lang", "en")
        #expect(one.status == 64 && one.output.isEmpty && one.talk.contains("administration found writes no CSV"))
        #expect(try database.count("event_store.events") == 0)
    }

    @Test func `A folder is bad input`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let run = try await Program(database: database.url).run("dispatch", "/tmp")
        #expect(run.status == 65)
        #expect(run.lines.isEmpty)
        #expect(!run.talk.isEmpty)
    }

    @Test func `A server that is not there makes it unavailable, with a next step`() async throws {
        let run = try await Program(database: "postgresql:///missieboek?host=/nowhere")
            .run("dispatch", "-", input: Array(CommandFile.founding.utf8))
        #expect(run.status == 69)
        #expect(run.lines.isEmpty)
        #expect(run.talk.contains("Next step:"))
    }
}

/// A file for one test, which removes it.
struct TemporaryFile {
    let path = "/tmp/missieboek-test-\(UInt64.random(in: .min ... .max)).jsonl"

    init(_ lines: [String]) throws {
        try lines.map { $0 + "\n" }.joined().write(toFile: path, atomically: false, encoding: .utf8)
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}

extension String {
    fileprivate var onOneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
