import EventSourcing
import PostgresClient
import PostgresEventStore
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct LostConnectionTests {
    @Test func `A connection lost before an append makes the store unavailable, and the next call connects anew`()
        async throws
    {
        let fixture = try await PostgresFixture.make()
        let store = try fixture.store(named: "victim")
        _ = try store.append(.sample("mission-one"))
        let request = AppendRequest.sample("mission-one")
        try fixture.terminate("victim")

        let failure = try failure { () throws(StoreFailure) in _ = try store.append(request) }
        guard case .unavailable = failure else { throw failure }
        #expect(try store.command(request.commandID) == nil)
        let result = try store.append(request)
        #expect(result == .stored(result.entry))
    }

    @Test func `A connection lost before a question makes the store unavailable`() async throws {
        let fixture = try await PostgresFixture.make()
        let store = try fixture.store(named: "victim")
        try fixture.terminate("victim")

        let failure = try failure { () throws(StoreFailure) in _ = try store.advanceWatermark() }
        guard case .unavailable = failure else { throw failure }
        #expect(try store.advanceWatermark() == 0)
    }

    @Test(arguments: [[], [RegisterEntry(id: "company-a", name: "A", kvkNumber: "12345678")]])
    func `A connection lost during an append leaves the outcome unknown, and the same command again tells it`(
        register: [RegisterEntry]
    ) async throws {
        let fixture = try await PostgresFixture.make()
        let request = AppendRequest.sample([.sample("mission-one")], register: register)
        try await Threads.run {
            let other = try fixture.superuser()
            try other.run("begin; select pg_advisory_xact_lock(event_store.append_lock())")
            let outcomes = try Threads.run(2) { thread -> StoreFailure? in
                if thread == 1 {
                    try fixture.terminateOnceBlocked("victim")
                    return nil
                }
                let store = try fixture.store(named: "victim")
                return try failure { () throws(StoreFailure) in _ = try store.append(request) }
            }
            guard case .outcomeUnknown = outcomes[0] else { throw NothingFailed() }
            try other.run("rollback")
        }
        let store = try fixture.makeStore()
        let result = try store.append(request)
        #expect(result == .stored(result.entry))
        #expect(try store.append(request) == .duplicate(result.entry))
        #expect(try fixture.registerEntries() == register)
    }

    @Test func `A question whose connection is lost under way leaves nothing unknown`() async throws {
        let fixture = try await PostgresFixture.make()
        _ = try fixture.makeStore().append(.sample("mission-one"))
        try await Threads.run {
            let other = try fixture.superuser()
            try other.run("begin; lock table event_store.events")
            let outcomes = try Threads.run(2) { thread -> StoreFailure? in
                if thread == 1 {
                    try fixture.terminateOnceBlocked("victim")
                    return nil
                }
                let store = try fixture.store(named: "victim")
                return try failure { () throws(StoreFailure) in _ = try store.read(["mission-one"], through: nil) }
            }
            guard case .unavailable = outcomes[0] else { throw NothingFailed() }
            try other.run("rollback")
        }
    }

    @Test func `A server that is not there is unavailable`() throws {
        let failure = try failure { () throws(StoreFailure) in
            _ = try PostgresEventStore(ConnectionOptions(address: "postgresql:///nobody?host=/nowhere"))
        }
        guard case .unavailable = failure else { throw failure }
    }
}

extension PostgresFixture {
    /// Ends the backend of the connection with this name, and returns once it is gone.
    func terminate(_ name: String) throws {
        let rows = try superuser().run(
            """
            select pg_terminate_backend(pid, 10000) from pg_stat_activity
            where application_name = '\(name)' and datname = current_database()
            """)
        guard rows.count == 1, rows.text(row: 0) == "t" else { throw NothingFailed() }
    }

    /// The same, once that backend waits for a lock.
    func terminateOnceBlocked(_ name: String) throws {
        let observer = try superuser()
        while try observer.run(
            """
            select from pg_stat_activity
            where application_name = '\(name)' and datname = current_database() and wait_event_type = 'Lock'
            """
        ).count == 0 {}
        try terminate(name)
    }
}

/// Runs `body`, which must fail, and returns its failure.
func failure(of body: () throws(StoreFailure) -> Void) throws -> StoreFailure {
    do { try body() } catch { return error }
    throw NothingFailed()
}

struct NothingFailed: Error {}
