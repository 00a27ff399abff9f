import CLibPQ

/// A query whose rows are read as a binary COPY: any number of them, in constant memory.
package protocol CopyStatement<Output>: Sendable {
    associatedtype Output
    /// The query. COPY takes no parameters: only numbers and names of a checked form may be written into it.
    var sql: String { get }
    /// Reads one row, all of its columns.
    static func decode(_ row: inout Row) throws(PostgresError) -> Output
}

/// Why a COPY, or a result that is handed over row by row, did not come to its end.
package enum CopyFailure<Failure: Error>: Error {
    case database(PostgresError)
    /// What the closure threw; the connection is ready for the next request.
    case body(Failure)
}

extension Connection {
    /// Hands the rows to `body` one by one, in order, while they come in (`COPY … TO STDOUT (FORMAT binary)`).
    ///
    /// When the body throws, the server is told to stop. The body must not use this connection.
    package func copy<Query: CopyStatement, Failure: Error>(
        _ statement: Query, _ body: (Query.Output) throws(Failure) -> Void
    ) throws(CopyFailure<Failure>) {
        var thrown: Failure?
        do throws(PostgresError) {
            try copyRows(of: statement.sql) { (row) throws(PostgresError) in
                let output = try Query.decode(&row)
                guard row.isExhausted else { throw .unexpected("\(Query.self) does not read all of its columns") }
                do throws(Failure) {
                    try body(output)
                } catch {
                    thrown = error
                    return false
                }
                return true
            }
        } catch {
            throw .database(error)
        }
        if let thrown { throw .body(thrown) }
    }

    /// Calls `receive` for each row until it returns false.
    func copyRows(
        of query: String, _ receive: (inout Row) throws(PostgresError) -> Bool
    ) throws(PostgresError) {
        try requireLiving()
        guard unsafe PQsendQuery(pointer, "COPY (\(query)) TO STDOUT (FORMAT binary)") == 1 else {
            throw unsafe .unreachable(Self.lastMessage(of: pointer))
        }
        try startCopy()
        do {
            if try receiveRows(receive) {
                _ = try awaitRows()
                return
            }
        } catch {
            abandonCopy()
            throw error
        }
        abandonCopy()
    }

    private func startCopy() throws(PostgresError) {
        guard let first = unsafe PQgetResult(pointer) else { throw .unexpected("COPY was not begun") }
        let isCopy = unsafe PQresultStatus(first) == PGRES_COPY_OUT
        if isCopy {
            unsafe PQclear(first)
        } else {
            let report = unsafe ServerReport(first)
            unsafe PQclear(first)
            while let rest = unsafe PQgetResult(pointer) { unsafe PQclear(rest) }
            throw isLost ? loss(report) : .server(report)
        }
    }

    /// Whether the rows came to their end; false when the receiver had enough.
    private func receiveRows(_ receive: (inout Row) throws(PostgresError) -> Bool) throws(PostgresError) -> Bool {
        var isFirst = true
        while true {
            var buffer: UnsafeMutablePointer<CChar>?
            let length = unsafe PQgetCopyData(pointer, &buffer, 0)
            guard length > 0, let buffer = unsafe buffer else { return true }
            defer { unsafe PQfreemem(buffer) }
            var message = unsafe UnsafeRawBufferPointer(start: buffer, count: Int(length))
            if isFirst { unsafe message = try CopyFormat.withoutHeader(message) }
            isFirst = false
            guard var row = try unsafe CopyFormat.row(message, session.texts) else { continue }
            guard try receive(&row) else { return false }
        }
    }

    /// Has the server stop, and reads what is under way.
    private func abandonCopy() {
        cancelRequest()
        discardCopy()
        while let rest = unsafe PQgetResult(pointer) { unsafe PQclear(rest) }
    }

    /// Has the server stop; what is under way is still to be read.
    ///
    /// The request to cancel has been carried out before libpq returns, so it cannot hit the next statement.
    func cancelRequest() {
        guard let cancel = unsafe PQgetCancel(pointer) else { return }
        var reason = [CChar](repeating: 0, count: 256)
        _ = unsafe PQcancel(cancel, &reason, Int32(reason.count))
        unsafe PQfreeCancel(cancel)
    }
}

/// The framing of a binary COPY.
///
/// The server sends one row in each message; the header comes with the first.
private enum CopyFormat {
    private static let signature: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00]

    static func withoutHeader(_ message: UnsafeRawBufferPointer) throws(PostgresError) -> UnsafeRawBufferPointer {
        let fixedLength = signature.count + 8
        guard message.count >= fixedLength, unsafe message.starts(with: signature) else {
            throw .unexpected("a binary COPY does not begin with its signature")
        }
        let offset = signature.count + 4
        let extensionLength = Int32(bigEndian: unsafe message.loadUnaligned(fromByteOffset: offset, as: Int32.self))
        let length = fixedLength + Int(max(0, extensionLength))
        guard message.count >= length else { throw .unexpected("the header of a binary COPY is cut short") }
        return unsafe UnsafeRawBufferPointer(rebasing: message[length...])
    }

    /// The row in a message, or nil for the trailer.
    static func row(
        _ message: UnsafeRawBufferPointer, _ texts: RecurringTexts
    ) throws(PostgresError) -> Row? {
        if unsafe message.isEmpty { return nil }
        guard message.count >= 2 else { throw .unexpected("a row of the COPY is cut short") }
        let columnCount = Int16(bigEndian: unsafe message.loadUnaligned(as: Int16.self))
        if columnCount < 0 { return nil }
        return unsafe Row(
            tuple: UnsafeRawBufferPointer(rebasing: message[2...]), columnCount: Int32(columnCount), texts: texts)
    }
}
