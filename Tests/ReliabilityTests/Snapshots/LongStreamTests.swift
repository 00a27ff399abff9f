import DomainRecords
import EventSourcing
import PostgresEventStore
import TestSupport
import Testing
import TradeMissions

extension Reliability {
    // What a snapshot spares.
    @Suite(.timeLimit(.minutes(10)))
    struct LongStreamTests {
        @Test func `Of ten thousand events those behind the snapshot are read`() async throws {
            let long = try await LongStream(events: 10_000)
            let (store, stream) = (long.store, long.stream)
            #expect(try Self.parts(store, stream) == Parts(snapshots: 0, events: 10_000))
            let plain = try RecordLoader(store).states(of: [stream])
            let without = try Self.time { _ = try RecordLoader(store, snapshots: store).states(of: [stream]) }

            #expect(try store.keepSnapshot(try long.snapshot(at: 9_950)))
            #expect(try Self.parts(store, stream) == Parts(snapshots: 1, events: 50))
            let cached = try RecordLoader(store, snapshots: store).states(of: [stream])
            let with = try Self.time { _ = try RecordLoader(store, snapshots: store).states(of: [stream]) }
            #expect(reflection(of: cached[stream]?.state as Any) == reflection(of: plain[stream]?.state as Any))
            #expect(cached[stream]?.version == 10_000 && plain[stream]?.version == 10_000)

            let kept = try #require(try store.snapshots().first)
            print(
                "a stream of 10,000 events: \(Self.milliseconds(without)) ms without a snapshot,",
                "\(Self.milliseconds(with)) ms with one of \(kept.byteCount) bytes at 9,950 (medians of 5)")
        }

        private struct Parts: Equatable {
            var snapshots = 0
            var events = 0
        }

        private static func parts(_ store: PostgresEventStore, _ stream: StreamName) throws -> Parts {
            var parts = Parts()
            try store.readFromSnapshots([stream], through: nil) { part in
                switch part {
                case .snapshot: parts.snapshots += 1
                case .event: parts.events += 1
                }
            }
            return parts
        }

        private static func time(_ body: () throws -> Void) rethrows -> Duration {
            var times: [Duration] = []
            for _ in 1...5 { times.append(try ContinuousClock().measure(body)) }
            return times.sorted()[2]
        }

        private static func milliseconds(_ duration: Duration) -> Int { Int(duration / .milliseconds(1)) }
    }
}
