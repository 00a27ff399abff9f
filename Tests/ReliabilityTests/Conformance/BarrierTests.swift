import PostgresClient
import PostgresEventStore
import TestSupport
import Testing

// While a barrier waits for an append that stays open, new appends queue behind it.
@Suite(.timeLimit(.minutes(10)))
struct BarrierTests {
    @Test func `An append waits behind a barrier for as long as that waits, and not for the open append`() async throws
    {
        let database = try await ThrowawayCluster.shared.database()
        // With a barrier that does not give up by itself, the order is that of the script.
        try StoreFault(
            testDescription: "a patient barrier",
            replacements: [
                ("functions/event_store/advance_watermark.sql", "lock_timeout = '20ms'", "lock_timeout = '60s'")
            ],
            leadsTo: { _ in false }
        ).apply(to: database)
        let opener = try PatientConnection(database, "opener")
        // Without it there would be nothing to move the watermark to.
        try opener.append(to: "mission-zero")
        try opener.run("begin")
        try opener.append(to: "mission-open")

        let barrier = RunningThread {
            try PatientConnection(database, "barrier").run("select event_store.advance_watermark()")
        }
        let superuser = try LogInspection(database.superuserURL)
        try superuser.waitUntilBlocked("barrier", or: { barrier.hasEnded })
        let writer = RunningThread { try PatientConnection(database, "writer").append(to: "mission-other") }
        try superuser.waitUntilBlocked("writer", or: { writer.hasEnded })

        try superuser.run("select pg_cancel_backend(pid) from pg_stat_activity where application_name = 'barrier'")
        #expect(throws: PostgresError.self) { try barrier.outcome().get() }
        // It ends while the first append is open still.
        try writer.outcome().get()
        #expect(try superuser.number("select count(*) from event_store.events") == 2)
        try opener.run("commit")
        #expect(try superuser.number("select count(*) from event_store.events") == 3)
    }

    @Test func `A barrier waits twenty milliseconds at most`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let timeouts = try LogInspection(database.superuserURL).number(
            """
            select count(*) from pg_proc, unnest(proconfig) as setting
            where proname = 'advance_watermark' and setting = 'lock_timeout=20ms'
            """)
        #expect(timeouts == 1)
    }
}

/// A connection of a script; what would wait for ever fails after 20 seconds.
private struct PatientConnection: ~Copyable {
    private let connection: Connection

    init(_ database: ThrowawayDatabase, _ name: String) throws(PostgresError) {
        connection = try Connection(
            ConnectionOptions(address: database.url, applicationName: name, settings: ["statement_timeout": "20s"]))
    }

    func run(_ sql: String) throws(PostgresError) {
        try connection.run(sql)
    }

    func append(to stream: String) throws(PostgresError) {
        try run(
            """
            select event_store.append(
                gen_random_uuid(), 'sample.do', '{}', 'officer-sample', null, '{}', '{}',
                '{\(stream)}', '{SomethingHappened}', array[now()], array['{}'::bytea], array['{}'::bytea])
            """)
    }
}

extension LogInspection {
    /// Returns once the connection with this name waits for a lock; fails when its call ends without.
    fileprivate func waitUntilBlocked(_ name: String, or hasEnded: () -> Bool) throws {
        while try number(
            """
            select count(*) from pg_stat_activity join pg_locks using (pid)
            where application_name = '\(name)' and datname = current_database() and not granted
            """) == 0
        {
            guard !hasEnded() else { throw NeverBlocked(name: name) }
        }
    }

    fileprivate struct NeverBlocked: Error {
        let name: String
    }
}
