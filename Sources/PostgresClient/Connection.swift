import CLibPQ

/// One connection to a server; it closes when the value goes out of scope (`PQfinish`).
///
/// Calls block until the server has answered. A connection belongs to one thread or actor at a time. Once it is
/// lost it stays lost: make a new one.
@safe
package struct Connection: ~Copyable {
    let pointer: OpaquePointer
    let session: Session

    /// Connects (`PQconnectdbParams`).
    ///
    /// Fails with ``PostgresError/unreachable(_:)``, whatever the reason.
    package init(_ options: ConnectionOptions) throws(PostgresError) {
        if options.isPooledByTransaction, let name = options.settings.keys.min() {
            throw .unreachable("a pooler in transaction mode takes no settings, such as \(name)")
        }
        let opened = unsafe options.withKeywordsAndValues { unsafe PQconnectdbParams($0, $1, 1) }
        try unsafe self.init(opened, keepingStatements: !options.isPooledByTransaction)
    }

    /// Takes ownership of what libpq made of an attempt to connect.
    init(_ opened: OpaquePointer?, keepingStatements keepsStatements: Bool = true) throws(PostgresError) {
        guard let opened = unsafe opened else { throw .unreachable("out of memory") }
        guard unsafe PQstatus(opened) == CONNECTION_OK else {
            let reason = unsafe Self.lastMessage(of: opened)
            unsafe PQfinish(opened)
            throw .unreachable(reason)
        }
        unsafe pointer = opened
        session = Session(keepsStatements: keepsStatements)
        unsafe session.receiveNotices(of: opened)
    }

    deinit {
        unsafe PQfinish(pointer)
    }

    /// The server's version as libpq gives it: 150018 for 15.18.
    package var serverVersion: Int { Int(unsafe PQserverVersion(pointer)) }

    /// Whether the server was a standby when it last said, which it does when that changes (`in_hot_standby`).
    package var isStandby: Bool {
        guard let value = unsafe PQparameterStatus(pointer, "in_hot_standby") else { return false }
        return unsafe String(cString: value) == "on"
    }

    /// The process at the other end, as in `pg_stat_activity`.
    package var backendProcessID: Int32 { unsafe PQbackendPID(pointer) }

    /// The socket, to wait on with `poll` (`PQsocket`).
    ///
    /// Whoever reads from it breaks the connection.
    package var fileDescriptor: Int32 { unsafe PQsocket(pointer) }

    /// Whether the connection was found lost (`PQstatus`).
    ///
    /// Does not ask the server.
    package var isLost: Bool {
        unsafe PQstatus(pointer) != CONNECTION_OK || session.farewell != nil || session.isOutOfStep
    }

    /// The server's notices since the last call, oldest first, at most 100.
    package func takeNotices() -> [ServerReport] { session.takeNotices() }

    /// Runs one or more statements without parameters, in one transaction unless they say otherwise.
    ///
    /// Returns the result of the last one, its values as text.
    @discardableResult
    package func run(_ sql: String) throws(PostgresError) -> Rows {
        try requireLiving()
        guard unsafe PQsendQuery(pointer, sql) == 1 else { throw unsafe .unreachable(Self.lastMessage(of: pointer)) }
        return try awaitRows()
    }
}

extension Connection {
    /// Looks whether the server hung up while no request was under way.
    ///
    /// So such a loss can be told from one whose outcome is unknown. Costs one `recv`, no round trip.
    func requireLiving() throws(PostgresError) {
        guard !isLost else { throw .unreachable("the connection was lost") }
        guard unsafe PQconsumeInput(pointer) == 1 else { throw unsafe .unreachable(Self.lastMessage(of: pointer)) }
        // Parses what came in, which hands a farewell to the session.
        _ = unsafe PQisBusy(pointer)
        if let farewell = session.farewell { throw .unreachable(farewell.message) }
    }

    static func lastMessage(of connection: OpaquePointer) -> String {
        guard let message = unsafe PQerrorMessage(connection) else { return "out of memory" }
        return unsafe String(cString: message).trimmingNewlines()
    }
}
