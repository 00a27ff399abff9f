import CanonicalJSON
import PostgresClient
import TestSupport
import Testing

/// A log that holds events as they were stored at first, and the program of today.
struct OlderEventTests {
    private let database: ThrowawayDatabase

    init() async throws {
        database = try await ThrowawayCluster.shared.database()
        let commands = try await Missieboek.run(["simulate", "--missions", "4", "--seed", "3"]).out
        let run = try await Missieboek.run(["dispatch", "-", "--database", database.url], input: commands)
        try #require(run.status == 0)
    }

    @Test func `What was stored in an older form answers the same, shows as it was stored, and is built on`()
        async throws
    {
        let before = try await ask("ledger", "--output", "json")
        let changed = try storeInTheOlderForm()
        #expect(changed.count == 2)

        #expect(try await ask("ledger", "--output", "json") == before)
        let support = try #require(changed.first)
        let timeline = try await ask("timeline", support, "--output", "csv")
        #expect(timeline.contains("SupportDetermined") && !timeline.contains("SupportDetermined.v2"))

        let again = try await Missieboek.run(
            [
                "support", "determine", "--support", support, "--amount", "1", "--notified-on", "2026-01-02",
                "--ground", "4:46-a", "--reason", "nogmaals", "--actor", try decider(of: support), "--lang", "en",
                "--database", database.url,
            ])
        #expect(again.status == 2 && (again.out + again.err).contains("refused by LIFECYCLE"))
    }

    private func ask(_ words: String...) async throws -> String {
        let run = try await Missieboek.run(words + ["--database", database.url, "--lang", "en"])
        try #require(run.status == 0, "\(run.err)")
        return run.out
    }

    /// Makes determinations what they were before they named a ground; gives the streams that hold one.
    private func storeInTheOlderForm() throws -> [String] {
        let connection = try Connection(ConnectionOptions(address: database.superuserURL))
        let grounds =
            "select count(*) from event_store.events where convert_from(data, 'UTF8') like '%\"ground\":\"4:46%'"
        try #require(try connection.run(grounds).text(row: 0) == "1")
        // No trigger fires for a replica.
        try connection.run(
            """
            set session_replication_role = replica;
            update event_store.events set type = 'SupportDetermined', data = convert_to(
                regexp_replace(convert_from(data, 'UTF8'), '"ground":"[^"]*",', ''), 'UTF8')
            where type = 'SupportDetermined.v2'
            """)
        let rows = try connection.run(
            "select distinct stream from event_store.events where type = 'SupportDetermined' order by stream")
        return (0..<rows.count).compactMap { rows.text(row: $0) }
    }

    private func decider(of support: String) throws -> String {
        let connection = try Connection(ConnectionOptions(address: database.url))
        let sql = "select actor from event_store.events where stream = '\(support)' and type = 'SupportDetermined'"
        return try #require(try connection.run(sql).text(row: 0))
    }
}
