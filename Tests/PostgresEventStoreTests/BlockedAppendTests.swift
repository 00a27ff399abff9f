import PostgresClient
import Synchronization
import TestSupport
import Testing

// What happens to an append while another one is open.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct BlockedAppendTests {
    @Test(arguments: ["commit", "rollback"])
    func `The second creator of a stream waits for the first and loses only to its commit`(_ end: String) async throws {
        let outcome = try await secondAppend(
            to: "mission-one", expecting: ("mission-one", 0), while: ("mission-one", nil), endsWith: end)

        try expect(outcome, toFailWhen: end == "commit")
    }

    @Test(arguments: ["commit", "rollback"])
    func `A condition on a stream that another creates waits and fails only by its commit`(_ end: String) async throws {
        let outcome = try await secondAppend(
            to: "mission-two", expecting: ("mission-one", 0), while: ("mission-one", nil), endsWith: end)

        try expect(outcome, toFailWhen: end == "commit")
    }

    @Test(arguments: ["commit", "rollback"])
    func `A stream that another has read is created after it, whatever it does`(_ end: String) async throws {
        let outcome = try await secondAppend(
            to: "mission-one", expecting: ("mission-one", 0), while: ("mission-two", ("mission-one", 0)), endsWith: end)

        try expect(outcome, toFailWhen: false)
    }

    @Test func `Two appends that only read the same stream do not wait for each other`() async throws {
        let log = try await ScriptedLog.make()
        let (first, second) = (try log.connect(), try log.connect())
        try first.run("begin")
        try first.append(to: "mission-one", expecting: ("policy-one", 0))
        try second.append(to: "mission-two", expecting: ("policy-one", 0))
        try first.run("commit")

        #expect(try second.versions(of: "mission-two") == [1])
    }

    // The writers' time-out turns a stall into a failure; how slow they were is reported, not judged.
    @Test func `An append left open for two seconds delays other appends and stops none`() async throws {
        let log = try await ScriptedLog.make()
        let idle = try log.connect()
        try idle.run("begin")
        let open = try idle.append(to: "mission-idle")
        let deadline = ContinuousClock.now + .seconds(2)
        let (writers, busyWriters, attempts) = (4, SharedCount(4), SharedCount(0))

        let mover = RunningThread {
            let connection = try log.connect("mover")
            while busyWriters.value > 0 {
                guard try connection.advanceWatermark() < open else { throw ScriptFailed("an open append was passed") }
                attempts.add(1)
            }
        }
        let others = try Threads.run(writers) { writer in
            defer { busyWriters.add(-1) }
            let connection = try log.connect("writer")
            // The first call plans its statements.
            try connection.append(to: "mission-\(writer)")
            var others: [(delay: Duration, attempts: Int)] = []
            while ContinuousClock.now < deadline {
                let before = attempts.value
                let delay = try ContinuousClock().measure { try connection.append(to: "mission-\(writer)") }
                others.append((delay, attempts.value - before))
            }
            return others
        }.joined().sorted { $0.delay < $1.delay }

        // The open append was open until all others had ended.
        try mover.outcome().get()
        try idle.run("commit")
        let last = try idle.number("select max(position) from event_store.events")
        #expect(try idle.advanceWatermark() == last)
        #expect(try idle.readableLog().count == others.count + writers + 1)
        #expect(attempts.value > 0)
        let slowest = try #require(others.last)
        print(
            "beside an append open for 2 s: \(others.count) others, median \(others[others.count / 2].delay),",
            "slowest \(slowest.delay), while \(slowest.attempts) of \(attempts.value) attempts at the watermark ended")
    }

    /// Opens one append, has a second one wait for it, ends the first, and returns what came of the second.
    private func secondAppend(
        to stream: String, expecting expected: (String, Int),
        while first: (stream: String, expected: (String, Int)?), endsWith end: String
    ) async throws -> Result<Int64, any Error> {
        let log = try await ScriptedLog.make()
        let opener = try log.connect()
        try opener.run("begin")
        try opener.append(to: first.stream, expecting: first.expected)
        let second = try log.startBlocked { try $0.append(to: stream, expecting: expected) }
        try opener.run(end)
        return second.outcome()
    }

    private func expect(_ outcome: Result<Int64, any Error>, toFailWhen fails: Bool) throws {
        switch outcome {
        case .success: #expect(!fails)
        case .failure(let error): #expect(fails && (error as? PostgresError)?.sqlState == .versionConflict, "\(error)")
        }
    }
}

/// A number that several threads change.
private final class SharedCount: Sendable {
    private let count: Mutex<Int>

    init(_ count: Int) {
        self.count = Mutex(count)
    }

    var value: Int { count.withLock { $0 } }

    func add(_ number: Int) { count.withLock { $0 += number } }
}
