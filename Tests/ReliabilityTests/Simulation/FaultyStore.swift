import DomainRecords
import EventSourcing
import TestSupport
import TradeMissions

/// What befalls the calls of every bus and asker of a simulation, by chance that its seed repeats.
///
/// Belongs to one thread, as the simulation does.
final class Faults {
    var chance: Chance
    /// What was stored, in that order, and what the clock showed when it was decided.
    private(set) var commits: [Commit] = []
    /// How often a stream was folded from a snapshot.
    var snapshotsUsed = 0
    /// Lets another bus carry out a command, in the middle of a call of this one.
    var letAnotherGoFirst: () -> Void = {}
    /// Lets another ask a question, in the middle of a call of this one.
    var letAnotherAskFirst: () -> Void = {}
    /// How often a batch came too late, since another had claimed its model.
    var batchesOvertaken = 0
    let sabotage: Sabotage?
    private let clock: FixedClock
    private let initialTime: Timestamp

    struct Commit {
        let request: AppendRequest
        let entry: JournalEntry
        let decidedAt: Timestamp
    }

    /// Ways to make the store wrong, for showing that the simulation sees it.
    enum Sabotage: CaseIterable, Sendable {
        /// Appends are stored whatever they expect.
        case forgetsExpectations
        /// A command that was stored before is stored again.
        case forgetsJournal
        /// Snapshots say something else than the log.
        case keepsLies
        /// Whoever was overtaken changes rows all the same.
        case forgetsOwners
        /// Rows are changed, and the checkpoint stays where it was.
        case forgetsCheckpoints
    }

    init(_ chance: Chance, _ clock: FixedClock, sabotage: Sabotage?) {
        self.chance = chance
        self.clock = clock
        self.sabotage = sabotage
        initialTime = clock.now()
    }

    /// A call did not reach the store.
    func beforeReading() throws(StoreFailure) {
        if chance.once(in: 60) { throw .unavailable("simulated") }
        stepClock()
    }

    /// A call did not reach the store, known or unknown to its caller, or comes after that of another.
    func beforeAppend() throws(StoreFailure) {
        if chance.once(in: 30) { throw .unavailable("simulated") }
        if chance.once(in: 30) { throw .outcomeUnknown("simulated, without effect") }
        if chance.once(in: 5) { letAnotherGoFirst() }
        stepClock()
    }

    func note(_ commit: Commit) { commits.append(commit) }

    /// The answer is lost.
    func afterAppend() throws(StoreFailure) {
        if chance.once(in: 30) { throw .outcomeUnknown("simulated, with effect") }
    }

    /// Mostly time stands still; now and then somebody sets the clock, also back by days.
    private func stepClock() {
        guard chance.once(in: 20) else { return }
        clock.set(initialTime.adding(seconds: Int64(chance.number(-400_000...400_000))))
    }
}

/// One bus's connection to the log in memory, with the faults of a simulation.
final class FaultyStore: EventStore {
    private let store: InMemoryEventStore
    private let faults: Faults
    /// What the clock showed when the bus looked last.
    var lastReading = Timestamp.sample

    init(_ log: InMemoryLog, _ faults: Faults) {
        store = InMemoryEventStore(log)
        self.faults = faults
    }

    func append(_ request: AppendRequest) throws(StoreFailure) -> AppendResult {
        let decidedAt = lastReading
        try faults.beforeAppend()
        let result = try store.append(try sabotaged(request))
        if case .stored(let entry) = result {
            faults.note(Faults.Commit(request: request, entry: entry, decidedAt: decidedAt))
        }
        try faults.afterAppend()
        return result
    }

    private func sabotaged(_ request: AppendRequest) throws(StoreFailure) -> AppendRequest {
        switch faults.sabotage {
        case nil, .keepsLies, .forgetsOwners, .forgetsCheckpoints: return request
        case .forgetsExpectations: return request.with(id: request.commandID, expectations: [])
        case .forgetsJournal:
            let isKnown = try store.command(request.commandID) != nil
            return isKnown ? request.with(id: .random(), expectations: request.expectations) : request
        }
    }

    func read(_ streams: [StreamName], through position: Int64?) throws(StoreFailure) -> [RecordedEvent] {
        try faults.beforeReading()
        return try store.read(streams, through: position)
    }

    func readLog(
        after position: Int64, through end: Int64, _ body: (RecordedEvent) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        try faults.beforeReading()
        try store.readLog(after: position, through: end, body)
    }

    func watermark() throws(StoreFailure) -> Int64 { try store.watermark() }
    func advanceWatermark() throws(StoreFailure) -> Int64 { try store.advanceWatermark() }
    func reach() throws(StoreFailure) -> LogReach { try store.reach() }
    func watermark(at time: Timestamp) throws(StoreFailure) -> Int64 { try store.watermark(at: time) }

    func command(_ id: UniqueID) throws(StoreFailure) -> JournalEntry? {
        try faults.beforeReading()
        return try store.command(id)
    }
}

extension FaultyStore: SnapshotStore {
    func readFromSnapshots(
        _ streams: [StreamName], through position: Int64?, _ body: (StreamPart) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        try faults.beforeReading()
        try store.readFromSnapshots(streams, through: position) { (part) throws(StoreFailure) in
            if case .snapshot = part { faults.snapshotsUsed += 1 }
            try body(part)
        }
    }

    func keepSnapshot(_ snapshot: Snapshot) throws(StoreFailure) -> Bool {
        try faults.beforeReading()
        let isKept = try store.keepSnapshot(faults.sabotage == .keepsLies ? snapshot.lie : snapshot)
        // The answer is lost.
        try faults.beforeReading()
        return isKept
    }

    func dropSnapshots(of stream: StreamName?) throws(StoreFailure) -> Int { try store.dropSnapshots(of: stream) }
    func snapshots() throws(StoreFailure) -> [SnapshotStanding] { try store.snapshots() }
}

extension Snapshot {
    /// The state of before the stream's first event, as if it were that of now.
    fileprivate var lie: Snapshot {
        guard let category = Category(of: stream), let state = StateCodec.encode(category.aggregate.init()) else {
            return self
        }
        return with(state: state)
    }
}

extension AppendRequest {
    fileprivate func with(id: UniqueID, expectations: [Expectation]) -> AppendRequest {
        AppendRequest(
            commandID: id, command: command, content: content, registerContent: registerContent, actor: actor,
            rejection: rejection, expectations: expectations, events: events, registerEntries: registerEntries)
    }
}
