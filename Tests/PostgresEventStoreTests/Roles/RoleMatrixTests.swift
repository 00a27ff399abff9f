import PostgresClient
import TestSupport
import Testing

// Every role tries everything, each by a login of its own.
@Suite(.timeLimit(.minutes(10)))
struct RoleMatrixTests {
    private static let denied = "42501"

    @Test(arguments: RoleLogin.allCases)
    func `What is not a role's work is refused, and everything is as it was`(_ login: RoleLogin) async throws {
        let log = try await GuardedLog.make()
        let connection = try await login.connect(to: log.database)
        let before = try log.contents()
        let attempts = (Attempt.hostile + Attempt.byDesign).filter { $0.allowed[login] == nil }
        #expect(Attempt.hostile.count >= 100 && before.count > 20)
        var refusals = 0
        for attempt in attempts {
            let sql = attempt.sql.replacing("<login>", with: login.name)
                .replacing("<database>", with: log.database.name)
                .replacing("<process>", with: "\(log.superuser.backendProcessID)")
            let outcome = connection.outcome(of: sql)
            #expect(outcome == Self.denied, "\(login.name): \(sql)")
            if outcome == Self.denied { refusals += 1 }
            let isSame = try log.contents() == before
            try #require(isSame, "\(login.name) has changed something: \(sql)")
        }
        let findings = try log.findings()
        #expect(findings == [])
        print("\(login.name): \(refusals) of \(attempts.count) statements refused")
        Figure.report("role_matrix_logins", 1, "logins")
        Figure.report("role_matrix_attempts", attempts.count, "statements")
        Figure.report("role_matrix_refusals", refusals, "statements")
        // The list is the same for all.
        if login == .nobody { Figure.report("role_matrix_list", attempts.count, "statements") }

        // Each of them is found again in the server's log, and none of what they held.
        let lines = try await ServerLog.lines(of: ThrowawayCluster.shared.cluster()).filter {
            $0.contains("] \(Self.denied) [local] \(login.name)@\(log.database.name) |ERROR:  ")
        }
        #expect(lines.count == attempts.count)
        for literal in ["officer-other", "Forged", "{}", "01234567", "Van Dijk"] {
            #expect(!lines.contains { $0.contains(literal) }, "\(literal)")
        }
    }

    @Test(arguments: RoleLogin.allCases)
    func `What is a role's work can be done`(_ login: RoleLogin) async throws {
        let log = try await GuardedLog.make()
        let connection = try await login.connect(to: log.database)
        for attempt in Attempt.byDesign {
            guard let reason = attempt.allowed[login] else { continue }
            try connection.run("begin")
            let outcome = connection.outcome(of: attempt.sql)
            #expect(outcome == "done", "\(login.name), since \(reason): \(attempt.sql)")
            try connection.run("rollback")
        }
        // No false alarm.
        let refusals = try await ServerLog.lines(of: ThrowawayCluster.shared.cluster()).filter {
            $0.contains(" \(login.name)@\(log.database.name) |ERROR:  ")
        }
        #expect(refusals == [])
    }

    /// Where nobody can make anything, nothing of theirs can be taken for something of ours.
    @Test(arguments: RoleLogin.allCases)
    func `A login can make things in its own session only`(_ login: RoleLogin) async throws {
        let log = try await GuardedLog.make()
        let name = try await login.made().name
        let spaces = try log.superuser.column(
            "select nspname from pg_namespace where has_schema_privilege('\(name)', oid, 'create')")
        #expect(spaces == [])
    }

    // Advisory locks are everybody's: no right to them can be taken away for one key, and they delay appends.
    @Test func `A login without rights can hold up appends by their lock, and nothing is lost by it`() async throws {
        let log = try await GuardedLog.make()
        let holder = try await RoleLogin.nobody.connect(to: log.database)
        let writer = try await RoleLogin.appender.connect(to: log.database)
        let append = """
            select event_store.append_event('\(GuardedLog.commandID(4))', 'sample.do', '{}', 'officer-one',
                'mission-one', 3, 'Done', now(), '{}', '{}')
            """
        let before = try log.contents()
        try holder.run("select pg_advisory_lock(7091)")
        try writer.run("set lock_timeout = '100ms'")
        let waited = writer.outcome(of: append)
        let after = try log.contents()
        #expect(waited == "55P03" && after == before)
        try holder.run("select pg_advisory_unlock(7091)")
        let appended = writer.outcome(of: append)
        let findings = try log.findings()
        #expect(appended == "done" && findings == [])
    }

    // PostgreSQL takes the lock of some statements before it looks at the rights to them.
    @Test func `A statement that is refused can wait for a lock first, and holds it no longer than it is refused`()
        async throws
    {
        let log = try await GuardedLog.make()
        let reader = try await RoleLogin.reader.connect(to: log.database)
        let other = try await RoleLogin.projector.connect(to: log.database)
        let rule = "create rule forged as on insert to event_store.events do instead nothing"
        try other.run("begin; select from event_store.events")
        try reader.run("set lock_timeout = '100ms'")
        let waited = reader.outcome(of: rule)
        try other.run("commit")
        let refused = reader.outcome(of: rule)
        #expect(waited == "55P03" && refused == Self.denied)
        let locks = try log.superuser.column(
            "select mode from pg_locks where pid = \(reader.backendProcessID) and mode = 'AccessExclusiveLock'")
        #expect(locks == [])
    }
}
