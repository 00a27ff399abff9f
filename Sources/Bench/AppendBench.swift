import EventSourcing
import PostgresClient
import PostgresEventStore

/// W1 and W2: appends to new streams, each with its version check, for some time.
enum AppendBench {
    enum Way {
        /// One connection, one append after the other.
        case alone(eventsPerAppend: Int)
        /// Submitters in this process, each with one event at a time, who share a group commit.
        case group(submitters: Int)
    }

    /// Events in a second.
    static func run(url: String, name: String, for time: Duration, _ way: Way) async throws -> Double {
        let options = ConnectionOptions(address: url)
        return switch way {
        case .alone(let count): try one(options, name, for: time, eventsPerAppend: count)
        case .group(let count): try await group(of: count, options, name, for: time)
        }
    }

    private static func one(
        _ options: ConnectionOptions, _ name: String, for time: Duration, eventsPerAppend: Int
    ) throws -> Double {
        let store = try PostgresEventStore(options)
        var submitter = try Submitter("\(name)-1", eventsPerAppend: eventsPerAppend)
        let start = ContinuousClock.now
        while ContinuousClock.now - start < time {
            try submitter.accept(store.append(submitter.next()))
        }
        return Double(submitter.version) / ((ContinuousClock.now - start) / .seconds(1))
    }

    private static func group(
        of count: Int, _ options: ConnectionOptions, _ name: String, for time: Duration
    ) async throws -> Double {
        let groups = GroupCommit(options)
        let start = ContinuousClock.now
        let stored = try await withThrowingTaskGroup(of: Int64.self) { tasks in
            for number in 1...count {
                tasks.addTask {
                    var submitter = try Submitter("\(name)-\(number)", eventsPerAppend: 1)
                    while ContinuousClock.now - start < time {
                        try submitter.accept(await groups.append(submitter.next()))
                    }
                    return submitter.version
                }
            }
            return try await tasks.reduce(0, +)
        }
        return Double(stored) / ((ContinuousClock.now - start) / .seconds(1))
    }
}

/// Whoever appends to one stream, event after event.
private struct Submitter {
    private(set) var version: Int64 = 0
    private let stream: StreamName
    private let eventsPerAppend: Int
    private var generator = SystemRandomNumberGenerator()

    private static let data = Array(#"{"text":"\#(String(repeating: "x", count: 280))"}"#.utf8)

    init(_ name: String, eventsPerAppend: Int) throws {
        stream = try StreamName(text: name)
        self.eventsPerAppend = eventsPerAppend
    }

    mutating func next() -> AppendRequest {
        let time = Timestamp(microseconds: 1_769_767_200_000_000 + version * 1000)
        let event = NewEvent(
            stream: stream, type: "Benched", occurredAt: time, data: Self.data, metadata: Array("{}".utf8))
        return AppendRequest(
            commandID: UniqueID.timeOrdered(at: time, using: &generator), command: "bench.append",
            content: Self.data, actor: "officer-bench0000000", expectations: [Expectation(stream, .exactly(version))],
            events: Array(repeating: event, count: eventsPerAppend))
    }

    mutating func accept(_ result: AppendResult) {
        guard case .stored = result else { preconditionFailure("a new command is not known before") }
        version += Int64(eventsPerAppend)
    }
}
