import TestSupport
import Testing

/// Commands that are given with options.
struct OptionTests {
    private static let book = Task {
        let database = try await ThrowawayCluster.shared.database()
        let input = [CommandFile.founding, CommandFile.officer(1)].joined(separator: "\n")
        #expect(try await Missieboek.run(["dispatch", "-", "--database", database.url], input: input).status == 0)
        return database.url
    }

    private func give(_ words: String..., language: String = "en") async throws -> Missieboek.Output {
        try await Missieboek.run(
            words + ["--actor", CommandFile.administrator, "--lang", language],
            environment: ["MISSIEBOEK_DATABASE_URL": try await Self.book.value])
    }

    private func give(_ word: String, _ words: [String]) async throws -> Missieboek.Output {
        try await Missieboek.run(
            [word] + words + ["--actor", CommandFile.administrator, "--lang", "en"],
            environment: ["MISSIEBOEK_DATABASE_URL": try await Self.book.value])
    }

    @Test func `What is wrong is told by the option's name, in the user's language`() async throws {
        let english = try await give("mission", "propose", "--title", "X", "--from", "soon")
        #expect(english.status == 64 && english.out.isEmpty)
        #expect(english.err.contains("--mission is missing"))
        #expect(english.err.hasSuffix("\nSee: missieboek help mission propose\n"))
        #expect(english.err.contains("--from expected a date such as 2026-03-16"))
        #expect(!english.err.contains("$"))
        let dutch = try await give("mission", "propose", "--title", "X", "--from", "straks", language: "nl")
        #expect(dutch.err.contains("--mission ontbreekt"))
        #expect(dutch.err.contains("--from verwacht: een datum zoals 2026-03-16"))
        let time = try await give("officer", "register", "--name", "N", "--unit", "U", "--occurred-at", "now")
        #expect(time.status == 64 && time.err.contains("--occurred-at expected a time"))
        let unknown = try await give(
            "officer", "grant-role", "--officer", "Nobody", "--role", "auditor", "--from", "2026-01-01")
        #expect(unknown.status == 64 && unknown.err.contains("--officer: ‘Nobody’ is not in the register"))
    }

    @Test func `Who is registered is shown by name with the id to refer to; a rehearsal shows the id only`()
        async throws
    {
        let register = ["officer", "register", "--name", "Vera Voorbeeld", "--unit", "RVO"]
        let entered = try await give(register[0], Array(register.dropFirst()))
        let lines = entered.out.split(separator: "\n")
        #expect(lines.first == "recorded: OfficerRegistered (Vera Voorbeeld v1)")
        let id = try #require(lines.last?.split(separator: " ").last)
        #expect(lines.last == "  id: \(id)" && id.hasPrefix("officer-"))

        let grant = [
            "grant-role", "--officer", String(id), "--role", "auditor", "--from", "2026-01-01", "--reason", "vergeten",
        ]
        let rehearsed = try await give("officer", grant + ["--dry-run"])
        #expect(rehearsed.out.contains("would record: RoleGranted (\(id) v2)") && !rehearsed.out.contains("Vera"))
        let granted = try await give("officer", grant)
        #expect(granted.out == "recorded: RoleGranted (Vera Voorbeeld v2)\n")
    }

    @Test(arguments: ["nl", "en"])
    func `An argument that is not UTF-8 is refused by its place, and nothing is done`(language: String) async throws {
        let number = language == "nl" ? 91 : 92
        let words = [
            "officer", "register", "--officer", CommandFile.id("officer", number), "--unit", "RVO", "--reason",
            "vergeten", "--lang", language, "--actor", CommandFile.administrator,
        ]
        let program = Program(database: try await Self.book.value)
        // What the shell adds is Latin-1, which no text of this file can hold.
        let places = [
            "--name \"$(printf 'Ren\\351')\"": language == "nl"
                ? "argument 14 (achter --name)" : "argument 14 (behind --name)",
            "\"$(printf -- '--name=Ren\\351')\"": "argument 13 (--name)",
            "\"$(printf -- '--n\\351me')\" X": "argument 13 ‘--n\u{FFFD}me’",
            "--name 'Ren\u{FFFD}'": language == "nl" ? "argument 14 (achter --name)" : "argument 14 (behind --name)",
        ]
        for (option, place) in places {
            let run = try await program.run(words, asIn: "exec \"$0\" \"$@\" \(option)") { _, _ in }
            #expect(run.status == 65 && run.output.isEmpty)
            #expect(run.talk.hasPrefix("missieboek: \(place): ") && run.talk.contains("U+FFFD"), "\(run.talk)")
            #expect(run.talk.contains(language == "nl" ? "Er is niets gedaan" : "Nothing was done"))
        }
        let whole = try await program.run(words + ["--name", "René"])
        #expect(whole.status == 0, "the same officer is not registered yet: \(whole.talk)")
    }

    @Test func `A list of structures is given part by part`() async throws {
        let hash = String(repeating: "0", count: 64)
        func sources(_ second: String...) async throws -> Missieboek.Output {
            try await Missieboek.run(
                [
                    "country", "publish-profile", "--country", "sa", "--level", "hoog", "--law-on-paper", "x",
                    "--enforcement", "y", "--valid-from", "2026-01-01", "--sources.title", "A", "--sources.url",
                    "https://a.nl/", "--sources.consulted-on", "2026-01-02", "--sources.hash", hash,
                ] + second + ["--actor", CommandFile.administrator, "--dry-run"],
                environment: ["MISSIEBOEK_DATABASE_URL": try await Self.book.value])
        }
        // The administrator has not the role: everything before that was right.
        #expect(try await sources().status != 64)
        let second = try await sources("--sources.title", "B")
        #expect(second.status == 64 && second.err.contains("--sources.url is missing"))
        let help = try await Missieboek.run(["help", "country", "publish-profile"])
        #expect(help.out.contains("--sources.consulted-on DATE"))
    }

    @Test func `What changes nothing says so`() async throws {
        let words = ["officer", "grant-role", "--officer", CommandFile.id("officer", 1), "--role", "auditor", "--from"]
        func grant() async throws -> Missieboek.Output {
            try await Missieboek.run(
                words + ["2026-01-01", "--reason", "vergeten", "--actor", CommandFile.administrator],
                environment: ["MISSIEBOEK_DATABASE_URL": try await Self.book.value])
        }
        #expect(try await grant().out.contains("recorded: RoleGranted"))
        #expect(try await grant().out.contains("nothing was recorded: this is how the book had it already"))
    }

    @Test func `Wide characters take two columns, and no line is wider than the terminal`() async throws {
        let name = String(repeating: "東京", count: 12)
        let entered = try await give(
            "officer", "register", "--officer", CommandFile.id("officer", 77), "--name", name, "--unit", "東京")
        #expect(entered.status == 0)
        let granted = try await give(
            "officer", "grant-role", "--officer", CommandFile.id("officer", 77), "--role", "administrator", "--from",
            "2026-01-01", "--reason", "vergeten")
        #expect(granted.status == 0)
        _ = try await Missieboek.run(
            [
                "officer", "grant-role", "--officer", CommandFile.id("officer", 1), "--role", "mission-manager",
                "--from", "2026-01-01", "--reason", "vergeten", "--actor", CommandFile.id("officer", 77),
            ], environment: ["MISSIEBOEK_DATABASE_URL": try await Self.book.value])
        for columns in [60, 100] {
            let output = try await Missieboek.run(
                ["timeline", CommandFile.id("officer", 1)],
                environment: ["MISSIEBOEK_DATABASE_URL": try await Self.book.value, "COLUMNS": String(columns)])
            let widths = output.lines.map { line in line.reduce(0) { $0 + ("東京".contains($1) ? 2 : 1) } }
            #expect(output.out.contains("東京") && widths.allSatisfy { $0 <= columns }, "\(output.out)")
        }
    }

    @Test(arguments: [["board"], ["rules"]])
    func `An answer that has nowhere to go is no success`(_ question: [String]) async throws {
        let program = Program(database: try await Self.book.value)
        let run = try await program.runWithoutOutput(question[0])
        #expect(run.status == 74, "\(run.talk)")
        #expect(run.talk.contains("reading or writing failed"))
    }

    @Test func `A command whose answer cannot be written was carried out, and says under which id`() async throws {
        let program = Program(database: try await Self.book.value)
        let words = [
            "officer", "register", "--officer", CommandFile.id("officer", 93), "--name", "N. N.", "--unit", "RVO",
            "--reason", "vergeten", "--actor", CommandFile.administrator,
        ]
        func full(_ more: String...) async throws -> Program.Run {
            try await program.run(words + more, asIn: #"exec "$0" "$@" >/dev/full"#) { _, _ in }
        }
        let dry = try await full("--dry-run")
        #expect(dry.status == 74 && !dry.talk.contains("recorded"), "\(dry.talk)")
        let run = try await full("--lang", "en")
        #expect(run.status == 74 && run.talk.contains("The command itself was carried out"), "\(run.talk)")
        let id = try #require(run.talk.split(whereSeparator: \.isWhitespace).last.map(String.init))
        let again = try await program.run(words + ["--id", id, "--lang", "en"])
        #expect(again.status == 0 && again.output.hasPrefix("carried out before under this id"), "\(again)")
        let refused = try await full("--lang", "nl")
        #expect(refused.status == 74 && refused.talk.contains("niet aangenomen: geweigerd door een regel"))
    }

    @Test func `A folder that may not be written is told plainly`() async throws {
        let output = try await Missieboek.run(["board"], environment: ["MISSIEBOEK_HOME": "/sys/missieboek"])
        #expect(output.status == 73 && output.err.contains("/sys/missieboek cannot be"))
        #expect(output.err.contains("MISSIEBOEK_HOME") && !output.err.contains("Error"))
    }
}
