import CanonicalJSON
import Glibc
import TestSupport

/// Answers that were looked at, byte by byte.
struct SeenAnswers {
    private struct Answer {
        let words: [String]
        let format: String
        let output: String
    }

    private var answers: [Answer] = []
    /// What is live in any of them, with the words of the question.
    private(set) var faults: [String] = []
    /// What followed the log, in JSON Lines.
    private(set) var followed = ""

    var all: [String] { answers.map(\.output) + [followed] }

    /// How often U+FFFD stands for what must not be shown.
    var hiddenCount: Int { shown("table", "csv").reduce(0) { $0 + $1.unicodeScalars.count { $0 == "\u{FFFD}" } } }
    /// How often JSON has an escape by number.
    var escapeCount: Int {
        (shown("json", "jsonl") + [followed]).reduce(0) { $0 + $1.split(separator: "\\u").count - 1 }
    }
    /// How often an apostrophe keeps a sign from beginning a formula.
    var guardedCount: Int {
        shown("csv").reduce(0) { sum, output in
            let scalars = Array(output.unicodeScalars)
            return sum + zip(scalars, scalars.dropFirst()).count { $0 == "'" && "=+-@".unicodeScalars.contains($1) }
        }
    }

    private func shown(_ formats: String...) -> [String] {
        answers.filter { formats.contains($0.format) }.map(\.output)
    }

    /// What was answered to a question in whatever language, on a line for each row.
    func answers(to words: [String], as format: String) -> [String] {
        answers.filter { $0.words.starts(with: words) && $0.format == format && !$0.words.contains("narrow") }
            .map(\.output)
    }

    init(to questions: [[String]], in language: String, of url: String) async throws {
        for words in questions { try await ask(words + ["--lang", language], of: url) }
    }

    mutating func add(_ other: SeenAnswers) {
        answers += other.answers
        faults += other.faults
    }

    /// Asks in every format: for people on a line for each row and in a narrow terminal, and of CSV every table.
    private mutating func ask(_ words: [String], of url: String) async throws {
        try await note(words, "table", url)
        try await note(words, "table", url, columns: 60)
        for format in ["json", "jsonl"] { try await note(words, format, url) }
        let first = try await note(words, "csv", url)
        for table in Self.tables(offeredBy: first) { try await note(words + ["--table", table], "csv", url) }
    }

    /// Follows the log to its end.
    mutating func follow(_ url: String, _ count: Int) async throws {
        let run = try await Program(database: url).run(["follow", "--after", "0"]) { line, process in
            if line == count { kill(process, SIGINT) }
        }
        followed = run.output
        note(OutputSafety.liveCharacters(in: run.output + run.talk), ["follow"], "jsonl")
    }

    /// The texts of JSON or JSON Lines.
    static func texts(inJSON output: String) throws -> Set<[UInt8]> {
        if let whole = try? Node(parsing: Array(output.utf8), limits: ParsingLimits(bytes: 64 << 20)) {
            return Set(whole.textBytes)
        }
        return Set(try output.split(separator: "\n").flatMap { try Node(parsing: Array($0.utf8)).textBytes })
    }

    @discardableResult
    private mutating func note(
        _ words: [String], _ format: String, _ url: String, columns: Int? = nil
    ) async throws -> Missieboek.Output {
        let run = try await Missieboek.run(
            words + ["--output", format, "--database", url], environment: columns.map { ["COLUMNS": "\($0)"] } ?? [:])
        answers.append(Answer(words: words + (columns == nil ? [] : ["narrow"]), format: format, output: run.out))
        note(OutputSafety.liveCharacters(in: run.err), words, "standard error")
        note(
            OutputSafety.liveCharacters(in: run.out, allowing: format == "csv" ? ["\n", "\r"] : ["\n"]), words, format)
        if format == "csv" {
            let live = OutputSafety.liveCells(inCSV: run.out)
            if live != [] { faults.append("\(words) csv: \(live.map { "\($0)" } ?? "no CSV")") }
        }
        return run
    }

    private mutating func note(_ live: [Unicode.Scalar], _ words: [String], _ place: String) {
        guard !live.isEmpty else { return }
        faults.append("\(words) \(place): \(Set(live.map { String($0.value, radix: 16) }).sorted())")
    }

    /// The other tables, as standard error names them.
    private static func tables(offeredBy run: Missieboek.Output) -> [String] {
        guard let line = run.err.split(separator: "\n").last(where: { $0.contains("--table ") }),
            let list = line.split(separator: " ").last
        else { return [] }
        return list.split(separator: "|").map(String.init)
    }
}
