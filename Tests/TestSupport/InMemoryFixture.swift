package import EventSourcing

/// A log in memory of its own, for ``EventStoreContract``.
package struct InMemoryFixture: StoreFixture {
    private let log = InMemoryLog()

    package init() {}

    package func makeStore() -> any EventStore { InMemoryEventStore(log) }

    package func registerEntries() -> [RegisterEntry] { log.registerEntries }
}
