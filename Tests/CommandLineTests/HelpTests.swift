import CanonicalJSON
import Testing

struct HelpTests {
    @Test(arguments: [
        ("nl", "Vragen", "beoordeling", "Afsluitcodes"), ("en", "Questions", "assessment – beoordeling", "Exit codes"),
    ])
    func `The overview comes in the user's language`(
        language: String, questions: String, term: String, codes: String
    ) async throws {
        for arguments in [["help"], [], ["--help"], ["-h"]] {
            let output = try await Missieboek.run(arguments, environment: ["LANG": language])
            #expect(output.status == 0 && output.err.isEmpty)
            for text in [questions, term, codes] { #expect(output.out.contains(text)) }
        }
        #expect(try await Missieboek.run(["help", "--lang", language]).out.contains(questions))
        #expect(try await Missieboek.run(["--lang=\(language)"]).out.contains(questions))
    }

    @Test(arguments: ["nl", "en"])
    func `Every page fits in a hundred columns and steers no terminal`(language: String) async throws {
        let names = try await Missieboek.run(["commands", "--output", "csv"]).lines.dropFirst()
            .compactMap { $0.split(separator: ",").first.map(String.init) }
        #expect(names.count > 100)
        let aggregates = Set(names.compactMap { $0.split(separator: ".").first.map(String.init) })
        let subcommands = try await Self.subcommands().map(\.path)
        let topics = names.map { [$0] } + aggregates.map { [$0] } + subcommands + [[]]
        for topic in topics {
            let output = try await Missieboek.run(["help"] + topic + ["--lang", language])
            #expect(output.status == 0 && output.lines.count > 3, "\(topic)")
            #expect(output.lines.allSatisfy { $0.count <= 100 }, "\(topic)")
            #expect(output.out.unicodeScalars.allSatisfy { $0 == "\n" || $0.isPrintable }, "\(topic)")
        }
    }

    @Test func `A command's page shows an example, roles, rules and every option`() async throws {
        let output = try await Missieboek.run(["mission", "announce", "--help"])
        for text in [
            "missieboek mission announce --mission mission-riyad-2026", "Een missie aankondigen", "mission-manager",
            "LIFECYCLE", "--closing-date DATE", "--maximum-participants NUMBER", "--expected-version", "--actor ID",
            #"{"command":"mission.announce""#,
        ] { #expect(output.out.contains(text)) }
    }

    @Test func `The help of a subcommand names every option that its parser takes and it does not refuse`() async throws
    {
        var refusals = 0
        for command in try await Self.subcommands() {
            let page = try await Missieboek.run(["help"] + command.path).out
            for option in command.options where !page.contains("--" + option) {
                let run = try await Missieboek.run(command.path + ["--\(option)=1", "--lang", "en"])
                let name = command.path.joined(separator: " ")
                #expect(run.status == 64 && run.err.contains("--\(option) does not go with \(name)"), "\(run.err)")
                refusals += 1
            }
        }
        #expect(refusals > 50)
    }

    @Test func `Help offers CSV where it is written, and nowhere else`() async throws {
        let without = [["follow"], ["dispatch"], ["simulate"], ["demo"], ["mission", "announce"]]
        for words in without + [["board"], ["rules"], ["db", "status"]] {
            let page = try await Missieboek.run(["help"] + words).out
            #expect(page.contains("--output table|json|jsonl"))
            #expect(page.contains("|csv ") != without.contains(words), "\(words)")
        }
    }

    @Test func `Completion scripts are made, and offer verbs and options`() async throws {
        for shell in ["bash", "zsh", "fish"] {
            let output = try await Missieboek.run(["--generate-completion-script", shell])
            #expect(output.status == 0 && output.out.contains("missieboek"))
        }
        let verbs = try await Missieboek.run([
            "---completion", "mission", "--", "rest", "2", "0", "missieboek", "mission", "",
        ])
        #expect(verbs.out.contains("announce"))
    }

    struct Subcommand {
        let path: [String]
        let options: [String]
    }

    /// The subcommands that are no aggregates, as the parser itself lists them.
    static func subcommands() async throws -> [Subcommand] {
        let dump = try await Missieboek.run(["--experimental-dump-help"])
        let root = try Node(parsing: Array(dump.out.utf8), limits: ParsingLimits(bytes: 1 << 22))
        return collect(root["command"] ?? .null, under: []).filter { !$0.path.isEmpty }
    }

    private static func collect(_ command: Node, under parent: [String]) -> [Subcommand] {
        let isRoot = command["superCommands"] == nil
        let path = isRoot ? [] : parent + [command["commandName"]?.text ?? ""]
        let arguments = command["arguments"]?.items ?? []
        // What takes everything, an aggregate, explains itself otherwise.
        if arguments.contains(where: { $0["valueName"]?.text == "rest" }) { return [] }
        let options = arguments.flatMap { $0["names"]?.items ?? [] }.filter { $0["kind"]?.text == "long" }
            .compactMap { $0["name"]?.text }.filter { !["help", "version"].contains($0) }
        let children = (command["subcommands"]?.items ?? []).filter { $0["commandName"]?.text != "help" }
        return [Subcommand(path: path, options: options)] + children.flatMap { collect($0, under: path) }
    }
}

extension Node {
    var text: String? {
        if case .string(let text) = self { return text }
        return nil
    }

    var items: [Node] {
        if case .array(let items) = self { return items }
        return []
    }
}

struct ExampleTests {
    @Test func `Every example of every command is read without a fault, and requires nothing that help calls optional`()
        async throws
    {
        let names = try await Missieboek.run(["commands", "--output", "csv"]).lines.dropFirst()
            .compactMap { $0.split(separator: ",").first.map(String.init) }
        #expect(names.count > 100)
        let book = try TemporaryBook()
        for name in names {
            let page = try await Missieboek.run(["help", name, "--lang", "en"])
            let command = Self.example(page.lines)
            // Through a shell, as a user would; a rule may refuse it, the parser may not.
            let run = try await Missieboek.run(
                Self.words(command) + ["--dry-run"], environment: ["MISSIEBOEK_HOME": book.path])
            #expect(run.status != 64 && run.status != 65, "\(name): \(run.err)")
        }
    }

    @Test func `A list that may be empty is optional, and one that may not is required`() async throws {
        let page = try await Missieboek.run(["help", "briefing", "hold", "--lang", "en"]).out
        let parts = page.split(separator: "\nOptional\n")
        #expect(parts.count == 2)
        #expect(parts.first?.contains("--topics") ?? false)
        #expect(parts.last?.contains("--organisations") ?? false && parts.last?.contains("--posts") ?? false)
        let schema = try await Missieboek.run(["commands", "briefing.hold", "--output", "jsonl"]).out
        #expect(schema.contains(#""required":["briefing","date","mode","topics"]"#))
        let missing = try await Missieboek.run(
            [
                "briefing", "hold", "--briefing", "briefing-a", "--date", "2026-03-16", "--mode", "fysiek", "--actor",
                "officer-8k3m1q9x2t7r", "--dry-run",
            ], environment: ["MISSIEBOEK_HOME": try TemporaryBook().path])
        #expect(missing.status == 64 && missing.err.contains("--topics"))
    }

    /// The lines under “Example”, as one command line.
    private static func example(_ lines: [String]) -> String {
        // A command that asks first has a page of its own, with several: the first one is taken.
        if let start = lines.firstIndex(of: "Examples") { return String(lines[start + 1].drop { $0 == " " }) }
        guard let start = lines.firstIndex(of: "Example") else { return "" }
        return lines[(start + 1)...].prefix { !$0.isEmpty }.map { line in
            let text = line.drop { $0 == " " }
            return text.hasSuffix("\\") ? String(text.dropLast()) : String(text)
        }.joined(separator: "")
    }

    /// The words of a shell line, without the program's name.
    private static func words(_ line: String) -> [String] {
        var words: [String] = []
        var word = ""
        var quote: Character?
        for character in line {
            if character == quote {
                quote = nil
            } else if quote == nil, character == "'" || character == "\"" {
                quote = character
            } else if quote == nil, character == " " {
                if !word.isEmpty { words.append(word) }
                word = ""
            } else {
                word.append(character)
            }
        }
        if !word.isEmpty { words.append(word) }
        return Array(words.dropFirst())
    }
}
