import PostgresClient
import TestSupport
import Testing

/// A login that holds one role and no other; the program's own, of which those of daily work and of the keeper hold three;
/// and one that holds none, and so may what everybody may.
///
/// They log in as themselves. A superuser who puts on a role would keep a superuser's way back.
enum RoleLogin: String, CaseIterable, CustomTestStringConvertible {
    case appender, projector, reader, auditor, backup, keyKeeper, daily, keeper, inspector, nobody
    /// Reads within a scope, and is bound to none.
    case scopedReader = "scoped_reader"

    var name: String {
        switch self {
        case .daily: "missieboek"
        case .keeper: "missieboek_keeper"
        case .inspector: "missieboek_inspector"
        case .keyKeeper: "test_key_keeper"
        default: "test_\(rawValue)"
        }
    }

    /// The role that it holds and no other; nil for none, or several.
    private var role: String? {
        switch self {
        case .daily, .keeper, .inspector, .nobody: nil
        case .keyKeeper: "missieboek_key_keeper"
        default: "missieboek_\(rawValue)"
        }
    }

    /// Further members of `missieboek_scoped_reader`, for whoever binds them to a scope in a database of its own.
    static let scopedLogins = ["test_post", "test_coordinator"]

    var testDescription: String { name }

    /// Returns itself once it can log in.
    @discardableResult
    func made() async throws -> RoleLogin {
        try await Self.logins.value
        return self
    }

    func address(of database: ThrowawayDatabase) async throws -> String {
        try await made()
        return database.url(as: name)
    }

    func connect(to database: ThrowawayDatabase) async throws -> Connection {
        try Connection(ConnectionOptions(address: try await address(of: database)))
    }
}

extension RoleLogin {
    /// Belong to the cluster, and are made once.
    private static let logins = Task { try await makeLogins() }

    private static func makeLogins() async throws {
        let own = allCases.filter { ![.daily, .keeper, .inspector].contains($0) }.map { login in
            let role = login.role.map { " in role \($0)" } ?? ""
            // What a backup reads must be whole, whatever row-level security there is: see Schema/README.md.
            return (name: login.name, options: (login == .backup ? "bypassrls" : "") + role)
        }
        try await ThrowawayCluster.make(
            logins: own + scopedLogins.map { (name: $0, options: "in role missieboek_scoped_reader") })
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
