import PostgresClient
import PostgresEventStore
import TestSupport
import Testing

// A database into which something is restored.
@Suite(.timeLimit(.minutes(10)))
struct DatabaseClosureTests {
    @Test func `Nobody sees what is being restored, and everybody is let in when it is done`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let owner = ConnectionOptions(address: database.superuserURL)
        let daily = ConnectionOptions(address: database.url)
        let earlier = try Connection(daily)
        let bystander = try Connection(owner)

        let closure = try DatabaseClosure.begin(owner)
        let isClosed = Self.isThere(closure)
        #expect(isClosed)
        #expect(throws: PostgresError.self, "a session that was there is ended") { try earlier.run("select") }
        #expect(throws: PostgresError.self, "no other begins") { _ = try Connection(daily) }
        let isSecond = Self.isThere(try DatabaseClosure.begin(owner))
        #expect(!isSecond, "two restore at once")
        #expect(try DatabaseClosure.standing(bystander) == .closed)
        try closure?.end()

        try Connection(daily).run("select")
        let isNext = Self.isThere(try DatabaseClosure.begin(owner))
        #expect(isNext)
    }

    @Test func `What a killed restore has left closed is opened by whoever comes next as its owner`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let owner = ConnectionOptions(address: database.superuserURL)
        let daily = ConnectionOptions(address: database.url)
        let next = try Connection(owner)
        let closure = try DatabaseClosure.begin(owner)
        try next.run(
            """
            select pg_terminate_backend(pid, 5000) from pg_locks
            where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())
            """)
        _ = consume closure
        #expect(throws: PostgresError.self) { _ = try Connection(daily) }
        #expect(try DatabaseClosure.standing(next) == .left)
        let isAfterwards = Self.isThere(try DatabaseClosure.begin(owner))
        #expect(!isAfterwards, "who has found it may be making its schema")
        try DatabaseClosure.open(next)
        try Connection(daily).run("select")
        #expect(try DatabaseClosure.standing(next) == .open)
    }

    @Test func `The limit that was set before is kept, and one that somebody else has set is left alone`() async throws
    {
        let database = try await ThrowawayCluster.shared.database()
        let owner = ConnectionOptions(address: database.superuserURL)
        let observer = try Connection(owner)
        let limit = "select datconnlimit from pg_database where datname = current_database()"
        try observer.run("alter database \(database.name) connection limit 50")
        let closure = try DatabaseClosure.begin(owner)
        #expect(try observer.run(limit).text(row: 0) == "0")
        try closure?.end()
        #expect(try observer.run(limit).text(row: 0) == "50")
        // Its session ends when the server comes to it.
        try observer.run("select pg_advisory_lock(7094), pg_advisory_unlock(7094)")
        // By an administrator, for reasons of their own.
        try observer.run("alter database \(database.name) connection limit 0")
        #expect(try DatabaseClosure.standing(observer) == .open)
        try DatabaseClosure.open(observer)
        #expect(try observer.run(limit).text(row: 0) == "0")
    }

    private static func isThere(_ closure: borrowing DatabaseClosure?) -> Bool {
        switch closure {
        case .some: true
        case nil: false
        }
    }
}
