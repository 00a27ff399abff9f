import EventSourcing

/// The checkpoints of a log in memory.
struct InMemoryCheckpoints {
    private var stored: [String: (epoch: Int64, position: Int64, claimedAt: Timestamp)] = [:]

    /// A log in memory has one life.
    mutating func claim(
        _ name: String, startingAt start: Int64, in incarnation: UniqueID, at time: Timestamp
    ) throws(StoreFailure) -> SubscriptionClaim {
        guard Self.isLawful(name) else { throw .invalid("“\(name)” is not the name of a subscription") }
        guard start >= 0 else { throw .invalid("no subscription starts after position \(start)") }
        let former = stored[name, default: (0, start, time)]
        stored[name] = (former.epoch + 1, former.position, time)
        return SubscriptionClaim(
            name: name, epoch: former.epoch + 1, incarnation: incarnation, position: former.position,
            formerPosition: former.position)
    }

    mutating func move(
        _ claim: SubscriptionClaim, to position: Int64, watermark: Int64
    ) throws(StoreFailure) -> Bool {
        guard let standing = stored[claim.name], standing.epoch == claim.epoch else { return false }
        guard (standing.position...max(standing.position, watermark)).contains(position), position <= watermark else {
            throw .invalid("subscription \(claim.name) cannot move from \(standing.position) to \(position)")
        }
        stored[claim.name]?.position = position
        return true
    }

    func latest(of name: String, in incarnation: UniqueID) -> LatestClaim? {
        stored[name].map { LatestClaim(epoch: $0.epoch, incarnation: incarnation, claimedAt: $0.claimedAt) }
    }

    private static func isLawful(_ name: String) -> Bool {
        name.utf8.count <= 200 && name.utf8.first != UInt8(ascii: "-") && name.utf8.last != UInt8(ascii: "-")
            && !name.isEmpty
            && name.utf8.allSatisfy { Ascii.isLowercase($0) || Ascii.isDigit($0) || $0 == UInt8(ascii: "-") }
    }
}
