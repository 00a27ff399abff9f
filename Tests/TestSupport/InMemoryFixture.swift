package import EventSourcing

/// A log in memory of its own, for ``EventStoreContract`` and the contracts beside it.
package struct InMemoryFixture: SubscriptionFixture, SnapshotFixture, ProjectionFixture {
    private let log = InMemoryLog()

    package init() {}

    package func makeStore() -> any EventStore { InMemoryEventStore(log) }

    package func makeSubscriptionStore() -> any SubscriptionStore { InMemoryEventStore(log) }

    package func makeSnapshotStore() -> any SnapshotStore & EventStore { InMemoryEventStore(log) }

    package func makeProjectionStore() -> any ProjectionStore { InMemoryEventStore(log) }

    package func makeSignal() -> any LogSignal { InMemoryLogSignal(log) }

    package func registerEntries() -> [RegisterEntry] { log.registerEntries }
}
