/// The port of those who follow the log: batches in order, and a place to keep how far they came.
package protocol SubscriptionStore: EventStore {
    /// At most `limit` events after `position`, up to and including `end`, in order; of all streams when `streams` is
    /// nil.
    ///
    /// `end` must not lie beyond the watermark.
    func events(
        after position: Int64, through end: Int64, of streams: [StreamName]?, limit: Int
    ) throws(StoreFailure) -> [RecordedEvent]

    /// The incarnation that the log lives in: another one once it was restored, or goes on at a promoted standby.
    func incarnation() throws(StoreFailure) -> UniqueID

    /// Where a reader goes on that was at `position` in `incarnation`: there, unless the log has lost what the reader
    /// knows; then at the last position that both have.
    func resume(at position: Int64, of incarnation: UniqueID) throws(StoreFailure) -> Int64

    /// Makes the caller the owner of a checkpoint, which is made when there is none yet, at `start`.
    ///
    /// A checkpoint that is ahead of the log goes back as ``resume(at:of:)`` says. Whoever owned it before cannot move
    /// it any more. Fails with ``StoreFailure/invalid(_:)`` when the name is not
    /// lawful.
    func claimSubscription(_ name: String, startingAt start: Int64) throws(StoreFailure) -> SubscriptionClaim

    /// Moves a checkpoint forward to `position`, which must not lie beyond the watermark.
    ///
    /// False, and nothing changed, when another has claimed it since, or the log lives in another incarnation than when
    /// it was claimed.
    func moveSubscription(_ claim: SubscriptionClaim, to position: Int64) throws(StoreFailure) -> Bool

    /// The latest claim of a checkpoint; nil when there is none of this name.
    func latestClaim(of name: String) throws(StoreFailure) -> LatestClaim?
}

/// The right to move a checkpoint, until the next claim.
package struct SubscriptionClaim: Hashable, Sendable {
    package let name: String
    package let epoch: Int64
    /// That of the log when it was claimed.
    package let incarnation: UniqueID
    /// Where to go on.
    package let position: Int64
    /// How far the events were dealt with; beyond ``position`` when the log has lost some of them.
    package let formerPosition: Int64

    package init(name: String, epoch: Int64, incarnation: UniqueID, position: Int64, formerPosition: Int64) {
        self.name = name
        self.epoch = epoch
        self.incarnation = incarnation
        self.position = position
        self.formerPosition = formerPosition
    }
}

/// What is known of the claim that holds now.
package struct LatestClaim: Hashable, Sendable {
    package let epoch: Int64
    /// That of the log when the name was claimed, or its checkpoint moved, last.
    package let incarnation: UniqueID
    package let claimedAt: Timestamp

    package init(epoch: Int64, incarnation: UniqueID, claimedAt: Timestamp) {
        self.epoch = epoch
        self.incarnation = incarnation
        self.claimedAt = claimedAt
    }

    /// Whether it is somebody else's than `claim`, given the incarnation that the log lives in now.
    ///
    /// A log that was restored may know an older claim than this one: that took nothing over, unless it was made there.
    package func takesOver(_ claim: SubscriptionClaim, in present: UniqueID) -> Bool {
        epoch > claim.epoch || incarnation == present && incarnation != claim.incarnation
    }
}

/// Tells who follows a log when to look again.
///
/// A signal serves one follower.
package protocol LogSignal: Sendable {
    /// Blocks until something may have been recorded since the last call, or a look is due in any case.
    ///
    /// False once it was stopped.
    func wait() -> Bool

    /// Ends a wait under way and all later ones, from any thread.
    func stop()
}
