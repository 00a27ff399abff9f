import Dispatch
import EventSourcing
import PersonalDataSealing
import PostgresClient

/// One connection of a ``GroupCommit``, with a thread to block while the server works.
actor GroupWriter {
    private let options: ConnectionOptions
    private let keys: KeyFile?
    private let queue: DispatchSerialExecutor
    /// Nil until it is needed, and after it could not be made.
    private var store: PostgresEventStore?

    init(_ options: ConnectionOptions, keys: KeyFile?, number: Int) {
        self.options = options
        self.keys = keys
        queue = DispatchSerialExecutor(label: "group-commit-\(number)")
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe queue.asUnownedSerialExecutor() }

    /// Stores what waits until nothing does.
    nonisolated func start(_ groups: GroupCommit) {
        Task { await self.run(groups) }
    }

    /// So that nobody waits for long after a server that stood still.
    private static let mostPatience = Duration.milliseconds(1)

    private func run(_ groups: GroupCommit) {
        var group = groups.nextGroup(for: self)
        while !group.isEmpty {
            let start = ContinuousClock.now
            store(group)
            // A larger group is worth waiting for, for a part of what it takes the server.
            groups.awaitNext(after: group.count, for: min((ContinuousClock.now - start) / 8, Self.mostPatience))
            group = groups.nextGroup(for: self)
        }
    }

    private func connected() throws(StoreFailure) -> PostgresEventStore {
        if let store { return store }
        let made = try PostgresEventStore(options, keys: keys)
        store = made
        return made
    }

    private func store(_ group: [AppendQueue.Entry]) {
        let results: [Result<AppendResult, StoreFailure>]
        do throws(StoreFailure) {
            let store = try connected()
            results = store.append(group.map(\.request))
        } catch {
            results = group.map { _ in .failure(error) }
        }
        for (entry, result) in zip(group, results) {
            entry.answer(result.mapError { .store($0) })
        }
    }
}

/// Runs an actor's work on a queue of its own, whose thread may block.
private final class DispatchSerialExecutor: SerialExecutor {
    private let queue: DispatchQueue

    init(label: String) {
        queue = DispatchQueue(label: label)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { unsafe job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
