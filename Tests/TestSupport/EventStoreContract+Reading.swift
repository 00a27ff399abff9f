import EventSourcing

extension EventStoreContract {
    static let reading = [
        ContractCase("a read gives the events of its streams, each once, in order of position") { fixture in
            let store = try fixture.makeStore()
            for stream: StreamName in ["mission-a", "mission-b", "mission-c", "mission-a", "mission-b"] {
                _ = try store.append(.sample(stream))
            }

            let positions = try store.read(["mission-b", "mission-a", "mission-b"], through: nil).map(\.position)
            try requireEqual(positions, [1, 2, 4, 5], "positions")
            try requireEqual(try store.read(["mission-missing"], through: nil), [], "events of a missing stream")
            try requireEqual(try store.read([], through: nil), [], "events of no streams")
        },

        ContractCase("a read that hands events over gives the same, and ends when its closure fails") { fixture in
            let store = try fixture.makeStore()
            for stream: StreamName in ["mission-a", "mission-b", "mission-a", "mission-a"] {
                _ = try store.append(.sample(stream))
            }

            for position: Int64? in [nil, 0, 1, 3] {
                var found: [RecordedEvent] = []
                try store.read(["mission-a", "mission-c"], through: position) { found.append($0) }
                try requireEqual(found, try store.read(["mission-a"], through: position), "events")
            }
            var count = 0
            let failure = StoreFailure.invalid("enough")
            do throws(StoreFailure) {
                try store.read(["mission-a"], through: nil) { (_) throws(StoreFailure) in
                    count += 1
                    throw failure
                }
            } catch {
                try requireEqual(error, failure, "failure")
            }
            try requireEqual(count, 1, "events that were handed over")
            try requireEqual(try store.read(["mission-b"], through: nil).count, 1, "events read afterwards")
        },

        ContractCase("a stream's name is not a pattern") { fixture in
            let store = try fixture.makeStore()
            for stream: StreamName in ["mission-a", "mission-a-b", "mission-aa"] {
                _ = try store.append(.sample(stream))
            }

            try requireEqual(try store.read(["mission-a"], through: nil).map(\.position), [1], "positions")
        },

        ContractCase("a read as of a position leaves out what came later") { fixture in
            let store = try fixture.makeStore()
            for _ in 1...3 { _ = try store.append(.sample([.sample("mission-a"), .sample("mission-b")])) }
            let expected: [(Int64?, [Int64])] = [
                (-1, []), (0, []), (1, [1]), (2, [1]), (3, [1, 3]), (6, [1, 3, 5]),
                (.max, [1, 3, 5]), (nil, [1, 3, 5]),
            ]

            for (position, positions) in expected {
                let found = try store.read(["mission-a"], through: position).map(\.position)
                try requireEqual(found, positions, "positions through \(position.map(String.init) ?? "nil")")
            }
        },

        ContractCase("a read without a position runs ahead of the watermark") { fixture in
            let store = try fixture.makeStore()
            _ = try store.append(.sample("mission-one"))

            try requireEqual(try store.watermark(), 0, "watermark")
            try requireEqual(try store.versions(of: "mission-one"), [1], "versions")
        },

        ContractCase("a reading of the log begins after one position and ends with another") { fixture in
            let store = try fixture.makeStore()
            for _ in 1...5 { _ = try store.append(.sample("mission-one")) }
            _ = try store.advanceWatermark()
            let bounds: [(Int64, Int64, [Int64])] = [
                (0, 5, [1, 2, 3, 4, 5]), (-1, 2, [1, 2]), (2, 4, [3, 4]), (4, 5, [5]), (5, 5, []), (4, 2, []),
                (0, 0, []),
            ]

            for (start, end, positions) in bounds {
                let found = try store.log(after: start, through: end).map(\.position)
                try requireEqual(found, positions, "positions after \(start) through \(end)")
            }
        },

        ContractCase("an empty log can be read") { fixture in
            let store = try fixture.makeStore()

            try requireEqual(try store.wholeLog(), [], "events")
        },

        ContractCase("a reading of the log ends with its reader's failure and leaves the store usable") { fixture in
            let store = try fixture.makeStore()
            for _ in 1...3 { _ = try store.append(.sample("mission-one")) }
            let end = try store.advanceWatermark()
            var seen: [Int64] = []
            var failure: StoreFailure?
            do throws(StoreFailure) {
                try store.readLog(after: 0, through: end) { event throws(StoreFailure) in
                    seen.append(event.position)
                    if event.position == 2 { throw .corrupt("stop here") }
                }
            } catch { failure = error }

            try requireEqual(failure, .corrupt("stop here"), "failure")
            try requireEqual(seen, [1, 2], "positions seen")
            try requireEqual(try store.append(.sample("mission-one")).entry.placements[0].position, 4, "next position")
        },
    ]

    static let watermarks = [
        ContractCase("the watermark moves when it is told to, for every instance") { fixture in
            let (store, other) = (try fixture.makeStore(), try fixture.makeStore())
            try requireEqual(try store.watermark(), 0, "watermark of an empty log")
            try requireEqual(try store.advanceWatermark(), 0, "advanced watermark of an empty log")
            for _ in 1...3 { _ = try store.append(.sample("mission-one")) }

            try requireEqual(try store.watermark(), 0, "watermark before it is moved")
            try requireEqual(try other.advanceWatermark(), 3, "advanced watermark")
            try requireEqual(try store.watermark(), 3, "watermark")
            try requireEqual(try store.advanceWatermark(), 3, "watermark advanced again")
        },

        ContractCase("a time resolves to the last watermark stored before it") { fixture in
            let store = try fixture.makeStore()
            var recordedAt: [Timestamp] = []
            for _ in 1...3 {
                recordedAt.append(try store.append(.sample("mission-one")).entry.recordedAt)
                _ = try store.advanceWatermark()
            }

            try requireEqual(try store.watermark(at: recordedAt[0].adding(seconds: -60)), 0, "watermark before all")
            for (index, time) in recordedAt.enumerated() {
                try requireEqual(try store.watermark(at: time), Int64(index), "watermark at event \(index + 1)")
            }
            try requireEqual(try store.watermark(at: recordedAt[2].adding(seconds: 60)), 3, "watermark after all")
        },
    ]
}
