import CanonicalJSON
import DomainRecords
import EventSourcing
import PostgresClient
import PostgresEventStore
import Projections
import ReadModels
import TestSupport
import Testing
import TradeMissions

@testable import missieboek

@Suite(.timeLimit(.minutes(10)))
struct ProjectorTests {
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `Rows that were kept up to date equal a fold from the start, then and afterwards`(seed: UInt64) async throws {
        let history = try await History(seed: seed)
        let store = history.store
        var moments: [(position: Int64, board: [String], registers: [String])] = []
        while try history.goOn() {
            let board = try Projector<Board>(store, store, waitingBy: atOnce).latest().rows
            let registers = try Projector<Registers>(store, store, waitingBy: atOnce).latest().rows
            try moments.append((store.watermark(), texts(board), texts(registers)))
            for row in board { try expectAgreement(of: row, with: store) }
        }
        #expect(moments.count > 5)
        #expect(moments.last?.board.isEmpty == false)
        #expect(moments.last?.registers.isEmpty == false)
        #expect(history.strewnAccepted > 10)
        #expect(history.strayed.isEmpty)
        for moment in moments {
            let board = try HistoricRows<Board>(store).contents(through: moment.position, validAt: nil).rows
            #expect(try texts(board) == moment.board)
            let registers = try HistoricRows<Registers>(store).contents(through: moment.position, validAt: nil).rows
            #expect(try texts(registers) == moment.registers)
        }
    }

    /// The board's row and the decision read the same: the mission's stage, and everything the gate rests on.
    private func expectAgreement(of row: Board.Row, with store: PostgresEventStore) throws {
        let (mission, preparation) = try RecordLoader(store).run { records throws(Interruption) in
            let mission = try records.existing(row.mission)
            return (mission, try Preparation.of(row.mission, mission, in: records))
        }.answer.get()
        #expect(row.stage == mission.stage)
        #expect(try text(row.preparation) == text(preparation))
        #expect(
            row.preparation.gate.map { "\($0.id.text) \($0.status)" }
                == preparation.gate.map { "\($0.id.text) \($0.status)" })
    }

    @Test func `A question sees what was stored just before it`() async throws {
        let history = try await History(seed: 5, missions: 1)
        let store = history.store
        let other = try PostgresEventStore(ConnectionOptions(address: history.database.url), keys: RegisterOfTests.keys)
        var positions: [Int64] = []
        while try history.goOn() {
            // Another process, which has caught up before.
            let rows = try Projector<Board>(other, other, waitingBy: atOnce).latest().rows
            try positions.append(other.standing(of: Board.name).position)
            #expect(
                try texts(rows)
                    == texts(HistoricRows<Board>(store).contents(through: store.watermark(), validAt: nil).rows))
        }
        #expect(positions == positions.sorted() && Set(positions).count == positions.count)
    }

    @Test func `Several that catch up at once give the same rows, with one effect`() async throws {
        let history = try await History(seed: 6, missions: 2)
        while try history.goOn() {}
        let url = history.database.url
        let gate = StartingGate(4)
        let found = try await Threads.run {
            try Threads.run(4) { _ in
                let store = try PostgresEventStore(ConnectionOptions(address: url), keys: RegisterOfTests.keys)
                gate.wait()
                return try texts(Projector<Board>(store, store, waitingBy: atOnce).latest().rows)
            }
        }
        let store = history.store
        let folded = try texts(HistoricRows<Board>(store).contents(through: store.watermark(), validAt: nil).rows)
        #expect(found == Array(repeating: folded, count: 4))
        #expect(try store.standing(of: Board.name) == ProjectionStanding(position: store.watermark(), isClaimed: false))
    }

    @Test func `Who finds another at work waits for it, and takes nothing from it`() async throws {
        let history = try await History(seed: 7, missions: 1)
        while try history.goOn() {}
        let store = history.store
        let end = try store.advanceWatermark()
        let claim = try store.claim(Tally.name)
        let url = history.database.url
        let observed = SharedFlag()
        let waiting = RunningThread {
            let store = try PostgresEventStore(ConnectionOptions(address: url), keys: RegisterOfTests.keys)
            return try Projector<Tally>(store, WatchedRows(store, observed), waitingBy: atOnce).latest().rows.map(
                \.count)
        }
        while !observed.isRaised, !waiting.hasEnded {}

        let row = ProjectionChange(key: "all", body: Array(#"{"count":12345}"#.utf8))
        #expect(
            try store.apply(ProjectionBatch(through: end, changes: [row]), to: Tally.name, claim, keepingClaim: false))
        #expect(try waiting.outcome().get() == [12345])
    }

    @Test func `An owner keeps its claim from batch to batch, and gives it back with the last`() async throws {
        let history = try await History(seed: 10, missions: 1)
        while try history.goOn() {}
        let store = history.store
        let end = try store.advanceWatermark()
        let url = history.database.url
        var between: [Bool] = []
        let rows = WatchedRows(
            store,
            afterApply: { position in
                let other = try? PostgresEventStore(ConnectionOptions(address: url), keys: RegisterOfTests.keys)
                if position < end, let standing = try? other?.standing(of: Tally.name) {
                    between.append(standing.isClaimed)
                }
            })
        let projector = Projector<Tally>(store, rows, batchSize: Int(end) / 16, waitingBy: atOnce)
        #expect(try projector.latest().rows.map(\.count) == [eventCount(in: store)])
        #expect(between.count > 2 && between.allSatisfy { $0 })
        #expect(try !store.standing(of: Tally.name).isClaimed)
    }

    @Test(arguments: [(1, 7), (3_000, 40), (64 << 20, 3)])
    func `Rows come to the same whatever room there is for them, from the start and from where they were`(
        byteLimit: Int, batchSize: Int
    ) async throws {
        let history = try await History(seed: 12, missions: 2)
        while try history.goOn() {}
        let store = history.store
        let end = try store.advanceWatermark()
        let projector = Projector<Board>(
            store, store, byteLimit: byteLimit, batchSize: batchSize, waitingBy: { _ in })
        for position in [end / 3, end - 1, end] {
            let rows = try projector.contents(caughtUpTo: position).rows
            #expect(rows.count > 1 || position < end)
            #expect(try texts(rows) == texts(HistoricRows<Board>(store).contents(through: position, validAt: nil).rows))
        }
    }

    @Test func `It tells how far it is: where it began, each batch, and how far another is that it waits for`()
        async throws
    {
        let history = try await History(seed: 13, missions: 1)
        while try history.goOn() {}
        let store = history.store
        let end = try store.advanceWatermark()
        var told: [CatchUpProgress] = []
        let projector = Projector<Tally>(
            store, store, batchSize: Int(end) / 12, waitingBy: atOnce, reportingTo: { told.append($0) })
        try projector.catchUp(to: end / 2)
        #expect(told.count > 2 && told.allSatisfy { $0.start == 0 && $0.end == end / 2 })
        #expect(told.first?.position == 0 && told.last?.position == end / 2)
        #expect(told.map(\.position) == Set(told.map(\.position)).sorted())

        // Another has it, and gets a little further before its claim is over.
        told = []
        let claim = try store.claim(Tally.name)
        var isApplied = false
        let waiting = Projector<Tally>(
            store, store,
            waitingBy: { _ in
                guard !isApplied else { return }
                isApplied = true
                let row = ProjectionChange(key: "all", body: Array("{\"count\":\(claim.position + 1)}".utf8))
                let batch = ProjectionBatch(through: claim.position + 1, changes: [row])
                #expect((try? store.apply(batch, to: Tally.name, claim, keepingClaim: false)) == true)
            }, reportingTo: { told.append($0) })
        try waiting.catchUp(to: end)
        #expect(isApplied && told.allSatisfy { $0.start == end / 2 && $0.end == end })
        #expect(told.prefix(2).map(\.position) == [end / 2, end / 2 + 1] && told.last?.position == end)
    }

    @Test func `A line says how far, how fast and how long, of the way that is gone now`() {
        let progress = CatchUpProgress(start: 1_000_000, position: 1_500_000, end: 2_000_000)
        let line = ReadModelBar.line("board", progress, after: .seconds(5))
        #expect(line.nl == "board ████████████░░░░░░░░░░░░ 50 % · 100000/s · nog 5 s")
        #expect(line.en == "board ████████████░░░░░░░░░░░░ 50 % · 100000/s · 5 s left")
        // Others went further than was asked for.
        let beyond = CatchUpProgress(start: 10, position: 30, end: 20)
        #expect(ReadModelBar.line("board", beyond, after: .zero).en.contains("100 %"))
        let nothing = CatchUpProgress(start: 10, position: 10, end: 20)
        #expect(ReadModelBar.line("board", nothing, after: .zero).en.contains(" 0 % · 0/s · 0 s left"))
    }

    @Test func `A question waits for the watermark, and fails rather than answer without the latest event`() throws {
        let store = StuckLog()
        var waits: [Duration] = []
        store.isStuck = true
        #expect(throws: StoreFailure.self) {
            try Projector<Tally>(store, NoRows(), waitingBy: { waits.append($0) }).catchUp()
        }
        #expect(waits.first == .milliseconds(5) && waits.last == .milliseconds(500))
        #expect(waits == waits.sorted() && waits.reduce(.zero, +) >= .seconds(12))

        waits = []
        let release: (Duration) -> Void = { wait in
            waits.append(wait)
            if waits.count == 3 { store.isStuck = false }
        }
        try Projector<Tally>(store, NoRows(), waitingBy: release).catchUp()
        #expect(waits == [.milliseconds(5), .milliseconds(10), .milliseconds(20)])
    }

    @Test func `Of two that take longer over a batch than claims last, whoever loses takes half as much next`() throws {
        let contested = ContestedRows(end: 1000, pace: 100)
        try Projector<Tally>(contested, contested, batchSize: 1000, waitingBy: atOnce).catchUp()
        #expect(contested.batches.filter { !$0.isApplied }.map(\.size) == [1000, 500, 250, 125])
        #expect(contested.batches.filter(\.isApplied).map(\.size).reduce(0, +) == 1000)
    }

    @Test func `A claim that died with its owner is taken over`() async throws {
        let history = try await History(seed: 8, missions: 1)
        while try history.goOn() {}
        let store = history.store
        _ = try store.advanceWatermark()
        let dead = try store.claim(Tally.name)
        #expect(try store.standing(of: Tally.name).isClaimed)
        try history.database.runAsSuperuser("update read_models.checkpoints set claimed_at = now() - interval '6 s'")

        let rows = try Projector<Tally>(store, store, waitingBy: atOnce).latest().rows
        #expect(try rows.map(\.count) == [eventCount(in: store)])
        // It was not dead, only slow: nothing of it counts any more.
        let row = ProjectionChange(key: "all", body: Array(#"{"count":12345}"#.utf8))
        #expect(
            try !store.apply(
                ProjectionBatch(through: store.watermark(), changes: [row]), to: Tally.name, dead, keepingClaim: false))
        #expect(try Projector<Tally>(store, store, waitingBy: atOnce).latest().rows.map(\.count) == rows.map(\.count))
    }

    @Test func `A claim from before the clock was set back keeps nobody waiting`() async throws {
        let history = try await History(seed: 8, missions: 1)
        while try history.goOn() {}
        let store = history.store
        _ = try store.advanceWatermark()
        _ = try store.claim(Tally.name)
        #expect(try store.standing(of: Tally.name).isClaimed)
        try history.database.runAsSuperuser("update read_models.checkpoints set claimed_at = now() + interval '1 hour'")
        #expect(try !store.standing(of: Tally.name).isClaimed)
        let projector = Projector<Tally>(
            store, store, waitingBy: { _ in Issue.record("waits for an owner that is gone") })
        #expect(try projector.latest().rows.map(\.count) == [eventCount(in: store)])
    }

    @Test func `A new version of a row is filled anew, beside the old one`() async throws {
        let history = try await History(seed: 9, missions: 1)
        _ = try history.goOn()
        let store = history.store
        let early = try Projector<Tally>(store, store, waitingBy: atOnce).latest().rows.map(\.count)
        while try history.goOn() {}

        let doubled = try Projector<DoubledTally>(store, store, waitingBy: atOnce).latest().rows.map(\.doubled)
        #expect(try doubled == [2 * eventCount(in: store)])
        let oldRows = try store.contents(of: Tally.name).rows
        #expect(oldRows.map { String(decoding: $0.body, as: UTF8.self) } == early.map { #"{"count":\#($0)}"# })
        #expect(
            try Projector<Tally>(store, store, waitingBy: atOnce).latest().rows.map(\.count) == [eventCount(in: store)])
    }

    private func eventCount(in store: PostgresEventStore) throws -> Int {
        var count = 0
        try store.readLog(after: 0, through: store.advanceWatermark()) { _ in count += 1 }
        return count
    }
}

/// Goes on at once: each round asks the database, which takes its time.
func atOnce(_ duration: Duration) {}

/// One row: how many events there are.
private enum Tally: ReadModel {
    struct Row: Codable, Sendable {
        let count: Int
    }

    static let name = ProjectionName("tally", version: 1)
    static func reads(_ category: Category) -> Bool { true }
    static func keys(of recorded: Recorded<DomainEvent>) -> [String] { ["all"] }
    static func apply(_ recorded: Recorded<DomainEvent>, to row: inout Row?, under key: String) {
        row = Row(count: (row?.count ?? 0) + 1)
    }
}

/// The same model a release later, with another shape of row.
private enum DoubledTally: ReadModel {
    struct Row: Codable, Sendable {
        let doubled: Int
    }

    static let name = ProjectionName("tally", version: 2)
    static func reads(_ category: Category) -> Bool { true }
    static func keys(of recorded: Recorded<DomainEvent>) -> [String] { ["all"] }
    static func apply(_ recorded: Recorded<DomainEvent>, to row: inout Row?, under key: String) {
        row = Row(doubled: (row?.doubled ?? 0) + 2)
    }
}

func texts(_ rows: [some Encodable]) throws -> [String] { try rows.map { try text($0) } }

private func text(_ row: some Encodable) throws -> String {
    String(decoding: try CanonicalEncoder().encode(row), as: UTF8.self)
}
