/// The port to a store of events.
///
/// One contract suite holds for every implementation (`EventStoreContract`).
///
/// Calls block until the store has answered. An instance belongs to one thread or actor at a time; several
/// instances on the same log may be used at once.
package protocol EventStore: AnyObject {
    /// Stores a command's events, all or none, with the command itself, in one transaction.
    ///
    /// The journal is asked first: when the same command id was stored before with the same content, nothing is
    /// written and the stored entry is returned as ``AppendResult/duplicate(_:)``, whatever is expected now. What it
    /// gave for the register is part of that content, for as long as the register knows it. Then all
    /// expectations are checked, for a refused command too, before anything is written.
    func append(_ request: AppendRequest) throws(StoreFailure) -> AppendResult

    /// The events of these streams that lie at or before `position` (all when nil), in order of position.
    ///
    /// Without a position this is the latest committed state, which may run ahead of the watermark.
    func read(_ streams: [StreamName], through position: Int64?) throws(StoreFailure) -> [RecordedEvent]

    /// Hands the same events to `body` one by one, where the store can do so while they come in.
    ///
    /// So a long stream is decoded while the rest of it is under way.
    func read(
        _ streams: [StreamName], through position: Int64?, _ body: (RecordedEvent) throws(StoreFailure) -> Void
    ) throws(StoreFailure)

    /// Hands every event after `position`, in order, up to and including `end`, to `body`. Constant memory.
    ///
    /// `end` must not lie beyond the watermark: what lies beyond it may still have gaps.
    func readLog(
        after position: Int64, through end: Int64, _ body: (RecordedEvent) throws(StoreFailure) -> Void
    ) throws(StoreFailure)

    /// The last position up to which the log is known to be complete, as stored.
    func watermark() throws(StoreFailure) -> Int64

    /// Moves the watermark up to every append that has been answered, and returns it.
    ///
    /// When an append is stuck in flight, the watermark stays where it is: late, never wrong.
    func advanceWatermark() throws(StoreFailure) -> Int64

    /// How far the log reaches at this moment.
    func reach() throws(StoreFailure) -> LogReach

    /// The last watermark that was stored at or before `time`; 0 when there was none.
    func watermark(at time: Timestamp) throws(StoreFailure) -> Int64

    /// The journal's entry for a command id, if it was ever given.
    func command(_ id: UniqueID) throws(StoreFailure) -> JournalEntry?
}

extension EventStore {
    package func read(
        _ streams: [StreamName], through position: Int64?, _ body: (RecordedEvent) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        for event in try read(streams, through: position) { try body(event) }
    }
}

/// How far a log reached at one moment.
package struct LogReach: Hashable, Sendable {
    /// The last position up to which it was known to be complete, as stored.
    package let watermark: Int64
    /// The position of the last event, also when earlier ones may still come; 0 when there is none.
    ///
    /// Nothing that was answered lies beyond it: once the watermark has reached it, the log holds all of that.
    package let lastPosition: Int64

    package init(watermark: Int64, lastPosition: Int64) {
        self.watermark = watermark
        self.lastPosition = lastPosition
    }

    /// Whether everything that was answered lies at or before the watermark.
    package var isComplete: Bool { watermark >= lastPosition }
}

/// One command, ready to be stored with what came of it.
package struct AppendRequest: Sendable {
    package let commandID: UniqueID
    /// The stored name of the command, such as `mission.announce`.
    package let command: String
    /// The command's content as canonical JSON, without what belongs in the register.
    ///
    /// Stored as a hash only.
    package let content: [UInt8]
    /// The rest of its content; nil when the command has no fields for the register.
    package let registerContent: RegisterContent?
    package let actor: String
    /// Nil for an accepted command; else canonical JSON of the refusal.
    ///
    /// A refused command has no events.
    package let rejection: [UInt8]?
    /// At most one for each stream.
    package let expectations: [Expectation]
    package let events: [NewEvent]
    /// Entries of the register that come into force with this command, in the same transaction.
    package let registerEntries: [RegisterEntry]
    /// Keys that are destroyed with this command, in the same transaction.
    package let keyDestructions: [KeyDestruction]
    /// Keys of texts that its events hold sealed: where one was destroyed by now, nothing is stored, and it fails with
    /// ``StoreFailure/invalid(_:)``.
    package let sealingKeys: [SealingKey]

    package init(
        commandID: UniqueID, command: String, content: [UInt8], registerContent: RegisterContent? = nil,
        actor: String, rejection: [UInt8]? = nil, expectations: [Expectation], events: [NewEvent],
        registerEntries: [RegisterEntry] = [], keyDestructions: [KeyDestruction] = [], sealingKeys: [SealingKey] = []
    ) {
        self.commandID = commandID
        self.command = command
        self.content = content
        self.registerContent = registerContent
        self.actor = actor
        self.rejection = rejection
        self.expectations = expectations
        self.events = events
        self.registerEntries = registerEntries
        self.keyDestructions = keyDestructions
        self.sealingKeys = sealingKeys
    }
}

/// Where one event of an append came to stand.
package struct Placement: Hashable, Sendable {
    package let stream: StreamName
    package let type: String
    package let version: Int64
    /// Nil in a rehearsal: there it stands nowhere.
    package let position: Int64?

    package init(stream: StreamName, type: String, version: Int64, position: Int64?) {
        self.stream = stream
        self.type = type
        self.version = version
        self.position = position
    }
}

package enum AppendResult: Sendable, Equatable {
    /// Stored and committed.
    case stored(JournalEntry)
    /// The same command was stored earlier; this is what came of it then.
    case duplicate(JournalEntry)

    package var entry: JournalEntry {
        switch self {
        case .stored(let entry), .duplicate(let entry): entry
        }
    }
}

/// A command as the journal holds it.
package struct JournalEntry: Hashable, Sendable {
    package let commandID: UniqueID
    package let command: String
    package let actor: String
    package let recordedAt: Timestamp
    /// Nil for an accepted command.
    package let rejection: [UInt8]?
    /// The events it led to, in their order.
    package let placements: [Placement]

    package init(
        commandID: UniqueID, command: String, actor: String, recordedAt: Timestamp, rejection: [UInt8]?,
        placements: [Placement]
    ) {
        self.commandID = commandID
        self.command = command
        self.actor = actor
        self.recordedAt = recordedAt
        self.rejection = rejection
        self.placements = placements
    }
}

/// Why the store did not do what was asked.
package enum StoreFailure: Error, Hashable, Sendable {
    /// A stream did not meet its expectation. Nothing was written, no position was used.
    case conflict(StreamName, expected: ExpectedVersion, actual: Int64)
    /// This command id was used before for another content, or with other names and numbers for the register.
    case commandReused(UniqueID)
    /// The request can never be stored: an unlawful name, a limit.
    case invalid(String)
    /// A KvK number of the request stands for another id in the register.
    ///
    /// Says which id holds it, never the number (INV-29).
    case numberTaken(holder: String)
    /// The request names somebody whose keys were destroyed, by this id, in this file or, where that is nil, altogether.
    /// Nothing was written.
    case keyDestroyed(subject: String, dossier: String?)
    /// The same person did something on `file`, as `account`, that is kept apart from what an event of the request says
    /// they do now. Nothing was written.
    ///
    /// `position` is the event by which it was done; nil when it is one of the same request.
    case notKeptApart(file: String, account: String, position: Int64?)
    /// The database login may not do this.
    case denied(String)
    /// The database login may not record for this actor, and may do the same for another.
    case actorRefused(String)
    /// Personal data could not be sealed or opened. Nothing was written.
    case sealed(KeyTrouble)
    /// The database could not be reached, or lost the connection before anything was sent.
    case unavailable(String)
    /// The connection broke while the answer was awaited: it may or may not have been stored. The same command id
    /// again gives the answer.
    case outcomeUnknown(String)
    /// What was read is not what was written: bytes that do not decode, a version out of order.
    case corrupt(String)
    /// What was read is of a kind that this program does not know: a later release wrote it.
    case unknownEvent(String, in: StreamName, position: Int64)

    /// The database takes no writing: it is a replica, or one that was promoted and not let go on yet.
    package static let readOnly = StoreFailure.unavailable("the database is read-only")
    /// Another session holds a lock for longer than this one waits: nothing was written.
    package static let lockedOut = StoreFailure.unavailable("another session holds a lock for too long")
}
