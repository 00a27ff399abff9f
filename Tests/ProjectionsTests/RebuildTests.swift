import EventSourcing
import PostgresClient
import PostgresEventStore
import Projections
import ReadModels
import TestSupport
import Testing
import TradeMissions

@Suite(.timeLimit(.minutes(10)))
struct RebuildTests {
    // With room for every row, and with so little that rows are written out and looked up again all the time.
    @Test(arguments: [(1 << 20, 2), (1, 2), (1, 1_000)])
    func `A rebuild while others append and ask equals a fold from the start, and nobody sees a hole`(
        byteLimit: Int, batchSize: Int
    ) async throws {
        let history = try await History(seed: 21)
        for _ in 1...5 { _ = try history.goOn() }
        let (store, other) = (
            history.store, try PostgresEventStore(.init(address: history.database.url), keys: RegisterOfTests.keys)
        )
        let asking = Projector<Board>(other, other, waitingBy: atOnce)
        var seen = try asking.latest().rows.count
        #expect(seen > 0)

        var steps = 0
        let rows = WatchedGenerations(store) { count in
            // Nothing is asked while the rebuild holds the claim for a moment: whoever asked would wait for it.
            guard try !other.standing(of: Board.name).isClaimed else { return }
            if count.isMultiple(of: 3) { _ = try history.goOn() }
            let found = try asking.latest().rows
            #expect(found.count >= seen)
            seen = found.count
            steps += 1
        }
        let rebuild = Rebuild<Board>(store, rows, byteLimit: byteLimit, batchSize: batchSize, waitingBy: atOnce)
        let outcome = try rebuild.replace()
        guard case .compared(let comparison) = outcome.finding else { throw Unexpected(outcome) }
        #expect(comparison.areEqual && comparison.isAtOnePosition && comparison.live.rowCount > 0)
        #expect(comparison.differences.isEmpty && comparison.differenceCount == 0)
        #expect(steps > 5)

        while try history.goOn() {}
        let contents = try asking.latest()
        let whole = try HistoricRows<Board>(store).contents(through: store.watermark(), validAt: nil)
        #expect(try texts(contents.rows) == texts(whole.rows))
        #expect(try generations(history.database) == 1)
    }

    @Test func `A rebuild that is killed at any of its steps changes nothing, and leaves nothing behind`() async throws
    {
        let history = try await History(seed: 22, missions: 1)
        while try history.goOn() {}
        let store = history.store
        let projector = Projector<Board>(store, store, waitingBy: atOnce)
        let before = try texts(projector.latest().rows)
        var deaths = 0
        for fatal in 1... {
            let rows = WatchedGenerations(store) { if $0 >= fatal { throw Killed() } }
            let rebuild = Rebuild<Board>(store, rows, byteLimit: 1, batchSize: 20, waitingBy: atOnce)
            let isDone = (try? rebuild.replace()) != nil
            // What it had claimed when it died is free after some seconds.
            try history.database.runAsSuperuser(
                "update read_models.checkpoints set claimed_at = claimed_at - interval '6 s'")
            #expect(try texts(projector.latest().rows) == before, "killed at step \(fatal)")
            // Young ones may be alive.
            try store.sweep()
            try history.database.runAsSuperuser(
                "update read_models.candidates set alive_at = alive_at - interval '31 s'")
            try store.sweep()
            #expect(try generations(history.database) == 1, "killed at step \(fatal)")
            if isDone { break }
            deaths += 1
        }
        #expect(deaths > 8)
    }

    @Test func `Whoever was taken for dead cannot go on`() async throws {
        let history = try await History(seed: 23, missions: 1)
        while try history.goOn() {}
        let store = history.store
        let superuser = history.database
        var died = false
        let rows = WatchedGenerations(store) { count in
            guard count == 6 else { return }
            try superuser.runAsSuperuser("update read_models.candidates set alive_at = alive_at - interval '31 s'")
            died = try PostgresEventStore(.init(address: superuser.url), keys: RegisterOfTests.keys).sweep() == 1
        }
        let rebuild = Rebuild<Board>(store, rows, byteLimit: 1, batchSize: 5, waitingBy: atOnce)
        #expect(throws: StoreFailure.self) { try rebuild.replace() }
        #expect(died)
        #expect(try generations(superuser) == 0)
    }

    @Test func `A difference is named, by verify without a change, and by a rebuild before the switch`() async throws {
        let history = try await History(seed: 24, missions: 3)
        while try history.goOn() {}
        let store = history.store
        let projector = Projector<Registers>(store, store, waitingBy: atOnce)
        let sound = try texts(projector.latest().rows)
        #expect(try Rebuild<Registers>(store, store, waitingBy: atOnce).verify().finding.isSound)
        let keys = try store.contents(of: Registers.name).rows.map(\.key)
        try history.database.runAsSuperuser(
            """
            update read_models.rows set body = body || ' ' where model = 'registers' and key = '\(keys[0])';
            delete from read_models.rows where model = 'registers' and key = '\(keys[1])';
            insert into read_models.rows (model, version, generation, key, body)
            select model, version, generation, 'zoo', body from read_models.rows
            where model = 'registers' and key = '\(keys[2])'
            """)
        let damaged = try store.contents(of: Registers.name)
        let expected: [GenerationComparison.Difference] = [
            .init(key: keys[0], kind: .different), .init(key: keys[1], kind: .missing),
            .init(key: "zoo", kind: .surplus),
        ]
        for isReplaced in [false, true] {
            let rebuild = Rebuild<Registers>(store, store, waitingBy: atOnce)
            let outcome = try isReplaced ? rebuild.replace() : rebuild.verify()
            guard case .compared(let comparison) = outcome.finding else { throw Unexpected(outcome) }
            #expect(comparison.differences == expected && comparison.differenceCount == 3)
            #expect(!outcome.finding.isSound && comparison.live.checksum != comparison.filled.checksum)
            if !isReplaced { #expect(try store.contents(of: Registers.name) == damaged) }
        }
        #expect(try texts(projector.latest().rows) == sound)
        #expect(try Rebuild<Registers>(store, store, waitingBy: atOnce).verify().finding.isSound)
        #expect(try generations(history.database) == 1)
    }

    @Test func `Rows that cannot be read any more, or lie beyond the log, are replaced`() async throws {
        let history = try await History(seed: 25, missions: 1)
        while try history.goOn() {}
        let store = history.store
        let projector = Projector<Board>(store, store, waitingBy: atOnce)
        let sound = try texts(projector.latest().rows)
        try history.database.runAsSuperuser(
            """
            update read_models.rows set body = 'no JSON' where model = 'board';
            update read_models.checkpoints set position = 1 where model = 'board'
            """)
        #expect(throws: StoreFailure.self) { try projector.latest() }
        let outcome = try Rebuild<Board>(store, store, waitingBy: atOnce).replace()
        guard case .unreadable = outcome.finding else { throw Unexpected(outcome) }
        #expect(try texts(projector.latest().rows) == sound)

        try history.database.runAsSuperuser("update read_models.checkpoints set position = 1000000")
        #expect(try Rebuild<Board>(store, store, waitingBy: atOnce).verify().finding == .beyondLog(1_000_000))
        #expect(try Rebuild<Board>(store, store, waitingBy: atOnce).replace().finding == .beyondLog(1_000_000))
        #expect(try store.standing(of: Board.name).position == store.watermark())
        #expect(try texts(projector.latest().rows) == sound)
    }

    @Test func `A rebuild by a program that can read a parked stream takes it up, and says so`() async throws {
        let store = try PostgresEventStore(
            .init(address: await ThrowawayCluster.shared.database().url), keys: RegisterOfTests.keys)
        let stream: StreamName = "concern-r1"
        Trail.refuse(stream, 2)
        let positions = try (1...3).map { _ in try store.link(stream) }
        let projector = Projector<Trail>(store, store, waitingBy: atOnce)
        #expect(try projector.latest().heldBack.count == 1)
        // As long as it is faulty, both lack the same.
        #expect(try Rebuild<Trail>(store, store, waitingBy: atOnce).replace().finding.isSound)
        #expect(try projector.latest().heldBack.map(\.position) == [positions[1]])
        Trail.mend(stream, 2)
        let outcome = try Rebuild<Trail>(store, store, waitingBy: atOnce).replace()
        guard case .compared(let comparison) = outcome.finding else { throw Unexpected(outcome) }
        #expect(comparison.live.parked == [stream] && comparison.filled.parked.isEmpty && !comparison.areEqual)
        #expect(try projector.latest().trails == [positions, positions])
        #expect(try projector.latest().heldBack.isEmpty)
    }

    @Test func `Folding again leaves the log, the journal, the register and other models as they are`() async throws {
        let history = try await History(seed: 26, missions: 2)
        while try history.goOn() {}
        let (store, database) = (history.store, history.database)
        Trail.refuse("concern-s1", 1)
        try store.link("concern-s1")
        _ = try Projector<Board>(store, store, waitingBy: atOnce).latest()
        _ = try Projector<Trail>(store, store, waitingBy: atOnce).latest()
        let before = try state(of: database)
        _ = try Rebuild<Board>(store, store, waitingBy: atOnce).replace()
        _ = try Rebuild<Trail>(store, store, waitingBy: atOnce).verify()
        Trail.mend("concern-s1", 1)
        #expect(try ParkedStreams<Trail>(store, store, waitingBy: atOnce).retry().freed.count == 1)
        #expect(try state(of: database) == before)
        #expect(before.allSatisfy { $0 != "0 " })
    }

    /// How many rows each table outside of read models has, and what they hold.
    private func state(of database: ThrowawayDatabase) throws -> [String] {
        let connection = try Connection(ConnectionOptions(address: database.superuserURL))
        let tables = [
            "event_store.events", "event_store.streams", "event_store.commands", "event_store.watermark",
            "register.sealed_entries", "register.fingerprints",
        ]
        return try tables.map { table in
            let rows = try connection.run(
                "select count(*), coalesce(md5(string_agg(t::text, ' ' order by t::text)), '') from \(table) as t")
            return [rows.text(row: 0), rows.text(row: 0, column: 1)].compactMap { $0 }.joined(separator: " ")
        }
    }
}

struct Unexpected: Error {
    let outcome: RebuildOutcome

    init(_ outcome: RebuildOutcome) { self.outcome = outcome }
}

/// How many generations have rows, are being filled or wait to be swept.
func generations(_ database: ThrowawayDatabase) throws -> Int {
    let rows = try Connection(ConnectionOptions(address: database.superuserURL)).run(
        """
        select count(*) from (
            select model, version, generation from read_models.rows
            union select model, version, generation from read_models.candidates
            union select model, version, generation from read_models.retired) as all_generations
        where model in ('board', 'registers')
        """)
    return Int(rows.text(row: 0) ?? "") ?? -1
}
