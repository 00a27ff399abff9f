import AuditLog
import PostgresClient

/// An event as the database gives it to whoever checks it: read without trust, whatever stands in its columns.
struct LedgerRecord {
    /// Nil when the column has no number.
    let position: Int64?
    /// Nil as ``position``.
    let version: Int64?
    /// The bytes of its stream's name; empty when it has none.
    let stream: [UInt8]
    /// What its leaf is the hash of; nil when a column that may never be empty is, or has another width.
    let record: [UInt8]?
    /// Of the record; nil when there is none.
    let leaf: TreeHash?
    /// The leaf as the table keeps it; nil when that is no hash.
    let storedLeaf: TreeHash?

    var streamName: String { String(decoding: stream, as: UTF8.self) }

    /// Where an event stands.
    struct Place {
        let position: Int64
        let version: Int64

        func finding(in stream: String) -> LogFinding {
            .misnumbered(position: position, stream: stream, version: version)
        }
    }

    /// Nil when it has no position or no version.
    var place: Place? {
        guard let position, let version else { return nil }
        return Place(position: position, version: version)
    }

    /// What is to be said of an event that is not what it should be.
    var finding: LogFinding { position.map { .changed(position: $0) } ?? .unplaced }
}

extension LedgerRecord {
    /// The columns of the table, and behind those that the record is made of the leaf that is kept.
    ///
    /// As they are, without a function or an operator: a superuser can put one before the server's own, and it would say
    /// what a record should be.
    static let columns =
        "position, version, recorded_at, occurred_at, event_id, stream, type, actor, data, metadata, leaf_hash"

    /// In bytes, of both times and the id.
    private static let fixedWidths = [8, 8, 16]
    /// Behind the stream.
    private static let variableColumns = 4

    /// Makes the record of ``columns`` in their binary form, as V0001_event_store.sql has it.
    init(_ row: inout Row) throws(PostgresError) {
        let place: [UInt8]? = try row.nextOptional()
        let number: [UInt8]? = try row.nextOptional()
        position = Self.number(place)
        version = Self.number(number)
        var record: [UInt8] = []
        record.reserveCapacity(1_024)
        record += place ?? []
        record += number ?? []
        var isWhole = position != nil && version != nil
        for width in Self.fixedWidths {
            let field: [UInt8]? = try row.nextOptional()
            isWhole = isWhole && field?.count == width
            record += field ?? []
        }
        let name: [UInt8]? = try row.nextOptional()
        stream = name ?? []
        isWhole = isWhole && name != nil
        record += Int32(stream.count).bigEndianBytes
        record += stream
        for _ in 0..<Self.variableColumns {
            let field: [UInt8]? = try row.nextOptional()
            isWhole = isWhole && field != nil
            record += Int32(field?.count ?? 0).bigEndianBytes
            record += field ?? []
        }
        self.record = isWhole ? record : nil
        leaf = isWhole ? TreeHash(leaf: record) : nil
        storedLeaf = (try row.nextOptional() as [UInt8]?).flatMap { TreeHash(bytes: $0) }
    }

    private static func number(_ field: [UInt8]?) -> Int64? {
        field.flatMap { $0.count == 8 ? Int64(bigEndianBytes: $0) : nil }
    }
}
