import EmbeddedPostgres
import FoundationEssentials
import PostgresClient
import TestSupport
import Testing

// Whoever verifies a private book does so by a login that may read: what somebody has put in the place of a function gains
// nothing by being called.
@Suite(.timeLimit(.minutes(10)))
struct InspectorTests {
    private let book: TemporaryBook
    private var cluster: EmbeddedCluster { EmbeddedCluster(home: book.path) }

    init() async throws {
        book = try TemporaryBook()
        try await EmbeddedCluster(home: book.path, durability: .none).start()
        let officer = "officer-3f9k2m8q7x1t"
        for words in [
            [
                "administration", "found", "--officer", officer, "--name", "A. Beheerder", "--unit", "RVO",
                "--organisation", "BZ", "--actor", officer,
            ],
            ["audit", "key", "missieboek.example/book"], ["audit", "checkpoint"],
        ] {
            let run = try await run(words)
            #expect(run.status == 0, "\(words): \(run.out)\(run.err)")
        }
    }

    private func run(_ words: [String]) async throws -> Missieboek.Output {
        try await Missieboek.run(words + ["--lang", "en"], environment: ["MISSIEBOEK_HOME": book.path])
    }

    private func superuser() throws -> Connection {
        try Connection(ConnectionOptions(address: cluster.connectionString(as: .superuser)))
    }

    /// What only a superuser can: to make another one, to run a program as the server, to write with the triggers off.
    private static let gains = [
        "create role taken login superuser",
        "copy (select 'taken') to program 'cat > server.taken'",
        "set local session_replication_role = replica; update event_store.events set actor = 'officer-taken'",
    ]

    /// Puts a function in the place of the one that verifies, which tries that when it is called, and says that all is
    /// well.
    private func replaceVerification(asOwner: Bool, isQuiet: Bool) throws {
        let attempts = Self.gains.map { gain in
            "begin execute $gain$\(gain)$gain$; "
                + (isQuiet ? "exception when others then null; end;" : "end;")
        }.joined(separator: "\n")
        try superuser().run(
            """
            create or replace function event_store.verify()
            returns table (finding text, stream text, "position" bigint, detail text, particulars text[])
            language plpgsql security \(asOwner ? "definer" : "invoker") as $body$
            begin
                \(attempts)
                return;
            end
            $body$
            """)
    }

    /// What the function above has come to.
    private func gained() throws -> [String] {
        let folder = book.path + "/cluster/data"
        let rows = try superuser().run(
            """
            select 'a superuser' from pg_roles where rolname = 'taken'
            union all select 'an event' where exists (select from event_store.events where actor = 'officer-taken')
            """)
        let written = FileManager.default.fileExists(atPath: folder + "/server.taken") ? ["a file"] : []
        return (0..<rows.count).compactMap { rows.text(row: $0) } + written
    }

    @Test func `A replaced verify that wants a superuser's rights is found, and gets none`() async throws {
        let sound = try await run(["audit", "verify"])
        #expect(sound.status == 0 && sound.out.hasPrefix("INTACT"), "\(sound.out)\(sound.err)")
        for asOwner in [false, true] {
            try replaceVerification(asOwner: asOwner, isQuiet: false)
            for words in [["verify"], ["prove", "officer-3f9k2m8q7x1t", book.folder + "/proof"]] {
                let found = try await run(["audit"] + words)
                #expect(
                    found.status == 5 && (found.out + found.err).contains("another function than this program's"),
                    "\(found)")
            }
            #expect(try gained() == [])
        }
    }

    @Test func `One that keeps quiet about it gets none either, and a superuser would have given it all`() async throws
    {
        for asOwner in [false, true] {
            try replaceVerification(asOwner: asOwner, isQuiet: true)
            for words in [["verify"], ["prove", "officer-3f9k2m8q7x1t", book.folder + "/proof-\(asOwner)"]] {
                let run = try await run(["audit"] + words)
                #expect(run.status == 0, "\(run)")
            }
            #expect(try gained() == [])
        }
        // The same call as a superuser: the attempts are no empty ones.
        try replaceVerification(asOwner: false, isQuiet: true)
        try superuser().run("select from event_store.verify()")
        #expect(try Set(gained()) == ["a superuser", "an event", "a file"])
    }

    @Test func `A policy that hides an event from the login that verifies is found, and a right that was taken too`()
        async throws
    {
        let hiding = [
            (
                "create policy veil on event_store.events as restrictive to missieboek_auditor using (position > 1)",
                "drop policy veil on event_store.events", "can hide rows from whoever verifies"
            ),
            (
                "grant missieboek_scoped_reader to missieboek_inspector",
                "revoke missieboek_scoped_reader from missieboek_inspector",
                "row-level policy scope, event_store.events"
            ),
            (
                "revoke execute on function event_store.verify() from missieboek_auditor",
                "grant execute on function event_store.verify() to missieboek_auditor", "somebody has taken that right"
            ),
            (
                "revoke missieboek_auditor from missieboek_inspector; grant missieboek_reader to missieboek_inspector",
                "revoke missieboek_reader from missieboek_inspector; grant missieboek_auditor to missieboek_inspector",
                "somebody has taken that right"
            ),
        ]
        for (taking, giving, words) in hiding {
            try superuser().run(taking)
            let found = try await run(["audit", "verify"])
            #expect(found.status == 5 && found.out.contains(words), "\(taking): \(found.out)\(found.err)")
            #expect(!found.out.contains("gone, broken or another one"), "\(taking): \(found.out)")
            try superuser().run(giving)
            let sound = try await run(["audit", "verify"])
            #expect(sound.status == 0 && sound.out.hasPrefix("INTACT"), "\(giving): \(sound.out)\(sound.err)")
        }
    }

    @Test func `Who has read what is shown by the same login, and names are still understood`() async throws {
        let shown = try await run(["timeline", "A. Beheerder", "--actor", "A. Beheerder"])
        #expect(shown.status == 0, "\(shown.err)")
        let readings = try await run(["readings", "--by", "A. Beheerder", "--output", "csv"])
        #expect(readings.status == 0 && readings.out.contains("timeline,"), "\(readings.out)\(readings.err)")
        let logins = try superuser().run("select distinct login from access_log.entries")
        #expect(logins.count == 1 && logins.text(row: 0) == "missieboek")
    }

    @Test func `A private database of before there was such a login has it after its migration, while it runs`()
        async throws
    {
        let map = book.path + "/cluster/data/pg_ident.conf"
        let made = try String(contentsOfFile: map, encoding: .utf8)
        for verb in [["audit", "verify"], ["db", "migrate"]] {
            let former = made.split(separator: "\n").filter { !$0.contains("missieboek_inspector") }
            try (former.joined(separator: "\n") + "\n").write(toFile: map, atomically: false, encoding: .utf8)
            try superuser().run(
                """
                update schema_history.files set sha256 = '\\x00' where path = 'roles/roles.sql';
                update schema_history.installations set fingerprint = 'older';
                revoke connect on database missieboek from missieboek_inspector;
                drop role missieboek_inspector;
                select pg_reload_conf()
                """)
            let brought = try await run(verb)
            #expect(brought.status == 0, "\(brought.out)\(brought.err)")
            let verified = try await run(["audit", "verify"])
            #expect(verified.status == 0 && verified.out.hasPrefix("INTACT"), "\(verified.out)\(verified.err)")
        }
        #expect(try String(contentsOfFile: map, encoding: .utf8) == made)
    }
}
