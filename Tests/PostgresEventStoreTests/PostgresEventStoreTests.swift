import EventSourcing
import PostgresClient
import PostgresEventStore
import TestSupport
import Testing

struct PostgresEventStoreTests {
    @Test func `A repeated command is a duplicate though its register number has gone to another since`() async throws {
        let fixture = try await PostgresFixture.make()
        let store = try fixture.makeStore()
        let first = AppendRequest.sample(
            [.sample("company-a")], register: [RegisterEntry(id: "company-a", name: "A", kvkNumber: "12345678")])
        let entry = try store.append(first).entry
        let released = RegisterEntry(id: "company-a", name: "A")
        _ = try store.append(.sample([.sample("company-a")], register: [released]))
        let taken = RegisterEntry(id: "company-b", name: "B", kvkNumber: "12345678")
        _ = try store.append(.sample([.sample("company-b")], register: [taken]))

        #expect(try store.append(first) == .duplicate(entry))
        #expect(try fixture.registerEntries() == [released, taken])
    }

    @Test func `An expectation of a negative version is invalid, whatever it would mean in SQL`() async throws {
        let store = try await PostgresFixture.make().makeStore()
        for version: Int64 in [-1, -2, .min] {
            let failure = try failure { () throws(StoreFailure) in
                _ = try store.append(.sample("mission-one", .exactly(version)))
            }
            guard case .invalid = failure else { throw failure }
        }
    }

    @Test func `The log cannot be read beyond the watermark`() async throws {
        let store = try await PostgresFixture.make().makeStore()
        _ = try store.append(.sample("mission-one"))
        let failure = try failure { () throws(StoreFailure) in try store.readLog(after: 0, through: 1) { _ in } }
        #expect(failure == .invalid("position 1 lies beyond the watermark 0"))
    }

    @Test func `The store can be used while its log is read`() async throws {
        let store = try await PostgresFixture.make().makeStore()
        for _ in 1...3 { _ = try store.append(.sample("mission-one")) }
        var found: [Int] = []
        try store.readLog(after: 0, through: store.advanceWatermark()) { event throws(StoreFailure) in
            found.append(try store.read([event.stream], through: event.position).count)
            _ = try store.append(.sample("mission-two"))
        }
        #expect(found == [1, 2, 3])
        #expect(try store.read(["mission-two"], through: nil).count == 3)
    }

    @Test func `A person of the register, who has no KvK number, is found by name and by id`() async throws {
        let store = try await PostgresFixture.make().store(named: "store")
        let person = RegisterEntry(id: "person-8m2k", name: "Zoë Ağaoğlu")
        _ = try store.append(.sample([.sample("person-8m2k")], register: [person]))

        #expect(try store.resolve("zoë ağaoğlu") == [person])
        #expect(try store.registerEntries(for: [person.id, "person-none"]) == [person.id: person])
    }
}
