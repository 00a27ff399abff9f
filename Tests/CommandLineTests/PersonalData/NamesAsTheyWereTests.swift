import CanonicalJSON
import TestSupport
import Testing

// Who asks what was known then is shown the names of then, and told where they are others now.
@Suite struct NamesAsTheyWereTests {
    private static let company = CommandFile.id("company", 1)

    private static func company(_ number: Int, _ command: String, _ name: String, _ more: [Member]) -> String {
        let data: [Member] = [
            Member("company", .string(company)), Member("name", .string(name)), Member("kvkNumber", "99000001"),
        ]
        return CommandFile.line(number, command, by: CommandFile.coordinator, .object(data + more))
    }

    private static let lines = [
        CommandFile.founding,
        CommandFile.line(
            1, "officer.register", ["officer": .string(CommandFile.coordinator), "name": "C. C.", "unit": "BZ"]),
        CommandFile.line(
            2, "officer.grant-role",
            ["officer": .string(CommandFile.coordinator), "role": "mission-manager", "from": "2026-01-01"]),
        company(3, "company.register", "Oude Naam BV", [Member("sizeClass", "klein"), Member("sector", "water")]),
        company(4, "company.correct", "Nieuwe Naam BV", [Member("reason", "de statuten zijn gewijzigd")]),
    ]

    @Test func `A name is shown as it was at the position that is asked about, with the one of now`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let program = Program(database: database.url)
        let run = try await program.run("dispatch", "-", input: Array(Self.lines.joined(separator: "\n").utf8))
        #expect(run.status == 0, "\(run.output)")
        let positions = try run.lines.map { try Node(parsing: Array($0.utf8))["position"]?.integer }
        let (entered, changed) = (try #require(positions[3]), try #require(positions[4]))

        func timeline(asOf position: Int64?) async throws -> String {
            let moment = position.map { ["--as-of", "\($0)"] } ?? []
            let run = try await program.run(["timeline", Self.company, "--lang", "en"] + moment)
            #expect(run.status == 0, "\(run.talk)")
            return run.output
        }
        let then = try await timeline(asOf: entered)
        #expect(then.hasPrefix("Oude Naam BV") && then.contains("Oude Naam BV is called Nieuwe Naam BV now."))
        for answer in [try await timeline(asOf: changed), try await timeline(asOf: nil)] {
            #expect(answer.hasPrefix("Nieuwe Naam BV") && !answer.contains("Oude"), "\(answer)")
        }
        // Nobody else bears the old name: whoever asks by it means this one.
        for name in ["oude naam bv", "NIEUWE naam bv"] {
            #expect(
                try await program.run("timeline", name, "--lang", "en").output.hasPrefix("Nieuwe Naam BV"), "\(name)")
        }
    }

    @Test func `Who has no key sees ids, is told how to get names, and records all that needs none`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        _ = try await Program(database: database.url)
            .run("dispatch", "-", input: Array(Self.lines.joined(separator: "\n").utf8))
        let keyless = Program(
            environment: ["MISSIEBOEK_DATABASE_URL": database.url, "MISSIEBOEK_REGISTER_KEY": ""])
        let timeline = try await keyless.run("timeline", Self.company, "--lang", "en")
        #expect(timeline.status == 0 && timeline.output.hasPrefix(Self.company))
        #expect(timeline.talk.contains("set MISSIEBOEK_REGISTER_KEY"), "\(timeline.talk)")
        let board = try await keyless.run("board")
        #expect(board.status == 0 && board.talk.isEmpty)
        let granting = CommandFile.line(
            5, "officer.grant-role",
            ["officer": .string(CommandFile.coordinator), "role": "imvo-adviser", "from": "2026-01-01"])
        #expect(try await keyless.run("dispatch", "-", input: Array(granting.utf8)).status == 0)
        let naming = CommandFile.officer(6)
        let refused = try await keyless.run("dispatch", "-", "--lang", "en", input: Array(naming.utf8))
        #expect(refused.status == 64 && refused.talk.contains("nobody named the key"), "\(refused.talk)")
        #expect(try await Program(database: database.url).run("dispatch", "-", input: Array(naming.utf8)).status == 0)
    }
}
