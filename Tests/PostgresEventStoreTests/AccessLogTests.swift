import PostgresClient
import TestSupport
import Testing

// The log of readings: who enters what, and what shows when it was changed.
@Suite(.timeLimit(.minutes(10)))
struct AccessLogTests {
    private static func record(
        _ object: String = "measure-one", action: String = "dossier", result: String = "shown", actor: String = "null",
        ground: String = "null"
    ) -> String {
        """
        select access_log.record('\(action)', '\(object)', '\(result)', \(actor), \(ground), 42, null, 'table', 7, 'root')
        """
    }

    /// A database with three entries.
    private static func filled() async throws -> ThrowawayDatabase {
        let database = try await ThrowawayCluster.shared.database()
        let superuser = try superuser(of: database)
        for number in 1...3 { try superuser.run(record("measure-\(number)", ground: "'Woo-verzoek 2026-\(number)'")) }
        return database
    }

    private static func superuser(of database: ThrowawayDatabase) throws -> Connection {
        try Connection(ConnectionOptions(address: database.superuserURL))
    }

    private static let findings = "select concat_ws(': ', finding, detail) from event_store.verify() order by 1"

    // BIO2 8.15.01: action, object, result, origin, actor and moment.
    @Test func `An entry has the six fields, and who, from where and when by the server's own finding`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let address = try await RoleLogin.reader.address(of: database)
        let reader = try Connection(ConnectionOptions(address: address, applicationName: "letters"))
        let before = try reader.column("select clock_timestamp()")[0]
        let number = try reader.column(
            Self.record(actor: "'officer-3f9k2m8q7x1t'", ground: "'Woo-verzoek 2026-14'"))
        #expect(number == ["1"])
        let auditor = try await RoleLogin.auditor.connect(to: database)
        let entry = try auditor.column(
            """
            select concat_ws('|', action, object, result, login, actor, origin, application, stated_account, ground, as_of,
                format, shown, recorded_at between '\(before)' and clock_timestamp(), account is null)
            from access_log.entries
            """)
        #expect(
            entry == [
                "dossier|measure-one|shown|test_reader|officer-3f9k2m8q7x1t|local socket|letters|root|Woo-verzoek 2026-14|"
                    + "42|table|7|t|t"
            ])
        // Whom it found, nobody else may read.
        for login in RoleLogin.allCases where ![.auditor, .inspector, .backup].contains(login) {
            let other = try await login.connect(to: database)
            #expect(other.outcome(of: "select from access_log.entries") == "42501", "\(login.name)")
        }
    }

    @Test func `The hash of an entry is what another program makes of its columns`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let superuser = try Self.superuser(of: database)
        let zero = "decode(repeat('00', 32), 'hex')"
        // By hashlib of Python, from the description in entry_hash.sql.
        let hash = try superuser.column(
            """
            select encode(access_log.entry_hash(row(1, '2026-03-16T10:00:00Z', 'dossier', 'measure-one', 'shown', 'auditor',
                null, 'local socket', 'missieboek', null, 'root', 'Woo-verzoek 2026-14', 42, null, 'table', 7, \(zero),
                \(zero))::access_log.entries), 'hex')
            """)
        #expect(hash == ["3ac17d0d9618fbff5ed19b76735656dc89e3ebd275efbfa7abe8f89e60a7fe5c"])
    }

    @Test func `Whoever reads at the same time waits for the one before, and no number is left out`() async throws {
        let database = try await Self.filled()
        let superuser = try Self.superuser(of: database)
        let first = try await RoleLogin.reader.connect(to: database)
        try first.run("begin")
        #expect(try first.column(Self.record()) == ["4"])
        let address = try await RoleLogin.projector.address(of: database)
        async let second = Self.entered(at: address)
        let waiting = "select count(*) from pg_locks where locktype = 'advisory' and objid = 7101 and not granted"
        while try superuser.column(waiting) == ["0"] { await Task.yield() }
        try first.run("commit")
        #expect(try await second == ["5"])
        #expect(try superuser.column(Self.findings) == [])
    }

    private static func entered(at address: String) async throws -> [String] {
        try await Task.detached { try Connection(ConnectionOptions(address: address)).column(record()) }.value
    }

    /// A change of the second of three entries behind the triggers' back, and what is found then.
    static let changes: [(sql: String, findings: [String])] =
        [
            "recorded_at = recorded_at + interval '1 microsecond'", "action = 'timeline'", "object = 'measure-9'",
            "result = 'refused'", "login = 'somebody'", "actor = 'officer-other'", "origin = '10.0.0.1'",
            "application = 'psql'", "account = 'peer:root'", "stated_account = null", "ground = null", "as_of = 41",
            "valid_at = now()", "format = 'csv'", "shown = 8", "hash = sha256('forged')",
        ].map { change in
            let isHash = change.hasPrefix("hash")
            return (
                "update access_log.entries set \(change) where number = 2",
                ["reading differs: entry 2 is not what was entered"]
                    + (isHash ? ["readings broken: entry 3 does not go on from entry 2"] : [])
            )
        } + [
            (
                "update access_log.entries set previous_hash = sha256('forged') where number = 2",
                [
                    "reading differs: entry 2 is not what was entered",
                    "readings broken: entry 2 does not go on from entry 1",
                ]
            ),
            (
                "delete from access_log.entries where number = 2",
                ["readings broken: entry 3 does not go on from entry 1"]
            ),
            (
                "delete from access_log.entries where number = 1",
                ["readings broken: the entries before 2 are gone, and no disposal took them"]
            ),
            (
                // Rehashed with care, and so found at the next one only.
                """
                update access_log.entries set object = 'measure-9' where number = 2;
                update access_log.entries as entry set hash = access_log.entry_hash(entry) where number = 2
                """,
                ["readings broken: entry 3 does not go on from entry 2"]
            ),
            // What is cut off at the end leaves a chain that is whole: only a copy that is kept elsewhere shows it.
            ("delete from access_log.entries where number = 3", []),
        ]

    @Test(arguments: changes)
    func `A change behind the triggers' back is found, with the entry`(_ change: String, _ expected: [String])
        async throws
    {
        let superuser = try Self.superuser(of: try await Self.filled())
        #expect(try superuser.column(Self.findings) == [])
        try superuser.run("set session_replication_role = replica; \(change)")
        #expect(try superuser.column("set session_replication_role = origin; \(Self.findings)") == expected)
    }

    @Test func `The owner and a superuser can change, remove or empty nothing`() async throws {
        let superuser = try Self.superuser(of: try await Self.filled())
        for role in ["missieboek_superuser", "missieboek_owner"] {
            try superuser.run("set role \(role)")
            for statement in [
                "update access_log.entries set ground = 'other'", "delete from access_log.entries where number = 3",
                "delete from access_log.entries", "truncate access_log.entries", "truncate access_log.terms",
                "delete from access_log.terms", "update access_log.terms set days = 1",
            ] {
                #expect(superuser.outcome(of: statement) == "42501", "\(role): \(statement)")
            }
        }
        try superuser.run("reset role")
        #expect(try superuser.column("select count(*) from access_log.entries") == ["3"])
    }

    @Test func `Entries go when their term is over, which is entered, and the chain goes on behind them`() async throws
    {
        let database = try await ThrowawayCluster.shared.database()
        let superuser = try Self.superuser(of: database)
        // Entries of long ago, as they were made then.
        try superuser.run(
            """
            do $$
            declare
                entry access_log.entries;
            begin
                entry := row(0, null, 'dossier', 'measure-one', 'shown', 'auditor', null, 'local socket', 'missieboek',
                    null, null, null, null, null, 'table', 1, null, decode(repeat('00', 32), 'hex'))::access_log.entries;
                for count in 1..5 loop
                    entry.number := count;
                    entry.recorded_at := clock_timestamp() - make_interval(days => 500 - count, hours => -1);
                    entry.previous_hash := entry.hash;
                    entry.hash := access_log.entry_hash(entry);
                    insert into access_log.entries values (entry.*);
                end loop;
            end
            $$
            """)
        try superuser.run(Self.record())
        try superuser.run("set role missieboek_owner")
        let dispose = "select access_log.dispose('Selectielijst')"
        // Nothing without a term.
        #expect(superuser.outcome(of: dispose) == "TM422")
        try superuser.run("select access_log.set_term(498, 'Selectielijst')")
        #expect(try superuser.column(dispose) == ["1"])
        try superuser.run("select access_log.set_term(400, 'Selectielijst')")
        #expect(try superuser.column(dispose) == ["4"])
        #expect(try superuser.column(dispose) == ["0"])
        try superuser.run("reset role")
        let left = try superuser.column(
            "select concat_ws('|', number, action, object, as_of, shown, ground) from access_log.entries order by number"
        )
        #expect(
            left == [
                "6|dossier|measure-one|42|7", "7|readings term|access-log|498|Selectielijst",
                "8|readings dispose|access-log|1|1|Selectielijst", "9|readings term|access-log|400|Selectielijst",
                "10|readings dispose|access-log|5|4|Selectielijst",
            ])
        #expect(try superuser.column(Self.findings) == [])
        #expect(superuser.outcome(of: "delete from access_log.entries where number = 6") == "42501")
        // The disposal itself is part of the chain.
        try superuser.run("set session_replication_role = replica; delete from access_log.entries where number = 10")
        #expect(
            try superuser.column("set session_replication_role = origin; \(Self.findings)")
                == ["readings broken: the entries before 6 are gone, and no disposal took them"])
    }

    @Test func `What cannot be entered is refused, and so is a reader that the login may not stand for`() async throws {
        let database = try await Self.filled()
        let superuser = try Self.superuser(of: database)
        let reader = try await RoleLogin.reader.connect(to: database)
        for (statement, state) in [
            (Self.record(action: "readings dispose", result: "done"), "TM422"),
            (Self.record(action: "readings term", result: "done"), "TM422"),
            (Self.record("Van Dijk B.V."), "23514"), (Self.record(result: "seen"), "23514"),
            (Self.record(ground: "E'one\\ntwo'"), "23514"), (Self.record(ground: "''"), "23514"),
            (Self.record(ground: "repeat('a', 501)"), "23514"), (Self.record(actor: "'Van Dijk'"), "23514"),
        ] {
            #expect(reader.outcome(of: statement) == state, "\(statement)")
        }
        try superuser.run(
            "set role missieboek_owner; select event_store.bind_login('test_reader', '{officer-one}'); reset role")
        #expect(reader.outcome(of: Self.record(actor: "'officer-two'")) == "TM403")
        #expect(reader.outcome(of: Self.record(actor: "'officer-one'")) == "done")
        #expect(try superuser.column("select max(number) from access_log.entries") == ["4"])
        #expect(try superuser.column(Self.findings) == [])
    }
}
