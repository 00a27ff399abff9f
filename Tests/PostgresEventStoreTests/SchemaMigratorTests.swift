import PostgresClient
import PostgresEventStore
import Schema
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(10)))
struct SchemaMigratorTests {
    @Test func `An empty database gets every file, and is current then`() async throws {
        let target = try await MigrationTarget.empty()
        #expect(try !target.isCurrent())
        #expect(try target.migrate() == EmbeddedSQL.files.map(\.path))
        #expect(try target.isCurrent())
    }

    @Test func `The login of daily work sees that the schema is current`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let isCurrent = try SchemaMigrator().isCurrent(Connection(ConnectionOptions(address: database.url)))
        #expect(isCurrent)
    }

    @Test func `A second run changes nothing`() async throws {
        let target = try await MigrationTarget.empty()
        try target.migrate()
        let before = try target.history()
        #expect(try target.migrate().isEmpty)
        #expect(try target.history() == before)
    }

    @Test func `A migration that was edited stops the run`() async throws {
        let target = try await MigrationTarget.empty()
        try target.migrate()
        let path = "migrations/V0001_event_store.sql"
        let edited = files { $0.path == path ? $0.text + "-- edited\n" : $0.text }
        #expect(throws: SchemaFailure.changedMigration(path: path)) {
            try target.migrate(files: edited, fingerprint: "edited")
        }
        #expect(try target.isCurrent())
    }

    @Test func `A database that knows a later migration stops the run`() async throws {
        let target = try await MigrationTarget.empty()
        let later = SQLFile(path: "migrations/V9999_later.sql", text: "create table read_models.later ();")
        try target.migrate(files: EmbeddedSQL.files + [later], fingerprint: "later")
        #expect(try !target.isCurrent())
        #expect(throws: SchemaFailure.unknownMigration(path: later.path)) {
            try target.migrate()
        }
    }

    @Test func `A changed function is applied again, alone`() async throws {
        let target = try await MigrationTarget.empty()
        try target.migrate()
        let path = "functions/event_store/watermark_at.sql"
        let changed = files { file in
            file.path == path
                ? file.text.replacing("coalesce(max(position), 0)", with: "coalesce(max(position), -1)") : file.text
        }
        #expect(try target.migrate(files: changed, fingerprint: "changed") == [path])
        #expect(try target.text("select event_store.watermark_at(now())") == "-1")
        #expect(try target.migrate() == [path])
        #expect(try target.text("select event_store.watermark_at(now())") == "0")
    }

    @Test func `A file that fails is named and leaves the database as it was`() async throws {
        let target = try await MigrationTarget.empty()
        let broken = SQLFile(path: "views/zz_broken.sql", text: "select 1 / 0;")
        let failure = #expect(throws: SchemaFailure.self) {
            try target.migrate(files: EmbeddedSQL.files + [broken], fingerprint: "broken")
        }
        guard case .file(broken.path, let error) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(error.sqlState == SQLState(rawValue: "22012"))
        #expect(try target.text("select to_regnamespace('event_store')") == nil)
    }

    @Test func `A check of verify that raises undoes the migration`() async throws {
        let target = try await MigrationTarget.empty()
        let opened = files { file in
            file.path == "grants/grants.sql"
                ? file.text + "grant insert on event_store.events to missieboek_appender;\n" : file.text
        }
        let failure = #expect(throws: SchemaFailure.self) {
            try target.migrate(files: opened, fingerprint: "opened")
        }
        guard case .file("verify/V0001_event_store.sql", _) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
    }

    @Test func `Two migrations at once take turns`() async throws {
        let database = try await ThrowawayCluster.shared.emptyDatabase()
        let applied = try Threads.run(2) { _ in
            try MigrationTarget(database).migrate().count
        }
        #expect(applied.sorted() == [0, EmbeddedSQL.files.count])
    }

    private func files(_ text: (SQLFile) -> String) -> [SQLFile] {
        EmbeddedSQL.files.map { SQLFile(path: $0.path, text: text($0)) }
    }
}
