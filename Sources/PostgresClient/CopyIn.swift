import CLibPQ

/// A table that rows are written to as a binary COPY: the columns and how a record fills them, in one type.
package protocol CopyInStatement<Record>: Sendable {
    associatedtype Record
    /// The table with its columns in brackets, as COPY takes it.
    static var target: String { get }
    static var columnCount: Int { get }
    /// Writes one row, all of its columns, in their order.
    static func encode(_ record: Record, to row: inout CopyRow)
}

/// One row on its way to the server, written from left to right.
package struct CopyRow {
    fileprivate var bytes: [UInt8] = []
    fileprivate var count = 0

    fileprivate init() {
        bytes.reserveCapacity(CopyInFormat.chunkSize * 2)
    }

    /// Appends a value; nil is NULL.
    ///
    /// Its type must be the column's: the server does not convert what it takes in binary form.
    package mutating func append<Value: PostgresValue>(_ value: Value?) {
        count += 1
        if let value { bytes.appendWithLength(value) } else { bytes.append(bigEndian: Int32(-1)) }
    }
}

extension Connection {
    /// Writes the records to the table, in constant memory (`COPY … FROM STDIN (FORMAT binary)`).
    ///
    /// All or none of them are there afterwards; within a transaction, as of that transaction.
    package func copy<Statement: CopyInStatement>(
        into statement: Statement.Type, _ records: some Sequence<Statement.Record>
    ) throws(PostgresError) {
        try requireLiving()
        guard unsafe PQsendQuery(pointer, "COPY \(Statement.target) FROM STDIN (FORMAT binary)") == 1 else {
            throw unsafe .unreachable(Self.lastMessage(of: pointer))
        }
        try startCopyIn()
        var row = CopyRow()
        row.bytes.append(contentsOf: CopyInFormat.header)
        for record in records {
            row.bytes.append(bigEndian: Int16(Statement.columnCount))
            row.count = 0
            Statement.encode(record, to: &row)
            precondition(row.count == Statement.columnCount, "\(Statement.self) does not write all of its columns")
            if row.bytes.count >= CopyInFormat.chunkSize { try put(&row.bytes) }
        }
        row.bytes.append(contentsOf: CopyInFormat.trailer)
        try put(&row.bytes)
        _ = unsafe PQputCopyEnd(pointer, nil)
        // What the server refused, while or after it was sent, comes now.
        _ = try awaitRows()
    }

    private func startCopyIn() throws(PostgresError) {
        guard let first = unsafe PQgetResult(pointer) else { throw .unexpected("COPY was not begun") }
        defer { unsafe PQclear(first) }
        if unsafe PQresultStatus(first) == PGRES_COPY_IN { return }
        let report = unsafe ServerReport(first)
        while let rest = unsafe PQgetResult(pointer) { unsafe PQclear(rest) }
        throw isLost ? loss(report) : .server(report)
    }

    /// Hands the bytes over and empties them (`PQputCopyData`).
    ///
    /// Blocks while the server does not keep up.
    private func put(_ bytes: inout [UInt8]) throws(PostgresError) {
        let isSent = unsafe bytes.withUnsafeBytes { buffer in
            unsafe PQputCopyData(
                pointer, buffer.assumingMemoryBound(to: CChar.self).baseAddress, Int32(buffer.count)) == 1
        }
        bytes.removeAll(keepingCapacity: true)
        // The server's word on why it hung up, if there is one, says more.
        guard isSent else {
            _ = try awaitRows()
            throw unsafe .connectionLost(Self.lastMessage(of: pointer), session.farewell)
        }
    }
}

/// The framing of a binary COPY.
private enum CopyInFormat {
    /// Signature, flags and the length of an extension that is not there.
    static let header: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8)
    static let trailer: [UInt8] = [0xFF, 0xFF]
    /// As many bytes as libpq hands to the socket at a time; more does not make it faster.
    static let chunkSize = 64 << 10
}
