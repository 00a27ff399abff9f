import CanonicalJSON
import EmbeddedPostgres
import Glibc
import TestSupport
import Testing

/// A line that is no command, and the place that its answer names.
struct BadLine: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let bytes: [UInt8]
    let place: String

    init(_ description: String, _ bytes: [UInt8], _ place: String) {
        testDescription = description
        self.bytes = bytes
        self.place = place
    }

    init(_ description: String, _ text: String, _ place: String) {
        self.init(description, Array(text.utf8), place)
    }

    /// A registration whose data go on, and end, as `rest` says.
    private static func registration(_ rest: String, command: String = "officer.register") -> String {
        #"{"command":"\#(command)","id":"01950000-0000-7000-8000-00000000ffff","actor":"officer-aaaaaaaaaaaa","#
            + #""data":{"officer":"officer-bbbbbbbbbbbb","# + rest
    }

    private static let open = registration(#""name":""#)
    private static let close = #"","unit":"Y"}}"#

    static let all = [
        BadLine("not JSON", "hallo", "byte 0 ($)"),
        BadLine("unknown command", registration(#""unit":"Y"}}"#, command: "officer.enrol"), "$.command"),
        BadLine("unknown field", registration(#""name":"X","unit":"Y","colour":"red"}}"#), "$.data.colour"),
        BadLine("missing field", registration(#""name":"X"}}"#), "$.data.unit"),
        BadLine("wrong type", registration(#""name":7,"unit":"Y"}}"#), "$.data.name"),
        BadLine(
            "number out of range", registration(#""amount":99999999999999999999}}"#, command: "support.apply"),
            "$.data.amount"),
        BadLine(
            "version out of range", registration(#""name":"X","unit":"Y"},"expectedVersion":1e999}"#),
            "$.expectedVersion"),
        BadLine(
            "version below zero", registration(#""name":"X","unit":"Y"},"expectedVersion":-1}"#), "$.expectedVersion"),
        BadLine(
            "10,000 nested arrays", registration(#""name":"# + String(repeating: "[", count: 10_000)), "$.data.name"),
        BadLine("10,000 nested arrays alone", String(repeating: "[", count: 10_000), "64 deep"),
        BadLine("a line of 5 MB", open + String(repeating: "a", count: 5_000_000) + close, "5000"),
        BadLine("a text of 100 kB", open + String(repeating: "a", count: 100_000) + close, "$.data.name"),
        BadLine("an empty name", open + close, "$.data.name"),
        BadLine("a name of blanks", open + "   " + close, "$.data.name"),
        BadLine("a key twice", registration(#""name":"X","name":"Z","unit":"Y"}}"#), "$.data.name"),
        BadLine("U+0000", open + #"a\u0000b"# + close, "$.data.name"),
        BadLine("lone surrogate", open + #"a\ud800b"# + close, "$.data.name"),
        BadLine("lone low surrogate", open + #"a\udc00b"# + close, "$.data.name"),
        BadLine("escape character", open + #"a\u001b[31mb"# + close, "$.data.name"),
        BadLine("C1 control character", open + #"a\u009b31mb"# + close, "$.data.name"),
        BadLine("raw control character", open + "a\u{1B}[31mb" + close, "$.data.name"),
        BadLine("carriage return within", open + "a\rb" + close, "$.data.name"),
        BadLine("line break in a name", open + #"a\nrecorded: SupportReclaimed"# + close, "$.data.name"),
        BadLine("tab in a name", open + #"a\tb"# + close, "$.data.name"),
        BadLine("invisible character in a name", open + "a\u{200B}b" + close, "$.data.name"),
        BadLine("direction mark", open + "a\u{202E}b" + close, "$.data.name"),
        BadLine("control character in an unknown field", registration(#""na\u001bme":"X"}}"#), "$.data"),
        BadLine("not UTF-8", Array(open.utf8) + [0xC3, 0x28] + Array(close.utf8), "$.data.name"),
        BadLine("overlong UTF-8", Array(open.utf8) + [0xC0, 0xAF] + Array(close.utf8), "$.data.name"),
        BadLine("zero bytes", [UInt8](repeating: 0, count: 300), "byte 0 ($)"),
        BadLine(
            "byte-order mark within the file", "\u{FEFF}" + registration(#""name":"X","unit":"Y"}}"#), "byte 0 ($)"),
        BadLine("truncated", registration(#""na"#), "$.data"),
        BadLine("two commands", registration(#""name":"X","unit":"Y"}} {}"#), "($)"),
        BadLine("an array", "[1]", "$"),
        BadLine("null", "null", "$"),
    ]
}

@Suite struct DispatchInputTests {
    /// One founded book for all tests here; each registers officers of its own.
    private static let book = Task {
        let program = Program(database: try await ThrowawayCluster.shared.database().url)
        let run = try await program.run("dispatch", "-", input: Array(CommandFile.founding.utf8))
        #expect(run.status == 0, "\(run)")
        return program
    }

    @Test(arguments: BadLine.all.enumerated().map { ($0, $1) })
    func `A bad line is answered by one invalid with its place, and its neighbours are carried out`(
        number: Int, line: BadLine
    ) async throws {
        let before = CommandFile.officer(100_000 + 2 * number)
        let after = CommandFile.officer(100_001 + 2 * number)
        let input = Array("\(before)\n".utf8) + line.bytes + Array("\n\(after)\n".utf8)

        let run = try await Self.book.value.run("dispatch", "-", input: input)

        let answers = try run.answers()
        #expect(answers.map(\.outcome) == ["accepted", "invalid", "accepted"])
        let message = answers.dropFirst().first?.message ?? ""
        #expect(message.hasPrefix("line 2, ") && message.contains(line.place), "\(message)")
        #expect(message.utf8.count < 1000)
        #expect(run.isPrintable)
        #expect(run.status == 65)
        #expect(run.talk.isEmpty)
    }

    @Test func `An id that was used for another command is told with its line`() async throws {
        let officer = CommandFile.officer(700_000)
        let other = officer.replacing(CommandFile.id("officer", 700_000), with: CommandFile.id("officer", 700_001))
        let run = try await Self.book.value.run("dispatch", "-", input: Array("\(officer)\n\(other)\n".utf8))
        let answers = try run.answers()
        #expect(answers.map(\.outcome) == ["accepted", "invalid"])
        #expect(answers.last?.message?.hasPrefix("line 2, $.id: this id was used before") == true)
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func `Whoever breaks it off is told how to go on`(_ signal: Int32) async throws {
        let program = try await Self.book.value
        let lines = (710_000..<713_000).map { CommandFile.officer($0) }.joined(separator: "\n")
        let run = try await program.run("dispatch", "-", input: Array(lines.utf8), afterLine: 2) { process in
            kill(process, signal)
        }
        #expect(run.status == 128 + signal)
        #expect(run.talk.contains("Broken off.") && run.talk.contains("nothing is recorded twice"), "\(run.talk)")
    }

    @Test func `What a script lets run beside it is not broken off by Ctrl-C`() async throws {
        let lines = (714_000..<714_400).map { CommandFile.officer($0) }.joined(separator: "\n")
        let script = "trap '' INT; exec \"$0\" \"$@\""
        let run = try await Self.book.value.run(["dispatch", "-"], asIn: script, input: Array(lines.utf8)) {
            line, process in
            if line == 2 { kill(process, SIGINT) }
        }
        #expect(try run.answers().map(\.outcome) == Array(repeating: "accepted", count: 400))
        #expect(run.status == 0 && !run.talk.contains("Broken off."))
    }

    @Test(arguments: [[], [0xEF, 0xBB, 0xBF], Array("\n \r\n\t\n".utf8)] as [[UInt8]])
    func `An empty file is answered by one invalid with its place`(input: [UInt8]) async throws {
        let run = try await Self.book.value.run("dispatch", "-", input: input)
        let answers = try run.answers()
        #expect(answers.map(\.outcome) == ["invalid"])
        #expect(answers.first?.message == "line 1, $: the input is empty, no command is in it")
        #expect(run.status == 65)
    }

    @Test func `A byte-order mark and carriage returns are passed over, and empty lines are but counted`() async throws
    {
        let lines = (0..<3).map { CommandFile.officer(200_000 + $0) }
        let text = "\u{FEFF}\(lines[0])\r\n\r\n \t\r\n\(lines[1])\r\nx\r\n\(lines[2])\r\n"

        let run = try await Self.book.value.run("dispatch", "-", input: Array(text.utf8))

        let answers = try run.answers()
        #expect(answers.map(\.outcome) == ["accepted", "accepted", "invalid", "accepted"])
        #expect(answers[2].message?.hasPrefix("line 5, ") ?? false)
    }

    @Test func `A last line that was cut off is invalid, and one without a line feed is carried out`() async throws {
        let lines = (0..<2).map { CommandFile.officer(210_000 + $0) }
        let program = try await Self.book.value
        let cut = try await program.run("dispatch", "-", input: Array("\(lines[0])\n\(lines[1].dropLast(20))".utf8))
        #expect(try cut.answers().map(\.outcome) == ["accepted", "invalid"])
        #expect(cut.status == 65)
        let whole = try await program.run("dispatch", "-", input: Array("\(lines[0])\n\(lines[1])".utf8))
        #expect(try whole.answers().map(\.outcome) == ["duplicate", "accepted"])
        #expect(whole.status == 0)
    }

    @Test func `Dutch users read the place in Dutch`() async throws {
        let run = try await Self.book.value.run("dispatch", "-", "--lang", "nl", input: Array("hallo\n".utf8))
        #expect(try run.answers().first?.message?.hasPrefix("regel 1, ") ?? false)
    }

    @Test func `The exit code is that of the first line that was not accepted`() async throws {
        let again = CommandFile.line(
            220_001, "officer.register",
            ["officer": .string(CommandFile.id("officer", 220_000)), "name": "N. N.", "unit": "RVO"])
        let strangers = [220_002, 220_003].map { number in
            CommandFile.line(
                number, "officer.register", by: "officer-zzzzzzzzzzzz",
                ["officer": "officer-yyyyyyyyyyyy", "name": "N. N.", "unit": "RVO"])
        }
        let lines = [CommandFile.officer(220_000), again, "x", strangers[0]]
        let program = try await Self.book.value
        let run = try await program.run("dispatch", "-", input: Array(lines.joined(separator: "\n").utf8))
        #expect(try run.answers().map(\.outcome) == ["accepted", "rejected", "invalid", "unauthorised"])
        #expect(run.status == 2)
        let last = try await program.run("dispatch", "-", input: Array(strangers[1].utf8))
        #expect(last.status == 4)
    }
}

/// One line of the answer to `dispatch`.
struct Answer: Equatable {
    let outcome: String
    let id: String?
    let message: String?
    let events: Node

    init(_ line: String) throws {
        let node = try Node(parsing: Array(line.utf8))
        outcome = node["outcome"]?.stringValue ?? ""
        id = node["id"]?.stringValue
        message = node["message"]?.stringValue
        events = node["events"] ?? .null
        // The contract's members, in its order; the others only when there is something to say.
        guard case .object(let members) = node else { throw NoAnswer(line: line) }
        #expect(members.map(\.key).prefix(5) == ["id", "outcome", "events", "rejection", "position"])
    }

    struct NoAnswer: Error {
        let line: String
    }
}

extension Program.Run {
    /// Every line as the JSON that it must be.
    func answers() throws -> [Answer] {
        try lines.map { try Answer($0) }
    }

    /// Whether nothing in the output can steer a terminal.
    var isPrintable: Bool {
        (output + talk).unicodeScalars.allSatisfy { scalar in
            scalar == "\n" || !(scalar.properties.generalCategory == .control || scalar.properties.isBidiControl)
        }
    }
}
