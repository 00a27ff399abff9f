import CanonicalJSON
import PostgresClient
import TestSupport
import Testing

@testable import missieboek

// Many lines at once: what comes of a file is what comes of it line by line.
@Suite(.timeLimit(.minutes(10)))
struct ParallelDispatchTests {
    @Test(arguments: [1, 2] as [UInt64])
    func `Missions that are mixed get the same answers and books as line by line`(seed: UInt64) async throws {
        let lines = try await MixedMissions.lines(missions: 4, seed: seed)
        let input = Array(lines.joined(separator: "\n").utf8)
        let serial = try await ThrowawayCluster.shared.database()
        let parallel = try await ThrowawayCluster.shared.database()

        let one = try await Program(database: serial.url).run("dispatch", "-", input: input)
        let many = try await Program(database: parallel.url).run("dispatch", "-", "--parallel", "8", input: input)

        #expect(one.lines.count == lines.count)
        let comparable = try one.lines.map(Self.withoutPositions)
        #expect(try many.lines.map(Self.withoutPositions) == comparable)
        #expect(many.status == one.status)
        // Both kinds are among them, or little was compared.
        let outcomes = try one.answers().map(\.outcome)
        #expect(outcomes.count { $0 == "accepted" } > lines.count / 2)
        #expect(outcomes.contains("rejected"))
        #expect(try parallel.streamContents() == serial.streamContents())
        for question in [["board"], ["bmo"], ["ledger"]] {
            let arguments = question + ["--output", "csv"]
            let expected = try await Program(database: serial.url).run(arguments)
            let found = try await Program(database: parallel.url).run(arguments)
            #expect(expected.status == 0 && found.output == expected.output, "\(question)")
        }
        let again = try await Program(database: parallel.url).run("dispatch", "-", "--parallel", "8", input: input)
        #expect(Set(try again.answers().map(\.outcome)).isSubset(of: ["duplicate", "invalid"]))
    }

    @Test func `The order within a stream is that of the lines`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let officers = (1...3).map { CommandFile.id("officer", $0) }
        var lines = [CommandFile.founding] + (1...3).map { CommandFile.officer($0) }
        let roles = ["mission-manager", "imvo-adviser", "auditor"]
        for number in 0..<90 {
            let month = number / 9 % 9 + 1
            lines.append(
                CommandFile.line(
                    100 + number, number / 9 % 2 == 0 ? "officer.grant-role" : "officer.revoke-role",
                    [
                        "officer": .string(officers[number % 3]), "role": .string(roles[number / 3 % 3]),
                        "from": .string("2025-0\(month)-01"),
                    ]))
        }
        let input = Array(lines.joined(separator: "\n").utf8)
        let run = try await Program(database: database.url).run("dispatch", "-", "--parallel", "8", input: input)

        let answers = try run.answers()
        #expect(answers.count == lines.count)
        for officer in officers {
            let versions = answers.flatMap { $0.events.items }.filter { $0["stream"]?.text == officer }
                .compactMap { $0["version"].flatMap(Self.integer) }
            #expect(versions.count > 10 && versions == Array(1...versions.count), "\(versions)")
        }
    }

    @Test func `A name that the line before enters is known, and a number goes to the first who gives it`() async throws
    {
        let database = try await ThrowawayCluster.shared.database()
        var lines = [CommandFile.founding]
        for number in 1...20 {
            lines.append(CommandFile.officer(number).replacing("N. N.", with: "Functionaris \(number)"))
            lines.append(
                CommandFile.line(
                    100 + number, "officer.grant-role",
                    ["officer": .string("functionaris \(number)"), "role": "mission-manager", "from": "2026-01-01"]))
        }
        let manager = CommandFile.id("officer", 1)
        for number in 1...10 {
            for company in [2 * number, 2 * number + 1] {
                lines.append(
                    CommandFile.line(
                        200 + company, "company.register", by: manager,
                        [
                            "company": .string(CommandFile.id("company", company)),
                            "kvkNumber": .string("900000\(10 + number)"), "name": .string("Bedrijf \(company)"),
                            "sizeClass": "klein", "sector": "water",
                        ]))
            }
        }
        let input = Array(lines.joined(separator: "\n").utf8)
        let other = try await ThrowawayCluster.shared.database()
        let serial = try await Program(database: other.url).run("dispatch", "-", input: input)
        let run = try await Program(database: database.url).run("dispatch", "-", "--parallel", "16", input: input)
        #expect(try run.answers().prefix(41).allSatisfy { $0.outcome == "accepted" })
        #expect(try run.lines.map(Self.withoutPositions) == serial.lines.map(Self.withoutPositions))
        #expect(try database.streamContents() == other.streamContents())
    }

    @Test func `The exit code is that of the first line in the file that was not accepted`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let program = Program(database: database.url)
        let stranger = CommandFile.line(
            5, "officer.register", by: "officer-zzzzzzzzzzzz",
            ["officer": .string(CommandFile.id("officer", 5)), "name": "N. N.", "unit": "RVO"])
        let lines = [CommandFile.founding, CommandFile.officer(1), stranger, "x", "", CommandFile.officer(2)]
        func status(_ lines: [String]) async throws -> Int32 {
            try await program.run(
                "dispatch", "-", "--parallel", "8", input: Array(lines.joined(separator: "\n").utf8)
            ).status
        }
        #expect(try await status(lines) == 4)
        #expect(try await status(["x"] + lines) == 65)
        #expect(try await status([]) == 65)
        #expect(try await status([CommandFile.founding, CommandFile.officer(2)]) == 0)
    }

    @Test func `Asked to stop it begins nothing behind a bad line, and everything before it is answered`() async throws
    {
        let database = try await ThrowawayCluster.shared.database()
        var lines = CommandFile.book(of: 60)
        let place = 100
        lines.insert("x", at: place)
        let program = Program(database: database.url)
        let run = try await program.run(
            "dispatch", "-", "--parallel", "4", "--stop-on-error", input: Array(lines.joined(separator: "\n").utf8))
        let answers = try run.answers()
        #expect(run.status == 65)
        #expect(answers.prefix(place).allSatisfy { $0.outcome == "accepted" })
        #expect(answers[place].outcome == "invalid")
        // The window holds 64 lines: what was far behind the bad one cannot have been begun.
        #expect(answers.count < lines.count)
        #expect(answers.dropFirst(place + 1).allSatisfy { $0.outcome == "accepted" })
        #expect(try database.count("event_store.commands") == answers.count - 1)
    }

    @Test func `Each line that is given by hand is answered before the next comes`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let lines = [CommandFile.founding, CommandFile.officer(1), CommandFile.officer(2)]
        let run = try await Program(database: database.url)
            .converse("dispatch", "-", "--parallel", "4", lines: lines) { _ in }
        #expect(run.status == 0)
        #expect(try run.answers().map(\.outcome) == ["accepted", "accepted", "accepted"])
    }

    @Test(arguments: [["--parallel", "0"], ["--parallel", "65"], ["--parallel", "2", "--dry-run"]])
    func `What cannot be is refused before anything is opened`(arguments: [String]) async throws {
        let run = try await Program(home: "/nowhere").run(["dispatch", "-"] + arguments)
        #expect(run.status == 64 && run.lines.isEmpty && run.talk.contains("--parallel"))
    }

    private static func integer(_ node: Node) -> Int? {
        guard case .number(let digits) = node else { return nil }
        return Int(digits)
    }

    /// An answer without its places in the log: between lines that do not touch each other the order is free.
    private static func withoutPositions(_ line: String) throws -> String {
        let node = try Node(parsing: Array(line.utf8)).removing("position")
        guard case .object(let members) = node else { return line }
        return Node.object(
            members.map { member in
                guard member.key == "events" else { return member }
                return Member(member.key, .array(member.value.items.map { $0.removing("position") }))
            }
        ).lineText
    }
}

extension LostServerTests {
    @Test func `After kill -9 of the server under parallel lines the same file again ends as an undisturbed run`()
        async throws
    {
        let cluster = try await DurableCluster.shared.value
        let database = try await cluster.database()
        let lines = CommandFile.book(of: 400)
        let input = Array(lines.joined(separator: "\n").utf8)
        let program = Program(database: database.url)
        let first = try await program.run(
            ["dispatch", "-", "--parallel", "8"], input: input
        ) { line, _ in if line == 700 { try await cluster.kill() } }
        #expect([69, 75].contains(first.status), "\(first.status)")
        #expect(first.talk.contains("nothing is recorded twice"), "\(first.talk)")
        #expect(first.lines.count >= 700 && first.lines.count < lines.count)
        let acknowledged = try first.answers()
        #expect(acknowledged.allSatisfy { $0.outcome == "accepted" })

        try await cluster.start()
        let second = try await program.run(["dispatch", "-", "--parallel", "8"], input: input)
        #expect(second.status == 0, "\(second.talk)")
        let answers = try second.answers()
        #expect(answers.count == lines.count)
        #expect(answers.allSatisfy { $0.outcome == "accepted" || $0.outcome == "duplicate" })
        let now = Dictionary(uniqueKeysWithValues: answers.map { ($0.id, $0) })
        for before in acknowledged {
            #expect(now[before.id]?.outcome == "duplicate" && now[before.id]?.events == before.events)
        }
        let undisturbed = try await ThrowawayCluster.shared.database()
        #expect(try await Program(database: undisturbed.url).run("dispatch", "-", input: input).status == 0)
        #expect(try database.streamContents() == undisturbed.streamContents())
    }
}

/// Simulated missions whose lines come in turns, so that lines on different missions stand beside each other.
enum MixedMissions {
    /// A company that one mission registers may be asked for by another before that: such lines are refused.
    static func lines(missions: Int, seed: UInt64) async throws -> [String] {
        let all = try await Program(environment: [:])
            .run("simulate", "--missions", "\(missions)", "--seed", "\(seed)").lines
        var stories: [[String]] = [[]]
        for line in all {
            if line.contains(#""command":"mission.propose""#) { stories.append([]) }
            stories[stories.count - 1].append(line)
        }
        var mixed = stories.removeFirst()
        var chance = SplitMix64(seed: seed)
        stories = stories.map { $0.reversed() }
        while let story = stories.indices.filter({ !stories[$0].isEmpty }).randomElement(using: &chance) {
            mixed.append(stories[story].removeLast())
        }
        return mixed
    }
}
