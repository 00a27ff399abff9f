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
        bytes = try path.map(Self.contents) ?? Array((EmbeddedScenarios.files.first?.text ?? "").utf8)
        let parsed = bytes.split(separator: UInt8(ascii: "\n")).compactMap { ScenarioLine(Array($0)) }
        linesByID = Dictionary(parsed.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The lines, for the dispatcher.
    var lines: LineReader { LineReader(bytes, limit: Dispatcher.longestLine) }

    /// The line that a result answers; nil when it has no id to tell it by.
    func line(of result: CommandResult) -> ScenarioLine? { result.id.flatMap { linesByID[$0] } }

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
    let text: String

    var date: String { String(occurredAt?.prefix(10) ?? "") }

    /// Nil when the line is not a command that can be told by its id.
    fileprivate init?(_ bytes: [UInt8]) {
        guard let node = try? Node(parsing: bytes), let id = node["id"]?.stringValue else { return nil }
        self.id = id
        occurredAt = node["occurredAt"]?.stringValue
        let command = node["command"]?.stringValue ?? ""
        let subject =
            if case .object(let members) = node["data"] { members.first?.value.stringValue } else { String?.none }
        deed = "\(command) \(subject ?? "")"
        text = "\(occurredAt?.prefix(10) ?? "")  \(command): \(node["reason"]?.stringValue ?? "")"
    }
}
