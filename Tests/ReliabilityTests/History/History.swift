import EventSourcing

/// What clients of a store did and saw, and what the log holds in the end.
struct History: Sendable {
    var operations: [Operation] = []
    var readings: [Reading] = []
    /// The whole log, in order of position.
    var log: [LoggedEvent] = []
}

/// One call of `append`, as its client saw it.
///
/// `began` and `ended` are places in one order of all beginnings and answers.
struct Operation: Sendable {
    let command: UniqueID
    /// The stream of each event that was to be stored, in order; nil when only the answer tells.
    let streams: [StreamName]?
    /// The versions that streams were expected to be at, whether they are written or only read.
    var expected: [StreamName: Int64] = [:]
    let began: Int
    let ended: Int
    let outcome: Outcome

    enum Outcome: Hashable, Sendable {
        case stored([Spot])
        case duplicate([Spot])
        /// The store said that nothing was stored by this call.
        case failed
        case unknown
    }

    /// Where an answer says that an event stands.
    struct Spot: Hashable, Sendable {
        let position: Int64
        let version: Int64
    }
}

/// One reading of the log by a reader that follows the watermark: everything after one position up to another.
struct Reading: Sendable {
    let after: Int64
    let through: Int64
    /// Position and id of each event that it saw.
    let events: [Int64: UniqueID]
}

/// One event of the log, with the command that the journal gives it.
struct LoggedEvent: Hashable, Sendable {
    let position: Int64
    let stream: StreamName
    let version: Int64
    let id: UniqueID
    /// Nil when the journal has none.
    let command: UniqueID?
    /// Its place among the events of its command, from 1.
    let ordinal: Int
}
