import CLibPQ

/// What a connection remembers between calls.
///
/// A class, so that libpq's notice receiver can point at it.
@safe
final class Session {
    /// Whether what is prepared in one transaction is there in the next.
    let keepsStatements: Bool
    /// The statement types that the server has prepared.
    var prepared: Set<ObjectIdentifier> = []
    /// Whether a request was begun that could not be sent to its end: nothing that comes in fits what is asked.
    var isOutOfStep = false
    /// The latest notices that nobody has taken yet, oldest first.
    private(set) var notices: [ServerReport] = []
    /// The server's farewell, if it sent one while no request was under way: libpq reports it as a notice.
    private(set) var farewell: ServerReport?

    /// What rows have in common, of all that were read.
    let texts = RecurringTexts()

    private static let noticeLimit = 100

    init(keepsStatements: Bool) {
        self.keepsStatements = keepsStatements
    }

    func takeNotices() -> [ServerReport] {
        defer { notices = [] }
        return notices
    }

    private func receive(_ report: ServerReport, isFatal: Bool) {
        if isFatal { farewell = report }
        if notices.count == Self.noticeLimit { notices.removeFirst() }
        notices.append(report)
    }

    /// Has libpq report here instead of on standard error.
    ///
    /// The session must outlive the connection.
    func receiveNotices(of connection: OpaquePointer) {
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        _ = unsafe PQsetNoticeReceiver(
            connection,
            { context, result in
                guard let context = unsafe context, let result = unsafe result else { return }
                let severity = unsafe ResultField.severity.text(of: result)
                unsafe Unmanaged<Session>.fromOpaque(context).takeUnretainedValue()
                    .receive(ServerReport(result), isFatal: severity == "FATAL" || severity == "PANIC")
            }, context)
    }
}

/// The fields of an error or notice, by the letters of the protocol (`PG_DIAG_…`).
enum ResultField: Unicode.Scalar {
    case severity = "V"
    case sqlState = "C"
    case message = "M"
    case detail = "D"
    case hint = "H"

    func text(of result: OpaquePointer) -> String? {
        guard let text = unsafe PQresultErrorField(result, Int32(rawValue.value)) else { return nil }
        return unsafe String(cString: text)
    }
}

extension ServerReport {
    /// The report in a result with status `PGRES_FATAL_ERROR` or `PGRES_NONFATAL_ERROR`.
    ///
    /// What libpq itself reports has no SQLSTATE; the code is then empty.
    init(_ result: OpaquePointer) {
        let fallback = unsafe PQresultErrorMessage(result).map { unsafe String(cString: $0) } ?? ""
        self.init(
            sqlState: SQLState(rawValue: unsafe ResultField.sqlState.text(of: result) ?? ""),
            message: unsafe ResultField.message.text(of: result) ?? fallback.trimmingNewlines(),
            detail: unsafe ResultField.detail.text(of: result),
            hint: unsafe ResultField.hint.text(of: result))
    }
}

extension String {
    func trimmingNewlines() -> String {
        var rest = self[...]
        while rest.last?.isNewline == true { rest.removeLast() }
        return String(rest)
    }
}
