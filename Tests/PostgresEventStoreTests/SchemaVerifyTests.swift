import PostgresClient
import TestSupport
import Testing

// What the owner of the database did behind the triggers' back is found.
@Suite(.timeLimit(.minutes(10)))
struct SchemaVerifyTests {
    private func findings(after change: String) async throws -> Set<String> {
        let database = try await ThrowawayCluster.shared.database()
        let connection = try Connection(ConnectionOptions(address: database.superuserURL))
        for command in 1...3 {
            try connection.run(
                """
                select event_store.append('01950000-0000-7000-8000-00000000000\(command)', 'sample.do', '{}', 'officer-one',
                    null, '{}', '{}', '{mission-one,mission-two}', '{One,Two}', array[now(), now()],
                    array['{}', '{}']::bytea[], array['{}', '{}']::bytea[])
                """)
        }
        try connection.run("select event_store.advance_watermark()")
        // No trigger fires for a replica.
        try connection.run("set session_replication_role = replica; \(change)")
        let rows = try connection.run("select finding from event_store.verify()")
        return Set((0..<rows.count).compactMap { rows.text(row: $0) })
    }

    @Test(arguments: [
        ("select", []),
        ("delete from event_store.events where position = 3", ["version gap", "journal without event"]),
        ("update event_store.streams set version = 7 where stream = 'mission-one'", ["head differs"]),
        ("delete from event_store.streams where stream = 'mission-one'", ["head differs"]),
        ("delete from event_store.commands where positions @> '{3}'", ["event without journal"]),
        (
            "update event_store.events set actor = 'officer-two' where position = 3",
            ["journal differs", "leaf differs"]
        ),
        ("update event_store.events set data = '{\"forged\":true}' where position = 3", ["leaf differs"]),
        ("update event_store.events set leaf_hash = sha256('forged') where position = 3", ["leaf differs"]),
        ("insert into event_store.watermark values (99, now())", ["watermark beyond log"]),
    ])
    func `A change behind the back of the store is found`(_ change: String, _ expected: [String]) async throws {
        #expect(try await findings(after: change) == Set(expected))
    }
}
