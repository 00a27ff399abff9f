import PostgresClient
import TestSupport
import Testing

// Who may change history: nobody, the owner included.
@Suite(.timeLimit(.minutes(10)))
struct SchemaRightsTests {
    private static let relations = [
        "events", "events_1", "events_later", "commands", "watermark", "incarnations", "login_bindings",
        "scope_bindings",
    ]
    private static let roles = [
        "missieboek_owner", "missieboek_appender", "missieboek_projector", "missieboek_reader", "missieboek_auditor",
        "missieboek_backup", "missieboek_scoped_reader", "missieboek", "missieboek_inspector",
    ]

    /// With an event in the log, a moved watermark and a second partition.
    private func filledLog() async throws -> Connection {
        let database = try await ThrowawayCluster.shared.database()
        let connection = try Connection(ConnectionOptions(address: database.superuserURL))
        try connection.run(
            """
            select event_store.append(gen_random_uuid(), 'sample.do', '{}', 'officer-sample', null, '{}', '{}',
                '{mission-one}', '{SomethingHappened}', array[now()], array['{}'::bytea], array['{}'::bytea]);
            select event_store.advance_watermark();
            set role missieboek_owner;
            select event_store.create_partition(100000001, 200000001);
            alter table event_store.events_100000001 rename to events_later;
            reset role
            """)
        return connection
    }

    @Test(arguments: [
        "update event_store.%s set recorded_at = now()", "update event_store.%s set recorded_at = now() where false",
        "delete from event_store.%s", "delete from event_store.%s where false", "truncate event_store.%s",
    ])
    func `No role changes or removes what was recorded`(_ statement: String) async throws {
        let connection = try await filledLog()
        for relation in Self.relations {
            for role in Self.roles {
                try connection.run("set role \(role)")
                let sql = statement.replacing("%s", with: relation)
                let state = sqlState { () throws(PostgresError) in try connection.run(sql) }
                #expect(state == .insufficientPrivilege, "\(role): \(sql)")
            }
        }
        try connection.run("reset role")
        let state = sqlState { () throws(PostgresError) in
            try connection.run(statement.replacing("%s", with: "events"))
        }
        #expect(state == .insufficientPrivilege, "superuser: \(statement)")
    }

    @Test func `No role but the owner writes rows directly`() async throws {
        let connection = try await filledLog()
        for relation in Self.relations + ["streams", "subscriptions", "snapshots"] {
            for role in Self.roles.dropFirst() {
                try connection.run("set role \(role)")
                let sql = "insert into event_store.\(relation) default values"
                let state = sqlState { () throws(PostgresError) in try connection.run(sql) }
                #expect(state == .insufficientPrivilege, "\(role): \(sql)")
            }
        }
    }

    @Test func `Each role may call what is its own`() async throws {
        let connection = try await filledLog()
        let calls = [
            (
                "missieboek_appender",
                "select event_store.advance_watermark(), register.heads('{company-a}')"
            ),
            ("missieboek_appender", "select from event_store.streams"),
            ("missieboek_projector", "select read_models.claim('board', 1)"),
            ("missieboek_projector", "select event_store.claim_subscription('letters', 0)"),
            ("missieboek_reader", "select from event_store.subscriptions"),
            ("missieboek_reader", "select from event_store.snapshots"),
            ("missieboek_appender", "select event_store.drop_snapshots(null)"),
            ("missieboek_reader", "select from register.resolve(null, null, 'A')"),
            ("missieboek_auditor", "select from event_store.verify()"),
            // Every question begins with it.
            ("missieboek_auditor", "select event_store.advance_watermark()"),
        ]
        for (role, sql) in calls {
            try connection.run("set role \(role)")
            #expect(sqlState { () throws(PostgresError) in try connection.run(sql) } == nil, "\(role): \(sql)")
        }
        let refusals = [
            ("missieboek_reader", "select read_models.claim('board', 1)"),
            ("missieboek_reader", "select event_store.claim_subscription('letters', 0)"),
            ("missieboek_appender", "select event_store.move_subscription('letters', 1, null, 0)"),
            ("missieboek_projector", "delete from event_store.subscriptions"),
            ("missieboek_owner", "delete from event_store.subscriptions"),
            ("missieboek_owner", "truncate event_store.subscriptions"),
            ("missieboek_projector", "select register.heads('{company-b}')"),
            ("missieboek_auditor", "select from register.read('{}', null)"),
            ("missieboek_reader", "select from event_store.commands"),
            ("missieboek_projector", "select from event_store.snapshots"),
            ("missieboek_reader", "select event_store.drop_snapshots(null)"),
            ("missieboek_auditor", "select event_store.drop_snapshots(null)"),
            (
                "missieboek_reader",
                "select event_store.keep_snapshot('mission-one', 1, 1, gen_random_uuid(), 'f', '{}')"
            ),
            (
                "missieboek_projector",
                "select event_store.keep_snapshot('mission-one', 1, 1, gen_random_uuid(), 'f', '')"
            ),
            ("missieboek_appender", "select event_store.holds(1, '')"),
            (
                "missieboek_appender",
                """
                select event_store.append_each('{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}',
                    '{}', '{}')
                """
            ),
        ]
        for (role, sql) in refusals {
            try connection.run("set role \(role)")
            let state = sqlState { () throws(PostgresError) in try connection.run(sql) }
            #expect(state == .insufficientPrivilege, "\(role): \(sql)")
        }
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
