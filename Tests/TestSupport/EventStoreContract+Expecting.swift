import EventSourcing

extension EventStoreContract {
    static let expecting = [
        ContractCase("each expectation accepts the versions it names and no other") { fixture in
            let store = try fixture.makeStore()
            for _ in 1...2 { _ = try store.append(.sample("mission-present")) }
            let accepted: [(StreamName, ExpectedVersion)] = [
                ("mission-a", .noStream), ("mission-b", .exactly(0)), ("mission-c", .any),
                ("mission-present", .exists), ("mission-present", .exactly(3)), ("mission-present", .any),
            ]
            for (stream, version) in accepted {
                let before = try store.versions(of: stream).count
                let placements = try store.append(.sample(stream, version)).entry.placements
                try requireEqual(placements.map(\.version), [Int64(before + 1)], "\(version) on \(stream.text)")
            }
        },

        ContractCase("noStream on an existing stream is refused") { fixture in
            try requireConflict(fixture, "mission-present", .noStream, actual: 2)
        },
        ContractCase("exists on a missing stream is refused") { fixture in
            try requireConflict(fixture, "mission-missing", .exists, actual: 0)
        },
        ContractCase("an older version than the stream's is refused") { fixture in
            try requireConflict(fixture, "mission-present", .exactly(1), actual: 2)
        },
        ContractCase("a later version than the stream's is refused") { fixture in
            try requireConflict(fixture, "mission-present", .exactly(3), actual: 2)
        },
        ContractCase("version 0 is refused on an existing stream") { fixture in
            try requireConflict(fixture, "mission-present", .exactly(0), actual: 2)
        },
        ContractCase("a version is refused on a missing stream") { fixture in
            try requireConflict(fixture, "mission-missing", .exactly(1), actual: 0)
        },

        ContractCase("a refused append leaves a missing stream missing") { fixture in
            let store = try fixture.makeStore()
            _ = try? store.append(.sample("mission-one", .exists))

            let placements = try store.append(.sample("mission-one", .noStream)).entry.placements
            try requireEqual(placements.map(\.version), [1], "version")
        },

        ContractCase("neither a conflict, a duplicate nor a refusal uses a position") { fixture in
            let store = try fixture.makeStore()
            let first = AppendRequest.sample("mission-one")
            _ = try store.append(first)
            _ = try? store.append(.sample("mission-one", .noStream))
            _ = try store.append(first)
            _ = try store.append(.sample([], rejection: "{}"))
            let placements = try store.append(.sample("mission-one")).entry.placements

            try requireEqual(placements.map(\.position), [2], "next position")
        },
    ]

    /// An append to `stream` with this expectation must conflict and write nothing; `mission-present` has version 2.
    private static func requireConflict(
        _ fixture: any StoreFixture, _ stream: StreamName, _ expected: ExpectedVersion, actual: Int64
    ) throws {
        let store = try fixture.makeStore()
        for _ in 1...2 { _ = try store.append(.sample("mission-present")) }
        let request = AppendRequest.sample(stream, expected)
        let failure = try requireFailure("\(expected)") { () throws(StoreFailure) in try store.append(request) }

        try requireEqual(failure, .conflict(stream, expected: expected, actual: actual), "failure")
        try requireEqual(try store.wholeLog().count, 2, "number of events")
        try requireEqual(try store.command(request.commandID), nil, "journal entry")
        try requireEqual(try store.append(.sample(stream)).entry.placements[0].position, 3, "next position")
    }
}
