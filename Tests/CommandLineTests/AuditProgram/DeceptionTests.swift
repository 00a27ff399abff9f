import EmbeddedPostgres
import FoundationEssentials
import PostgresClient
import TestSupport
import Testing

// A superuser who does not touch the log only, but what it is read with.
@Suite(.timeLimit(.minutes(10)))
struct DeceptionTests {
    private let book: AuditedBook

    init() async throws {
        book = try await AuditedBook()
    }

    @Test func `A type that somebody's function shows otherwise is named, as it hides what was rewritten`() async throws
    {
        _ = try await book.sealedDemo()
        #expect(try await book.audit("verify").status == 0)
        let superuser = try Connection(ConnectionOptions(address: book.database.superuserURL))
        try superuser.run(
            """
            create schema liar;
            create table liar.kept as select position, data, leaf_hash from event_store.events;
            create table liar.told (was bytea, now bytea);
            create function liar.send(text) returns bytea language plpgsql stable as $$
                begin return convert_to($1, 'UTF8'); end $$;
            create function liar.bsend(bytea) returns bytea language plpgsql stable as $$
                begin return coalesce((select was from liar.told where now = $1), $1); end $$;
            """)
        let position = try await book.tamper()
        try superuser.run(
            """
            insert into liar.told
                select kept.data, event.data from liar.kept join event_store.events as event using (position)
                where position = \(position)
                union all
                select kept.leaf_hash, event.leaf_hash from liar.kept join event_store.events as event using (position)
                where position = \(position);
            alter type text set (send = liar.send);
            alter type bytea set (send = liar.bsend);
            """)
        let found = try await book.audit("verify")
        #expect(!found.out.contains("position \(position)"), "the attack hides it: \(found.out)")
        #expect(found.status == 5 && found.out.hasPrefix("NOT IN ORDER"), "\(found.out)\(found.err)")
        for words in ["type text, liar.send(text)", "type bytea, liar.bsend(bytea)"] {
            #expect(found.out.contains("somebody else's does its work") && found.out.contains(words), "\(found.out)")
        }
        let listed = try await book.audit("verify", "--output", "json")
        #expect(listed.status == 5 && listed.out.contains(#""replaced""#), "\(listed.out)")
        try superuser.run("alter type text set (send = textsend); alter type bytea set (send = byteasend)")
        #expect(try await book.audit("verify").out.contains("position \(position): this event is another one"))
    }

    @Test func `A function of the server's own that was written anew is named`() async throws {
        _ = try await book.sealedDemo()
        let superuser = try Connection(ConnectionOptions(address: book.database.superuserURL))
        try superuser.run(
            """
            create or replace function pg_catalog.int8gt(bigint, bigint) returns boolean language sql immutable strict
                as 'select $1 <> 3 and $2 < $1';
            create or replace function pg_catalog.pg_table_is_visible(oid) returns boolean language plpgsql stable strict
                as 'begin return true; end'
            """)
        let found = try await book.audit("verify")
        for words in ["operator >(bigint,bigint), int8gt(bigint,bigint)", "function pg_table_is_visible(oid)"] {
            #expect(found.status == 5 && found.out.contains(words), "\(found.out)\(found.err)")
        }
    }

    /// A login of an auditor's, with this log's public key, in the words of the program.
    private func verify(as login: ClusterRole) async throws -> Missieboek.Output {
        let url = try await ThrowawayCluster.shared.cluster().connectionString(as: login, database: book.database.name)
        return try await book.audit("verify", environment: ["MISSIEBOEK_DATABASE_URL": url])
    }

    @Test
    func
        `A right that was taken from an auditor's login is a finding, and what the login was set to counts for nothing`()
        async throws
    {
        _ = try await book.sealedDemo()
        let superuser = try Connection(ConnectionOptions(address: book.database.superuserURL))
        #expect(try await verify(as: .inspector).status == 0)
        let login = "in database \(try superuser.run("select quote_ident(current_database())").text(row: 0) ?? "")"
        for setting in ["row_security = off", "lock_timeout = '1ms'"] {
            try superuser.run("alter role missieboek_inspector \(login) set \(setting)")
        }
        let sound = try await verify(as: .inspector)
        #expect(sound.status == 0, "\(sound.out)\(sound.err)")
        try superuser.run("revoke select on event_store.events from missieboek_auditor")
        let found = try await verify(as: .inspector)
        #expect(
            found.status == 5 && found.err.contains("was taken from an auditor's login"), "\(found.out)\(found.err)")
        #expect(found.err.contains("Next step:"), "\(found.err)")
    }

    @Test func `A table that somebody else holds is told, and not waited for without an end`() async throws {
        _ = try await book.sealedDemo()
        let holder = try Connection(ConnectionOptions(address: book.database.superuserURL))
        try holder.run("begin; lock table event_store.events in access exclusive mode")
        let held = try await book.audit("verify", environment: ["MISSIEBOEK_AUDIT_PATIENCE": "1"])
        #expect(held.status == 69 && held.err.contains("held the table of the log"), "\(held.out)\(held.err)")
        #expect(held.err.contains("pg_locks"), "\(held.err)")
        try holder.run("rollback")
        #expect(try await book.audit("verify").status == 0)
    }
}
