import PostgresClient
import TestSupport
import Testing

/// A login that holds one role and no other; the one of daily work, which holds three; and one that holds none, and so
/// may what everybody may.
///
/// They log in as themselves. A superuser who puts on a role would keep a superuser's way back.
enum RoleLogin: String, CaseIterable, CustomTestStringConvertible {
    case appender, projector, reader, auditor, backup, daily, nobody

    var name: String { self == .daily ? "missieboek" : "test_\(rawValue)" }

    var testDescription: String { name }

    /// Returns itself once it can log in.
    @discardableResult
    func made() async throws -> RoleLogin {
        try await Self.logins.value
        return self
    }

    func address(of database: ThrowawayDatabase) async throws -> String {
        try await made()
        return database.url.replacing("//missieboek@", with: "//\(name)@")
    }

    func connect(to database: ThrowawayDatabase) async throws -> Connection {
        try Connection(ConnectionOptions(address: try await address(of: database)))
    }
}

extension RoleLogin {
    /// Belong to the cluster, and are made once.
    private static let logins = Task { try await makeLogins() }

    private static func makeLogins() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let superuser = try Connection(ConnectionOptions(address: database.superuserURL))
        let made = allCases.filter { $0 != .daily }
        for login in made {
            let role = login == .nobody ? "" : " in role missieboek_\(login.rawValue)"
            try superuser.run("create role \(login.name) login\(role)")
        }
        // Whoever may be missieboek by the server's list of its machine's users may be these too.
        let names = made.map(\.name).joined(separator: ",")
        try superuser.run(
            """
            copy (
                select distinct format('missieboek "%s" %s', sys_name, login)
                from pg_ident_file_mappings cross join unnest('{\(names)}'::text[]) as login
                where map_name = 'missieboek'
            ) to program 'cat >> pg_ident.conf';
            select pg_reload_conf()
            """)
        // The server reads the list when it comes to it.
        let last = database.url.replacing("//missieboek@", with: "//\(RoleLogin.nobody.name)@")
        let deadline = ContinuousClock.now + .seconds(20)
        while true {
            do {
                try Connection(ConnectionOptions(address: last)).run("select")
                return
            } catch {
                guard ContinuousClock.now < deadline else { throw error }
            }
        }
    }
}

extension Connection {
    /// What comes of a statement: `done`, or the code with which the server refuses it.
    func outcome(of sql: String) -> String {
        do throws(PostgresError) {
            try run(sql)
            return "done"
        } catch {
            return error.sqlState?.rawValue ?? "\(error)"
        }
    }

    /// The first column of all rows.
    func column(_ sql: String) throws(PostgresError) -> [String] {
        let rows = try run(sql)
        return (0..<rows.count).map { rows.text(row: $0) ?? "" }
    }
}
