import Glibc
import PostgresClient
import Synchronization
import TestSupport
import Testing

struct LostConnectionTests {
    @Test func `A backend that was stopped before a request makes it unreachable`() async throws {
        let connection = try await TestDatabase.connect()
        try await terminate(connection.backendProcessID)
        let error = try failure { () throws(PostgresError) in _ = try connection.execute(Idle()) }
        guard case .unreachable(let message) = error else { throw error }
        #expect(message.contains("terminating connection"))
        #expect(connection.isLost == true)
        let next = try failure { () throws(PostgresError) in try connection.run("select 1") }
        guard case .unreachable = next else { throw next }
    }

    @Test func `A backend that stops during a request leaves its outcome unknown`() async throws {
        let connection = try await TestDatabase.connect()
        let error = try failure { () throws(PostgresError) in _ = try connection.execute(SelfTermination()) }
        guard case .connectionLost(_, let report) = error else { throw error }
        #expect(report?.sqlState == .adminShutdown)
        #expect(connection.isLost == true)
    }

    @Test func `A socket that closed without a word before a request makes it unreachable`() async throws {
        let connection = try await TestDatabase.connect()
        #expect(shutdown(connection.fileDescriptor, Int32(SHUT_RDWR)) == 0)
        let error = try failure { () throws(PostgresError) in _ = try connection.execute(Idle()) }
        guard case .unreachable = error else { throw error }
    }

    @Test(arguments: Request.allCases)
    func `A socket that closes without a word during a request leaves its outcome unknown`(
        request: Request
    ) async throws {
        let options = try await TestDatabase.options()
        let sleeper = Mutex<Sleeper?>(nil)
        let errors = try await Threads.run {
            try Threads.run(2) { thread -> PostgresError? in
                let connection = try Connection(options)
                if thread == 1 {
                    try Self.cutOff(sleeper, seenFrom: connection)
                    return nil
                }
                sleeper.withLock {
                    $0 = Sleeper(process: connection.backendProcessID, socket: connection.fileDescriptor)
                }
                return try failure { () throws(PostgresError) in try request.send(on: connection) }
            }
        }
        let error = try #require(errors[0])
        guard case .connectionLost(let message, nil) = error else { throw error }
        #expect(!message.isEmpty)
    }

    private struct Sleeper {
        let process: Int32
        let socket: Int32
    }

    /// Closes the sleeper's socket once its backend is asleep.
    private static func cutOff(_ sleeper: borrowing Mutex<Sleeper?>, seenFrom observer: borrowing Connection) throws {
        while true {
            guard let sleeper = sleeper.withLock({ $0 }) else { continue }
            let sleepers = try observer.run(
                "select from pg_stat_activity where pid = \(sleeper.process) and wait_event = 'PgSleep'")
            if sleepers.count == 1 {
                shutdown(sleeper.socket, Int32(SHUT_RDWR))
                return
            }
        }
    }

    enum Request: CaseIterable {
        case statement
        case script
        case copy

        func send(on connection: borrowing Connection) throws(PostgresError) {
            switch self {
            case .statement: _ = try connection.execute(Sleeping())
            case .script: try connection.run(Sleeping.sql)
            case .copy:
                do { try connection.copy(SleepingCopy()) { _ in } } catch {
                    guard case .database(let error) = error else { return }
                    throw error
                }
            }
        }
    }

    private func terminate(_ process: Int32) async throws {
        let other = try await TestDatabase.connect()
        #expect(try other.run("select pg_terminate_backend(\(process), 10000)").text(row: 0) == "t")
    }
}

private struct Idle: NumbersStatement { static let sql = "select 1::int8" }

private struct SelfTermination: NumbersStatement {
    static let sql = "select 1::int8 from pg_terminate_backend(pg_backend_pid()), pg_sleep(60)"
}

private struct Sleeping: NumbersStatement { static let sql = "select 1::int8 from pg_sleep(60)" }

private struct SleepingCopy: CopyStatement {
    let sql = Sleeping.sql

    static func decode(_ row: inout Row) throws(PostgresError) -> Int64 {
        try row.next()
    }
}
