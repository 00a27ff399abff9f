import TestSupport
import Testing

struct InMemoryEventStoreTests {
    @Test(arguments: EventStoreContract.cases)
    func `The store in memory keeps the contract`(_ contractCase: ContractCase) async throws {
        try await contractCase.check(InMemoryFixture())
    }

    @Test(arguments: SubscriptionContract.cases)
    func `The store in memory keeps the contract of subscriptions`(_ contractCase: SubscriptionCase) async throws {
        try await contractCase.check(InMemoryFixture())
    }

    @Test(arguments: SnapshotContract.cases)
    func `The store in memory keeps the contract of snapshots`(_ contractCase: SnapshotCase) async throws {
        try await contractCase.check(InMemoryFixture())
    }

    @Test(arguments: ProjectionContract.cases)
    func `The store in memory keeps the contract of projections`(_ contractCase: ProjectionCase) async throws {
        try await contractCase.check(InMemoryFixture())
    }
}
