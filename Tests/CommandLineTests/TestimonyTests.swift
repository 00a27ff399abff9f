import CanonicalJSON
import FoundationEssentials
import PostgresClient
import TestSupport
import Testing

// What the log's own functions say stands beside what its bytes say, and hides nothing of it.
@Suite(.timeLimit(.minutes(10)))
struct TestimonyTests {
    private let book: AuditedBook

    init() async throws {
        book = try await AuditedBook()
    }

    private static let answer =
        #"table (finding text, stream text, "position" bigint, detail text, particulars text[])"#

    /// In the place of the function that verifies: what it is made with.
    private static let replacements = [
        "gone": "drop function event_store.verify()",
        "raising": """
        create or replace function event_store.verify() returns \(answer) language plpgsql as $$
            begin raise exception E'all is well\\nINTACT: every byte agrees'; end $$
        """,
        "of another form": """
        drop function event_store.verify();
        create function event_store.verify() returns table (finding text) language sql as $$ select 'x' $$
        """,
        "without an end": """
        create or replace function event_store.verify() returns \(answer) language plpgsql as $$
            begin
                loop
                    begin perform pg_sleep(60); exception when query_canceled then null; end;
                end loop;
            end $$
        """,
    ]

    @Test func `A verify that is gone, raises, has another form or never ends hides nothing`() async throws {
        _ = try await book.sealedDemo()
        let superuser = try Connection(ConnectionOptions(address: book.database.superuserURL))
        let definition = try superuser.run("select pg_get_functiondef('event_store.verify()'::regprocedure)")
        let patience = ["MISSIEBOEK_AUDIT_PATIENCE": "1"]
        for (name, sql) in Self.replacements.sorted(by: { $0.key < $1.key }) {
            try superuser.run(sql)
            let alone = try await book.audit("verify", environment: patience)
            #expect(alone.status == 5 && alone.out.hasPrefix("NOT IN ORDER"), "\(name): \(alone.out)\(alone.err)")
            #expect(alone.out.contains("event_store.verify() does not answer"), "\(name): \(alone.out)")
            #expect(alone.lines.allSatisfy { !$0.hasPrefix("INTACT") }, "\(alone.out)")
            try superuser.run("drop function if exists event_store.verify()")
            try superuser.run(definition.text(row: 0) ?? "")
        }
        let position = try await book.tamper()
        for (name, sql) in Self.replacements.sorted(by: { $0.key < $1.key }) {
            try superuser.run("drop function if exists event_store.verify()")
            if name != "gone" { try superuser.run(definition.text(row: 0) ?? "") }
            if name != "gone" { try superuser.run(sql) }
            let both = try await book.audit("verify", environment: patience)
            #expect(
                both.status == 5 && both.out.contains("position \(position): this event is another one"), "\(both.out)")
            #expect(both.out.contains("event_store.verify() does not answer"), "\(name): \(both.out)")
            let proof = try await book.audit(
                "prove", "measure-riyad-2026-1", book.folder + "/\(name)", environment: patience)
            #expect(proof.status == 5 && proof.out.contains("position \(position)"), "\(proof.out)\(proof.err)")
        }
    }

    @Test func `A text of any length is a finding with its position, and is cut`() async throws {
        _ = try await book.sealedDemo()
        let position = try await book.tamper()
        let superuser = try Connection(ConnectionOptions(address: book.database.superuserURL))
        try superuser.run("set session_replication_role = replica")
        try superuser.run("update event_store.events set type = repeat('x ', 2000000) where position = \(position)")
        let found = try await book.audit("verify")
        #expect(
            found.status == 5 && found.out.contains("position \(position): this event is another one"), "\(found.err)")
        #expect(found.lines.allSatisfy { $0.count < 1_000 })
        let listed = try book.node(await book.audit("verify", "--output", "json"))
        guard case .array(let defects)? = listed["defects"] else {
            Issue.record("no defect is listed")
            return
        }
        #expect(defects.contains { $0["kind"] == "unlawful-name" })
        #expect(defects.allSatisfy { $0["en"]?.stringValue.map { $0.count < 1_000 } ?? false })
    }

    @Test func `What was put into pg_catalog, or in the place of the log's table, is found`() async throws {
        _ = try await book.sealedDemo()
        let superuser = try Connection(ConnectionOptions(address: book.database.superuserURL))
        for (making, clearing, words) in [
            (
                """
                create function pg_catalog.convert_to(text, text) returns bytea language sql stable strict as $$
                    select pg_catalog.convert_to($1, $2::name) $$
                """,
                "drop function pg_catalog.convert_to(text, text)", "function convert_to(text,text)"
            ),
            (
                "create operator pg_catalog.=== (leftarg = int8, rightarg = int8, function = pg_catalog.int8eq)",
                "drop operator pg_catalog.=== (int8, int8)", "operator ===(bigint,bigint)"
            ),
            (
                "alter table event_store.events rename to kept; "
                    + "create view event_store.events as select * from event_store.kept",
                "drop view event_store.events; alter table event_store.kept rename to events",
                "table event_store.events"
            ),
            (
                "create policy veil on event_store.events as restrictive to missieboek_auditor using (position <> 3)",
                "drop policy veil on event_store.events", "row-level policy veil, event_store.events"
            ),
            (
                "alter policy everybody on event_store.events using (position <> 3)",
                "alter policy everybody on event_store.events using (true)",
                "row-level policy everybody, event_store.events"
            ),
            (
                "create policy everybody on event_store.watermark using (true)",
                "drop policy everybody on event_store.watermark", "row-level policy everybody, event_store.watermark"
            ),
        ] {
            try superuser.run(making)
            let found = try await book.audit("verify")
            #expect(found.status == 5 && found.out.contains(words), "\(found.out)\(found.err)")
            try superuser.run(clearing)
        }
        #expect(try await book.audit("verify").status == 0)
    }

    @Test func `Many findings of one kind hide none of another, make no line of their own, and are said to be more`()
        async throws
    {
        _ = try await book.sealedDemo()
        let kept = book.folder + "/kept"
        try FileManager.default.copyItem(atPath: book.proofs + "/checkpoint", toPath: kept)
        let agreeing = try await book.audit("verify", "--since", kept)
        #expect(agreeing.status == 0 && agreeing.out.contains("too, and it agrees: \(kept)"), "\(agreeing.out)")
        let superuser = try Connection(ConnectionOptions(address: book.database.superuserURL))
        try superuser.run(
            """
            create or replace function event_store.verify() returns \(Self.answer) language sql as $$
                select 'head differs', E'x\\nINTACT: every byte agrees ' || number, null::bigint, 'head at 1',
                    '{1,0}'::text[]
                from generate_series(1, 300) as number
                union all select 'reading differs', null, null, 'entry 7', '{7}' $$
            """)
        let found = try await book.audit("verify", "--since", kept)
        #expect(
            found.status == 5 && found.out.contains("the log itself: entry 7 of the log of readings"),
            "\(found.out)\(found.err)")
        #expect(found.lines.count { $0.contains("the file is noted at version 1") } == 99)
        #expect(found.lines.allSatisfy { !$0.hasPrefix("INTACT") } && found.out.contains("And there is more"))
        let listed = try book.node(await book.audit("verify", "--output", "json"))
        #expect(listed["thereAreMore"] == true)
        _ = try await book.tamper()
        let disagreeing = try await book.audit("verify", "--since", kept)
        #expect(disagreeing.out.contains("too, and it does not agree: \(kept)"), "\(disagreeing.out)")
    }

    @Test func `A second event of one version breaks a rule of the log, and is not said to be against what was signed`()
        async throws
    {
        _ = try await book.sealedDemo()
        let superuser = try Connection(ConnectionOptions(address: book.database.superuserURL))
        let inserted = try superuser.run(
            """
            set session_replication_role = replica;
            drop index event_store.events_1_stream_version;
            insert into event_store.events select 1000000, stream, version, gen_random_uuid(), type, actor, occurred_at,
                recorded_at, data, metadata, leaf_hash
            from event_store.events where stream = 'measure-riyad-2026-1' order by version desc limit 1;
            update event_store.events set leaf_hash = event_store.leaf_hash(
                position, version, recorded_at, occurred_at, event_id, stream, type, actor, data, metadata)
            where position = 1000000
            returning version
            """)
        let second = inserted.text(row: 0)
        let version = try #require(second)
        let found = try await book.audit("verify")
        #expect(found.status == 5 && found.out.hasPrefix("NOT IN ORDER: what was signed holds"), "\(found.out)")
        #expect(found.out.contains("position 1000000: version \(version) of measure-riyad-2026-1"), "\(found.out)")
    }
}
