import EventSourcing
import Synchronization

extension EventStoreContract {
    static let inOrder = [
        // A reader that skipped an event would differ from one who reads everything afterwards.
        ContractCase("no reader sees a position before every committed position below it") { fixture in
            let (writers, readers, eachWriter) = (4, 2, 40)
            let writersAtWork = Mutex(writers)
            let gate = StartingGate(writers + readers)
            let seen = try Threads.run(writers + readers) { thread in
                let prepared = Result { try fixture.makeStore() }
                gate.wait()
                guard thread < writers else {
                    return try follow(prepared.get()) { writersAtWork.withLock { $0 > 0 } }
                }
                defer { writersAtWork.withLock { $0 -= 1 } }
                try write(prepared.get(), writer: thread, times: eachWriter)
                return []
            }

            let log = try fixture.makeStore().wholeLog().map(\.position)
            try requireEqual(log.count, writers * eachWriter * 3 / 2, "number of events")
            for positions in seen.suffix(readers) {
                try requireEqual(positions, Array(log.prefix(positions.count)), "positions a reader has seen")
            }
        },

        ContractCase("the watermark covers every append that was answered before it is moved") { fixture in
            let positions = try Threads.run(4) { writer in
                let store = try fixture.makeStore()
                try write(store, writer: writer, times: 20)
                return try store.append(.sample("mission-last")).entry.placements[0].position ?? .max
            }
            let watermark = try fixture.makeStore().advanceWatermark()

            try requireEqual(watermark, positions.max() ?? 0, "watermark")
        },

        ContractCase("the watermark never goes back") { fixture in
            let (movers, eachMover) = (4, 40)
            let gate = StartingGate(movers)
            let watermarks = try Threads.run(movers) { mover in
                let prepared = Result { try fixture.makeStore() }
                gate.wait()
                let store = try prepared.get()
                return try (0..<eachMover).flatMap { _ in
                    _ = try store.append(.sample(StreamName(text: "mission-\(mover)")))
                    return [try store.advanceWatermark(), try store.watermark()]
                }
            }

            for series in watermarks { try requireEqual(series, series.sorted(), "watermarks as seen by one thread") }
            let total = Int64(movers * eachMover)
            try requireEqual(try fixture.makeStore().advanceWatermark(), total, "last watermark")
        },
    ]

    /// Appends of one and of two events in turn, on a stream of the writer's own and on one that all share.
    private static func write(_ store: any EventStore, writer: Int, times: Int) throws {
        let own = try StreamName(text: "mission-\(writer)")
        for number in 0..<times {
            let isShared = !number.isMultiple(of: 2)
            _ = try store.append(.sample(isShared ? [.sample(own), .sample("mission-all")] : [.sample(own)]))
        }
    }

    /// Reads from watermark to watermark while `isBusy`, then once more.
    private static func follow(_ store: any EventStore, while isBusy: () -> Bool) throws -> [Int64] {
        var positions: [Int64] = []
        var end: Int64 = 0
        var isLastTurn = false
        while !isLastTurn {
            isLastTurn = !isBusy()
            let start = end
            end = try store.advanceWatermark()
            try store.readLog(after: start, through: end) { event in positions.append(event.position) }
        }
        return positions
    }
}
