import Foundation
import Testing

struct ConformanceTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        .standardized

    /// The rows of `Conformance.md`: a promise, and the tests that hold it or the words `not yet`.
    private static func rows() throws -> [(promise: String, tests: String)] {
        let text = try String(
            contentsOf: root.appending(path: "Tests/ReliabilityTests/Conformance/Conformance.md"), encoding: .utf8)
        return text.split(separator: "\n").filter { $0.hasPrefix("| ") }.compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            return cells.count == 2 && cells[0] != "what must hold" ? (cells[0], cells[1]) : nil
        }
    }

    @Test func `Every promise names a test that exists, or says that there is none yet`() throws {
        let rows = try Self.rows()
        #expect(rows.count >= 45)
        for (promise, tests) in rows where !tests.hasPrefix("not yet") {
            let named = tests.components(separatedBy: "; ")
            for test in named {
                let parts = test.components(separatedBy: ": ")
                guard parts.count >= 2 else {
                    Issue.record("\(promise): “\(test)” is not “file: sentence”")
                    continue
                }
                let file = Self.root.appending(path: "Tests/\(parts[0]).swift")
                let text = try? String(contentsOf: file, encoding: .utf8)
                let sentence = parts.dropFirst().joined(separator: ": ")
                // A test's name, or a case of the contract of every store.
                let isThere = text.map { $0.contains("func `\(sentence)`") || $0.contains("\"\(sentence)\"") } ?? false
                #expect(isThere, "\(promise): \(test)")
            }
        }
    }
}
