import PostgresClient
import TestSupport
import Testing

@testable import PostgresEventStore

// One attempt at the watermark is in vain while an append is in flight.
@Suite(.timeLimit(.minutes(10)))
struct AdvancingTests {
    @Test func `An append that ends in between is waited for, and one that stays open for about a second`() async throws
    {
        let log = try await ScriptedLog.make()
        let (writer, holder, reader) = (try log.connect(), try log.connect(), try log.connect())
        let earlier = try writer.append(to: "mission-zero")
        #expect(try reader.advanceWatermark() == earlier)
        try holder.run("begin")
        _ = try holder.append(to: "mission-one")
        let last = try writer.append(to: "mission-two")

        let connection = try Connection(ConnectionOptions(address: log.database.superuserURL))
        var waited = Duration.zero
        let held = try AdvanceWatermark.run(connection, upTo: last) { waited += $0 }
        #expect(held == earlier && waited >= .seconds(1) && waited < .seconds(2), "\(waited)")

        var pauses = 0
        let reached = try AdvanceWatermark.run(connection, upTo: last) { _ in
            pauses += 1
            if pauses == 2 { _ = try? holder.run("commit") }
        }
        #expect(reached == last && pauses >= 2)
    }
}
