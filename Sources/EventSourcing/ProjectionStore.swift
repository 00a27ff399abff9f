/// The port to stored read models: rows by key, how far each model has read, and which streams it could not go on with.
///
/// Calls block until the store has answered.
package protocol ProjectionStore: AnyObject {
    /// Makes the caller the owner of a read model. Whoever owned it before can apply nothing any more.
    func claim(_ model: ProjectionName) throws(StoreFailure) -> ProjectionClaim

    /// How far the model has read, and whether somebody is reading on.
    func standing(of model: ProjectionName) throws(StoreFailure) -> ProjectionStanding

    /// Everything a question reads of the model, as of one moment.
    func contents(of model: ProjectionName) throws(StoreFailure) -> ProjectionContents

    /// The rows with these keys, in order of key.
    func rows(of model: ProjectionName, keys: [String]) throws(StoreFailure) -> [ProjectionRow]

    /// The streams that the model could not go on with, in order of name.
    func parked(of model: ProjectionName) throws(StoreFailure) -> [ParkedStream]

    /// Moves the model from the claim's position to the batch's and makes its changes, in one transaction.
    ///
    /// False, and nothing changed, when another has claimed the model since. The claim ends with it, unless the owner
    /// keeps it to go on: then it lasts some seconds more.
    func apply(
        _ batch: ProjectionBatch, to model: ProjectionName, _ claim: ProjectionClaim, keepingClaim: Bool
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
    /// Whether it knows more than the log: that was restored, or goes on at a standby that lacked its end.
    package let isAhead: Bool

    package init(position: Int64, isClaimed: Bool, isAhead: Bool = false) {
        self.position = position
        self.isClaimed = isClaimed
        self.isAhead = isAhead
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

/// What some events did to a read model.
package struct ProjectionBatch: Hashable, Sendable {
    /// The last position that was read.
    package var position: Int64
    /// Each key at most once.
    package var changes: [ProjectionChange]
    /// Streams that could not be gone on with; a stream that is parked already is parked anew.
    package var parked: [StreamFault]
    /// Streams that are no longer parked.
    package var freed: [StreamName]

    package init(
        through position: Int64, changes: [ProjectionChange] = [], parking parked: [StreamFault] = [],
        freeing freed: [StreamName] = []
    ) {
        self.position = position
        self.changes = changes
        self.parked = parked
        self.freed = freed
    }
}

/// Why a read model cannot go on with a stream: its events from `position` on are held back.
package struct StreamFault: Hashable, Sendable {
    package let stream: StreamName
    /// That of the first event which could not be applied.
    package let position: Int64
    /// A stable code, for programs.
    package let code: String
    /// What is wrong with the event, in the words of whoever read it.
    package let explanation: String

    package init(stream: StreamName, position: Int64, code: String, explanation: String) {
        self.stream = stream
        self.position = position
        self.code = code
        self.explanation = explanation
    }
}

/// A stream whose later events are held back from a read model.
package struct ParkedStream: Hashable, Sendable {
    package let fault: StreamFault
    package let parkedAt: Timestamp

    package init(_ fault: StreamFault, at parkedAt: Timestamp) {
        self.fault = fault
        self.parkedAt = parkedAt
    }
}

/// What a question reads of a read model: its rows in order of key, and the streams that are missing in them.
package struct ProjectionContents: Hashable, Sendable {
    package let rows: [ProjectionRow]
    package let parked: [ParkedStream]

    package init(rows: [ProjectionRow], parked: [ParkedStream]) {
        self.rows = rows
        self.parked = parked
    }
}
