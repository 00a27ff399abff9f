import PostgresClient
import PostgresEventStore
import Schema
import TestSupport
import Testing

// The owner of the tables and a superuser are refused little: what they leave behind is found.
@Suite(.timeLimit(.minutes(10)))
struct OwnerTamperingTests {
    /// Nothing of it lasts: some of it would be felt by the whole cluster.
    @Test func `What the owner or a superuser has changed is found by verification`() async throws {
        let log = try await GuardedLog.make()
        try await RoleLogin.scopedReader.made()
        let untouched = try log.findings()
        #expect(untouched == [] && Tampering.all.count >= 50)
        var found = 0
        for tampering in Tampering.all {
            try log.superuser.run("begin")
            if tampering.hand == .owner { try log.superuser.run("set local role missieboek_owner") }
            let outcome = log.superuser.outcome(of: tampering.sql)
            try #require(outcome == "done", "\(tampering.hand): \(tampering.sql)")
            try log.superuser.run("reset role")
            let findings = try log.findings()
            let isFound = findings.contains { $0.hasPrefix(tampering.finding) }
            #expect(isFound, "\(tampering.hand): \(tampering.sql): \(findings)")
            if isFound { found += 1 }
            try log.superuser.run("rollback")
        }
        let afterwards = try log.findings()
        #expect(afterwards == [])
        Figure.report("owner_tampering_attempts", Tampering.all.count, "tamperings")
        Figure.report("owner_tampering_found", found, "tamperings")
    }

    @Test func `Partitions that were made later raise no alarm, and are guarded as the first`() async throws {
        let log = try await GuardedLog.make()
        try log.superuser.run(
            "set role missieboek_owner; select event_store.create_partition(100000001, 200000001); reset role")
        let untouched = try log.findings()
        #expect(untouched == [])
        try log.superuser.run(
            """
            drop trigger refuse_change on event_store.events_100000001;
            drop index event_store.events_100000001_stream_version
            """)
        let findings = try log.findings()
        #expect(
            Set(findings) == [
                "definition differs event_store.events_100000001, trigger refuse_change: is gone",
                "definition differs event_store.events_100000001, index events_1_stream_version: is gone",
            ])
    }

    @Test func `A migration tells what was changed before it, and covers nothing up`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let target = try MigrationTarget(database)
        _ = try target.text(
            """
            alter table event_store.commands disable trigger refuse_change;
            grant insert on event_store.events to missieboek_reader;
            select 'tampered'
            """)
        let path = "functions/event_store/watermark_at.sql"
        let files = EmbeddedSQL.files.map { file in
            SQLFile(path: file.path, text: file.path == path ? file.text + "-- Another one.\n" : file.text)
        }
        // The checks of a migration find some of it, and then nothing is migrated.
        let failure = #expect(throws: SchemaFailure.self) { try target.migrate(files: files, fingerprint: "other") }
        guard case .file("verify/V0001_event_store.sql", _) = failure else { throw ScriptFailed("\(failure as Any)") }
        _ = try target.text("alter table event_store.commands enable trigger refuse_change; select 'mended'")

        #expect(try target.migrate(files: files, fingerprint: "other") == [path])
        let noted = try target.text(
            "select string_agg(concat_ws(' ', finding, detail, recorded_by), ', ') from schema_history.departures")
        #expect(
            noted == "definition differs event_store.events, relation: is another one missieboek_superuser")
        // The right is gone: a migration gives those that it knows, and no others.
        let right = "has_table_privilege('missieboek_reader', 'event_store.events', 'insert')"
        #expect(try target.text("select \(right)") == "f")
        #expect(try target.text("select finding from event_store.verify() union all select 'sound'") == "sound")
    }

    @Test func `Definitions of another major version are not compared until a migration records them`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let target = try MigrationTarget(database)
        let findings = "select string_agg(concat_ws(' ', finding, detail), ', ') from event_store.verify()"
        _ = try target.text(
            """
            set session_replication_role = replica;
            update schema_history.definitions set server_version = 14;
            set session_replication_role = origin;
            select 'another server''s'
            """)
        let version = try target.text("select current_setting('server_version_num')::integer / 10000")
        #expect(
            try target.text(findings)
                == "definitions unchecked recorded on PostgreSQL 14, and this is \(version ?? ""): "
                + "db migrate records them anew")
        #expect(try target.migrate().isEmpty)
        #expect(try target.text(findings) == nil)
        #expect(try target.text("select count(distinct number) from schema_history.definitions") == "2")
        #expect(try target.migrate().isEmpty)
        #expect(try target.text("select count(distinct number) from schema_history.definitions") == "2")
    }
}
