import EventSourcing

// A race is run in rounds: one round may go well by luck. Counts bound every loop; nothing sleeps.
extension EventStoreContract {
    private static let writers = 8
    private static let rounds = 10

    static let racing = [
        ContractCase("of many writers with one expected version exactly one wins") { fixture in
            _ = try fixture.makeStore().append(.sample("mission-one", .noStream))
            for round in 1...rounds {
                let results = try race(fixture) { _ in .sample("mission-one", .exactly(Int64(round))) }
                try requireOneWinner(
                    results,
                    loser: .conflict(
                        "mission-one", expected: .exactly(Int64(round)), actual: Int64(round + 1)))
            }

            // Contiguous: no loser has used a position.
            let log = try fixture.makeStore().wholeLog()
            try requireEqual(log.map(\.version), Array(1...Int64(rounds + 1)), "versions")
            try requireEqual(log.map(\.position), Array(1...Int64(rounds + 1)), "positions")
        },

        ContractCase("of many creators of one stream exactly one wins") { fixture in
            for round in 1...rounds {
                let stream = try StreamName(text: "mission-\(round)")
                let results = try race(fixture) { _ in .sample(stream, .noStream) }
                try requireOneWinner(results, loser: .conflict(stream, expected: .noStream, actual: 1))
            }

            let log = try fixture.makeStore().wholeLog()
            try requireEqual(log.map(\.version), Array(repeating: 1, count: rounds), "versions")
            try requireEqual(log.map(\.position), Array(1...Int64(rounds)), "positions")
        },

        ContractCase("writers that expect nothing are all stored, contiguously") { fixture in
            let eachWriter = 25
            let placements = try Threads.run(writers) { _ in
                let store = try fixture.makeStore()
                return try (0..<eachWriter).map { _ in try store.append(.sample("mission-one")).entry.placements[0] }
            }

            let store = try fixture.makeStore()
            let stored = try store.read(["mission-one"], through: nil)
            try requireEqual(stored.map(\.version), Array(1...Int64(writers * eachWriter)), "versions")
            try requireEqual(
                placements.joined().sorted { $0.version < $1.version }.map { [$0.version, $0.position] },
                stored.map { [$0.version, $0.position] as [Int64?] }, "placements as answered")
        },

        ContractCase("a command sent by many at once is stored once") { fixture in
            for round in 1...rounds {
                let stream = try StreamName(text: "mission-\(round)")
                let request = AppendRequest.sample(stream, .noStream)
                let results = try race(fixture) { _ in request }
                let answers = try results.map { try $0.get() }

                let entry = answers[0].entry
                try requireEqual(answers.filter { $0 == .stored(entry) }.count, 1, "number stored")
                try requireEqual(answers.filter { $0 == .duplicate(entry) }.count, writers - 1, "number of duplicates")
                try requireEqual(try fixture.makeStore().versions(of: stream), [1], "versions")
            }
        },

        // No stream that all of them touch holds these back from each other.
        ContractCase("a command sent by many at once, each for another stream, is stored once") { fixture in
            for round in 1...rounds {
                let id = UniqueID.random()
                let results = try race(fixture) { writer in
                    let stream = try StreamName(text: "mission-\(round)-\(writer)")
                    return .sample([.sample(stream)], expecting: [Expectation(stream, .noStream)], id: id)
                }
                let answers = try results.map { try $0.get() }

                let entry = answers[0].entry
                try requireEqual(answers.filter { $0 == .stored(entry) }.count, 1, "number stored")
                try requireEqual(answers.filter { $0 == .duplicate(entry) }.count, writers - 1, "number of duplicates")
            }
            try requireEqual(try fixture.makeStore().wholeLog().count, rounds, "number of events")
        },

        // A store may lock so many streams in another way than few.
        ContractCase("appends over hundreds of streams do not deadlock with appends to some of them") { fixture in
            let streams = try (0..<400).map { try StreamName(text: "mission-\($0)") }
            try runAgainstEachOther(fixture, eachWriter: 10) { isForward in
                isForward
                    ? .sample(streams.map { .sample($0) }, expecting: streams.map { Expectation($0, .any) })
                    : .sample([streams[399], streams[0]].map { .sample($0) })
            }
            let versions = try fixture.makeStore().versions(of: streams[0])
            try requireEqual(versions, Array(1...40), "versions of a stream that all have written")
        },

        ContractCase("a KvK number claimed by many at once goes to one of them") { fixture in
            for round in 1...rounds {
                let number = String(10_000_000 + round)
                let results = try race(fixture) { writer in
                    let entry = RegisterEntry(id: "company-\(round)-\(writer)", name: "Company", kvkNumber: number)
                    return try .sample([.sample(StreamName(text: entry.id), type: "Registered")], register: [entry])
                }
                for case .failure(let failure) in results {
                    guard case .numberTaken = failure else { throw ContractBreach(description: "\(failure)") }
                }
                try requireEqual(results.filter(\.isStored).count, 1, "number of winners")
                try requireEqual(try fixture.registerEntries().count, round, "number of entries")
            }
            try requireEqual(try fixture.makeStore().wholeLog().count, rounds, "number of events")
        },

        ContractCase("appends that name the same streams in opposite order do not deadlock") { fixture in
            let streams: [StreamName] = ["mission-a", "mission-b", "mission-c"]
            try runAgainstEachOther(fixture) { isForward in
                let order = isForward ? streams : streams.reversed()
                return .sample(order.map { .sample($0) }, expecting: order.map { Expectation($0, .any) })
            }
        },

        ContractCase("appends that each write what the other reads do not deadlock") { fixture in
            let store = try fixture.makeStore()
            for stream: StreamName in ["mission-a", "mission-b"] { _ = try store.append(.sample(stream)) }
            try runAgainstEachOther(fixture) { isForward in
                let (written, read): (StreamName, StreamName) =
                    isForward ? ("mission-a", "mission-b") : ("mission-b", "mission-a")
                return .sample(
                    [.sample(written)], expecting: [Expectation(written, .any), Expectation(read, .exists)])
            }
        },
    ]

    /// Has `writers` threads append at the same moment, each by its own instance.
    static func race(
        _ fixture: any StoreFixture, writers: Int = writers,
        _ request: @escaping @Sendable (Int) throws -> AppendRequest
    ) throws -> [Result<AppendResult, StoreFailure>] {
        let gate = StartingGate(writers)
        return try Threads.run(writers) { writer in
            // Whatever fails, this thread passes the gate: else the others would wait for ever.
            let prepared = Result { (try fixture.makeStore(), try request(writer)) }
            gate.wait()
            let (store, request) = try prepared.get()
            return Result { () throws(StoreFailure) in try store.append(request) }
        }
    }

    private static func requireOneWinner(
        _ results: [Result<AppendResult, StoreFailure>], loser: StoreFailure
    ) throws {
        try requireEqual(results.filter(\.isStored).count, 1, "number of winners")
        try requireEqual(results.filter { $0 == .failure(loser) }.count, results.count - 1, "number of losers")
    }

    /// Four threads append many times, two in each direction; every append must be stored.
    private static func runAgainstEachOther(
        _ fixture: any StoreFixture, eachWriter: Int = 50,
        _ request: @escaping @Sendable (_ isForward: Bool) -> AppendRequest
    ) throws {
        let gate = StartingGate(4)
        let stored = try Threads.run(4) { writer in
            let prepared = Result { try fixture.makeStore() }
            gate.wait()
            let store = try prepared.get()
            return try (0..<eachWriter).map { _ in try store.append(request(writer.isMultiple(of: 2))) }
        }
        for result in stored.joined() { try requireEqual(result, .stored(result.entry), "answer") }
    }
}

extension Result<AppendResult, StoreFailure> {
    var isStored: Bool {
        if case .success(.stored) = self { true } else { false }
    }
}
