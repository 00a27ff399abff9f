import Foundation
import Testing

@testable import TradeMissions

@Suite("How rules are held to")
struct EnforcementTests {
    @Test("A rule by which commands say to be decided is called in the source, and no other is", arguments: Rule.all)
    func calls(rule: Rule) throws {
        #expect(try Self.called.get().contains(rule.id) == (rule.enforcement == .decisions))
    }

    @Test("What nothing is decided by yet says so: IMVO in economic consultations (R12)")
    func notYet() {
        #expect(Set(Rule.all.filter { $0.enforcement == .notYet }) == [.r12, .inv25])
        #expect(Rule.all.filter { $0.enforcement == .storage } == [.inv27, .inv28])
        #expect(Rule.all.filter { $0.enforcement == .wording }.allSatisfy { $0.force == .purpose })
    }

    /// The ids of the rules that a decision refuses or advises by, as the source has it.
    private static let called = Result { try rulesCalled() }

    private static func rulesCalled() throws -> Set<String> {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/TradeMissions")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var names: Set<Substring> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            names.formUnion(text.matches(of: /\bRule\s*\.(\w+)\s*\.(require|required|advise)\b/).map(\.1))
            names.formUnion(text.matches(of: /\b(rule:|Advisory\()\s*\.(\w+)/).map(\.2))
            // The items of the gate, and what they rest on.
            guard file.lastPathComponent == "Gate.swift" else { continue }
            names.formUnion(text.matches(of: /[ (]\.((r|inv)\d+)\b/).map(\.1))
        }
        let ids = Dictionary(uniqueKeysWithValues: Rule.all.map { ($0.id.lowercased().filter { $0 != "-" }, $0.id) })
        return Set(names.compactMap { ids[String($0)] })
    }
}
