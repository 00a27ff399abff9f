import AuditLog
import PostgresClient

/// An event as the database gives it to whoever checks it: read without trust, whatever stands in its columns.
struct LedgerRecord {
    /// Nil when the column has no number.
    let position: Int64?
    /// What its leaf is the hash of; nil when a column that may never be empty is, or has another width.
    let record: [UInt8]?
    /// Of the record; nil when there is none.
    let leaf: TreeHash?
    /// The leaf as the table keeps it; nil when that is no hash.
    let storedLeaf: TreeHash?

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

    /// In bytes, of the columns whose values all have one width: three numbers and the id, behind the position.
    private static let fixedWidths = [8, 8, 8, 16]
    private static let variableColumns = 5

    /// Makes the record of ``columns`` in their binary form, as V0001_event_store.sql has it.
    init(_ row: inout Row) throws(PostgresError) {
        let place: [UInt8]? = try row.nextOptional()
        position = place.flatMap { $0.count == 8 ? Int64(bigEndianBytes: $0) : nil }
        var (record, isWhole) = (place ?? [], position != nil)
        record.reserveCapacity(1_024)
        for width in Self.fixedWidths {
            let field: [UInt8]? = try row.nextOptional()
            isWhole = isWhole && field?.count == width
            record += field ?? []
        }
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
}
