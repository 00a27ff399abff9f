import PostgresClient
import PostgresEventStore
import Schema
import TestSupport
import Testing

// The catalogue of the types of events: filled by a migration, read by all, written by nobody else.
@Suite(.timeLimit(.minutes(10)))
struct EventTypesTableTests {
    private func declaration(
        _ name: String, of category: String, version: Int = 1, current: String? = nil, schema: String = "{}"
    ) -> String {
        """
        select event_store.declare_event_type(
            '\(name)', '\(category)', \(version), '\(current ?? name)', 'iets', '\(schema)')
        """
    }

    @Test func `A database that had events before learns of their types, and keeps them`() async throws {
        let target = try await MigrationTarget.empty()
        let older = EmbeddedSQL.files.filter { !$0.path.contains("V0005") && !$0.path.contains("event_type") }
        #expect(older.count == EmbeddedSQL.files.count - 4)
        let grants = older.map { file in
            SQLFile(path: file.path, text: file.text.replacing(", event_store.event_types", with: ""))
        }
        try target.migrate(files: grants, fingerprint: "older")
        _ = try target.text(
            """
            select event_store.append(gen_random_uuid(), 'sample.do', '{}', 'officer-sample', null, '{}', '{}',
                '{mission-one}', '{MissionDeparted}', array[now()], array['{}'::bytea], array['{}'::bytea])
            """)
        #expect(try target.text("select to_regclass('event_store.event_types')") == nil)

        #expect(try target.migrate().contains("catalogue/event_types.sql"))
        let known = """
            select string_agg(event.stream || ' ' || kind.category, ',')
            from event_store.events as event join event_store.event_types as kind on kind.name = event.type
            """
        #expect(try target.text(known) == "mission-one mission")
        #expect(try target.text("select count(*) from event_store.verify()") == "0")
    }

    @Test func `A changed catalogue is applied again, and says since when each type is known`() async throws {
        let target = try await MigrationTarget.empty()
        try target.migrate()
        let before = try target.text("select string_agg(name || since, ',' order by name) from event_store.event_types")
        let path = "catalogue/event_types.sql"
        let more = EmbeddedSQL.files.map { file in
            let wider = file.text.replacing("'missie vertrokken'", with: "'de missie is vertrokken'")
            return file.path == path
                ? SQLFile(path: path, text: wider + declaration("MissionResumed", of: "mission") + ";") : file
        }
        #expect(try target.migrate(files: more, fingerprint: "more") == [path])
        let term = "select term from event_store.event_types where name = 'MissionDeparted'"
        #expect(try target.text(term) == "de missie is vertrokken")
        let kept = """
            select string_agg(name || since, ',' order by name) from event_store.event_types
            where name <> 'MissionResumed'
            """
        #expect(try target.text(kept) == before)

        // A program that does not know the new type leaves it: there may be events of it.
        #expect(try target.migrate() == [path])
        #expect(try target.text("select count(*) from event_store.event_types where name = 'MissionResumed'") == "1")
        #expect(try target.text(term) == "missie vertrokken")
    }

    @Test(arguments: [("claim", 1), ("mission", 2)])
    func `A type that was released never becomes another event`(category: String, version: Int) async throws {
        let connection = try await ownedDatabase()
        let change = declaration("MissionDeparted", of: category, version: version)
        let state = sqlState { () throws(PostgresError) in try connection.run(change) }
        #expect(state == SQLState(rawValue: "TM409"))
    }

    @Test(arguments: [
        ("MissionDeparted", "MissionLeft"), ("MissionLeft", "MissionGone"),
    ])
    func `A type is read as one that is in the catalogue`(name: String, current: String) async throws {
        let connection = try await ownedDatabase()
        let change = declaration(name, of: "mission", current: current)
        let state = sqlState { () throws(PostgresError) in try connection.run(change) }
        #expect(state == SQLState(rawValue: "23503"))
    }

    @Test(arguments: [
        "delete from event_store.event_types", "delete from event_store.event_types where false",
        "truncate event_store.event_types",
    ])
    func `No type is ever removed, by the owner neither`(_ statement: String) async throws {
        let connection = try await ownedDatabase()
        #expect(sqlState { () throws(PostgresError) in try connection.run(statement) } == .insufficientPrivilege)
    }

    @Test(arguments: [
        "missieboek", "missieboek_appender", "missieboek_projector", "missieboek_reader", "missieboek_auditor",
        "missieboek_inspector",
    ])
    func `Every role reads the catalogue, and none but the owner writes it`(_ role: String) async throws {
        let database = try await ThrowawayCluster.shared.database()
        let connection = try Connection(ConnectionOptions(address: database.superuserURL))
        try connection.run("set role \(role)")
        let count = try connection.run("select count(*) from event_store.event_types").text(row: 0)
        #expect(Int(count ?? "") ?? 0 > 100)
        for statement in [
            "insert into event_store.event_types default values", "update event_store.event_types set term = 'iets'",
            "delete from event_store.event_types", declaration("MissionLeft", of: "mission"),
        ] {
            let state = sqlState { () throws(PostgresError) in try connection.run(statement) }
            #expect(state == .insufficientPrivilege, "\(statement)")
        }
    }

    private func ownedDatabase() async throws -> Connection {
        let database = try await ThrowawayCluster.shared.database()
        let connection = try Connection(ConnectionOptions(address: database.superuserURL))
        try connection.run("set role missieboek_owner")
        return connection
    }
}

/// The code of the error that `body` throws, or nil.
private func sqlState(_ body: () throws(PostgresError) -> Rows) -> SQLState? {
    do throws(PostgresError) {
        _ = try body()
        return nil
    } catch {
        return error.sqlState
    }
}
