import CanonicalJSON
import PostgresEventStore
import Testing

@testable import missieboek

// How old an answer of a replica may be, from what its server tells.
struct ReplicaLagTests {
    private struct Script {
        /// What the server tells, one for each time that it is asked; the last one again and again.
        var standings: [ReplicaStanding.Standing]
        private(set) var waited = Duration.zero

        init(_ standings: ReplicaStanding.Standing...) {
            self.standings = standings
        }

        mutating func lag() throws -> ReplicaLag {
            var rest = standings[...]
            var sum = Duration.zero
            let lag = try ReplicaLag(asking: { rest.count > 1 ? rest.removeFirst() : standings[standings.count - 1] }) {
                sum += $0
            }
            waited = sum
            return lag
        }
    }

    private static func standing(
        isStandby: Bool = true, isStreaming: Bool = true, reported: Int64? = 100, replayed: Int64 = 100,
        silence: Int64? = 300, replayedAge: Int64? = 60_000, waitingAge: Int64? = nil, last: Int64 = 7
    ) -> ReplicaStanding.Standing {
        ReplicaStanding.Standing(
            isStandby: isStandby, isStreaming: isStreaming, reportedEnd: reported, replayedEnd: replayed,
            silence: silence, replayedAge: replayedAge, waitingAge: waitingAge, watermark: 7, lastPosition: last)
    }

    @Test func `A replica that has applied everything is as old as its primary's last word`() throws {
        var script = Script(Self.standing())
        let lag = try script.lag()
        #expect(lag.milliseconds == 300 && lag.position == 7 && lag.waitingEvents == 0)
        #expect(script.waited == .zero)
        #expect(lag.isWithin(seconds: 1) && !lag.isWithin(seconds: 0))
    }

    @Test func `What the primary has told of is waited for, and the waiting counts`() throws {
        var script = Script(
            Self.standing(replayed: 50), Self.standing(reported: 150, replayed: 99),
            Self.standing(reported: 150, replayed: 100))
        #expect(try script.lag().milliseconds == 320)
        #expect(script.waited == .milliseconds(20))
    }

    @Test func `The first word of a primary is waited for`() throws {
        var script = Script(
            Self.standing(reported: nil), Self.standing(reported: nil), Self.standing(reported: 100, silence: 5))
        #expect(try script.lag().milliseconds == 5)
        #expect(script.waited == .milliseconds(100))
        var mute = Script(Self.standing(reported: nil))
        #expect(try mute.lag().milliseconds == 60_000)
        #expect(mute.waited == .seconds(3))
    }

    @Test func `What is not applied within a second makes the answer as old as the last commit`() throws {
        var script = Script(Self.standing(replayed: 50))
        #expect(try script.lag().milliseconds == 60_000)
        #expect(script.waited == .seconds(1))
    }

    @Test func `A primary that is not heard proves nothing, whatever was applied`() throws {
        var script = Script(Self.standing(isStreaming: false, silence: nil))
        #expect(try script.lag().milliseconds == 60_000)
        var unknown = Script(Self.standing(isStreaming: false, reported: nil, silence: nil, replayedAge: nil))
        let lag = try unknown.lag()
        #expect(lag.milliseconds == nil && !lag.isWithin(seconds: .max))
    }

    @Test func `Events that the watermark does not cover make the answer as old as the first of them`() throws {
        var script = Script(Self.standing(waitingAge: 12_345, last: 9))
        let lag = try script.lag()
        #expect(lag.milliseconds == 12_345 && lag.waitingEvents == 2)
        #expect(!lag.isWithin(seconds: 12) && lag.isWithin(seconds: 13) && lag.isWithin(seconds: .max))
        // Tenths, rounded up.
        #expect(lag.node["lag"] == ["positions": .number("2"), "seconds": .number("12.4")])
    }

    @Test func `A server that follows no other is not behind, and says that it is none`() throws {
        var script = Script(
            Self.standing(isStandby: false, isStreaming: false, reported: nil, silence: nil, replayedAge: nil))
        let lag = try script.lag()
        #expect(lag.milliseconds == 0 && lag.isWithin(seconds: 0) && lag.node["isStandby"] == .bool(false))
    }
}
