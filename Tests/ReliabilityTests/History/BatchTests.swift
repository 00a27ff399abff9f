import EventSourcing
import PostgresClient
import PostgresEventStore
import TestSupport
import Testing

extension Reliability {
    // A batch is worth what its commands are worth one after the other: held against the store in memory, which knows
    // no batches.
    @Suite(.timeLimit(.minutes(30)))
    struct BatchTests {
        @Test func `A batch stores and answers what its commands do one by one`() async {
            await Seed.run { seed in
                let database = try await ThrowawayCluster.shared.database()
                let store = try PostgresEventStore(ConnectionOptions(address: database.url), keys: RegisterOfTests.keys)
                let oneByOne = InMemoryEventStore()
                var orders = BatchOrders(seed.chance())
                var usual = 0
                for round in 0..<(isLong ? 2000 : 200) {
                    let batch = try orders.next(heads: oneByOne.heads)
                    usual += batch.isUsual ? 1 : 0
                    let answers = store.append(batch.requests).map(Outcome.init)
                    let expected = batch.requests.map { request in
                        Outcome(Result { () throws(StoreFailure) in try oneByOne.append(request) })
                    }
                    guard answers == expected else {
                        Issue.record("batch \(round): \(answers) instead of \(expected), \(seed)")
                        return
                    }
                }
                // Both ways through append_batch have been gone.
                #expect(usual > 20, "\(seed)")
                #expect(try LogInspection(database.superuserURL).verification() == [], "\(seed)")
            }
        }
    }
}

/// What came of one command, without what differs between two stores: times and wordings.
private enum Outcome: Equatable, CustomStringConvertible {
    case stored([Placement])
    case duplicate([Placement])
    case conflict(StreamName, expected: ExpectedVersion, actual: Int64)
    case reused
    case invalid
    case other(StoreFailure)

    init(_ result: Result<AppendResult, StoreFailure>) {
        self =
            switch result {
            case .success(.stored(let entry)): .stored(entry.placements)
            case .success(.duplicate(let entry)): .duplicate(entry.placements)
            case .failure(.conflict(let stream, let expected, let actual)):
                .conflict(stream, expected: expected, actual: actual)
            case .failure(.commandReused): .reused
            case .failure(.invalid): .invalid
            case .failure(let failure): .other(failure)
            }
    }

    var description: String {
        switch self {
        case .stored(let placements): "stored at \(placements.map(\.position))"
        case .duplicate(let placements): "a duplicate of \(placements.map(\.position))"
        case .conflict(let stream, let expected, let actual): "\(stream) at \(actual), not \(expected)"
        case .reused: "reused"
        case .invalid: "invalid"
        case .other(let failure): "\(failure)"
        }
    }
}

/// Batches by chance: half of them such as submitters of their own streams send, the others with everything that can
/// be in one.
private struct BatchOrders {
    private static let streams: [StreamName] = ["mission-a", "mission-b", "mission-c", "mission-d", "company-e"]

    private var chance: Chance
    private var given: [AppendRequest] = []

    init(_ chance: Chance) {
        self.chance = chance
    }

    mutating func next(heads: [StreamName: Int64]) -> (requests: [AppendRequest], isUsual: Bool) {
        let isUsual = chance.once(in: 2)
        let requests =
            isUsual
            ? Self.streams.shuffled(using: &chance).prefix(chance.number(2...5)).map { stream in
                AppendRequest.sample(stream, .exactly(heads[stream, default: 0]))
            }
            : (0..<chance.number(2...6)).map { _ in request(heads) }
        given += requests
        return (requests, isUsual)
    }

    private mutating func request(_ heads: [StreamName: Int64]) -> AppendRequest {
        if !given.isEmpty, chance.once(in: 8) {
            let earlier = chance.pick(given)
            return chance.once(in: 3)
                ? .sample(earlier.events, id: earlier.commandID, content: #"{"other":true}"#) : earlier
        }
        let events = (0..<chance.number(0...3)).map { _ in
            NewEvent.sample(chance.pick(Self.streams), type: chance.once(in: 30) ? "two words" : "SomethingHappened")
        }
        let expected = Self.streams.shuffled(using: &chance).prefix(chance.number(0...2))
        let isRefused = chance.once(in: 10)
        return .sample(
            isRefused ? [] : events, expecting: expected.map { Expectation($0, version(heads[$0, default: 0])) },
            rejection: isRefused ? #"{"rule":"R1"}"# : nil)
    }

    private mutating func version(_ head: Int64) -> ExpectedVersion {
        chance.pick([.exactly(head), .exactly(head), .exactly(head + 1), .any, .exists, .noStream])
    }
}

extension InMemoryEventStore {
    /// The version of every stream.
    fileprivate var heads: [StreamName: Int64] {
        get throws(StoreFailure) {
            var heads: [StreamName: Int64] = [:]
            try readLog(after: 0, through: advanceWatermark()) { event in heads[event.stream] = event.version }
            return heads
        }
    }
}
