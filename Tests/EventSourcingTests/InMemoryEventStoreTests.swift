import TestSupport
import Testing

struct InMemoryEventStoreTests {
    @Test(arguments: EventStoreContract.cases)
    func `The store in memory keeps the contract`(_ contractCase: ContractCase) async throws {
        try await contractCase.check(InMemoryFixture())
    }
}
