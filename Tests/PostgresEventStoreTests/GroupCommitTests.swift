import EventSourcing
import PostgresClient
import TestSupport
import Testing

@testable import PostgresEventStore

@Suite(.timeLimit(.minutes(10)))
struct GroupCommitTests {
    @Test func `Each command of a batch fails alone and the others are stored`() async throws {
        let fixture = try await PostgresFixture.make()
        let store = try fixture.store(named: "store")
        let known = AppendRequest.sample("mission-known")
        _ = try store.append(known)
        let twice = AppendRequest.sample("mission-twice")
        let results = store.append([
            .sample("mission-one", .noStream),
            .sample("mission-one", .exactly(1)),
            .sample("mission-one", .exactly(1)),
            known,
            .sample([.sample("mission-known")], id: known.commandID, content: "[]"),
            .sample([.sample("mission-bad", type: "two words")]),
            twice, twice,
            .sample([], expecting: [Expectation("mission-one", .exactly(2))], rejection: #"{"rule":"R1"}"#),
            .sample([.sample("mission-one"), .sample("mission-new"), .sample("mission-one")]),
            .sample("mission-none", .exists),
        ])

        let conflict = StoreFailure.conflict("mission-one", expected: .exactly(1), actual: 2)
        #expect(results.map(\.versions) == [[1], [2], nil, [1], nil, nil, [1], [1], [], [3, 1, 4], nil])
        #expect(results[2] == .failure(conflict))
        #expect(results[4] == .failure(.commandReused(known.commandID)))
        #expect(results[5].isInvalid)
        #expect(results.indices.filter { results[$0].isDuplicate } == [3, 7])
        #expect(results[10] == .failure(.conflict("mission-none", expected: .exists, actual: 0)))

        // Failures used no position: the log has no gaps.
        let positions = try fixture.superuser().run("select position from event_store.events order by position")
        #expect((0..<positions.count).map { positions.text(row: $0) } == (1...7).map { String($0) })
        #expect(try store.command(results.id(8))?.rejection != nil)
        let findings = try fixture.superuser().run("select * from event_store.verify()").count
        #expect(findings == 0)
    }

    @Test func `A value that the server cannot take costs the other commands nothing`() async throws {
        let fixture = try await PostgresFixture.make()
        let store = try fixture.store(named: "store")
        let results = store.append([
            .sample("mission-one"), .sample([.sample("mission-two", type: "Nul\u{0}")]), .sample("mission-three"),
        ])

        #expect(results.map(\.versions) == [[1], nil, [1]])
        #expect(results[1].isInvalid)
    }

    @Test func `A task that is cancelled while its append waits has stored nothing and is told so`() async throws {
        let fixture = try await PostgresFixture.make()
        let groups = fixture.groupCommit(writers: 1)
        let log = ScriptedLog(database: fixture.database)
        let holder = try log.holdAppends()
        async let inFlight = groups.append(.sample("mission-one"))
        try await log.awaitBlocked("group")
        let request = AppendRequest.sample("mission-two")
        let waiting = Task { try await groups.append(request) }
        while groups.depth.waiting == 0 { await Task.yield() }
        waiting.cancel()

        let outcome = await waiting.result
        #expect(outcome.failure as? GroupCommit.Failure == .cancelled)
        try holder.run("rollback")
        #expect(try await inFlight.entry.placements.map(\.version) == [1])
        #expect(try fixture.store(named: "store").command(request.commandID) == nil)
    }

    @Test func `A task that is cancelled once its append was sent is told what came of it`() async throws {
        let fixture = try await PostgresFixture.make()
        let groups = fixture.groupCommit(writers: 1)
        let log = ScriptedLog(database: fixture.database)
        let holder = try log.holdAppends()
        let request = AppendRequest.sample("mission-one")
        let sent = Task { try await groups.append(request) }
        try await log.awaitBlocked("group")
        sent.cancel()
        try holder.run("rollback")

        let result = try await sent.value
        #expect(try fixture.store(named: "store").command(request.commandID) == result.entry)
    }

    @Test func `A full queue keeps whoever comes at the door, and all are answered in the end`() async throws {
        let fixture = try await PostgresFixture.make()
        let groups = fixture.groupCommit(writers: 1, limits: AppendQueue.Limits(waiting: 2, group: 2))
        let log = ScriptedLog(database: fixture.database)
        let holder = try log.holdAppends()
        async let first = groups.append(.sample("mission-1"))
        try await log.awaitBlocked("group")
        let others = (2...6).map { number in
            Task { try await groups.append(.sample(try StreamName(text: "mission-\(number)"))) }
        }
        while groups.depth != (2, 3) { await Task.yield() }
        others[4].cancel()
        let cancelled = await others[4].result.failure as? GroupCommit.Failure
        try holder.run("rollback")

        // Which of them stood at the door is up to the scheduler; a task that waits anywhere can be cancelled.
        #expect(cancelled == .cancelled)
        _ = try await first
        for other in others.dropLast() { #expect(try await other.value.entry.placements.count == 1) }
        #expect(groups.depth == (0, 0))
    }

    @Test func `When the connection breaks every submitter is told, and each command again tells what came of it`()
        async throws
    {
        let fixture = try await PostgresFixture.make()
        let groups = fixture.groupCommit(named: "victim", writers: 1)
        let log = ScriptedLog(database: fixture.database)
        let holder = try log.holdAppends()
        let requests = try (1...5).map { AppendRequest.sample(try StreamName(text: "mission-\($0)")) }
        let first = Task { try await groups.append(requests[0]) }
        try await log.awaitBlocked("victim")
        let tasks = [first] + requests.dropFirst().map { request in Task { try await groups.append(request) } }
        while groups.depth.waiting < 4 { await Task.yield() }
        try await Threads.run { try fixture.terminate("victim") }
        try holder.run("rollback")

        var unknown = 0
        for task in tasks {
            switch await task.result {
            case .success(let result): #expect(result.entry.placements.map(\.version) == [1])
            case .failure(let error):
                guard case .store(.outcomeUnknown) = error as? GroupCommit.Failure else { throw error }
                unknown += 1
            }
        }
        // One was on its way; the others found a new connection.
        #expect(unknown == 1)
        for request in requests {
            #expect(try await groups.append(request).entry.placements.map(\.version) == [1])
        }
        #expect(try log.connect().number("select count(*) from event_store.events") == 5)
    }

    @Test func `Closing answers what waits, and refuses what comes`() async throws {
        let fixture = try await PostgresFixture.make()
        let groups = fixture.groupCommit(writers: 1)
        let log = ScriptedLog(database: fixture.database)
        let holder = try log.holdAppends()
        async let inFlight = groups.append(.sample("mission-one"))
        try await log.awaitBlocked("group")
        let waiting = Task { try await groups.append(.sample("mission-two")) }
        while groups.depth.waiting == 0 { await Task.yield() }
        groups.close()

        #expect(await waiting.result.failure as? GroupCommit.Failure == .cancelled)
        await #expect(throws: GroupCommit.Failure.cancelled) { try await groups.append(.sample("mission-three")) }
        try holder.run("rollback")
        _ = try await inFlight
    }
}

extension Result where Success == AppendResult, Failure == StoreFailure {
    fileprivate var versions: [Int64]? { try? get().entry.placements.map(\.version) }

    fileprivate var isDuplicate: Bool {
        if case .success(.duplicate) = self { true } else { false }
    }

    fileprivate var isInvalid: Bool {
        if case .failure(.invalid) = self { true } else { false }
    }
}

extension Result {
    fileprivate var failure: Failure? {
        if case .failure(let failure) = self { failure } else { nil }
    }
}

extension [Result<AppendResult, StoreFailure>] {
    fileprivate func id(_ index: Int) throws -> UniqueID { try self[index].get().entry.commandID }
}

extension ScriptedLog {
    /// Lets no append through until the connection rolls back.
    fileprivate func holdAppends() throws -> ScriptedConnection {
        let superuser = try ScriptedConnection(ConnectionOptions(address: database.superuserURL))
        try superuser.run("begin; select pg_advisory_xact_lock(event_store.append_lock())")
        return superuser
    }

    /// Returns once the connection with this name waits for a lock.
    fileprivate func awaitBlocked(_ name: String) async throws {
        try await Threads.run {
            let observer = try Connection(ConnectionOptions(address: database.superuserURL))
            while try observer.run(
                """
                select from pg_stat_activity
                where application_name = '\(name)' and datname = current_database() and wait_event_type = 'Lock'
                """
            ).count == 0 {}
        }
    }
}
