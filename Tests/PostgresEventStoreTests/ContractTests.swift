import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(5)))
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
}
