import CanonicalJSON
import EventSourcing
import Glibc
import PostgresClient
import PostgresEventStore
import Synchronization
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(10)))
struct FollowTests {
    @Test(arguments: [SIGINT, SIGTERM])
    func `Events come as JSON lines as they are recorded, until an interrupt ends it with 0`(
        signal: Int32
    ) async throws {
        let log = try await FollowedLog.make()
        try log.record(2)
        let run = try await log.program.run(["follow", "--after", "1"]) { line, process in
            if line < 3 { try log.record(1) } else { kill(process, signal) }
        }
        #expect(run.status == 0, "\(run.talk)")
        #expect(try positions(run) == ["2", "3", "4"])
        #expect(try Node(parsing: Array(run.lines[0].utf8))["stream"]?.text == "mission-one")
    }

    @Test func `An event that is no JSON is shown as its text, and those after it follow`() async throws {
        let log = try await FollowedLog.make()
        try log.record(1)
        _ = try log.store.append(.sample([.sample("mission-two", data: "not json")]))
        try log.record(1)
        let run = try await log.program.run(["follow", "--after", "0"]) { line, process in
            if line == 3 { kill(process, SIGINT) }
        }
        #expect(run.status == 0, "\(run.talk)")
        #expect(try positions(run) == ["1", "2", "3"])
        let events = try run.lines.map { try Node(parsing: Array($0.utf8)) }
        #expect(events.map { $0["unreadable"] == .bool(true) } == [false, true, false])
        #expect(events[1]["data"] == .string("not json"))
    }

    @Test func `It shows the files that were asked for`() async throws {
        let log = try await FollowedLog.make()
        try log.record(1, in: "mission-two")
        try log.record(1, in: "mission-one")
        let run = try await log.program.run(["follow", "mission-two", "--after", "0", "--quiet"]) { line, process in
            guard line == 1 else { return _ = kill(process, SIGINT) }
            try log.record(1, in: "mission-one")
            try log.record(1, in: "mission-two")
        }
        #expect(run.status == 0 && run.talk.isEmpty)
        #expect(try positions(run) == ["1", "4"])
    }

    @Test func `A name or a position that cannot be is refused before anything is claimed`() async throws {
        let log = try await FollowedLog.make()
        try log.record(1)
        for name in ["", "x/y", "x-", "Archief", String(repeating: "x", count: 201)] {
            let run = try await log.program.run("follow", "--name", name, "--lang", "nl")
            #expect(run.status == 65 && run.talk.contains("zoals archief-rvo"), "\(name) \(run.talk)")
        }
        let beyond = try await log.program.run("follow", "--name", "letters", "--after", "99999")
        #expect(beyond.status == 5 && beyond.talk.contains("does not lie in the log"), "\(beyond.talk)")
        #expect(try log.store.latestClaim(of: "letters") == nil)
    }

    @Test func `A file that is not there yet is named at once, and shown as soon as it begins`() async throws {
        let log = try await FollowedLog.make()
        try log.record(1, in: "mission-one")
        let words = ["follow", "mission-one", "mission-two", "--after", "0", "--lang", "nl"]
        let run = try await log.program.run(words) { line, process in
            if line == 1 { try log.record(1, in: "mission-two") } else { kill(process, SIGINT) }
        }
        #expect(run.status == 0)
        #expect(run.talk.contains("mission-two is er nog niet") && !run.talk.contains("mission-one is"), "\(run.talk)")
        #expect(try positions(run) == ["1", "2"])
    }

    @Test func `Without a position it begins behind what is there`() async throws {
        let log = try await FollowedLog.make()
        try log.record(2)
        // The name is claimed where it begins; from then on somebody may record.
        let recorder = Task {
            let store = try Connection(ConnectionOptions(address: log.database.url))
            while try store.run("select from event_store.subscriptions").count == 0 {}
            try log.record(1)
        }
        let run = try await log.program.run(["follow", "--name", "letters"]) { _, process in kill(process, SIGINT) }
        try await recorder.value
        #expect(run.status == 0)
        #expect(try positions(run) == ["3"])
        // A name of a database that was lost is as new as any.
        #expect(run.talk.contains("“letters” is new here"), "\(run.talk)")
    }

    @Test func `Under a name it goes on where it was, and whoever takes the name over ends it with 3`() async throws {
        let log = try await FollowedLog.make()
        try log.record(2)
        let first = try await log.program.run(["follow", "--name", "letters", "--after", "0"]) { line, process in
            if line == 2 { kill(process, SIGINT) }
        }
        #expect(first.status == 0)
        #expect(try log.store.claimSubscription("letters", startingAt: 0).position == 2)
        try log.record(1)
        let second = try await log.program.run(["follow", "--name", "letters", "--after", "0"]) { line, _ in
            guard line == 1 else { return }
            _ = try log.store.claimSubscription("letters", startingAt: 0)
            try log.record(1)
        }
        #expect(second.status == 3, "\(second.talk)")
        #expect(second.talk.contains("letters was taken over"))
        #expect(try positions(second) == ["3"], "it shows nothing of what came after it lost the name")
    }

    @Test func `Whoever loses the name while nothing is recorded ends with 3 all the same`() async throws {
        let log = try await FollowedLog.make()
        try log.record(1)
        let arguments = ["follow", "--name", "letters", "--after", "0", "--lang", "nl"]
        let run = try await log.program.run(arguments) { _, _ in
            _ = try log.store.claimSubscription("letters", startingAt: 0)
        }
        #expect(run.status == 3, "\(run.talk)")
        #expect(run.talk.contains("de naam letters is overgenomen: sinds 20"))
        #expect(try positions(run) == ["1"])
    }

    @Test func `After a promotion it does not take back a name that was claimed there by another`() async throws {
        let log = try await FollowedLog.make()
        try log.record(1)
        let superuser = try Mutex(Connection(ConnectionOptions(address: log.database.superuserURL)))
        let run = try await log.program.run(["follow", "--name", "letters", "--after", "0"]) { _, _ in
            _ = try superuser.withLock { try $0.run("select event_store.begin_incarnation('promoted', null)") }
            _ = try log.store.claimSubscription("letters", startingAt: 0)
            try log.record(1)
        }
        #expect(run.status == 3, "\(run.talk)")
        #expect(try positions(run) == ["1"])
    }

    @Test func `A name that is ahead of a restored log goes back to what both have, and it is said`() async throws {
        let log = try await FollowedLog.make()
        try log.record(3)
        let superuser = try Connection(ConnectionOptions(address: log.database.superuserURL))
        _ = try log.store.claimSubscription("letters", startingAt: 0)
        // The checkpoint is of a later backup than the log.
        try superuser.run("update event_store.subscriptions set position = 9")
        try superuser.run("select event_store.begin_incarnation('restored', 9)")
        try log.record(1)
        let arguments = ["follow", "--name", "letters", "--lang", "en"]
        let run = try await log.program.run(arguments) { _, process in kill(process, SIGINT) }
        #expect(run.status == 0)
        #expect(run.talk.contains("behind position 3, up to 9, may be gone or changed"), "\(run.talk)")
        #expect(try positions(run) == ["1000010"])
    }

    @Test func `When the log lives on while it is followed, it keeps its name and its place`() async throws {
        let log = try await FollowedLog.make()
        try log.record(1)
        let superuser = try Mutex(Connection(ConnectionOptions(address: log.database.superuserURL)))
        let run = try await log.program.run(["follow", "--name", "letters", "--after", "0"]) { line, process in
            if line == 2 { return _ = kill(process, SIGINT) }
            // Its session ends, as when the server is replaced by one that has everything.
            try superuser.withLock { connection in
                _ = try connection.run("select event_store.begin_incarnation('promoted', null)")
                _ = try connection.run(
                    """
                    select pg_terminate_backend(pid, 10000) from pg_stat_activity
                    where usename = 'missieboek' and datname = current_database()
                    """)
            }
            try log.record(1)
        }
        #expect(run.status == 0, "\(run.talk)")
        #expect(!run.talk.contains("may be gone"))
        #expect(try positions(run) == ["1", "1000002"])
        #expect(try log.store.claimSubscription("letters", startingAt: 0).position == 1_000_002)
    }

    /// Where it is told to listen behind a pooler.
    enum ListenAddress: CaseIterable {
        case direct
        case none
        case nowhere
    }

    @Test(arguments: ListenAddress.allCases)
    func `Behind a pooler in transaction mode it listens at an address of its own, or looks every second`(
        address: ListenAddress
    ) async throws {
        let log = try await FollowedLog.make()
        let url =
            switch address {
            case .direct: log.database.url
            case .none: ""
            case .nowhere: "postgresql:///nobody?host=/nowhere"
            }
        let program = Program(environment: [
            "MISSIEBOEK_DATABASE_URL": try await Pooler.shared.options(for: log.database).address,
            "MISSIEBOEK_POOLER": "transaction", "MISSIEBOEK_LISTEN_URL": url,
        ])
        try log.record(1)
        let run = try await program.run(["follow", "--after", "0", "--name", "letters"]) { line, process in
            if line < 3 { try log.record(1) } else { kill(process, SIGINT) }
        }
        #expect(run.status == 0, "\(run.talk)")
        #expect(run.talk.contains("Cannot listen") == (address == .nowhere))
        #expect(try positions(run) == ["1", "2", "3"])
        #expect(try log.store.claimSubscription("letters", startingAt: 0).position == 3)
    }

    @Test func `The doctor finds a pooler that was not named, and works through one that was`() async throws {
        let log = try await FollowedLog.make()
        let pooled = try await Pooler.shared.options(for: log.database).address
        func doctor(_ database: String, pooler: String) async throws -> Program.Run {
            let program = Program(environment: ["MISSIEBOEK_DATABASE_URL": database, "MISSIEBOEK_POOLER": pooler])
            return try await program.run("doctor", "--lang", "en")
        }
        #expect(try await !doctor(log.database.url, pooler: "").output.contains("pooler"))
        let unnamed = try await doctor(pooled, pooler: "")
        #expect(unnamed.output.contains("warn  pooler") && unnamed.output.contains("MISSIEBOEK_POOLER=transaction"))
        for word in ["transaction", "Transaction"] {
            let named = try await doctor(pooled, pooler: word)
            #expect(named.output.contains("ok    pooler") && named.output.contains("ok    schema"), "\(named.output)")
        }
    }

    @Test func `What it cannot do it refuses before it begins`() async throws {
        let log = try await FollowedLog.make()
        try log.record(1)
        let beyond = try await log.program.run("follow", "--after", "2", "--lang", "en")
        #expect(beyond.status == 5 && beyond.talk.contains("position 2 does not lie in the log, which goes up to 1"))
        #expect(try await log.program.run("follow", "--after=-1").status == 64)
        #expect(try await log.program.run("follow", "--output", "csv").status == 64)
        #expect(try await log.program.run("follow", "--name", "No Name").status == 65)
        let pooler = Program(environment: ["MISSIEBOEK_DATABASE_URL": log.database.url, "MISSIEBOEK_POOLER": "session"])
        let unknown = try await pooler.run("follow")
        #expect(unknown.status == 64 && unknown.talk.contains("MISSIEBOEK_POOLER"))
    }

    private func positions(_ run: Program.Run) throws -> [String] {
        try run.lines.map { line in
            guard case .number(let position) = try Node(parsing: Array(line.utf8))["position"] ?? .null else {
                return "no position in \(line)"
            }
            return position
        }
    }
}

/// A log of its own, with a store to record in it.
private struct FollowedLog: Sendable {
    let database: ThrowawayDatabase

    static func make() async throws -> FollowedLog {
        FollowedLog(database: try await ThrowawayCluster.shared.database())
    }

    var program: Program { Program(database: database.url) }

    var store: PostgresEventStore {
        get throws { try PostgresEventStore(ConnectionOptions(address: database.url), keys: RegisterOfTests.keys) }
    }

    func record(_ count: Int, in stream: StreamName = "mission-one") throws {
        let store = try store
        for _ in 0..<count { _ = try store.append(.sample(stream)) }
        _ = try store.advanceWatermark()
    }
}
