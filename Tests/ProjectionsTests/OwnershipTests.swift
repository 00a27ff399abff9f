import EventSourcing
import PostgresClient
import PostgresEventStore
import Projections
import ReadModels
import TestSupport
import Testing
import TradeMissions

// An owner that dies or is overtaken in the midst of its transaction. Each script holds a lock that the transaction
// needs after it has moved the checkpoint and changed rows.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct OwnershipTests {
    // Few changes go as arrays, many by COPY.
    @Test(arguments: [1, 400])
    func `An owner killed between effect and checkpoint has done nothing, and all is done once after it`(
        rowsPerEvent: Int
    ) async throws {
        let log = try await OwnedLog.make()
        let holder = try log.holdBeforeCommit()
        let dying = try log.startOwner(rowsPerEvent)
        try log.terminateOwner()
        #expect(throws: StoreFailure.self) { try dying.outcome().get() }
        try holder.run("rollback")
        let store = try log.store("next")
        #expect(try store.standing(of: name(rowsPerEvent)).position == 0)
        #expect(try store.contents(of: name(rowsPerEvent)).rows.isEmpty)

        // What it had claimed is free after some seconds.
        try log.database.runAsSuperuser("update read_models.checkpoints set claimed_at = claimed_at - interval '6 s'")
        try catchUp(store, rowsPerEvent)
        try catchUp(store, rowsPerEvent)
        let bodies = Set(try store.contents(of: name(rowsPerEvent)).rows.map(\.body))
        #expect(try store.contents(of: name(rowsPerEvent)).rows.count == rowsPerEvent * (rowsPerEvent == 1 ? 1 : 3))
        #expect(bodies == [Array((rowsPerEvent == 1 ? #"{"count":3}"# : #"{"count":1}"#).utf8)])
        #expect(try log.stagedRows() == 0)
    }

    @Test func `An owner stops before the next one writes, and what it has under way counts or not as a whole`()
        async throws
    {
        let log = try await OwnedLog.make()
        let holder = try log.holdBeforeCommit()
        let old = try log.startOwner(1)
        // The new owner's claim waits until the old one's transaction has ended.
        let url = log.database.url
        let claim = RunningThread {
            try PostgresEventStore(.init(address: url, applicationName: "claimer"), keys: RegisterOfTests.keys).claim(
                Wide1.name)
        }
        try log.waitUntilBlocked("claimer") { claim.hasEnded }
        try holder.run("rollback")
        try old.outcome().get()
        let store = try log.store("next")
        let end = try store.watermark()
        #expect(try claim.outcome().get() == ProjectionClaim(epoch: 2, position: end))
        #expect(try store.contents(of: Wide1.name).rows.map(\.body) == [Array(#"{"count":3}"#.utf8)])
        // It was overtaken: nothing more of it counts.
        let late = ProjectionBatch(through: end, changes: [ProjectionChange(key: "all", body: [])])
        let overtaken = ProjectionClaim(epoch: 1, position: end)
        #expect(try !store.apply(late, to: Wide1.name, overtaken, keepingClaim: false))
    }

    @Test func `A batch of an owner that was overtaken stages nothing either`() async throws {
        let log = try await OwnedLog.make()
        let store = try log.store("next")
        let claim = try store.claim(Wide400.name)
        _ = try store.claim(Wide400.name)
        let many = (0..<5_000).map { ProjectionChange(key: "key \($0)", body: []) }
        let batch = ProjectionBatch(through: 1, changes: many)
        #expect(try !store.apply(batch, to: Wide400.name, claim, keepingClaim: false))
        #expect(try store.contents(of: Wide400.name).rows.isEmpty && log.stagedRows() == 0)
    }

    @Test func `Many changes and few come to the same, with rows replaced and removed`() async throws {
        let log = try await OwnedLog.make()
        let store = try log.store("next")
        func apply(_ changes: [ProjectionChange]) throws {
            let claim = try store.claim(Wide1.name)
            let batch = ProjectionBatch(through: claim.position + 1, changes: changes)
            #expect(try store.apply(batch, to: Wide1.name, claim, keepingClaim: false))
        }
        func key(_ number: Int) -> String { "key-\(number)-é" }
        try apply((0..<3_000).map { ProjectionChange(key: key($0), body: Array("\($0)".utf8)) })
        try apply((1_500..<4_500).map { ProjectionChange(key: key($0), body: $0 < 2_000 ? nil : Array("new".utf8)) })
        try apply([ProjectionChange(key: key(0), body: nil), ProjectionChange(key: key(1), body: [])])
        let rows = try store.contents(of: Wide1.name).rows
        #expect(rows.count == 3_999 && rows.map(\.key) == rows.map(\.key).sorted())
        let bodies = Dictionary(uniqueKeysWithValues: rows.map { ($0.key, String(decoding: $0.body, as: UTF8.self)) })
        #expect(bodies[key(0)] == nil && bodies[key(1)] == "" && bodies[key(1_499)] == "1499")
        #expect(bodies[key(1_999)] == nil && bodies[key(2_000)] == "new" && bodies[key(4_499)] == "new")
        #expect(try log.stagedRows() == 0)
    }
}

private func name(_ rowsPerEvent: Int) -> ProjectionName { rowsPerEvent == 1 ? Wide1.name : Wide400.name }

private func catchUp(_ store: PostgresEventStore, _ rowsPerEvent: Int) throws {
    if rowsPerEvent == 1 {
        try Projector<Wide1>(store, store, waitingBy: atOnce).catchUp()
    } else {
        try Projector<Wide400>(store, store, waitingBy: atOnce).catchUp()
    }
}

/// A log of three events, and an owner that can be stopped in its transaction.
private struct OwnedLog {
    let database: ThrowawayDatabase

    static func make() async throws -> OwnedLog {
        let log = OwnedLog(database: try await ThrowawayCluster.shared.database())
        let store = try log.store("setup")
        for _ in 1...3 { try store.link("concern-o1") }
        _ = try store.advanceWatermark()
        return log
    }

    func store(_ name: String) throws -> PostgresEventStore {
        try PostgresEventStore(.init(address: database.url, applicationName: name), keys: RegisterOfTests.keys)
    }

    /// Parking comes last in the transaction that changes rows, and waits for this connection.
    func holdBeforeCommit() throws -> Connection {
        let holder = try Connection(ConnectionOptions(address: database.superuserURL))
        try holder.run("begin; lock table read_models.parked in exclusive mode")
        return holder
    }

    /// Starts to catch up, and returns once that waits for the holder.
    func startOwner(_ rowsPerEvent: Int) throws -> RunningThread<Void> {
        let url = database.url
        let owner = RunningThread {
            try catchUp(
                PostgresEventStore(.init(address: url, applicationName: "owner"), keys: RegisterOfTests.keys),
                rowsPerEvent)
        }
        try waitUntilBlocked("owner") { owner.hasEnded }
        return owner
    }

    func waitUntilBlocked(_ name: String, _ hasEnded: () -> Bool) throws {
        let superuser = try Connection(ConnectionOptions(address: database.superuserURL))
        while try superuser.run(
            """
            select from pg_stat_activity join pg_locks using (pid)
            where application_name = '\(name)' and datname = current_database() and not granted
            """
        ).count == 0 {
            if hasEnded() { throw NothingBlocked() }
        }
    }

    func terminateOwner() throws {
        try database.runAsSuperuser(
            """
            select pg_terminate_backend(pid, 10000) from pg_stat_activity
            where application_name = 'owner' and datname = current_database()
            """)
    }

    func stagedRows() throws -> Int {
        let rows = try Connection(ConnectionOptions(address: database.superuserURL))
            .run("select count(*) from read_models.staging")
        return Int(rows.text(row: 0) ?? "") ?? -1
    }
}

private struct NothingBlocked: Error {}

private struct Count: Codable, Sendable {
    let count: Int
}

/// One row: how many events there are.
private enum Wide1: ReadModel {
    static let name = ProjectionName("wide-one", version: 1)
    static func reads(_ category: Category) -> Bool { true }
    static func keys(of recorded: Recorded<DomainEvent>) -> [String] { ["all"] }
    static func apply(_ recorded: Recorded<DomainEvent>, to row: inout Count?, under key: String) {
        row = Count(count: (row?.count ?? 0) + 1)
    }
}

/// So many rows for each event that a batch of three goes by COPY.
private enum Wide400: ReadModel {
    static let name = ProjectionName("wide-many", version: 1)
    static func reads(_ category: Category) -> Bool { true }
    static func keys(of recorded: Recorded<DomainEvent>) -> [String] {
        (0..<400).map { "\(recorded.header.version)-\($0)" }
    }
    static func apply(_ recorded: Recorded<DomainEvent>, to row: inout Count?, under key: String) {
        row = Count(count: (row?.count ?? 0) + 1)
    }
}
