import EventSourcing
import PostgresClient
import PostgresEventStore
import Synchronization
import TestSupport
import Testing

// What becomes of those who follow a log that lost its end.
@Suite(.timeLimit(.minutes(10)))
struct SubscriptionIncarnationTests {
    /// A log of three events, with a checkpoint behind the last.
    private static func followedLog() async throws -> (
        store: PostgresEventStore, superuser: ScriptedConnection, claim: SubscriptionClaim
    ) {
        let script = try await ScriptedLog.make()
        let superuser = try ScriptedConnection(ConnectionOptions(address: script.database.superuserURL))
        for _ in 1...3 { try superuser.append() }
        let store = try PostgresEventStore(ConnectionOptions(address: script.database.url), keys: RegisterOfTests.keys)
        #expect(try store.advanceWatermark() == 3)
        let claim = try store.claimSubscription("letters", startingAt: 0)
        #expect(try store.moveSubscription(claim, to: 3))
        return (store, superuser, claim)
    }

    @Test func `A checkpoint that is ahead of a log restored to before it goes back to what both have`() async throws {
        let (store, superuser, former) = try await Self.followedLog()
        // The checkpoint comes from a later backup than the log, which ends at 3.
        try superuser.run("update event_store.subscriptions set position = 5")
        try superuser.run("select event_store.begin_incarnation('restored', 5)")
        let claim = try store.claimSubscription("letters", startingAt: 0)
        #expect(claim.position == 3 && claim.formerPosition == 5)
        #expect(claim.incarnation != former.incarnation)
        // It is said once: from now on the checkpoint is of this log.
        let next = try store.claimSubscription("letters", startingAt: 0)
        #expect(next.position == 3 && next.formerPosition == 3 && next.epoch == 3)
    }

    @Test func `Also when nobody said that the log was restored`() async throws {
        let (store, superuser, _) = try await Self.followedLog()
        try superuser.run("update event_store.subscriptions set position = 9")
        let claim = try store.claimSubscription("letters", startingAt: 0)
        #expect(claim.position == 3 && claim.formerPosition == 9)
    }

    @Test func `A checkpoint that the log still has stays where it is`() async throws {
        let (store, superuser, _) = try await Self.followedLog()
        try superuser.append()
        try superuser.run("select event_store.begin_incarnation('promoted', null)")
        let claim = try store.claimSubscription("letters", startingAt: 0)
        #expect(claim.position == 3 && claim.formerPosition == 3)
        // Begun behind what the watermark covers, by its own wish.
        let ahead = try store.claimSubscription("figures", startingAt: 4)
        let again = try store.claimSubscription("figures", startingAt: 0)
        #expect(ahead.position == 4 && again.position == 4 && again.formerPosition == 4)
    }

    @Test func `A claim of an earlier incarnation moves nothing, also where a later one has its epoch`() async throws {
        let (store, superuser, former) = try await Self.followedLog()
        try superuser.run("select event_store.begin_incarnation('restored', null)")
        #expect(try !store.moveSubscription(former, to: 3))
        // As the backup had it, before the name was ever claimed again.
        try superuser.run("update event_store.subscriptions set epoch = 0, position = 2")
        let present = try store.claimSubscription("letters", startingAt: 0)
        #expect(present.epoch == former.epoch && present.position == 2)
        #expect(try !store.moveSubscription(former, to: 3))
        #expect(try store.moveSubscription(present, to: 3))
    }

    @Test func `A follower that passed the watermark of a standby is sent nothing again that the standby has`()
        async throws
    {
        let (store, superuser, claim) = try await Self.followedLog()
        let signal = OutageSignal()
        var follower = LogFollower(
            store, signal, after: 2, of: claim.incarnation,
            notices: LogFollower.Notices(onReturn: { signal.note($0, $1) }))
        #expect(try follower.next()?.events.map(\.position) == [3])
        try superuser.append()
        #expect(try store.advanceWatermark() == 4)
        #expect(try follower.next()?.events.map(\.position) == [4])
        #expect(try store.moveSubscription(claim, to: 4))

        // The standby had the fourth, and not the watermark behind it. It was promoted by hand, and appended to.
        try Self.promoteByHand(superuser)
        let writer = try ScriptedConnection(ConnectionOptions(address: store.options.address))
        #expect(try writer.append() == 1_000_005)
        // Also before the watermark has moved there.
        let claimed = try PostgresEventStore(store.options).claimSubscription("letters", startingAt: 0)
        #expect(claimed.position == 4 && claimed.formerPosition == 4 && claimed.incarnation != claim.incarnation)
        let batch = try follower.next()
        #expect(batch?.events.map(\.position) == [1_000_005])
        #expect(batch?.incarnation == claimed.incarnation)
        #expect(signal.returns == [])
    }

    @Test func `A follower that saw what a standby lacked is sent all that came after, at positions of its own`()
        async throws
    {
        let (store, superuser, claim) = try await Self.followedLog()
        // It had seen a fourth and a fifth of the primary, and the standby has neither.
        let signal = OutageSignal()
        var follower = LogFollower(
            store, signal, after: 5, of: claim.incarnation,
            notices: LogFollower.Notices(onReturn: { signal.note($0, $1) }))
        try Self.promoteByHand(superuser)
        let writer = try ScriptedConnection(ConnectionOptions(address: store.options.address))
        let positions = try (1...3).map { _ in try writer.append() }
        #expect(positions == [1_000_004, 1_000_005, 1_000_006])
        #expect(try follower.next()?.events.map(\.position) == positions)
        #expect(signal.returns == [[5, 3]])
    }

    /// Has the log wake up on another timeline, without the watermarks behind the third event, and ends every session.
    private static func promoteByHand(_ superuser: ScriptedConnection) throws {
        try superuser.run(
            """
            alter table event_store.watermark disable trigger refuse_change;
            delete from event_store.watermark where position > 3;
            alter table event_store.watermark enable trigger refuse_change;
            alter table event_store.incarnations disable trigger refuse_change;
            update event_store.incarnations set timeline = timeline + 1;
            alter table event_store.incarnations enable trigger refuse_change;
            select pg_terminate_backend(pid, 10000) from pg_stat_activity
            where usename = 'missieboek' and datname = current_database()
            """)
    }
}

/// Is given at once, as after an outage, and keeps what the follower told.
private final class OutageSignal: LogSignal {
    private let told = Mutex<[[Int64]]>([])

    var returns: [[Int64]] { told.withLock { $0 } }

    func note(_ former: Int64, _ shared: Int64) { told.withLock { $0.append([former, shared]) } }
    func wait() -> Bool { true }
    func stop() {}
}
