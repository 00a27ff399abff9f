import ByteStreams
import CanonicalJSON
import CommandBus
import Scenarios
import TradeMissions

/// A file of commands that tells a story: the reason of each line says what it shows.
struct Scenario {
    private let bytes: [UInt8]
    private let linesByID: [String: ScenarioLine]

    /// The file at this path; the shipped one when there is none.
    init(file path: String?) throws {
        bytes = try path.map(Self.contents) ?? Array(EmbeddedScenarios.text(of: "riyad.jsonl").utf8)
        let english = Self.englishReasons
        let parsed = bytes.split(separator: UInt8(ascii: "\n")).compactMap { ScenarioLine(Array($0), english: english) }
        linesByID = Dictionary(parsed.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The lines, for the dispatcher.
    var lines: LineReader { LineReader(bytes, limit: Dispatcher.longestLine) }

    /// The line that a result answers; nil when it has no id to tell it by.
    func line(of result: CommandResult) -> ScenarioLine? { result.id.flatMap { linesByID[$0] } }

    /// What reasons of the shipped scenario are in English, where its story tells them.
    ///
    /// What is recorded stays as it is, and so does a reason that is not among them.
    private static var englishReasons: [String: String] {
        let lines = EmbeddedScenarios.text(of: "riyad-english.jsonl").split(separator: "\n")
        let pairs = lines.compactMap { line -> (String, String)? in
            guard let node = try? Node(parsing: Array(line.utf8)), let reason = node["reason"]?.stringValue,
                let english = node["english"]?.stringValue
            else { return nil }
            return (reason, english)
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    private static func contents(of path: String) throws -> [UInt8] {
        let stream = try DispatchCommand.open(path)
        var bytes: [UInt8] = []
        while true {
            let part = try stream.read(upTo: 1 << 16)
            if part.isEmpty { return bytes }
            bytes += part
        }
    }
}

/// What a line says about itself.
struct ScenarioLine {
    let id: String
    let occurredAt: String?
    /// Which command, and on what: the same for a second try.
    let deed: String
    /// When, which command, and what the line shows.
    let text: Phrase

    var date: String { String(occurredAt?.prefix(10) ?? "") }

    /// Nil when the line is not a command that can be told by its id.
    fileprivate init?(_ bytes: [UInt8], english: [String: String]) {
        guard let node = try? Node(parsing: bytes), let id = node["id"]?.stringValue else { return nil }
        self.id = id
        occurredAt = node["occurredAt"]?.stringValue
        let command = node["command"]?.stringValue ?? ""
        let subject =
            if case .object(let members) = node["data"] { members.first?.value.stringValue } else { String?.none }
        deed = "\(command) \(subject ?? "")"
        let reason = node["reason"]?.stringValue ?? ""
        text = Phrase(nl: reason, en: english[reason] ?? reason).with { [occurredAt] reason in
            "\(occurredAt?.prefix(10) ?? "")  \(command): \(reason)"
        }
    }
}
