import PostgresClient
import TestSupport
import Testing

// A position is drawn before its transaction commits. Each script opens and ends transactions in the order that makes
// stores skip events, or stall. Nothing sleeps: a script waits for a lock or a state that it can see.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct GapTests {
    @Test(arguments: AppendWay.allCases)
    func `A reader never passes an append that is open while a later one commits`(_ way: AppendWay) async throws {
        let log = try await ScriptedLog.make()
        let (first, second, reader) = (try log.connect(), try log.connect(), try log.connect())
        let earlier = try second.append(to: "mission-zero")
        #expect(try reader.advanceWatermark() == earlier)

        try first.run("begin")
        let open = try first.append(to: "mission-one", expecting: way.expectation(of: "mission-one"))
        let committed = try second.append(to: "mission-two", expecting: way.expectation(of: "mission-two"))
        #expect(open < committed)
        #expect(try reader.advanceWatermark() == earlier)
        #expect(try reader.readableLog() == [earlier])

        try first.run("commit")
        #expect(try reader.advanceWatermark() == committed)
        #expect(try reader.readableLog() == [earlier, open, committed])
    }

    @Test func `A reader passes none of several open appends that commit in the opposite order`() async throws {
        let log = try await ScriptedLog.make()
        let (first, second, third, reader) = (
            try log.connect(), try log.connect(), try log.connect(), try log.connect()
        )
        try first.run("begin")
        try second.run("begin")
        try third.run("begin")
        let positions = [
            try first.append(to: "mission-one"), try second.append(to: "mission-two"),
            try third.append(to: "mission-three"),
        ]

        try third.run("commit")
        #expect(try reader.advanceWatermark() == 0)
        try second.run("commit")
        #expect(try reader.advanceWatermark() == 0)
        try first.run("commit")
        #expect(try reader.advanceWatermark() == positions[2])
        #expect(try reader.readableLog() == positions)
    }

    @Test(arguments: AppendWay.allCases)
    func `A reader never passes a position that is drawn but not yet written`(_ way: AppendWay) async throws {
        let log = try await ScriptedLog.make()
        try log.holdEventsOfTypeHeld()
        let (holder, writer) = (try log.connect(), try log.connect())
        try holder.run("begin; select pg_advisory_xact_lock(1)")
        let held = try log.startBlocked { connection in
            try connection.append(to: "mission-one", type: "Held", expecting: way.expectation(of: "mission-one"))
        }
        let committed = try writer.append(to: "mission-two")
        #expect(try writer.advanceWatermark() == 0)

        try holder.run("commit")
        let drawn = try held.outcome().get()
        #expect(drawn < committed)
        #expect(try writer.advanceWatermark() == committed)
        #expect(try writer.readableLog() == [drawn, committed])
    }

    @Test func `An append that is rolled back leaves a gap and no stall`() async throws {
        let log = try await ScriptedLog.make()
        let (first, second) = (try log.connect(), try log.connect())
        try first.run("begin")
        let gone = try first.append(to: "mission-one")
        let committed = try second.append(to: "mission-two")
        try first.run("rollback")

        #expect(gone < committed)
        #expect(try second.advanceWatermark() == committed)
        #expect(try second.readableLog() == [committed])
        try second.append(to: "mission-one", expecting: ("mission-one", 0))
        #expect(try second.versions(of: "mission-one") == [1])
    }

    @Test func `An append whose backend dies leaves a gap and no stall`() async throws {
        let log = try await ScriptedLog.make()
        let (first, second) = (try log.connect(), try log.connect())
        try first.run("begin")
        try first.append(to: "mission-one")
        let committed = try second.append(to: "mission-two")
        #expect(try second.advanceWatermark() == 0)
        try log.terminate(first)

        #expect(try second.advanceWatermark() == committed)
        #expect(try second.readableLog() == [committed])
    }

    @Test func `An open append in another database stalls nobody`() async throws {
        let (log, other) = (try await ScriptedLog.make(), try await ScriptedLog.make())
        let (stranger, writer) = (try other.connect(), try log.connect())
        try stranger.run("begin")
        try stranger.append()
        let committed = try writer.append()

        #expect(try writer.advanceWatermark() == committed)
        #expect(try writer.readableLog() == [committed])
        try stranger.run("rollback")
    }

    // A store that goes by transaction ids waits for every open transaction, whatever it does.
    @Test func `An open transaction that appends nothing stalls nobody`() async throws {
        let log = try await ScriptedLog.make()
        let (idler, writer) = (try log.connect(), try log.connect())
        try idler.run("begin; select pg_current_xact_id(), count(*) from event_store.events")
        let committed = try writer.append()

        #expect(try writer.advanceWatermark() == committed)
        try idler.run("rollback")
    }

    @Test func `A transaction that has moved the watermark and stays open holds up nobody`() async throws {
        let log = try await ScriptedLog.make()
        let (mover, writer) = (try log.connect(), try log.connect())
        let before = try writer.append()
        try mover.run("begin")
        #expect(try mover.advanceWatermark() == before)
        let after = try writer.append()

        #expect(try writer.advanceWatermark() == after)
        try mover.run("commit")
        #expect(try writer.readableLog() == [before, after])
        #expect(try mover.advanceWatermark() == after)
    }

    @Test func `A move of the watermark that is rolled back is made again`() async throws {
        let log = try await ScriptedLog.make()
        let (mover, reader) = (try log.connect(), try log.connect())
        let position = try mover.append()
        try mover.run("begin")
        #expect(try mover.advanceWatermark() == position)
        try mover.run("rollback")

        #expect(try reader.readableLog() == [])
        #expect(try reader.advanceWatermark() == position)
    }

    @Test func `An abandoned append is ended by the server and then holds up no reader`() async throws {
        let log = try await ScriptedLog.make()
        let (abandoned, writer) = (try log.connect(), try log.connect())
        #expect(try abandoned.run("show idle_in_transaction_session_timeout").text(row: 0) == "10s")
        try abandoned.run("set idle_in_transaction_session_timeout = '200ms'; begin")
        try abandoned.append(to: "mission-one")
        let committed = try writer.append(to: "mission-two")

        // Each attempt waits for the lock, so a count bounds the time too.
        var attempts = 1
        while try writer.advanceWatermark() < committed, attempts < 1000 { attempts += 1 }
        #expect(attempts > 1 && attempts < 1000)
        #expect(try writer.readableLog() == [committed])
        #expect(throws: PostgresError.self) { try abandoned.run("commit") }
    }
}
