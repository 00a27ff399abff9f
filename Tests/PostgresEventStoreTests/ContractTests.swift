import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(5)))
struct ContractTests {
    @Test(arguments: EventStoreContract.cases)
    func `The store on PostgreSQL keeps the contract`(_ contractCase: ContractCase) async throws {
        try await contractCase.check(PostgresFixture.make())
    }
}
