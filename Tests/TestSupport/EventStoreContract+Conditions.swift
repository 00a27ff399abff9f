import EventSourcing

// Rules across streams: a decision holds only while what it has read, elsewhere, is still so.
extension EventStoreContract {
    static let conditions = [
        ContractCase("a condition on a stream that is only read holds while that stream is unchanged") { fixture in
            let store = try fixture.makeStore()
            _ = try store.append(.sample("policy-one"))
            for _ in 1...2 { _ = try store.append(.reading("policy-one", .exactly(1), writing: "mission-one")) }

            try requireEqual(try store.versions(of: "policy-one"), [1], "versions of the stream that is read")
            try requireEqual(try store.versions(of: "mission-one"), [1, 2], "versions of the stream that is written")
        },

        ContractCase("a condition on a stream that is only read fails once that stream has changed") { fixture in
            let store = try fixture.makeStore()
            for _ in 1...2 { _ = try store.append(.sample("policy-one")) }
            let failure = try requireFailure("a changed stream") { () throws(StoreFailure) in
                try store.append(.reading("policy-one", .exactly(1), writing: "mission-one"))
            }

            try requireEqual(failure, .conflict("policy-one", expected: .exactly(1), actual: 2), "failure")
            try requireEqual(try store.versions(of: "mission-one"), [], "versions of the stream that is written")
        },

        ContractCase("a stream that is expected absent and only read stays absent") { fixture in
            let store = try fixture.makeStore()
            _ = try store.append(.reading("objection-one", .noStream, writing: "mission-one"))
            let failure = try requireFailure("exists") { () throws(StoreFailure) in
                try store.append(.reading("objection-one", .exists, writing: "mission-one"))
            }

            try requireEqual(failure, .conflict("objection-one", expected: .exists, actual: 0), "failure")
            _ = try store.append(.reading("objection-one", .noStream, writing: "mission-one"))
            let placements = try store.append(.sample("objection-one", .noStream)).entry.placements
            try requireEqual(placements.map(\.version), [1], "version when it comes")
        },

        ContractCase("of two appends that each change what the other has read one is stored") { fixture in
            let store = try fixture.makeStore()
            for round in 1...20 {
                let streams = try ["left", "right"].map { try StreamName(text: "\($0)-\(round)") }
                for stream in streams { _ = try store.append(.sample(stream)) }
                try requireExclusion(fixture, streams, .exactly(1), versionOfLoser: 2)
            }
        },

        ContractCase("of two appends that each create what the other expects absent one is stored") { fixture in
            for round in 1...20 {
                let streams = try ["left", "right"].map { try StreamName(text: "\($0)-\(round)") }
                try requireExclusion(fixture, streams, .noStream, versionOfLoser: 1)
            }
        },

        ContractCase("one who expects a stream absent is stored before its creation or not at all") { fixture in
            for round in 1...20 {
                let (read, written) = try (StreamName(text: "read-\(round)"), StreamName(text: "written-\(round)"))
                let results = try race(fixture, writers: 2) { writer in
                    writer == 0 ? .reading(read, .noStream, writing: written) : .sample(read, .noStream)
                }
                let store = try fixture.makeStore()
                let positions = try store.read([read, written], through: nil).map(\.stream)

                try require(results[1].isStored, "the creator was answered \(results[1])")
                if results[0].isStored {
                    try requireEqual(positions, [written, read], "order of the streams")
                } else {
                    let conflict = StoreFailure.conflict(read, expected: .noStream, actual: 1)
                    try requireEqual(results[0], .failure(conflict), "answer to the reader")
                    try requireEqual(positions, [read], "streams")
                }
            }
        },
    ]

    private static func requireExclusion(
        _ fixture: any StoreFixture, _ streams: [StreamName], _ expected: ExpectedVersion, versionOfLoser: Int64
    ) throws {
        let results = try race(fixture, writers: 2) { writer in
            .reading(streams[1 - writer], expected, writing: streams[writer])
        }
        try requireEqual(results.filter(\.isStored).count, 1, "number stored")
        for (writer, result) in results.enumerated() where !result.isStored {
            let conflict = StoreFailure.conflict(streams[1 - writer], expected: expected, actual: versionOfLoser)
            try requireEqual(result, .failure(conflict), "answer to the other")
        }
    }
}

extension AppendRequest {
    /// One event on `written`, on a condition about `read`, which is not written to.
    static func reading(_ read: StreamName, _ version: ExpectedVersion, writing written: StreamName) -> AppendRequest {
        sample([.sample(written)], expecting: [Expectation(read, version)])
    }
}
