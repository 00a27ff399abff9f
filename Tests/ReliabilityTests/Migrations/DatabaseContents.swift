import Foundation
import PostgresClient
import TestSupport
import Testing

/// Every row of every table of a database, column by column.
struct DatabaseContents {
    /// The columns of each table, in order of name; partitions are part of their table.
    private(set) var columns: [String: [String]]
    private(set) var rows: [String: [String]] = [:]

    /// Of the same tables and columns as `earlier`, where that is given.
    ///
    /// The catalogue of events is not data: its file is applied anew. What was applied of the schema grows.
    init(_ database: ThrowawayDatabase, like earlier: DatabaseContents? = nil) throws {
        let connection = try Connection(ConnectionOptions(address: database.superuserURL))
        columns = try earlier?.columns ?? Self.columns(over: connection)
        for (table, columns) in columns {
            let found = try connection.run(
                "select concat_ws('|', \(columns.map { "coalesce(\($0)::text, '∅')" }.joined(separator: ", "))) "
                    + "from \(table) order by 1")
            rows[table] = (0..<found.count).compactMap { found.text(row: $0) }
        }
    }

    /// Without the tables of one schema.
    func without(tablesIn schema: String) -> DatabaseContents {
        var rest = self
        rest.columns = columns.filter { !$0.key.hasPrefix(schema + ".") }
        rest.rows = rows.filter { !$0.key.hasPrefix(schema + ".") }
        return rest
    }

    private static func columns(over connection: borrowing Connection) throws -> [String: [String]] {
        let found = try connection.run(
            """
            select relation.oid::regclass, quote_ident(attribute.attname)
            from pg_class as relation join pg_attribute as attribute on attribute.attrelid = relation.oid
            where relation.relnamespace in ('event_store'::regnamespace, 'register'::regnamespace,
                    'read_models'::regnamespace)
                and relation.relkind in ('r', 'p') and not relation.relispartition
                and relation.relname not in (
                    'event_types', 'naming_rules', 'mention_rules', 'placing_standing', 'stream_links', 'stream_countries')
                and attribute.attnum > 0 and not attribute.attisdropped
            order by 1, attribute.attnum
            """)
        var columns: [String: [String]] = [:]
        for row in 0..<found.count {
            guard let table = found.text(row: row), let column = found.text(row: row, column: 1) else { continue }
            columns[table, default: []].append(column)
        }
        return columns
    }
}

extension ThrowawayDatabase {
    /// `pg_dump --schema-only`, statement by statement, without what differs from one run to the next.
    ///
    /// The columns of a table are in order of name: where two branches were merged the other way round, one was added
    /// before the other.
    func schemaDump() throws -> [String] {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["pg_dump", "--schema-only", "--dbname", superuserURL]
        process.standardOutput = output
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
            .filter { !$0.hasPrefix("--") && !$0.hasPrefix("\\restrict") && !$0.hasPrefix("\\unrestrict") }
        return lines.joined(separator: "\n").components(separatedBy: ";\n").map { statement in
            guard statement.hasPrefix("CREATE TABLE") else { return statement }
            let columns = statement.split(separator: "\n").map { $0.hasSuffix(",") ? $0.dropLast() : $0 }
            return columns.sorted().joined(separator: "\n")
        }
    }
}
