import EventSourcing
import PostgresClient
import PostgresEventStore

/// Appends events one at a time to a new stream, each with its version check, for a number of seconds, and prints how
/// many it stored in a second: `bench-append URL STREAM SECONDS`.
///
/// As any client would: one connection, one command with one event in each transaction.
@main
struct BenchAppend {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let seconds = Double(arguments[3]) else {
            preconditionFailure("bench-append URL STREAM SECONDS")
        }
        let store = try PostgresEventStore(ConnectionOptions(address: arguments[1]))
        let stream = try StreamName(text: arguments[2])
        let data = Array(#"{"text":"\#(String(repeating: "x", count: 280))"}"#.utf8)
        var generator = SystemRandomNumberGenerator()
        let start = ContinuousClock.now
        var version: Int64 = 0
        while ContinuousClock.now - start < .seconds(seconds) {
            let time = Timestamp(microseconds: 1_769_767_200_000_000 + version * 1000)
            let result = try store.append(
                AppendRequest(
                    commandID: UniqueID.timeOrdered(at: time, using: &generator), command: "bench.append",
                    content: data,
                    actor: "officer-bench0000000", expectations: [Expectation(stream, .exactly(version))],
                    events: [
                        NewEvent(
                            stream: stream, type: "Benched", occurredAt: time, data: data, metadata: Array("{}".utf8))
                    ]))
            guard case .stored = result else { preconditionFailure("a new command is not known before") }
            version += 1
        }
        print(Double(version) / ((ContinuousClock.now - start) / .seconds(1)))
    }
}
