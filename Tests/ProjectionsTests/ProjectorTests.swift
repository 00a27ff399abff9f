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

@Suite(.timeLimit(.minutes(2)))
struct ProjectorTests {
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `Rows that were kept up to date equal a fold from the start, then and afterwards`(seed: UInt64) async throws {
        let history = try await History(seed: seed)
        let store = history.store
        var moments: [(position: Int64, board: [String], registers: [String])] = []
        while try history.goOn() {
            let board = try Projector<Board>(store, store).latestRows()
            let registers = try Projector<Registers>(store, store).latestRows()
            try moments.append((store.watermark(), texts(board), texts(registers)))
            for row in board { try expectAgreement(of: row, with: store) }
        }
        #expect(moments.count > 5)
        #expect(moments.last?.board.isEmpty == false)
        #expect(moments.last?.registers.isEmpty == false)
        #expect(history.strewnAccepted > 10)
        for moment in moments {
            let board = try HistoricRows<Board>(store).rows(through: moment.position, validAt: nil)
            #expect(try texts(board) == moment.board)
            let registers = try HistoricRows<Registers>(store).rows(through: moment.position, validAt: nil)
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
        let other = try PostgresEventStore(ConnectionOptions(address: history.database.url))
        var positions: [Int64] = []
        while try history.goOn() {
            // Another process, which has caught up before.
            let rows = try Projector<Board>(other, other).latestRows()
            try positions.append(other.standing(of: Board.name).position)
            #expect(try texts(rows) == texts(HistoricRows<Board>(store).rows(through: store.watermark(), validAt: nil)))
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
                let store = try PostgresEventStore(ConnectionOptions(address: url))
                gate.wait()
                return try texts(Projector<Board>(store, store).latestRows())
            }
        }
        let store = history.store
        let folded = try texts(HistoricRows<Board>(store).rows(through: store.watermark(), validAt: nil))
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
            let store = try PostgresEventStore(ConnectionOptions(address: url))
            return try Projector<Tally>(store, WatchedRows(store, observed)).latestRows().map(\.count)
        }
        while !observed.isRaised, !waiting.hasEnded {}

        let row = ProjectionChange(key: "all", body: Array(#"{"count":12345}"#.utf8))
        #expect(try store.apply([row], to: Tally.name, claim, movingTo: end))
        #expect(try waiting.outcome().get() == [12345])
    }

    @Test func `A claim that died with its owner is taken over`() async throws {
        let history = try await History(seed: 8, missions: 1)
        while try history.goOn() {}
        let store = history.store
        _ = try store.advanceWatermark()
        let dead = try store.claim(Tally.name)
        #expect(try store.standing(of: Tally.name).isClaimed)
        try history.database.runAsSuperuser("update read_models.checkpoints set claimed_at = now() - interval '6 s'")

        let rows = try Projector<Tally>(store, store).latestRows()
        #expect(try rows.map(\.count) == [eventCount(in: store)])
        // It was not dead, only slow: nothing of it counts any more.
        let row = ProjectionChange(key: "all", body: Array(#"{"count":12345}"#.utf8))
        #expect(try !store.apply([row], to: Tally.name, dead, movingTo: store.watermark()))
        #expect(try Projector<Tally>(store, store).latestRows().map(\.count) == rows.map(\.count))
    }

    @Test func `A new version of a row is filled anew, beside the old one`() async throws {
        let history = try await History(seed: 9, missions: 1)
        _ = try history.goOn()
        let store = history.store
        let early = try Projector<Tally>(store, store).latestRows().map(\.count)
        while try history.goOn() {}

        let doubled = try Projector<DoubledTally>(store, store).latestRows().map(\.doubled)
        #expect(try doubled == [2 * eventCount(in: store)])
        let oldRows = try store.rows(of: Tally.name, keys: nil)
        #expect(oldRows.map { String(decoding: $0.body, as: UTF8.self) } == early.map { #"{"count":\#($0)}"# })
        #expect(try Projector<Tally>(store, store).latestRows().map(\.count) == [eventCount(in: store)])
    }

    private func eventCount(in store: PostgresEventStore) throws -> Int {
        var count = 0
        try store.readLog(after: 0, through: store.advanceWatermark()) { _ in count += 1 }
        return count
    }
}

/// One row: how many events there are.
private enum Tally: ReadModel {
    struct Row: Codable, Sendable {
        let count: Int
    }

    static let name = ProjectionName("tally", version: 1)
    static func keys(of recorded: Recorded<DomainEvent>) -> [String] { ["all"] }
    static func row(_ row: Row?, under key: String, after recorded: Recorded<DomainEvent>) -> Row? {
        Row(count: (row?.count ?? 0) + 1)
    }
}

/// The same model a release later, with another shape of row.
private enum DoubledTally: ReadModel {
    struct Row: Codable, Sendable {
        let doubled: Int
    }

    static let name = ProjectionName("tally", version: 2)
    static func keys(of recorded: Recorded<DomainEvent>) -> [String] { ["all"] }
    static func row(_ row: Row?, under key: String, after recorded: Recorded<DomainEvent>) -> Row? {
        Row(doubled: (row?.doubled ?? 0) + 2)
    }
}

private func texts(_ rows: [some Encodable]) throws -> [String] { try rows.map { try text($0) } }

private func text(_ row: some Encodable) throws -> String {
    String(decoding: try CanonicalEncoder().encode(row), as: UTF8.self)
}
