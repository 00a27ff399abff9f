import EventSourcing
import PostgresClient
import PostgresEventStore
import Schema
import TestSupport
import Testing

// The server's clock cannot be set here, so the functions that look at it are given a setting of the connection instead.
@Suite(.timeLimit(.minutes(10)))
struct ClockTests {
    @Test func `A clock that steps back changes neither order nor what was known at a position`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        try Self.letConnectionsSetTheClock(of: database)
        let stream = "mission-one" as StreamName
        var known: [RecordedEvent] = []
        var watermarks: [Int64] = []
        // The clock goes back by an hour, and then on to later than it ever was.
        for (version, hour) in [12, 11, 13].enumerated() {
            let store = try Self.store(of: database, atHour: hour)
            let request = AppendRequest.sample(stream, .exactly(Int64(version)))
            let recordedAt = try store.append(request).entry.recordedAt
            #expect(recordedAt == Self.moment(hour))
            watermarks.append(try store.advanceWatermark())

            let log = try store.read([stream], through: nil)
            #expect(log.map(\.version) == Array(1...Int64(version + 1)))
            #expect(Array(log.dropLast()) == known)
            known = log
        }
        #expect(watermarks == watermarks.sorted() && Set(watermarks).count == 3)
        #expect(watermarks == known.map(\.position))

        let store = try Self.store(of: database, atHour: 14)
        for (index, position) in watermarks.enumerated() {
            #expect(try store.read([stream], through: position) == Array(known.prefix(index + 1)))
        }
        // What was recorded when the clock showed 12 is not known at 11, though a later event was recorded then.
        let byMoment = try (10...14).map { try store.watermark(at: Self.moment($0)) }
        #expect(byMoment == [0, 0, watermarks[1], watermarks[2], watermarks[2]])
    }

    private static func moment(_ hour: Int) -> Timestamp {
        Timestamp(microseconds: Timestamp.sample.microseconds / 86_400_000_000 * 86_400_000_000)
            .adding(seconds: Int64(hour) * 3600)
    }

    private static func store(of database: ThrowawayDatabase, atHour hour: Int) throws -> PostgresEventStore {
        try PostgresEventStore(
            ConnectionOptions(address: database.url, settings: ["test.clock": moment(hour).text]))
    }

    private static func letConnectionsSetTheClock(of database: ThrowawayDatabase) throws {
        try StoreFault(
            testDescription: "a clock that can be set",
            replacements: ["append_event", "append_batch", "advance_watermark"].map { function in
                (
                    "functions/event_store/\(function).sql", "moment := clock_timestamp();",
                    "moment := current_setting('test.clock')::timestamptz;"
                )
            }, leadsTo: { _ in false }
        ).apply(to: database)
    }
}
