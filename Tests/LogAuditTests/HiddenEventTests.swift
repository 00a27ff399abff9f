import AuditLog
import LogAudit
import PostgresClient
import TestSupport
import Testing

// Two indexes can lead to two versions of one event: whoever reads by position sees the one that was signed, and whoever reads
// by stream the other.
@Suite(.timeLimit(.minutes(10)))
struct HiddenEventTests {
    @Test func `An event that only readers of its file see is found by how many the table holds`() async throws {
        let log = try await AuditedLog.make()
        try log.record(40)
        try log.seal(AuditedLog.key())
        let position = try log.folder.position(of: 14, size: 40)
        try log.superuser.run(
            """
            set session_replication_role = replica;
            create temporary table genuine as select * from event_store.events where position = \(position);
            create temporary table other as select * from genuine;
            update other set data = data || '\\x20';
            update other set leaf_hash = event_store.leaf_hash(
                position, version, recorded_at, occurred_at, event_id, stream, type, actor, data, metadata);
            delete from event_store.events where position = \(position)
            """)
        for (closed, version) in [("events_1_stream_version", "genuine"), ("events_1_pkey", "other")] {
            let index = "'event_store.\(closed)'::regclass"
            try log.superuser.run("update pg_index set indisready = false where indexrelid = \(index)")
            try log.superuser.run("insert into event_store.events select * from \(version)")
            try log.superuser.run("update pg_index set indisready = true where indexrelid = \(index)")
        }
        try log.superuser.run(
            """
            do $$ begin
                execute format('alter database %I set enable_seqscan = off', current_database());
                execute format('alter database %I set enable_sort = off', current_database());
            end $$
            """)
        let deceived = try Connection(ConnectionOptions(address: log.database.superuserURL))
        let sealed = try log.folder.notes().map { try Checkpoint(of: $0) }
        let report = try LogVerification(log.folder, sealed: sealed, kept: []).run(deceived)
        #expect(report.findings == [.hidden(held: 41, shown: 40)], "\(report)")
    }
}
