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

    @Test func `The help of a subcommand names every option that its parser takes`() async throws {
        for command in try await Self.subcommands() {
            let page = try await Missieboek.run(["help"] + command.path).out
            for option in command.options { #expect(page.contains("--" + option), "\(command.path): --\(option)") }
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
