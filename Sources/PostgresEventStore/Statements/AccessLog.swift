package import EventSourcing
import PostgresClient

/// That something of the book is about to be read, or was asked for in vain: for the log of readings.
///
/// Who asks, from where and when is not said here: the server finds that itself.
package struct Reading: Hashable, Sendable {
    /// What comes of it, as far as it is known before anything is shown.
    package enum Result: String, CaseIterable, Sendable {
        /// It is shown next.
        case shown
        case notFound = "not-found"
        case refused
        case failed
        /// It goes on for a while: a copy is made, or whatever is recorded is shown from now on.
        case begun
        /// What was begun is there.
        case written
        /// An act of the log's owner.
        case done
    }

    package var action: String
    /// The id of a stream, or what was asked about as a whole.
    package var object: String
    package var result: Result
    /// The officer who is said to read.
    package var actor: String?
    package var ground: String?
    /// Up to which position of the log it goes, or after which it begins.
    package var asOf: Int64?
    package var validAt: Timestamp?
    package var format: String?
    /// How many things are shown.
    package var shown: Int64?
    /// The user of the operating system, as the program knows it.
    package var statedAccount: String?

    package init(action: String, object: String, result: Result) {
        self.action = action
        self.object = object
        self.result = result
    }
}

/// An entry of the log of readings.
package struct ReadingEntry: Hashable, Sendable {
    package let number: Int64
    package let recordedAt: Timestamp
    package let action: String
    package let object: String
    /// As it is stored: a later release may know more results.
    package let result: String
    package let login: String
    package let actor: String?
    /// The client's address as the server saw it, and what its session called itself.
    package let origin: String
    package let application: String
    /// Whom the server had authenticated; nil where it does not tell.
    package let account: String?
    package let statedAccount: String?
    package let ground: String?
    package let asOf: Int64?
    package let validAt: Timestamp?
    package let format: String?
    package let shown: Int64?
    /// Over this entry and, by the one before, over all of them: to be kept elsewhere.
    package let hash: [UInt8]
}

/// Which entries of the log of readings are asked for; all when nothing is said.
package struct ReadingFilter: Hashable, Sendable {
    package var object: String?
    /// Logins or officers.
    package var readers: [String]?
    package var since: Timestamp?
    package var isWithoutGround = false

    package init() {}
}

struct RecordReading: Statement {
    let entry: Reading

    static let name = "record_reading"
    static let sql = "select access_log.record($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"

    func bind(to parameters: inout Parameters) {
        parameters.append(entry.action)
        parameters.append(entry.object)
        parameters.append(entry.result.rawValue)
        parameters.append(entry.actor)
        parameters.append(entry.ground)
        parameters.append(entry.asOf)
        parameters.append(entry.validAt.map { PostgresTimestamp($0) })
        parameters.append(entry.format)
        parameters.append(entry.shown)
        parameters.append(entry.statedAccount)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> Int64 { try row.next() }
}

/// In the order in which they were entered.
struct ReadReadings: Statement {
    let filter: ReadingFilter

    static let name = "read_readings"
    static let sql = """
        select number, recorded_at, action, object, result, login, actor, origin, application, account, stated_account,
            ground, as_of, valid_at, format, shown, hash
        from access_log.entries
        where ($1::text is null or object = $1) and ($2::text[] is null or login = any ($2) or actor = any ($2))
            and ($3::timestamptz is null or recorded_at >= $3) and not ($4::boolean and ground is not null)
        order by number
        """

    func bind(to parameters: inout Parameters) {
        parameters.append(filter.object)
        if let readers = filter.readers {
            parameters.append(array: readers) { $0 }
        } else {
            parameters.appendNullArray(of: String.self)
        }
        parameters.append(filter.since.map { PostgresTimestamp($0) })
        parameters.append(filter.isWithoutGround)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> ReadingEntry {
        ReadingEntry(
            number: try row.next(), recordedAt: Timestamp(try row.next()), action: try row.next(),
            object: try row.next(), result: try row.next(), login: try row.next(), actor: try row.nextOptional(),
            origin: try row.next(), application: try row.next(), account: try row.nextOptional(),
            statedAccount: try row.nextOptional(), ground: try row.nextOptional(), asOf: try row.nextOptional(),
            validAt: (try row.nextOptional() as PostgresTimestamp?).map { Timestamp($0) },
            format: try row.nextOptional(), shown: try row.nextOptional(), hash: try row.next())
    }
}

/// Whether the database has a log of readings; may be asked by any login, also of a schema that is older.
struct AccessLogExists: Statement {
    static let name = "access_log_exists"
    static let sql = "select exists (select from pg_namespace where nspname = 'access_log')"

    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) -> Bool { try row.next() }
}

extension PostgresEventStore {
    /// Enters a reading, and gives the entry's number.
    ///
    /// To be called before anything is shown: when this fails, nothing may be.
    @discardableResult
    package func record(_ entry: Reading) throws(StoreFailure) -> Int64 {
        try reading { (connection) throws(PostgresError) in try connection.executeOne(RecordReading(entry: entry)) }
    }

    /// The entries of the log of readings; for auditors.
    package func readings(_ filter: ReadingFilter) throws(StoreFailure) -> [ReadingEntry] {
        try reading { (connection) throws(PostgresError) in try connection.execute(ReadReadings(filter: filter)) }
    }

    package func hasAccessLog() throws(StoreFailure) -> Bool {
        try reading { (connection) throws(PostgresError) in try connection.executeOne(AccessLogExists()) }
    }
}
