import CanonicalJSON
import EventSourcing
import Projections
import ReadModels
import TestSupport
import TradeMissions

/// Who asks questions to read models, over a connection of its own that fails.
struct Asker {
    let log: FaultyStore
    let rows: FaultyRows
    private let clock: FixedClock

    init(_ log: InMemoryLog, _ faults: Faults, _ clock: FixedClock) {
        self.log = FaultyStore(log, faults)
        rows = FaultyRows(log, faults)
        self.clock = clock
    }

    /// In batches so small that there are several, and with room for all rows or hardly any.
    func latest<Model: ReadModel>(_: Model.Type, room byteLimit: Int) throws(StoreFailure) -> ModelContents<Model.Row> {
        try Projector<Model>(log, rows, byteLimit: byteLimit, batchSize: 8, waitingBy: wait).latest()
    }

    private func wait(_ duration: Duration) {
        clock.set(Timestamp(microseconds: clock.now().microseconds + Int64(duration / .microseconds(1))))
    }
}

extension BusSimulation {
    /// Asks a question, and holds its answer against a fold of the whole log.
    ///
    /// One that fails is not asked again: the next asker finds what it left behind.
    func ask() {
        let free = askers.indices.filter { !asking.contains($0) }
        guard !free.isEmpty, failure == nil else { return }
        let asker = chance.pick(free)
        asking.insert(asker)
        defer { asking.remove(asker) }
        do {
            if chance.once(in: 2) {
                try ask(Board.self, askers[asker])
            } else {
                try ask(Trail.self, askers[asker])
            }
            tally.answers += 1
        } catch let breach as Breach {
            failure = breach
        } catch StoreFailure.unavailable {
            tally.unanswered += 1
        } catch {
            failure = Breach(description: "a question failed: \(error)")
        }
    }

    private func ask<Model: ReadModel>(_ model: Model.Type, _ asker: Asker) throws {
        let known = try InMemoryEventStore(log).reach().lastPosition
        let contents = try asker.latest(model, room: chance.once(in: 2) ? 1 : 1 << 20)
        tally.parked += contents.heldBack.count
        try checkAnswer(contents, of: model, knowing: known)
    }

    /// Every model as whoever asks last finds it, without a fault.
    func checkRows() throws {
        let store = InMemoryEventStore(log)
        func check<Model: ReadModel>(_ model: Model.Type) throws {
            // Whoever claimed it last may have died: its claim lasts five seconds.
            let projector = Projector<Model>(store, store, waitingBy: { [clock] _ in clock.advance(seconds: 1) })
            try checkAnswer(projector.latest(), of: model, knowing: store.reach().lastPosition)
        }
        try check(Board.self)
        try check(Trail.self)
    }

    /// It holds everything up to where the rows are now, each event once, and nothing that was known is missing.
    private func checkAnswer<Model: ReadModel>(
        _ contents: ModelContents<Model.Row>, of _: Model.Type, knowing known: Int64
    ) throws {
        let store = InMemoryEventStore(log)
        let position = try store.standing(of: Model.name).position
        try require(position >= known, "\(Model.name.name) ends at \(position) and not at \(known)")
        let folded = try HistoricRows<Model>(store).contents(through: position, validAt: nil)
        try require(
            contents.rows.map { try CanonicalEncoder().encode($0) }
                == folded.rows.map { try CanonicalEncoder().encode($0) },
            "\(Model.name.name) differs from a fold of the log at \(position)")
        try require(
            Set(contents.heldBack) == Set(folded.heldBack), "\(Model.name.name) holds other streams back at \(position)"
        )
    }
}

/// Which events a stream holds, and the log: a row tells whether any was taken twice, or not at all.
///
/// Some events it can make nothing of, so that streams are parked.
private enum Trail: ReadModel {
    struct Row: Codable, Sendable {
        var positions: [Int64]
    }

    static let name = ProjectionName("simulated-trail", version: 1)
    static func reads(_ category: Category) -> Bool { true }
    static func keys(of recorded: Recorded<DomainEvent>) -> [String] { [recorded.header.stream.text, "all"] }

    static func apply(
        _ recorded: Recorded<DomainEvent>, to row: inout Row?, under key: String
    ) throws(UnfoldableEvent) {
        // The stream's own row is written before.
        if key == "all", recorded.header.position % 29 == 7 { throw UnfoldableEvent("every 29th") }
        row = Row(positions: (row?.positions ?? []) + [recorded.header.position])
    }
}
