/// Why the database did not do what was asked.
package enum PostgresError: Error, Hashable, Sendable {
    /// The server could not be reached, or the connection was found broken before anything of this request was
    /// sent: nothing was done.
    case unreachable(String)
    /// The connection broke after the request was sent: whether it was carried out is not known.
    ///
    /// The report is the server's own last word, when there was one: a backend that is told to stop says 57P01.
    case connectionLost(String, ServerReport?)
    /// The server refused the request.
    case server(ServerReport)
    /// A transaction was to be committed, but a statement in it had failed: the server rolled it back instead.
    case rolledBack
    /// The answer does not have the form that the statement declares: another type, a NULL, too few columns.
    case unexpected(String)

    /// The server's code, when the server said anything.
    package var sqlState: SQLState? {
        switch self {
        case .server(let report): report.sqlState
        case .connectionLost(_, let report): report?.sqlState
        case .unreachable, .rolledBack, .unexpected: nil
        }
    }
}

/// An error or notice as the server words it.
package struct ServerReport: Hashable, Sendable {
    package let sqlState: SQLState
    package let message: String
    package let detail: String?
    package let hint: String?

    package init(sqlState: SQLState, message: String, detail: String? = nil, hint: String? = nil) {
        self.sqlState = sqlState
        self.message = message
        self.detail = detail
        self.hint = hint
    }
}

/// A code of five characters from appendix A of the PostgreSQL manual, or one of our own (`TM…`).
package struct SQLState: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The first two characters: the class of errors it belongs to.
    package var errorClass: Substring { rawValue.prefix(2) }

    package static let insufficientPrivilege = SQLState(rawValue: "42501")
    package static let lockNotAvailable = SQLState(rawValue: "55P03")
    package static let queryCanceled = SQLState(rawValue: "57014")
    package static let adminShutdown = SQLState(rawValue: "57P01")
    package static let crashShutdown = SQLState(rawValue: "57P02")
    package static let cannotConnectNow = SQLState(rawValue: "57P03")
}
