import EventSourcing

extension SubscriptionContract {
    static let following = [
        SubscriptionCase("what was recorded comes in order, in batches of the size that was asked for") { fixture in
            try fixture.record(7)
            var follower = try fixture.follower(after: 2, limit: 2)
            let batches = try (0..<3).map { _ in try follower.batch() }

            try requireEqual(batches.map { $0.events.map(\.position) }, [[3, 4], [5, 6], [7]], "positions")
            try requireEqual(batches.map(\.end), [4, 6, 7], "ends")
            let log = try fixture.makeStore().wholeLog()
            try requireEqual(batches.flatMap(\.events), Array(log.dropFirst(2)), "events")
        },

        SubscriptionCase("what is recorded while the follower waits comes too") { fixture in
            let signal = try fixture.makeSignal()
            var follower = try fixture.follower(signal)
            let writer = RunningThread {
                try fixture.record(1)
                return try fixture.record(2)
            }
            try requireEqual(try follower.positions(3), [1, 2, 3], "positions")
            try writer.outcome().get()
        },

        SubscriptionCase("every follower beside several writers gets every event, once and in order") { fixture in
            let (writers, followers, eachWriter) = (3, 2, 30)
            let gate = StartingGate(writers + followers)
            let seen = try Threads.run(writers + followers) { thread -> [Int64] in
                guard thread >= writers else {
                    gate.wait()
                    try fixture.record(eachWriter, in: StreamName(text: "mission-\(thread)"))
                    return []
                }
                var follower = try fixture.follower(limit: 7)
                gate.wait()
                return try follower.positions(writers * eachWriter)
            }

            let log = try fixture.makeStore().wholeLog().map(\.position)
            try requireEqual(log.count, writers * eachWriter, "number of events")
            for positions in seen.suffix(followers) { try requireEqual(positions, log, "positions") }
        },

        SubscriptionCase("nothing beyond the watermark is handed out, and no other batch reaches beyond it") {
            fixture in
            let store = try fixture.makeSubscriptionStore()
            try fixture.record(2)
            _ = try store.append(.sample("mission-one"))

            try requireEqual(try store.watermark(), 2, "watermark")
            let failure = try failure("a batch beyond the watermark") { () throws(StoreFailure) in
                _ = try store.events(after: 0, through: 3, of: nil, limit: 10)
            }
            guard case .invalid = failure else { throw ContractBreach(description: "\(failure)") }
            let events = try store.events(after: 0, through: 2, of: nil, limit: 10)
            try requireEqual(events.map(\.position), [1, 2], "positions")
        },

        SubscriptionCase("a follower of some streams gets theirs only, and knows how far it has read") { fixture in
            try fixture.record(1, in: "mission-one")
            try fixture.record(2, in: "mission-two")
            try fixture.record(1, in: "mission-three")
            try fixture.record(1, in: "mission-one")
            try fixture.record(1, in: "mission-two")
            var follower = try fixture.follower(streams: ["mission-one", "mission-three"], limit: 2)
            let batches = try [follower.batch(), follower.batch()]

            try requireEqual(batches.map { $0.events.map(\.position) }, [[1, 4], [5]], "positions")
            try requireEqual(batches.map(\.end), [4, 6], "ends")
        },

        SubscriptionCase("a follower that waits ends when its signal is stopped, and stays ended") { fixture in
            let signal = try fixture.makeSignal()
            try fixture.record(1)
            let thread = RunningThread {
                var follower = try fixture.follower(signal)
                let first = try follower.batch().events.count
                return [try follower.next() == nil, try follower.next() == nil, first == 1]
            }
            signal.stop()

            try requireEqual(try thread.outcome().get(), [true, true, true], "ends")
        },

        SubscriptionCase("a position beyond the end of the log is refused") { fixture in
            try fixture.record(2)
            var follower = try fixture.follower(after: 3)
            let failure = try failure("a position beyond the end") { () throws(StoreFailure) in
                _ = try follower.next()
            }
            guard case .invalid = failure else { throw ContractBreach(description: "\(failure)") }
        },
    ]

    static func failure(_ what: String, of body: () throws(StoreFailure) -> Void) throws(ContractBreach) -> StoreFailure
    {
        do { try body() } catch { return error }
        throw ContractBreach(description: "\(what) was not refused")
    }
}
