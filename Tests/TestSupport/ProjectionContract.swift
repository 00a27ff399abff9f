package import EventSourcing

/// What ``ProjectionContract`` needs: a log and rows of its own for each case.
package protocol ProjectionFixture: StoreFixture {
    /// A new instance on the fixture's rows, with a connection of its own.
    func makeProjectionStore() throws -> any ProjectionStore
}

/// What every store of read models must do.
///
/// Each case is a sentence that holds where no row is stored yet, beside a complete log that reaches further than the
/// case goes. Whether a model is ahead of its log is no part of this.
package enum ProjectionContract {
    package static let cases: [ProjectionCase] = rows + owners + parking

    /// No case goes beyond this position.
    fileprivate static let logLength: Int64 = 100

    private static let rows = [
        ProjectionCase("a model that nobody claimed has read nothing, and has nothing") { fixture in
            let store = try fixture.makeProjectionStore()
            try requireEqual(
                try store.standing(of: one), ProjectionStanding(position: 0, isClaimed: false), "standing")
            try requireEqual(try store.contents(of: one), ProjectionContents(rows: [], parked: []), "contents")
            try requireEqual(try store.rows(of: one, keys: ["a"]), [], "rows")
            try requireEqual(try store.parked(of: one), [], "parked")
            let nobody = ProjectionClaim(epoch: 0, position: 0)
            try requireEqual(
                try store.apply(ProjectionBatch(through: 1), to: one, nobody, keepingClaim: false), false, "applied")
        },

        ProjectionCase("what was applied is read, in order of the bytes of its key") { fixture in
            let store = try fixture.makeProjectionStore()
            try store.move(to: 7, ["b": "2", "B": "1", "é": "4", "a-1": "0", "a1": "3", "": "5"])
            let rows = try fixture.makeProjectionStore().contents(of: one).rows
            try requireEqual(rows.map(\.key), ["", "B", "a-1", "a1", "b", "é"], "keys")
            try requireEqual(rows.map(\.text), ["5", "1", "0", "3", "2", "4"], "bodies")
            try requireEqual(try store.standing(of: one).position, 7, "position")
        },

        ProjectionCase("rows are replaced and removed; what is not there can be removed too") { fixture in
            let store = try fixture.makeProjectionStore()
            try store.move(to: 1, ["a": "1", "b": "2", "c": "3"])
            try store.move(to: 2, ["a": nil, "b": "20", "d": nil])
            let rows = try store.contents(of: one).rows
            try requireEqual(rows.map(\.key), ["b", "c"], "keys")
            try requireEqual(rows.map(\.text), ["20", "3"], "bodies")
        },

        ProjectionCase("many changes in a batch are made as few are") { fixture in
            let store = try fixture.makeProjectionStore()
            func key(_ number: Int) -> String { "key-\(number)" }
            try store.apply((0..<4_000).map { ProjectionChange(key: key($0), body: Array("\($0)".utf8)) }, to: 1)
            try store.apply(
                (2_000..<6_000).map { ProjectionChange(key: key($0), body: $0 < 3_000 ? nil : Array("new".utf8)) },
                to: 2)
            let rows = try store.contents(of: one).rows
            try requireEqual(rows.count, 5_000, "rows")
            try requireEqual(rows.count { $0.text == "new" }, 3_000, "replaced")
            try requireEqual(
                try store.rows(of: one, keys: [key(1_999), key(2_000), key(2_999), key(3_000)]).map(\.text),
                ["1999", "new"], "at the edges")
        },

        ProjectionCase("the rows under some keys come in order of key, each once, those that are there") { fixture in
            let store = try fixture.makeProjectionStore()
            try store.move(to: 1, ["a": "1", "b": "2", "c": "3"])
            let rows = try store.rows(of: one, keys: ["c", "a", "z", "c"])
            try requireEqual(rows.map(\.key), ["a", "c"], "keys")
            try requireEqual(try store.rows(of: one, keys: []), [], "no keys")
        },

        ProjectionCase("any body comes back byte for byte") { fixture in
            let store = try fixture.makeProjectionStore()
            let bodies: [[UInt8]] = [[], Array(0...255), Array(repeating: 9, count: 1 << 20)]
            try store.apply(bodies.enumerated().map { ProjectionChange(key: "\($0)", body: $1) }, to: 1)
            try require(try store.contents(of: one).rows.map(\.body) == bodies, "other bytes")
        },

        ProjectionCase("models are apart, and so are the versions of one") { fixture in
            let store = try fixture.makeProjectionStore()
            try store.move(to: 5, ["a": "1"])
            for other in [ProjectionName("one", version: 2), ProjectionName("two", version: 1)] {
                try requireEqual(try store.standing(of: other).position, 0, "position of \(other)")
                try requireEqual(try store.contents(of: other).rows, [], "rows of \(other)")
                let claim = try store.claim(other)
                let batch = ProjectionBatch(
                    through: 3, changes: [ProjectionChange(key: "a", body: nil)], parking: [fault("voyage-one", 3)])
                try requireEqual(try store.apply(batch, to: other, claim, keepingClaim: false), true, "applied")
            }
            try requireEqual(try store.contents(of: one).rows.map(\.text), ["1"], "rows")
            try requireEqual(try store.parked(of: one), [], "parked")
            try requireEqual(try store.standing(of: one).position, 5, "position")
        },
    ]

    private static let owners = [
        ProjectionCase("a claim says where to go on, and each is another") { fixture in
            let (first, second) = (try fixture.makeProjectionStore(), try fixture.makeProjectionStore())
            let claim = try first.claim(one)
            try requireEqual(claim.position, 0, "first position")
            try requireEqual(
                try first.apply(ProjectionBatch(through: 4), to: one, claim, keepingClaim: false), true, "applied")
            let next = try second.claim(one)
            try requireEqual(next.position, 4, "next position")
            try require(next.epoch > claim.epoch, "the epoch stays \(claim.epoch)")
        },

        ProjectionCase("whoever was overtaken changes nothing, with few changes or many") { fixture in
            let store = try fixture.makeProjectionStore()
            try store.move(to: 1, ["a": "1"])
            let overtaken = try store.claim(one)
            let owner = try fixture.makeProjectionStore().claim(one)
            for count in [1, 5_000] {
                let changes = (0..<count).map { ProjectionChange(key: "\($0)", body: []) }
                let batch = ProjectionBatch(
                    through: 2, changes: changes + [ProjectionChange(key: "a", body: nil)],
                    parking: [fault("voyage-one", 2)])
                try requireEqual(
                    try store.apply(batch, to: one, overtaken, keepingClaim: true), false, "applied \(count)")
            }
            try requireEqual(try store.contents(of: one).rows.map(\.text), ["1"], "rows")
            try requireEqual(try store.parked(of: one), [], "parked")
            let standing = try store.standing(of: one)
            try require(standing.position == 1 && standing.isClaimed, "\(standing)")
            try requireEqual(
                try store.apply(ProjectionBatch(through: 2), to: one, owner, keepingClaim: false), true, "the owner")
        },

        ProjectionCase("a batch goes on from the claim's position only, and never back") { fixture in
            let store = try fixture.makeProjectionStore()
            try store.move(to: 5, ["a": "1"])
            let claim = try store.claim(one)
            let change = ProjectionChange(key: "a", body: nil)
            for (start, end) in [(4, 6), (6, 7), (0, 5), (5, 4)] as [(Int64, Int64)] {
                do throws(StoreFailure) {
                    _ = try store.apply(
                        ProjectionBatch(through: end, changes: [change]), to: one,
                        ProjectionClaim(epoch: claim.epoch, position: start), keepingClaim: true)
                } catch {
                    guard case .corrupt = error else { throw error }
                    continue
                }
                throw ContractBreach(description: "went from \(start) to \(end), being at 5")
            }
            try requireEqual(try store.contents(of: one).rows.map(\.text), ["1"], "rows")
            try requireEqual(
                try store.apply(ProjectionBatch(through: 5, changes: [change]), to: one, claim, keepingClaim: false),
                true, "staying where it is")
            try requireEqual(try store.contents(of: one).rows, [], "rows")
        },

        ProjectionCase("a claim lasts until something is applied, or longer when its owner keeps it") { fixture in
            let store = try fixture.makeProjectionStore()
            var claim = try store.claim(one)
            try requireEqual(try store.standing(of: one).isClaimed, true, "claimed")
            for position in [1, 2] as [Int64] {
                _ = try store.apply(ProjectionBatch(through: position), to: one, claim, keepingClaim: true)
                let standing = try store.standing(of: one)
                try require(standing.position == position && standing.isClaimed, "kept: \(standing)")
                claim = ProjectionClaim(epoch: claim.epoch, position: position)
            }
            _ = try store.apply(ProjectionBatch(through: 2), to: one, claim, keepingClaim: false)
            let standing = try store.standing(of: one)
            try require(standing.position == 2 && !standing.isClaimed, "given back: \(standing)")
        },

        ProjectionCase("of many that change a row at once, each that counts does so once") { fixture in
            let total = try Threads.run(4) { _ in
                let store = try fixture.makeProjectionStore()
                var applied: Int64 = 0
                for _ in 0..<25 {
                    let claim = try store.claim(one)
                    let count = try store.rows(of: one, keys: ["count"]).first.flatMap { Int64($0.text) } ?? 0
                    let row = ProjectionChange(key: "count", body: Array("\(count + 1)".utf8))
                    let batch = ProjectionBatch(through: claim.position + 1, changes: [row])
                    if try store.apply(batch, to: one, claim, keepingClaim: false) { applied += 1 }
                }
                return applied
            }.reduce(0, +)
            let store = try fixture.makeProjectionStore()
            try require(total > 0, "nobody ever counted")
            try requireEqual(try store.contents(of: one).rows.map(\.text), ["\(total)"], "the row")
            try requireEqual(try store.standing(of: one).position, total, "the position")
        },
    ]

    private static let parking = [
        ProjectionCase("parked streams are told in order of name, with what stopped them") { fixture in
            let store = try fixture.makeProjectionStore()
            let faults = [fault("voyage-b", 3), fault("voyage-a-1", 2, code: "undecodable"), fault("voyage-a", 1)]
            try store.apply([], to: 3, parking: faults)
            let parked = try store.parked(of: one)
            try requireEqual(parked.map(\.fault), [faults[2], faults[1], faults[0]], "faults")
            let contents = try store.contents(of: one)
            try requireEqual(contents.parked, parked, "as a question reads them")
        },

        ProjectionCase("a stream that is parked again is parked where it stopped last") { fixture in
            let store = try fixture.makeProjectionStore()
            try store.apply([], to: 1, parking: [fault("voyage-a", 1), fault("voyage-b", 1)])
            try store.apply([], to: 5, parking: [fault("voyage-a", 5, code: "unfoldable")])
            try requireEqual(
                try store.parked(of: one).map(\.fault),
                [fault("voyage-a", 5, code: "unfoldable"), fault("voyage-b", 1)], "faults")
        },

        ProjectionCase("a freed stream is parked no more, unless the same batch parks it anew") { fixture in
            let store = try fixture.makeProjectionStore()
            try store.apply([], to: 1, parking: [fault("voyage-a", 1), fault("voyage-b", 1), fault("voyage-c", 1)])
            try store.apply(
                [], to: 2, parking: [fault("voyage-b", 2)], freeing: ["voyage-a", "voyage-b", "voyage-z"])
            try requireEqual(
                try store.parked(of: one).map(\.fault), [fault("voyage-b", 2), fault("voyage-c", 1)], "faults")
        },
    ]

    private static let one = ProjectionName("one", version: 1)

    private static func fault(_ stream: StreamName, _ position: Int64, code: String = "unknown-event") -> StreamFault {
        StreamFault(stream: stream, position: position, code: code, explanation: "“é” at \(position)")
    }
}

package struct ProjectionCase: Sendable, CustomStringConvertible {
    package let description: String
    private let body: @Sendable (any ProjectionFixture) throws -> Void

    init(_ sentence: String, _ body: @escaping @Sendable (any ProjectionFixture) throws -> Void) {
        description = sentence
        self.body = body
    }

    /// Throws a ``ContractBreach`` when the sentence does not hold.
    ///
    /// Runs on a thread of its own.
    package func check(_ fixture: any ProjectionFixture) async throws {
        try await Threads.run {
            let log = try fixture.makeStore()
            let events = (1...ProjectionContract.logLength).map { _ in NewEvent.sample("mission-one") }
            _ = try log.append(AppendRequest.sample(events))
            try requireEqual(try log.advanceWatermark(), ProjectionContract.logLength, "the log")
            try body(fixture)
        }
    }
}

extension ProjectionStore {
    /// Moves the model `one` on, with these bodies under these keys; nil removes a row.
    fileprivate func move(to position: Int64, _ bodies: [String: String?]) throws {
        let changes = bodies.sorted { $0.key < $1.key }.map { key, body in
            ProjectionChange(key: key, body: body.map { Array($0.utf8) })
        }
        try apply(changes, to: position)
    }

    fileprivate func apply(
        _ changes: [ProjectionChange], to position: Int64, parking parked: [StreamFault] = [],
        freeing freed: [StreamName] = []
    ) throws {
        let model = ProjectionName("one", version: 1)
        let claim = try claim(model)
        let batch = ProjectionBatch(through: position, changes: changes, parking: parked, freeing: freed)
        try requireEqual(try apply(batch, to: model, claim, keepingClaim: false), true, "applied")
    }
}

extension ProjectionRow {
    fileprivate var text: String { String(decoding: body, as: UTF8.self) }
}
