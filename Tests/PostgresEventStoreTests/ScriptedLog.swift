import PostgresClient
import TestSupport

/// A database of its own for one script, in which transactions are opened and ended by hand.
struct ScriptedLog: Sendable {
    let database: ThrowawayDatabase

    static func make() async throws -> ScriptedLog {
        ScriptedLog(database: try await ThrowawayCluster.shared.database())
    }

    /// As the login of daily work.
    ///
    /// What would wait for ever fails after 20 seconds instead.
    func connect(_ name: String = "script") throws -> ScriptedConnection {
        try ScriptedConnection(
            ConnectionOptions(
                address: database.url, applicationName: name, settings: ["statement_timeout": "20s"]))
    }

    /// Ends the server's process behind a connection, as a crash of its client would.
    func terminate(_ connection: ScriptedConnection) throws {
        let superuser = try Connection(ConnectionOptions(address: database.superuserURL))
        // The time-out makes the call wait until the process is gone.
        let answer = try superuser.run("select pg_terminate_backend(\(connection.backendProcessID), 10000)")
        guard answer.text(row: 0) == "t" else { throw ScriptFailed("the backend did not end") }
    }

    /// Runs `body` on a thread and a connection of its own.
    ///
    /// Returns once that connection waits for a lock.
    func startBlocked(
        _ body: @escaping @Sendable (ScriptedConnection) throws -> Int64
    ) throws -> RunningThread<Int64> {
        let name = "blocked"
        let thread = RunningThread { try body(connect(name)) }
        let superuser = try Connection(ConnectionOptions(address: database.superuserURL))
        while !thread.hasEnded {
            let waiting = try superuser.run(
                """
                select from pg_stat_activity join pg_locks using (pid)
                where application_name = '\(name)' and datname = current_database() and not granted
                """)
            if waiting.count > 0 { return thread }
        }
        throw ScriptFailed("no lock was waited for: \(thread.outcome())")
    }

    /// Makes every append of an event of type `Held` wait, its position already drawn, for advisory lock 1.
    func holdEventsOfTypeHeld() throws {
        try Connection(ConnectionOptions(address: database.superuserURL)).run(
            """
            create function event_store.hold() returns trigger language plpgsql
                as 'begin perform pg_advisory_xact_lock(1); return new; end';
            create trigger hold before insert on event_store.events
                for each row when (new.type = 'Held') execute function event_store.hold();
            """)
    }
}

/// The two ways into the log, each with locks of its own.
enum AppendWay: CaseIterable {
    /// One event, and an expectation of its stream, by the SQL function `append_event`: the way of nearly every append.
    case simple
    /// Any number of events and expectations, by `append`.
    case general

    func expectation(of stream: String) -> (stream: String, version: Int)? {
        self == .simple ? (stream, -1) : nil
    }
}

struct ScriptFailed: Error {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}

/// A connection on which statements are written by hand.
///
/// A script that leaves a transaction open must end it: a connection closes after its last use.
final class ScriptedConnection {
    private let connection: Connection

    init(_ options: ConnectionOptions) throws(PostgresError) {
        connection = try Connection(options)
    }

    var backendProcessID: Int32 { connection.backendProcessID }

    @discardableResult
    func run(_ sql: String) throws(PostgresError) -> Rows {
        try connection.run(sql)
    }

    /// Appends one event and returns its position: by `append_event` when it expects something of its own stream only.
    ///
    /// Expects -1 (anything), -2 (exists) or a version.
    @discardableResult
    func append(
        to stream: String = "mission-one", type: String = "SomethingHappened",
        expecting expected: (stream: String, version: Int)? = nil
    ) throws(PostgresError) -> Int64 {
        if let expected, expected.stream == stream {
            // As in a session that has appended before, which goes the short way.
            try run("set event_store.server_is_noticed = 'true'")
            return try number(
                """
                select position from event_store.append_event(gen_random_uuid(), 'sample.do', '{}', 'officer-sample',
                    '\(stream)', \(expected.version), '\(type)', now(), '{}', '{}')
                """)
        }
        let expectations = expected.map { "'{\($0.stream)}', '{\($0.version)}'" } ?? "'{}', '{}'"
        return try number(
            """
            select positions[1] from event_store.append(
                gen_random_uuid(), 'sample.do', '{}', 'officer-sample', null, \(expectations),
                '{\(stream)}', '{\(type)}', array[now()], array['{}'::bytea], array['{}'::bytea])
            """)
    }

    func advanceWatermark() throws(PostgresError) -> Int64 {
        try number("select event_store.advance_watermark()")
    }

    /// What a reader of the whole log sees: it stops at the stored watermark.
    func readableLog() throws(PostgresError) -> [Int64] {
        try column(
            """
            select position from event_store.events
            where position <= event_store.current_watermark() order by position
            """)
    }

    func versions(of stream: String) throws(PostgresError) -> [Int64] {
        try column("select version from event_store.events where stream = '\(stream)' order by position")
    }

    func number(_ sql: String) throws(PostgresError) -> Int64 {
        guard let number = try column(sql).first else { throw .unexpected("no number from \(sql)") }
        return number
    }

    private func column(_ sql: String) throws(PostgresError) -> [Int64] {
        let rows = try run(sql)
        return (0..<rows.count).compactMap { rows.text(row: $0).flatMap { Int64($0) } }
    }
}

extension SQLState {
    /// A stream did not meet its expectation.
    static let versionConflict = SQLState(rawValue: "TM409")
}
