import CanonicalJSON
import Foundation

/// The file of the demo as it lies in the repository, or a copy of it without some lines.
struct ScenarioFile {
    let lines: [Line]

    struct Line {
        let text: String
        let command: String
        let date: String
        let reason: String

        init(_ text: String) throws {
            let node = try Node(parsing: Array(text.utf8))
            self.text = text
            command = node["command"]?.stringValue ?? ""
            date = String(node["occurredAt"]?.stringValue?.prefix(10) ?? "")
            reason = node["reason"]?.stringValue ?? ""
        }
    }

    static let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/Scenarios/riyad.jsonl").path()

    init() throws {
        lines = try String(contentsOfFile: Self.path, encoding: .utf8).split(separator: "\n").map {
            try Line(String($0))
        }
    }

    private init(lines: [Line]) {
        self.lines = lines
    }

    /// The same file without the last line that this is true of.
    func without(_ isMeant: (Line) -> Bool) throws -> ScenarioFile {
        guard let index = lines.lastIndex(where: isMeant) else { throw NoSuchLine() }
        return ScenarioFile(lines: Array(lines[..<index] + lines[(index + 1)...]))
    }

    /// Writes the file to a folder that goes when the tests end, and returns its path.
    func written() throws -> String {
        let path = try TemporaryBook().folder + "/scenario.jsonl"
        try (lines.map(\.text).joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    struct NoSuchLine: Error {}
}
