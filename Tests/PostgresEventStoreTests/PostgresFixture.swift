import EventSourcing
import PersonalDataSealing
import PostgresClient
import TestSupport

@testable import PostgresEventStore

/// A database of its own with the schema in place, for the contracts and other tests of the store.
struct PostgresFixture: SubscriptionFixture, SnapshotFixture, ProjectionFixture {
    let database: ThrowawayDatabase

    static func make() async throws -> PostgresFixture {
        let database = try await ThrowawayCluster.shared.database()
        return PostgresFixture(database: database)
    }

    /// As the login of daily work.
    ///
    /// What would wait for ever fails after 20 seconds instead.
    func makeStore() throws -> any EventStore {
        try store(named: "store")
    }

    func makeKeeper() throws -> any EventStore {
        try PostgresEventStore(
            ConnectionOptions(address: database.url(as: "missieboek_keeper"), settings: ["statement_timeout": "20s"]),
            keys: RegisterOfTests.keys)
    }

    func makeSubscriptionStore() throws -> any SubscriptionStore {
        try store(named: "store")
    }

    func makeProjectionStore() throws -> any ProjectionStore {
        try store(named: "store")
    }

    func makeSnapshotStore() throws -> any SnapshotStore & EventStore {
        try store(named: "store")
    }

    func makeSignal() throws -> any LogSignal {
        try PostgresLogSignal(listeningAt: ConnectionOptions(address: database.url), lookingEvery: nil)
    }

    func store(named name: String) throws -> PostgresEventStore {
        try PostgresEventStore(options(named: name), keys: RegisterOfTests.keys)
    }

    func groupCommit(
        named name: String = "group", writers: Int = 2, limits: AppendQueue.Limits = AppendQueue.Limits()
    ) -> GroupCommit {
        GroupCommit(options(named: name), keys: RegisterOfTests.keys, writers: writers, limits: limits)
    }

    private func options(named name: String) -> ConnectionOptions {
        ConnectionOptions(address: database.url, applicationName: name, settings: ["statement_timeout": "20s"])
    }

    func superuser() throws -> Connection {
        try Connection(ConnectionOptions(address: database.superuserURL))
    }

    func registerEntries() throws -> [RegisterEntry] {
        try RegisterOfTests.entries(at: database.superuserURL)
    }
}
