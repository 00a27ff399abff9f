import EventSourcing
import PostgresClient
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct RecordedEventsTests {
    /// Those of the sequence in the database that asks: other tests read sequences in theirs at the same time.
    private static let sessions = "application_name = 'sequence' and datname = current_database()"

    @Test func `The sequence gives what a blocking reading of the log gives`() async throws {
        let fixture = try await PostgresFixture.make()
        let store = try fixture.makeStore()
        for number in 0..<40 { _ = try store.append(.sample(number.isMultiple(of: 3) ? "mission-one" : "mission-two")) }
        let end = try store.advanceWatermark()
        var expected: [RecordedEvent] = []
        try store.readLog(after: 2, through: end) { expected.append($0) }

        var found: [RecordedEvent] = []
        for try await event in Self.events(of: fixture, after: 2, through: end, batchesOf: 7) { found.append(event) }
        #expect(found == expected)
        #expect(found.count == 38)
    }

    @Test func `The sequence does not go beyond the watermark`() async throws {
        let fixture = try await PostgresFixture.make()
        _ = try fixture.makeStore().append(.sample("mission-one"))
        let failure = await #expect(throws: StoreFailure.self) {
            for try await _ in Self.events(of: fixture, through: 1) {}
        }
        #expect(failure == .invalid("position 1 lies beyond the watermark 0"))
    }

    @Test func `The server is at rest when a task was cancelled half-way`() async throws {
        let fixture = try await PostgresFixture.make()
        let end = try Self.fill(fixture)
        let watcher = try fixture.superuser()
        let active = "select count(*) from pg_stat_activity where \(Self.sessions) and state = 'active'"
        let (reached, reaching) = AsyncStream<Void>.makeStream()
        let (cancelled, open) = AsyncStream<Void>.makeStream()
        defer { open.finish() }
        let task = Task {
            // A sequence that fails is to be told of, not to be waited for.
            defer { reaching.finish() }
            var count = 0
            var whileReading: String?
            for try await _ in Self.events(of: fixture, through: end, batchesOf: 2) {
                count += 1
                if count == 5 {
                    whileReading = try fixture.superuser().run(active).text(row: 0)
                    reaching.finish()
                    for await _ in cancelled {}
                }
            }
            return (count, whileReading)
        }
        for await _ in reached {}
        task.cancel()
        let (count, whileReading) = try await task.value
        #expect(count == 5)
        // Else the cancelling would have had nothing to end.
        #expect(whileReading == "1")
        #expect(try watcher.run(active).text(row: 0) == "0")
    }

    @Test func `A server that ends the connection half-way is the sequence's failure, once`() async throws {
        let fixture = try await PostgresFixture.make()
        let end = try Self.fill(fixture)
        var iterator = Self.events(of: fixture, through: end, batchesOf: 2).makeAsyncIterator()
        #expect(try await iterator.next()?.position == 1)
        try fixture.superuser().run(
            "select pg_terminate_backend(pid) from pg_stat_activity where \(Self.sessions)")
        var last: Int64 = 1
        let failure = await #expect(throws: StoreFailure.self) {
            while let event = try await iterator.next() {
                #expect(event.position == last + 1)
                last = event.position
            }
        }
        guard case .unavailable = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(last < end)
        #expect(try await iterator.next() == nil)
    }

    private static func events(
        of fixture: PostgresFixture, after position: Int64 = 0, through end: Int64, batchesOf limit: Int = 500
    ) -> RecordedEvents {
        RecordedEvents(after: position, through: end, batchesOf: limit, on: Threads.own) { () throws(StoreFailure) in
            do { return try fixture.store(named: "sequence") } catch let failure as StoreFailure { throw failure } catch
            {
                throw .unavailable("\(error)")
            }
        }
    }

    /// More than the buffers between server and reader hold: the watermark.
    private static func fill(_ fixture: PostgresFixture) throws -> Int64 {
        let store = try fixture.makeStore()
        let data = #"{"text":""# + String(repeating: "x", count: 400_000) + #""}"#
        for _ in 0..<60 { _ = try store.append(.sample([.sample("mission-one", data: data)])) }
        return try store.advanceWatermark()
    }
}
