package import AuditLog
package import PostgresClient

/// Why an audit could not be carried out, or what it has found at once.
package enum AuditFailure: Error, Hashable, Sendable {
    /// Something was changed: nothing is signed over it.
    case finding(LogFinding)
    /// Something is wrong with a file of the folder of the proofs.
    case folder(path: String, FolderFault)
    /// Something is wrong with what a key has kept beside it of what it has signed.
    case memory(path: String, FolderFault)
    /// A file cannot be written.
    case storage(path: String, what: String)
    /// What is kept proves nothing.
    case proof(AuditFault)
    case database(PostgresError)
    /// Somebody else seals the same log at this moment.
    case busy
}

extension AuditFailure {
    static func of<Value: ~Copyable>(_ body: () throws(AuditFault) -> Value) throws(AuditFailure) -> Value {
        do throws(AuditFault) { return try body() } catch { throw .proof(error) }
    }
}

/// What was changed behind the back of the program, with where.
package enum LogFinding: Hashable, Sendable {
    /// The event at this position is another one than was sealed, or its leaf is not that of its record.
    case changed(position: Int64)
    /// The event at this position is what was sealed, and the hash that the table keeps beside it is another's.
    case strayLeaf(position: Int64)
    /// The event that was sealed at this position is gone.
    case missing(position: Int64)
    /// An event stands at this position that was not there when what comes behind it was sealed.
    case inserted(position: Int64)
    /// An event has no position.
    case unplaced
    /// The server gives this position behind one that is not below it: it is there twice, or the order is a false one.
    case disordered(position: Int64)
    /// The version of this event does not follow on the one before it in its stream: it is missing, or there a second time.
    case misnumbered(position: Int64, stream: String, version: Int64)
    /// The log that was signed at this size is not the beginning of the log of today: something up to a position was
    /// rewritten, the folder of the proofs with it or without one.
    ///
    /// What it had up to `after` is what was signed; 0 where no signed root before this one was found to hold.
    case rewritten(size: Int64, after: Int64 = 0, through: Int64)
    /// At least one event between these positions is another than was sealed; which, the folder cannot tell, since its
    /// tiles are not what was signed there.
    case rewrittenWithin(from: Int64, through: Int64)
    /// Two checkpoints of this size were signed, over another root each: there is a second log.
    case forked(size: Int64)
    /// The table holds more events than it shows in order of their positions: an index leaves some out, and shows others to
    /// whoever reads a file.
    case hidden(held: Int64, shown: Int64)
    /// The log ends before what was signed: it is an older one, or a part of its end is gone.
    case cutOff(size: Int64, found: Int64)
    /// What this file of the folder says of an event is not what was signed, and the event is: nothing was rewritten.
    case falseIndex(path: String)
    /// A checkpoint of the folder does not hold under the keys that are trusted, with what is wrong.
    case untrusted(size: Int64, AuditFault)
    /// A file of the folder should be a checkpoint, and is none.
    case unreadable(path: String, FolderFault)
    /// The folder has no checkpoint of this size, and somebody has kept one.
    case lacking(size: Int64)
    /// A file of the folder is gone or cannot be read, so that what follows it was compared with signed checkpoints only.
    case damagedFolder(path: String)
    /// The tiles of the folder do not lead to the root that was signed at this size.
    case falseTiles(size: Int64)

    /// Whether it says something of the folder of the proofs, and nothing of an event.
    ///
    /// An event that is not what was signed is told by another finding beside it: one of its position, or of the first
    /// signed root that the events do not lead to.
    package var isOfFolder: Bool {
        switch self {
        case .falseIndex, .untrusted, .unreadable, .lacking, .damagedFolder, .falseTiles: true
        case .changed, .strayLeaf, .missing, .inserted, .unplaced, .disordered, .misnumbered, .rewritten,
            .rewrittenWithin, .forked, .cutOff, .hidden:
            false
        }
    }

    /// Whether it says that a checkpoint of the folder cannot be gone by.
    package var isOfCheckpoint: Bool {
        switch self {
        case .untrusted, .unreadable: true
        default: false
        }
    }

    /// Whether it says that the log breaks a rule of every log, and nothing of what was signed.
    package var isOfRules: Bool {
        switch self {
        case .misnumbered, .strayLeaf: true
        default: false
        }
    }

    /// The position that is named to whoever looks for it; where only a stretch is known, its end.
    package var position: Int64? {
        switch self {
        case .changed(let position), .missing(let position), .inserted(let position), .disordered(let position):
            position
        case .misnumbered(let position, _, _), .strayLeaf(let position): position
        case .rewritten(_, _, let end), .rewrittenWithin(_, let end): end
        case .unplaced, .forked, .cutOff, .hidden, .falseTiles, .damagedFolder, .falseIndex, .untrusted, .unreadable,
            .lacking:
            nil
        }
    }
}
