import EventSourcing
import PersonalDataSealing
import PostgresClient
import PostgresEventStore
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(10)))
struct ContractTests {
    @Test(arguments: EventStoreContract.cases)
    func `The store on PostgreSQL keeps the contract`(_ contractCase: ContractCase) async throws {
        try await contractCase.check(PostgresFixture.make())
    }

    @Test(arguments: EventStoreContract.cases)
    func `The store behind a pooler in transaction mode keeps the contract`(_ contractCase: ContractCase) async throws {
        try await contractCase.check(PooledFixture.make())
    }

    @Test(arguments: SubscriptionContract.cases)
    func `The store on PostgreSQL keeps the contract of subscriptions`(_ contractCase: SubscriptionCase) async throws {
        try await contractCase.check(PostgresFixture.make())
    }

    @Test(arguments: SubscriptionContract.cases)
    func `The store behind a pooler in transaction mode keeps the contract of subscriptions`(
        _ contractCase: SubscriptionCase
    ) async throws {
        try await contractCase.check(PooledFixture.make())
    }

    @Test(arguments: SnapshotContract.cases)
    func `The store on PostgreSQL keeps the contract of snapshots`(_ contractCase: SnapshotCase) async throws {
        try await contractCase.check(PostgresFixture.make())
    }

    @Test(arguments: SnapshotContract.cases)
    func `The store behind a pooler in transaction mode keeps the contract of snapshots`(
        _ contractCase: SnapshotCase
    ) async throws {
        try await contractCase.check(PooledFixture.make())
    }

    @Test(arguments: ProjectionContract.cases)
    func `The store on PostgreSQL keeps the contract of projections`(_ contractCase: ProjectionCase) async throws {
        try await contractCase.check(PostgresFixture.make())
    }

    @Test(arguments: ProjectionContract.cases)
    func `The store behind a pooler in transaction mode keeps the contract of projections`(
        _ contractCase: ProjectionCase
    ) async throws {
        try await contractCase.check(PooledFixture.make())
    }

    @Test(arguments: EventStoreContract.cases)
    func `Group commit keeps the contract`(_ contractCase: ContractCase) async throws {
        let fixture = try await PostgresFixture.make()
        try await contractCase.check(GroupedFixture(fixture: fixture, groups: fixture.groupCommit()))
    }
}

/// Stores that all append through one group commit.
private struct GroupedFixture: StoreFixture {
    let fixture: PostgresFixture
    let groups: GroupCommit

    func makeStore() throws -> any EventStore {
        try GroupedEventStore(groups, reader: fixture.store(named: "store"))
    }

    /// Whose group commit logs in as the keeper.
    func makeKeeper() throws -> any EventStore {
        let options = ConnectionOptions(address: fixture.database.url(as: "missieboek_keeper"))
        return try GroupedEventStore(
            GroupCommit(options, keys: RegisterOfTests.keys), reader: fixture.store(named: "store"))
    }

    func registerEntries() throws -> [RegisterEntry] { try fixture.registerEntries() }
}
