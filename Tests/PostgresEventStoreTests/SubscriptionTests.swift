import EventSourcing
import PostgresClient
import PostgresEventStore
import Schema
import Synchronization
import TestSupport
import Testing

// What may happen to a reader who follows the log, directly and behind a pooler in transaction mode.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct SubscriptionTests {
    @Test(arguments: Route.allCases)
    func `An event that was recorded while the listener had no connection comes without another append`(
        _ route: Route
    ) async throws {
        let fixture = try await route.fixture()
        let wait = TestWait { socket, count in
            guard count == 0 else { return }
            shutDown(socket)
            // Moves the watermark too: the notification is sent to nobody.
            #expect(throws: Never.self) { try fixture.record() }
        }
        let positions = try await Threads.run {
            // No interval: nothing but the new connection makes the follower look again.
            let signal = try PostgresLogSignal(listeningAt: fixture.listenAddress, lookingEvery: nil, wait: wait)
            var follower = LogFollower(try fixture.makeSubscriptionStore(), signal, after: 0)
            return try follower.next()?.events.map(\.position)
        }
        #expect(positions == [1])
        #expect(wait.pauses == [Listener.shortestDelay])
    }

    @Test(arguments: Route.allCases)
    func `An event whose notification is lost comes within one interval`(_ route: Route) async throws {
        let fixture = try await route.fixture()
        try fixture.losesNotifications()
        let wait = TestWait { _, count in
            guard count < 2 else { return .wait }
            if count == 1 { #expect(throws: Never.self) { try fixture.record() } }
            return .timeOut
        }
        let positions = try await Threads.run {
            let signal = try PostgresLogSignal(
                listeningAt: fixture.listenAddress, lookingEvery: .seconds(1), wait: wait)
            var follower = LogFollower(try fixture.makeSubscriptionStore(), signal, after: 0)
            return try follower.next()?.events.map(\.position)
        }
        #expect(positions == [1])
        // One interval in which nothing happened, and the one at whose beginning it was recorded.
        #expect(wait.now == .seconds(2))
    }

    @Test(arguments: Route.allCases)
    func `Without an address to listen at, an event comes within one interval`(_ route: Route) async throws {
        let fixture = try await route.fixture()
        let looks = Mutex(0)
        let wait = PollingWait {
            let isSecond = looks.withLock { looks in
                looks += 1
                return looks == 2
            }
            if isSecond { #expect(throws: Never.self) { try fixture.record() } }
        }
        let positions = try await Threads.run {
            let signal = try PostgresLogSignal(listeningAt: nil, lookingEvery: .seconds(1), wait: wait)
            var follower = LogFollower(try fixture.makeSubscriptionStore(), signal, after: 0)
            return try follower.next()?.events.map(\.position)
        }
        #expect(positions == [1])
        #expect(looks.withLock { $0 } == 2)
    }

    @Test(arguments: Route.allCases)
    func `A follower never passes an append that is still open, and gets all of it in order afterwards`(
        _ route: Route
    ) async throws {
        let fixture = try await route.fixture()
        let log = ScriptedLog(database: fixture.database)
        let seen = try await Threads.run { () -> [[Int64]?] in
            let open = try log.connect()
            try open.run("begin")
            try open.append(to: "mission-open")
            try fixture.record()
            let store = try fixture.makeSubscriptionStore()
            let before = try store.events(after: 0, through: store.advanceWatermark(), of: nil, limit: 10)
            let signal = LookingOnce { #expect(throws: Never.self) { try open.run("commit") } }
            var follower = LogFollower(store, signal, after: 0)
            return [before.map(\.position), try follower.next()?.events.map(\.position)]
        }
        #expect(seen == [[], [1, 2]])
    }

    @Test(arguments: Route.allCases)
    func `An owner whose backend was ended stops before the next owner deals with anything`(_ route: Route) async throws
    {
        let fixture = try await route.fixture()
        try fixture.record()
        let old = try fixture.makeSubscriptionStore()
        let former = try old.claimSubscription("letters", startingAt: 0)
        #expect(try old.events(after: 0, through: old.advanceWatermark(), of: nil, limit: 10).count == 1)
        try fixture.terminateAll()

        let new = try fixture.makeSubscriptionStore()
        let present = try new.claimSubscription("letters", startingAt: 0)
        // It finds its connection gone, or, where a pooler replaced that, another owner at once; it notes nothing.
        let moved = Result { () throws(StoreFailure) in try old.moveSubscription(former, to: 1) }
        if case .failure(let failure) = moved {
            guard case .unavailable = failure else { throw failure }
        } else {
            #expect(route == .pooled && moved == .success(false))
        }
        #expect(try old.moveSubscription(former, to: 1) == false)
        #expect(present.position == 0)
        #expect(try new.moveSubscription(present, to: 1))
        #expect(try old.moveSubscription(former, to: 1) == false)
    }

    @Test(arguments: Route.allCases)
    func `A follower goes on where it was when all connections were ended`(_ route: Route) async throws {
        let fixture = try await route.fixture()
        try fixture.record()
        let outages = Mutex(0)
        let positions = try await Threads.run { () -> [Int64] in
            let signal = try PostgresLogSignal(
                listeningAt: fixture.listenAddress, lookingEvery: nil, wait: TestWait { _, _ in })
            let notices = LogFollower.Notices(onOutage: { _ in outages.withLock { $0 += 1 } })
            var follower = LogFollower(try fixture.makeSubscriptionStore(), signal, after: 0, notices: notices)
            var positions = try follower.next()?.events.map(\.position) ?? []
            try fixture.terminateAll()
            try fixture.record()
            positions += try follower.next()?.events.map(\.position) ?? []
            return positions
        }
        #expect(positions == [1, 2])
        // A pooler may have replaced its sessions before anybody asked.
        #expect(outages.withLock { route == .direct ? $0 == 1 : $0 <= 1 })
    }

    @Test func `A statement that another session prepared is told from damage, with the pooler as its cause`()
        async throws
    {
        let fixture = try await PooledFixture.make()
        var options = fixture.options
        options.isPooledByTransaction = false
        let outcome = try await Threads.run { [options] in
            let stores = [try PostgresEventStore(options), try PostgresEventStore(options)]
            return try failure { () throws(StoreFailure) in
                for store in stores + stores { _ = try store.watermark() }
            }
        }
        guard case .unavailable(let message) = outcome else { throw outcome }
        #expect(message.contains("pooler in transaction mode"))
    }
}

/// The two ways to a database.
enum Route: CaseIterable, Sendable {
    case direct
    case pooled

    func fixture() async throws -> any RoutedFixture {
        switch self {
        case .direct: try await PostgresFixture.make()
        case .pooled: try await PooledFixture.make()
        }
    }
}

/// A fixture of which the database itself is at hand.
protocol RoutedFixture: SubscriptionFixture {
    var database: ThrowawayDatabase { get }
}

extension PostgresFixture: RoutedFixture {}

extension PooledFixture: RoutedFixture {
    var database: ThrowawayDatabase { direct.database }
}

extension RoutedFixture {
    var listenAddress: ConnectionOptions {
        ConnectionOptions(address: database.url, applicationName: "listener")
    }

    /// Appends an event and moves the watermark.
    func record() throws {
        let store = try makeStore()
        _ = try store.append(.sample("mission-one"))
        _ = try store.advanceWatermark()
    }

    /// From now on, who moves the watermark tells nobody.
    func losesNotifications() throws {
        let path = "functions/event_store/advance_watermark.sql"
        let text = try #require(EmbeddedSQL.files.first { $0.path == path }).text
        let silent = text.replacing("perform pg_notify", with: "perform concat")
        #expect(silent != text)
        try Connection(ConnectionOptions(address: database.superuserURL)).run(silent)
    }

    /// Ends every session of the daily login with the server, and returns once they are gone.
    func terminateAll() throws {
        let rows = try Connection(ConnectionOptions(address: database.superuserURL)).run(
            """
            select pg_terminate_backend(pid, 10000) from pg_stat_activity
            where usename = 'missieboek' and datname = current_database()
            """)
        try #require(rows.count > 0)
        for row in 0..<rows.count { #expect(rows.text(row: row) == "t") }
    }
}

/// Lets every interval pass at once, and says so.
private struct PollingWait: ListenerWait {
    let now = Duration.zero
    let onInterval: @Sendable () -> Void

    func wait(socket: Int32?, wake: WakePipe, atMost limit: Duration?) -> ListenerReadiness {
        #expect(socket == nil && limit == .seconds(1))
        onInterval()
        return ListenerReadiness(hasInput: false, isWoken: false)
    }
}

/// Does something at the first wait, and is given at once.
private final class LookingOnce: LogSignal {
    private let action: Mutex<(() -> Void)?>

    init(_ action: sending @escaping () -> Void) {
        self.action = Mutex(action)
    }

    func wait() -> Bool {
        action.withLock { action in
            action?()
            action = nil
        }
        return true
    }

    func stop() {}
}
