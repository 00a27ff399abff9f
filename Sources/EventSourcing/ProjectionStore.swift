/// The port to stored read models: rows by key, and how far each model has read.
package protocol ProjectionStore: AnyObject {
    /// Makes the caller the owner of a read model. Whoever owned it before can apply nothing any more.
    func claim(_ model: ProjectionName) throws(StoreFailure) -> ProjectionClaim

    /// How far the model has read, and whether somebody is reading on.
    func standing(of model: ProjectionName) throws(StoreFailure) -> ProjectionStanding

    /// The rows with these keys (all when nil), in order of key.
    func rows(of model: ProjectionName, keys: [String]?) throws(StoreFailure) -> [ProjectionRow]

    /// Moves the model from the claim's position to `position` and changes its rows, in one transaction.
    ///
    /// False, and nothing changed, when another has claimed the model since. The claim ends with it, unless the owner
    /// keeps it to go on: then it lasts some seconds more.
    func apply(
        _ changes: [ProjectionChange], to model: ProjectionName, _ claim: ProjectionClaim, movingTo position: Int64,
        keepingClaim: Bool
    ) throws(StoreFailure) -> Bool
}

/// A read model and the version of its rows: another shape of row is another version, filled anew.
package struct ProjectionName: Hashable, Sendable {
    package let name: String
    package let version: Int

    package init(_ name: String, version: Int) {
        self.name = name
        self.version = version
    }
}

/// How a read model stands.
package struct ProjectionStanding: Hashable, Sendable {
    /// How far it has read; 0 when it never did.
    package let position: Int64
    /// Whether it was claimed, or its claim kept, in the last seconds: its owner is at work, or died.
    package let isClaimed: Bool

    package init(position: Int64, isClaimed: Bool) {
        self.position = position
        self.isClaimed = isClaimed
    }
}

/// The right to change a read model, until the next claim.
package struct ProjectionClaim: Hashable, Sendable {
    package let epoch: Int64
    package let position: Int64

    package init(epoch: Int64, position: Int64) {
        self.epoch = epoch
        self.position = position
    }
}

/// One stored row: canonical JSON under a key.
package struct ProjectionRow: Hashable, Sendable {
    package let key: String
    package let body: [UInt8]

    package init(key: String, body: [UInt8]) {
        self.key = key
        self.body = body
    }
}

/// A row to store, or to remove when it has no body.
package struct ProjectionChange: Hashable, Sendable {
    package let key: String
    package let body: [UInt8]?

    package init(key: String, body: [UInt8]?) {
        self.key = key
        self.body = body
    }
}
