import EventSourcing
import PostgresClient

extension PostgresUUID {
    init(_ id: UniqueID) {
        self.init(high: id.high, low: id.low)
    }
}

extension UniqueID {
    init(_ uuid: PostgresUUID) {
        self.init(high: uuid.high, low: uuid.low)
    }
}

extension PostgresTimestamp {
    init(_ time: Timestamp) {
        self.init(microseconds: time.microseconds)
    }
}

extension Timestamp {
    init(_ time: PostgresTimestamp) {
        self.init(microseconds: time.microseconds)
    }
}

extension StreamName {
    /// Fails with ``PostgresError/unexpected(_:)``: the store cannot have written such a name.
    init(stored text: String) throws(PostgresError) {
        do { try self.init(text: text) } catch { throw .unexpected(error.description) }
    }
}

extension ExpectedVersion {
    /// As the SQL function `append` takes it: -1 for any, -2 for a stream that exists, else the version, 0 for none.
    ///
    /// A version below 0 becomes one that the function refuses.
    var code: Int64 {
        switch self {
        case .any: -1
        case .exists: -2
        case .noStream: 0
        case .exactly(let version): version < 0 ? .min : version
        }
    }
}
