import PostgresClient
import TestSupport
import Testing

// Who says what a login reads, and what that costs those who read everything.
@Suite(.timeLimit(.minutes(10)))
struct ScopeBindingTests {
    @Test func `The last scope that a login was bound to counts, from its next statement on`() async throws {
        let book = try await ScopedBook.make(seed: 21)
        try book.place()
        let connection = try await book.connect(as: ScopedBook.post)
        func seen() throws -> Set<String> { try Set(connection.column("select stream from event_store.events")) }
        let first = try seen()
        #expect(first == book.expected(for: ScopedBook.post))
        try book.bind(ScopedBook.post, "'{EG,VN}'", "'{}'")
        let second = try seen()
        #expect(second == Set(book.open(hiding: []).filter { !$0.value.isDisjoint(with: ["EG", "VN"]) }.keys))
        #expect(second.contains { $0.hasPrefix("support-") } && !second.isSubset(of: first))
        try book.bind(ScopedBook.post, "'{}'", "'{}'")
        #expect(try seen() == [])
        try book.bind(ScopedBook.post, "null", "'{}'")
        #expect(try seen() == Set(book.open(hiding: []).keys))
        let own = try connection.column(
            "select countries is null and hidden_categories = '{}' from event_store.own_scope()")
        #expect(own == ["t"])
        let kept = try book.superuser.column(
            "select number from event_store.scope_bindings where login = '\(ScopedBook.post)' order by number")
        #expect(kept == ["1", "2", "3", "4"])
    }

    @Test func `A scope that would bind nobody, or hide nothing, is refused`() async throws {
        let book = try await ScopedBook.make(seed: 22)
        try book.superuser.run("set role missieboek_owner")
        let post = ScopedBook.post
        let refused = [
            "'nobody_at_all', '{SA}'", "null, '{SA}'", "'missieboek_owner', '{SA}'", "'\(post)', '{sa}'",
            "'\(post)', '{SAU}'", "'\(post)', '{SA,null}'", "'\(post)', '{SA}', '{suport}'", "'\(post)', '{SA}', null",
            "'\(post)', '{SA}', '{support,null}'", "'test_reader', '{SA}'", "'test_nobody', '{SA}'",
        ]
        for arguments in refused {
            let outcome = book.superuser.outcome(of: "select event_store.bind_scope(\(arguments))")
            #expect(outcome == "TM422", "\(arguments)")
        }
        // Whoever could put on a role that reads everything would pass by the scope.
        try book.superuser.run("reset role")
        for role in [
            "missieboek_reader", "missieboek_appender", "missieboek_backup", "pg_read_all_data", "pg_read_server_files",
            "pg_write_server_files", "pg_execute_server_program",
        ] {
            try expectPassing(["grant \(role) to \(post)"], in: book)
        }
        // A role of any name counts by what it may do.
        for right in [
            "grant select on event_store.events to other_role", "grant select on event_store.events_1 to other_role",
            "grant select (body) on read_models.rows to other_role",
            "grant select on register.sealed_entries to other_role",
            "alter role other_role bypassrls", "alter role other_role superuser", "alter role other_role createrole",
            "grant missieboek_auditor to other_role", "grant pg_read_server_files to other_role",
        ] {
            try expectPassing(["create role other_role", right, "grant other_role to \(post)"], in: book)
        }
        for right in [
            "alter role \(post) createrole", "alter role \(post) bypassrls",
            "grant select on event_store.events_1 to \(post)", "grant select on event_store.commands to \(post)",
            "grant usage on schema register to \(post); grant execute on all functions in schema register to \(post)",
        ] {
            try expectPassing([right], in: book)
        }
        // What leaves the policies where they are passes nothing.
        try book.superuser.run(
            "begin; create role other_role; grant other_role, missieboek_key_keeper to \(post);"
                + "grant select on event_store.events to \(post)")
        let harmless = try book.superuser.column("select login from event_store.circumvented_scopes()")
        try book.superuser.run("rollback")
        #expect(harmless == [])
        let none = try book.superuser.column("select login from event_store.circumvented_scopes()")
        #expect(none == [])
    }

    private func expectPassing(_ statements: [String], in book: borrowing ScopedBook) throws {
        try book.superuser.run("begin")
        for statement in statements { try book.superuser.run(statement) }
        let found = try book.superuser.column("select login from event_store.circumvented_scopes()")
        let outcome = book.superuser.outcome(of: "select event_store.bind_scope('\(ScopedBook.post)', '{SA}')")
        try book.superuser.run("rollback")
        #expect(found == [ScopedBook.post] && outcome == "TM422", "\(statements)")
    }

    /// The policy that lets everybody else read everything is folded away by the planner.
    @Test func `Whoever reads everything is planned for as if there were no row-level security`() async throws {
        let book = try await ScopedBook.make(seed: 23)
        try book.superuser.run("analyze")
        let queries = [
            "select * from event_store.events where position > 10 and position <= 5000 order by position",
            "select * from event_store.events where stream = any ('{mission-stad-1,mission-stad-2}') and position <= 99",
            "select sum(version) from event_store.streams where stream = any ('{mission-stad-1}')",
            "select key, body from read_models.rows where model = 'board' and version = 1 and generation = 1 order by key",
            """
            select kept.stream from event_store.snapshots as kept join event_store.events as event
                on event.position = kept.position and event.leaf_hash = kept.leaf_hash
            """,
        ]
        func plans() throws -> [[String]] {
            try book.superuser.run("set local role missieboek_reader")
            let plans = try queries.map { try book.superuser.column("explain \($0)") }
            try book.superuser.run("reset role")
            return plans
        }
        try book.superuser.run("begin")
        let guarded = try plans()
        for table in ["event_store.events", "event_store.streams", "event_store.snapshots", "read_models.rows"] {
            try book.superuser.run("alter table \(table) disable row level security")
        }
        let plain = try plans()
        try book.superuser.run("rollback")
        #expect(guarded == plain && plain.allSatisfy { !$0.isEmpty })
    }
}
