import EventSourcing
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
        try PostgresEventStore(options(named: name))
    }

    func groupCommit(
        named name: String = "group", writers: Int = 2, limits: AppendQueue.Limits = AppendQueue.Limits()
    ) -> GroupCommit {
        GroupCommit(options(named: name), writers: writers, limits: limits)
    }

    private func options(named name: String) -> ConnectionOptions {
        ConnectionOptions(address: database.url, applicationName: name, settings: ["statement_timeout": "20s"])
    }

    func superuser() throws -> Connection {
        try Connection(ConnectionOptions(address: database.superuserURL))
    }

    func registerEntries() throws -> [RegisterEntry] {
        let rows = try superuser().run("select id, name, kvk_number, contact from register.current order by id")
        return (0..<rows.count).compactMap { row in
            guard let id = rows.text(row: row), let name = rows.text(row: row, column: 1) else { return nil }
            return RegisterEntry(
                id: id, name: name, kvkNumber: rows.text(row: row, column: 2), contact: rows.text(row: row, column: 3))
        }
    }
}
