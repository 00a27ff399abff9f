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
        #expect(try store.registerStandings(for: [person.id, "person-none"]) == [person.id: .entered(person)])
    }

    @Test func `A former name finds who bore it, as long as nobody bears it now`() async throws {
        let store = try await PostgresFixture.make().store(named: "store")
        let entries = ["Jan Jansen", "Johannes Jansen", "Jan Jansen", "J. Jansen"].map {
            RegisterEntry(id: "person-8m2k", name: $0)
        }
        for entry in entries { _ = try store.append(.sample([.sample("person-8m2k")], register: [entry])) }
        let last = entries[3]
        for name in ["jan jansen", "Johannes Jansen", "J. Jansen"] { #expect(try store.resolve(name) == [last]) }

        let other = RegisterEntry(id: "person-9n3l", name: "Jan Jansen")
        _ = try store.append(.sample([.sample("person-9n3l")], register: [other]))
        #expect(try store.resolve("Jan Jansen") == [other])
        #expect(try store.resolve("Johannes Jansen") == [last])
    }

    /// 257 events are the first that are handed over by COPY.
    @Test func `Streams are handed over as they are read, whatever their length`() async throws {
        let store = try await PostgresFixture.make().makeStore()
        _ = try store.append(.sample(Array(repeating: .sample("mission-long"), count: 255)))
        _ = try store.append(.sample([.sample("mission-short"), .sample("mission-short"), .sample("mission-long")]))
        for (streams, count) in [
            (["mission-short"], 2), (["mission-long"], 256), (["mission-short", "mission-long"], 258),
            (["mission-none"], 0), (["mission-none", "mission-short"], 2),
        ] as [([StreamName], Int)] {
            for position in [nil, 0, 1, 257] as [Int64?] {
                var events: [RecordedEvent] = []
                try store.read(streams, through: position) { events.append($0) }
                #expect(try events == store.read(streams, through: position))
                if position == nil { #expect(events.count == count) }
            }
        }
    }

    @Test func `What is thrown while streams are handed over ends the reading, whatever their length`() async throws {
        let store = try await PostgresFixture.make().makeStore()
        for count in [2, 300] {
            let stream: StreamName = count > 256 ? "mission-long" : "mission-short"
            _ = try store.append(.sample(Array(repeating: .sample(stream), count: count)))
            var seen = 0
            let failure = try failure { () throws(StoreFailure) in
                try store.read([stream], through: nil) { _ throws(StoreFailure) in
                    seen += 1
                    if seen == 2 { throw .invalid("enough") }
                }
            }
            #expect(failure == .invalid("enough") && seen == 2)
            #expect(try store.read([stream], through: nil).count == count)
        }
    }
}
