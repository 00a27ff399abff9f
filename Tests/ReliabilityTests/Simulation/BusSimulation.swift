import CommandBus
import EventSourcing
import TestSupport
import TradeMissions

/// Three command buses, each with a cache of its own, on one log in memory, and two who ask questions to read models.
///
/// They carry out the commands of a book while calls fail, answers are lost, others go first and the clock is set.
/// One thread; everything follows from the seed.
final class BusSimulation {
    let log: InMemoryLog
    let clock: FixedClock
    let faults: Faults
    private let buses: [CommandBus]
    var chance: Chance
    let askers: [Asker]
    /// The askers that are in the middle of a call.
    var asking: Set<Int> = []
    private var waiting: ArraySlice<CommandEnvelope>
    /// The buses that are in the middle of a call.
    private var busy: Set<Int> = []
    private var answers: [UniqueID: [CommandResult]] = [:]
    private var given: [CommandEnvelope] = []

    /// What a run was made of.
    struct Tally: Equatable {
        var accepted = 0
        var refused = 0
        var duplicates = 0
        var faults = 0
        /// How often a stream was folded from a snapshot.
        var snapshots = 0
        /// Questions that were answered, those that failed, and how often rows were taken over in the midst of a batch.
        var answers = 0
        var unanswered = 0
        var overtaken = 0
        /// How many streams were parked in the answers.
        var parked = 0
    }
    var tally = Tally()

    /// An invariant that does not hold.
    struct Breach: Error, CustomStringConvertible {
        let description: String
    }

    init(_ book: [CommandEnvelope], seed: Seed, sabotage: Faults.Sabotage? = nil) {
        let clock = FixedClock(Timestamp.sample.adding(seconds: 400 * 86_400), tick: 1)
        let log = InMemoryLog(clock: clock)
        let faults = Faults(seed.chance(1), clock, sabotage: sabotage)
        chance = seed.chance(2)
        waiting = Self.disturbed(book, &chance)[...]
        buses = (0..<3).map { _ in
            let store = FaultyStore(log, faults)
            // A snapshot of every second event, so that these short streams have many.
            return CommandBus(store, snapshots: SnapshotKeeper(store, every: 2)) { [unowned store] in
                store.lastReading = clock.now()
                return store.lastReading
            }
        }
        askers = (0..<2).map { _ in Asker(log, faults, clock) }
        (self.log, self.clock, self.faults) = (log, clock, faults)
        faults.letAnotherAskFirst = { [unowned self] in ask() }
        faults.letAnotherGoFirst = { [unowned self] in goOn() }
    }

    /// Carries everything out, and holds what came of it against what a store and its buses promise.
    func run() throws {
        while !waiting.isEmpty { goOn() }
        tally.snapshots = faults.snapshotsUsed
        tally.overtaken = faults.batchesOvertaken
        if let failure { throw failure }
        try checkRows()
        try checkLog()
        try checkAnswers()
        try checkRepeats()
        try checkReplay()
    }

    /// Leaves lines out, exchanges neighbours, and gives some a second time.
    private static func disturbed(_ book: [CommandEnvelope], _ chance: inout Chance) -> [CommandEnvelope] {
        var lines = book.filter { _ in !chance.once(in: 150) }
        for index in lines.indices.dropLast() where chance.once(in: 40) { lines.swapAt(index, index + 1) }
        return lines.flatMap { chance.once(in: 10) ? [$0, $0] : [$0] }
    }

    var failure: Breach?

    /// Carries the next command out on a bus that is free, however often it takes.
    private func goOn() {
        if chance.once(in: 5) { ask() }
        let free = buses.indices.filter { !busy.contains($0) }
        guard let envelope = waiting.popFirst() else { return }
        guard !free.isEmpty else {
            waiting = [envelope] + waiting
            return
        }
        given.append(envelope)
        for _ in 0..<50 {
            let bus = chance.pick(free)
            busy.insert(bus)
            defer { busy.remove(bus) }
            do throws(StoreFailure) {
                let result = try buses[bus].execute(envelope)
                answers[envelope.id, default: []].append(result)
                return
            } catch {
                tally.faults += 1
                switch error {
                case .unavailable, .outcomeUnknown: continue
                case .conflict, .commandReused, .invalid, .numberTaken, .keyDestroyed, .notKeptApart, .denied,
                    .actorRefused, .sealed, .corrupt, .unknownEvent:
                    failure = Breach(description: "\(envelope.id.text) failed: \(error)")
                    return
                }
            }
        }
        failure = Breach(description: "\(envelope.id.text) was never answered")
    }

    func require(_ holds: Bool, _ what: @autoclosure () -> String) throws(Breach) {
        guard holds else { throw Breach(description: what()) }
    }
}

extension BusSimulation {
    private func events() throws -> [RecordedEvent] {
        let store = InMemoryEventStore(log)
        var events: [RecordedEvent] = []
        try store.readLog(after: 0, through: store.advanceWatermark()) { event in events.append(event) }
        return events
    }

    /// Versions run without a gap, and the log holds what the journal says, each event once.
    private func checkLog() throws {
        var versions: [StreamName: Int64] = [:]
        var unclaimed: [Int64: RecordedEvent] = [:]
        for event in try events() {
            versions[event.stream, default: 0] += 1
            try require(event.version == versions[event.stream], "\(event.stream.text) skips to \(event.version)")
            unclaimed[event.position] = event
        }
        try require(
            Set(faults.commits.map(\.request.commandID)).count == faults.commits.count, "a command stands twice")
        for commit in faults.commits {
            let (request, entry) = (commit.request, commit.entry)
            try require(request.rejection == nil || request.events.isEmpty, "\(request.command) refused, with events")
            try require(entry.placements.count == request.events.count, "\(request.command) is there in part")
            for (index, (event, placement)) in zip(request.events, entry.placements).enumerated() {
                let stored = unclaimed.removeValue(forKey: placement.position ?? 0)
                try require(
                    stored?.id == .event(index + 1, of: request.commandID) && stored?.data == event.data
                        && stored?.stream == event.stream && stored?.version == placement.version,
                    "\(request.command) is not where its answer says")
            }
        }
        try require(unclaimed.isEmpty, "events of nobody at \(unclaimed.keys.sorted())")
    }

    /// Every answer says what the journal holds.
    private func checkAnswers() throws {
        let journal = Dictionary(faults.commits.map { ($0.request.commandID, $0) }) { first, _ in first }
        for envelope in given {
            let results = answers[envelope.id, default: []]
            try require(!results.isEmpty, "\(envelope.definition.name) has no answer")
            for result in results {
                let commit = journal[envelope.id]
                switch result.outcome {
                case .accepted:
                    tally.accepted += 1
                    try require(commit?.request.rejection == nil, "accepted, and stored as refused")
                case .rejected, .unauthorised:
                    tally.refused += 1
                    try require(commit?.request.rejection != nil, "refused, and stored as accepted")
                case .duplicate:
                    tally.duplicates += 1
                    try require(
                        (result.rejection == nil) == (commit?.request.rejection == nil), "a duplicate changed sides")
                case .conflict: continue
                case .invalid: throw Breach(description: "\(envelope.definition.name) was invalid: \(result)")
                }
                try require(
                    commit.map { $0.entry.placements == result.placements } ?? false,
                    "\(envelope.definition.name) was \(result.outcome) and is not stored so")
            }
            try require(
                results.count { $0.outcome != .duplicate && $0.outcome != .conflict } <= 1, "two first answers")
        }
    }

    /// Whoever asks again, on a bus that knows nothing, gets the stored answer, and nothing is added.
    private func checkRepeats() throws {
        let before = try events().count
        let bus = CommandBus(InMemoryEventStore(log)) { [clock] in clock.now() }
        for commit in faults.commits {
            guard let envelope = given.first(where: { $0.id == commit.request.commandID }) else {
                throw Breach(description: "a command nobody gave is stored")
            }
            let result = try bus.execute(envelope)
            try require(
                result.outcome == .duplicate && result.placements == commit.entry.placements
                    && (result.rejection == nil) == (commit.request.rejection == nil),
                "\(envelope.definition.name) asked again was \(result.outcome)")
        }
        try require(try events().count == before, "asking again added events")
    }

    /// The commands one after the other, in the order in which they were stored, with no fault, no snapshot and no cache
    /// of others, come to the same events and refusals.
    private func checkReplay() throws {
        let clock = FixedClock()
        let store = InMemoryEventStore(InMemoryLog(clock: clock))
        let bus = CommandBus(store) { clock.now() }
        for commit in faults.commits {
            guard let envelope = given.first(where: { $0.id == commit.request.commandID }) else { continue }
            clock.set(commit.decidedAt)
            let result = try bus.execute(envelope)
            let isRefused = result.outcome == .rejected || result.outcome == .unauthorised
            try require(
                isRefused == (commit.request.rejection != nil) && result.placements == commit.entry.placements,
                "\(envelope.definition.name) alone was \(result.outcome), \(result.placements)")
        }
        var replayed: [RecordedEvent] = []
        try store.readLog(after: 0, through: store.advanceWatermark()) { event in replayed.append(event) }
        let stored = try events()
        try require(
            replayed.map(\.data) == stored.map(\.data) && replayed.map(\.type) == stored.map(\.type),
            "a replay comes to other events")
    }
}
