import EventSourcing
import PostgresEventStore
import Synchronization
import TradeMissions

/// How far the events were shown, kept under a name when there is one.
///
/// Whoever shows events moves it; whoever reads them asks whether the name is still its own. Neither keeps the other
/// waiting while the database is asked.
final class Bookmark: Sendable {
    private struct Place {
        var claim: SubscriptionClaim?
        /// Shown, but not kept yet: the database was gone.
        var pending: LogBatch?
        /// Whether the name is being claimed anew: what is asked of it meanwhile says nothing.
        var isRenewing = false
        /// That of somebody else who has taken the name over.
        var successor: LatestClaim?
    }

    private let place: Mutex<Place>

    init(_ claim: SubscriptionClaim?) {
        place = Mutex(Place(claim: claim))
    }

    /// That of the log when the name was claimed; nil without a name.
    var incarnation: UniqueID? { place.withLock { $0.claim?.incarnation } }

    /// False from the moment that somebody else has claimed the name.
    func isOwn(in store: any SubscriptionStore) throws(StoreFailure) -> Bool {
        let asked = place.withLock { $0.isRenewing ? nil : $0.claim }
        guard let asked, let latest = try store.latestClaim(of: asked.name) else { return true }
        guard try latest.takesOver(asked, in: store.incarnation()) else { return true }
        return place.withLock { place in
            // The latest may be the own one, made in the meantime.
            guard place.claim == asked, !place.isRenewing else { return true }
            place.successor = latest
            return false
        }
    }

    /// A position that cannot be kept now is left for the next one: then some events come twice, none is missed.
    func move(to batch: LogBatch, in store: PostgresEventStore) throws {
        place.withLock {
            $0.pending = LogBatch(events: [], end: batch.end, incarnation: batch.incarnation)
        }
        do {
            try keep(in: store)
        } catch StoreFailure.unavailable {
            return
        }
    }

    /// Keeps what is left over; fails when somebody else has the name.
    func finish(in store: PostgresEventStore) throws { try keep(in: store) }

    private func keep(in store: PostgresEventStore) throws {
        let (claim, pending, successor) = place.withLock { ($0.claim, $0.pending, $0.successor) }
        guard let claim else { return }
        if let successor { throw Self.takeover(of: claim, by: successor) }
        guard let pending else { return }
        if try !store.moveSubscription(claim, to: pending.end) { try goOn(from: claim, at: pending, in: store) }
        place.withLock { $0.pending = nil }
    }

    /// The claim does not hold: somebody else has the name, or the log went on elsewhere, and what was shown before may
    /// not be there.
    private func goOn(from claim: SubscriptionClaim, at shown: LogBatch, in store: PostgresEventStore) throws {
        try requireOwn(in: store)
        place.withLock { $0.isRenewing = true }
        defer { place.withLock { $0.isRenewing = false } }
        let renewed = try store.claimSubscription(claim.name, startingAt: 0)
        place.withLock {
            $0.claim = renewed
            $0.isRenewing = false
        }
        guard shown.incarnation == renewed.incarnation, renewed.position <= shown.end else { return }
        if try !store.moveSubscription(renewed, to: shown.end) { try requireOwn(in: store) }
    }

    private func requireOwn(in store: PostgresEventStore) throws {
        guard try !isOwn(in: store) else { return }
        let (claim, successor) = place.withLock { ($0.claim, $0.successor) }
        if let claim, let successor { throw Self.takeover(of: claim, by: successor) }
    }

    private static func takeover(of claim: SubscriptionClaim, by successor: LatestClaim) -> Failure {
        let moment = successor.claimedAt.clockTextInAmsterdam
        return Failure(
            .versionConflict,
            Phrase(
                nl: "de naam \(claim.name) is overgenomen: sinds \(moment) volgt iemand anders het logboek daaronder. "
                    + "Wat hierna komt, toont die.",
                en: "the name \(claim.name) was taken over: since \(moment) somebody else follows the log under it. "
                    + "What comes next is shown there."))
    }
}
