import EventSourcing
import PersonalDataSealing
import PostgresClient
import PostgresEventStore
import TestSupport

/// A database of its own, reached through a pooler that may run each transaction in another session of the server.
struct PooledFixture: SubscriptionFixture, SnapshotFixture, ProjectionFixture {
    let direct: PostgresFixture
    let options: ConnectionOptions
    let keeper: ConnectionOptions

    static func make() async throws -> PooledFixture {
        let direct = try await PostgresFixture.make()
        // What would wait for ever fails after 20 seconds instead; the pooler hands no setting on.
        try direct.superuser().run("alter database \(direct.database.name) set statement_timeout = '20s'")
        return PooledFixture(
            direct: direct, options: try await Pooler.shared.options(for: direct.database),
            keeper: try await Pooler.shared.keeperOptions(for: direct.database))
    }

    func makeStore() throws -> any EventStore {
        try PostgresEventStore(options, keys: RegisterOfTests.keys)
    }

    func makeKeeper() throws -> any EventStore {
        try PostgresEventStore(keeper, keys: RegisterOfTests.keys)
    }

    func makeSubscriptionStore() throws -> any SubscriptionStore {
        try PostgresEventStore(options, keys: RegisterOfTests.keys)
    }

    func makeProjectionStore() throws -> any ProjectionStore {
        try PostgresEventStore(options, keys: RegisterOfTests.keys)
    }

    func makeSnapshotStore() throws -> any SnapshotStore & EventStore {
        try PostgresEventStore(options, keys: RegisterOfTests.keys)
    }

    /// Listening needs a session to itself: not through the pooler.
    func makeSignal() throws -> any LogSignal {
        try direct.makeSignal()
    }

    func registerEntries() throws -> [RegisterEntry] {
        try direct.registerEntries()
    }
}
