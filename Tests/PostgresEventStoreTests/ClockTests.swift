import PostgresClient
import TestSupport
import Testing

// What a question as of a moment gives when the server's clock was set back.
@Suite(.timeLimit(.minutes(10)))
struct ClockTests {
    private static func log() async throws -> ScriptedConnection {
        let script = try await ScriptedLog.make()
        return try ScriptedConnection(ConnectionOptions(address: script.database.superuserURL))
    }

    private static func watermark(_ connection: ScriptedConnection, at moment: String) throws -> Int64 {
        try connection.number("select event_store.watermark_at(\(moment))")
    }

    @Test func `A moment that the clock runs through again is answered as the first time`() async throws {
        let connection = try await Self.log()
        try connection.append()
        #expect(try connection.advanceWatermark() == 1)
        // An hour ahead, the second event was recorded; then the clock was set back to where it is.
        try connection.append()
        try connection.run("insert into event_store.watermark values (2, clock_timestamp() + interval '1 hour')")
        #expect(try Self.watermark(connection, at: "clock_timestamp()") == 1)
        try connection.append()
        #expect(try connection.advanceWatermark() == 3)
        #expect(try Self.watermark(connection, at: "clock_timestamp() + interval '30 minutes'") == 1)
        let moment = "(select max(recorded_at) from event_store.watermark)"
        #expect(try Self.watermark(connection, at: moment) == 3)
        #expect(try Self.watermark(connection, at: moment + " - interval '1 microsecond'") == 1)
    }

    @Test func `A watermark is not older than an event that it covers`() async throws {
        let connection = try await Self.log()
        for _ in 1...2 { try connection.append() }
        // The clock was an hour ahead when the first of them was recorded.
        try connection.run(
            """
            alter table event_store.events_1 disable trigger user;
            update event_store.events_1 set recorded_at = recorded_at + interval '1 hour' where position = 1;
            alter table event_store.events_1 enable trigger user
            """)
        #expect(try connection.advanceWatermark() == 2)
        #expect(try Self.watermark(connection, at: "clock_timestamp() + interval '59 minutes'") == 0)
        #expect(
            try Self.watermark(connection, at: "(select recorded_at from event_store.events where position = 1)") == 2)
    }

    @Test func `While the clock runs forward a watermark is of the moment when it was stored`() async throws {
        let connection = try await Self.log()
        for position in 1...3 as ClosedRange<Int64> {
            try connection.append()
            let before = try connection.number("select (extract(epoch from clock_timestamp()) * 1000000)::bigint")
            #expect(try connection.advanceWatermark() == position)
            let stored = try connection.number(
                "select (extract(epoch from max(recorded_at)) * 1000000)::bigint from event_store.watermark")
            #expect(stored >= before)
        }
    }
}
