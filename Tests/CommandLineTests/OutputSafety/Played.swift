import CanonicalJSON
import PostgresClient
import PostgresEventStore
import TestSupport
import Testing

/// A story that was dispatched with hostile texts, and how each line was answered.
struct Played {
    let answers: [Node]
    /// The fields in which a hostile text was recorded.
    let recordedFields: Set<TextField>
    private let database: ThrowawayDatabase

    init(_ story: [String]) async throws {
        database = try await ThrowawayCluster.shared.database()
        let commands = try HostileCommands(story, marking: "q")
        answers = try await Self.answers(to: commands.lines, in: "nl", database.url)
        var recorded: Set<TextField> = []
        for (fields, answer) in zip(commands.fields, answers) where answer["outcome"] == "accepted" {
            recorded.formUnion(fields)
        }
        recordedFields = recorded
    }

    func store() throws -> PostgresEventStore {
        try PostgresEventStore(ConnectionOptions(address: database.url), keys: RegisterOfTests.keys)
    }

    /// How further lines are answered.
    func answers(to lines: [String], in language: String) async throws -> [Node] {
        try await Self.answers(to: lines, in: language, database.url)
    }

    /// Fails when an answer is missing, or something in them is live.
    private static func answers(to lines: [String], in language: String, _ url: String) async throws -> [Node] {
        let run = try await Missieboek.run(
            ["dispatch", "-", "--lang", language, "--database", url], input: lines.joined(separator: "\n"))
        #expect(OutputSafety.liveCharacters(in: run.out + run.err) == [])
        let answers = try run.out.split(separator: "\n").map { try Node(parsing: Array($0.utf8)) }
        try #require(answers.count == lines.count, "\(run.err)")
        return answers
    }
}
