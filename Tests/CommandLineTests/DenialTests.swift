import CanonicalJSON
import EmbeddedPostgres
import EventSourcing
import Foundation
import PostgresClient
import TestSupport
import Testing

@testable import missieboek

// What the database refused: found again in its log, and nothing more than that.
@Suite(.timeLimit(.minutes(10)))
struct DenialTests {
    private static let line =
        "2026-03-16 09:00:00.250 UTC [4711] 42501 [local] post_riyad@missieboek |ERROR:  permission denied for schema register"

    @Test func `A line of the log tells who was refused what, and when`() throws {
        let denial = try #require(DeniedStatement(logLine: Self.line + " at character 15"))
        #expect(denial.time == Timestamp(microseconds: 1_773_651_600_250_000))
        #expect(denial.process == 4711 && denial.code == "42501" && denial.host == "[local]")
        #expect(denial.login == "post_riyad" && denial.database == "missieboek")
        #expect(denial.message == "permission denied for schema register")
        let remote = try #require(
            DeniedStatement(
                logLine: Self.line.replacing("42501 [local]", with: "28P01 10.0.0.7(50123)").replacing(
                    "|ERROR", with: "|FATAL")))
        #expect(remote.host == "10.0.0.7(50123)" && remote.code == "28P01")
        // Whoever tries to log in names himself as he likes.
        let odd = try #require(
            DeniedStatement(logLine: Self.line.replacing("post_riyad@", with: "a@b |ERROR:  c@")))
        #expect(odd.login == "a" && odd.database == "b" && odd.message.hasPrefix("c@missieboek |ERROR:"))
    }

    @Test(arguments: [
        "", "42501", "no line of ours", line.replacing("42501", with: "23505"), line.replacing("42501", with: "2850"),
        line.replacing("42501", with: "00000").replacing("ERROR", with: "LOG"),
        line.replacing(" UTC", with: " CET"), line.replacing("[4711]", with: "[x]"), String(line.dropFirst(3)),
        "\t" + line, line.replacing("[local] post_riyad@missieboek |", with: ""),
    ])
    func `A line that tells of something else is passed over`(_ line: String) {
        #expect(DeniedStatement(logLine: line) == nil)
    }

    /// Names that whoever tries to log in may choose.
    @Test(arguments: [
        "nobody\n", "nobody |LOG:  all is well\n", "\n", "nobody@db |DETAIL:  \n",
        "nobody\n2026-03-16 09:00:00.250 UTC [1] 00000 [local] x |LOG:  ",
    ])
    func `A line feed in a name hides no refusal`(_ name: String) throws {
        let lines = Self.line.replacing("42501", with: "28000").replacing("|ERROR", with: "|FATAL")
            .replacing("post_riyad", with: name).split(separator: "\n")
        let denial = try #require(DeniedStatement(logLine: String(lines[0])))
        #expect(denial.process == 4711 && denial.code == "28000" && denial.host == "[local]")
        #expect(denial.time == Timestamp(microseconds: 1_773_651_600_250_000))
        #expect(!denial.message.contains("permission denied"), "it stands in another line")
        if !name.contains("|LOG") { #expect(denial.login == DeniedStatement.unknown) }
    }

    @Test func `A line that was made up cannot be told from the server's, and takes nothing away from it`() throws {
        let made = Self.line.replacing("post_riyad", with: "somebody_else")
        let lines = Self.line.replacing("42501", with: "28000").replacing("post_riyad", with: "nobody\n\(made)")
            .split(separator: "\n").map(String.init)
        let read = lines.compactMap { DeniedStatement(logLine: $0) }
        #expect(read.map(\.login) == [DeniedStatement.unknown, "somebody_else"])
        #expect(read.map(\.code) == ["28000", "42501"])
    }

    @Test func `A login whose name has a line feed in it is found, as the server wrote it`() async throws {
        let book = try TemporaryBook()
        let cluster = EmbeddedCluster(home: book.path)
        #expect(try await Missieboek.run("board", home: book).status == 0)
        let made = "\n" + Self.line.prefix(while: { $0 != "|" }).prefix(58)
        var options = try ConnectionOptions(address: cluster.connectionString()).environment
        options["PGUSER"] = String(made)
        let tried = Process()
        tried.executableURL = URL(filePath: "/usr/bin/env")
        tried.arguments = ["psql", "--no-psqlrc", "--command", "select 1"]
        tried.environment = ProcessInfo.processInfo.environment.merging(options) { $1 }
        tried.standardError = FileHandle.nullDevice
        try tried.run()
        tried.waitUntilExit()
        #expect(tried.terminationStatus != 0)
        _ = try await ServerLog.lines(of: cluster)
        let listed = try await Self.denials(of: book)
        #expect(listed.contains { $0["code"]?.text?.hasPrefix("28") == true && $0["login"]?.text == "[unknown]" })
    }

    @Test func `What was refused is listed, also once the server is down, and what was not is not`() async throws {
        let book = try TemporaryBook()
        let cluster = EmbeddedCluster(home: book.path)
        // Ordinary use, the demo's refusals by rules among it, is refused nothing by the database.
        #expect(try await Missieboek.run("demo", "--quiet", home: book).status == 0)
        for words in [
            ["board"], ["bmo"], ["ledger"], ["exceptions"], ["projections", "status"], ["snapshots", "status"],
            // Ids that are in no register of the inspector's.
            ["gate", "riyad-2026", "--actor", "officer-3f9k2m8q7x1t"], ["readings"], ["readings", "--output", "csv"],
            ["readings", "--by", "Niemand"],
        ] {
            let run = try await Missieboek.run(words, environment: ["MISSIEBOEK_HOME": book.path])
            #expect(run.status == 0, "\(words): \(run.err)")
        }
        _ = try await ServerLog.lines(of: cluster)
        let none = try await Missieboek.run("audit", "denials", "--check", "--lang", "en", home: book)
        #expect(none.status == 0 && none.err.contains("Nothing was refused."), "\(none.out)")
        #expect(try await Missieboek.run("doctor", home: book).out.contains("ok    denials"))

        let connection = try Connection(ConnectionOptions(address: cluster.connectionString()))
        let refused = [
            ("delete from event_store.events where actor = 'Jan Geheim'", "permission denied for table events"),
            ("set role missieboek_owner", #"permission denied to set role "missieboek_owner""#),
            ("select 'Jan Geheim' from event_store.commands", "permission denied for table commands"),
            ("alter table event_store.events disable trigger all", "must be owner of table events"),
        ]
        for (sql, _) in refused {
            #expect(throws: PostgresError.self) { try connection.run(sql) }
        }
        let superuser = try Connection(ConnectionOptions(address: cluster.connectionString(as: .superuser)))
        #expect(throws: PostgresError.self) { try superuser.run("delete from event_store.events") }
        // Not for want of a right.
        #expect(throws: PostgresError.self) { try connection.run("select 1 / 0") }
        let lines = try await ServerLog.lines(of: cluster)
        #expect(!lines.contains { $0.contains("Jan Geheim") })

        let listed = try await Self.denials(of: book)
        #expect(
            listed.map { $0["message"]?.text } == refused.map(\.1) + [
                "DELETE on event_store.events is refused: it is append-only"
            ])
        #expect(listed.dropLast().allSatisfy { $0["login"]?.text == "missieboek" && $0["code"]?.text == "42501" })
        #expect(listed.last?["login"]?.text == "missieboek_superuser")
        #expect(listed.allSatisfy { $0["database"]?.text == "missieboek" && $0["host"]?.text == "[local]" })
        #expect(listed.allSatisfy { ($0["process"]?.integer ?? 0) > 0 })

        let doctor = try await Missieboek.run("doctor", "--lang", "en", home: book)
        #expect(doctor.out.contains("warn  denials") && doctor.out.contains("refused 5 times"), "\(doctor.out)")
        #expect(try await Missieboek.run("db", "stop", home: book).status == 0)
        let stopped = try await Self.denials(of: book)
        #expect(stopped == listed)
        #expect(try await Missieboek.run("db", "start", home: book).status == 0)
        let restarted = try await Self.denials(of: book)
        #expect(restarted == listed)

        let checked = try await Missieboek.run("audit", "denials", "--check", "--lang", "en", home: book)
        #expect(checked.status == 5 && checked.err.contains("refused: 5"), "\(checked.err)")
        for (since, count) in [("2026-01-01", 5), ("2100-01-01T00:00:00Z", 0)] {
            let some = try await Self.denials(of: book, "--since", since)
            #expect(some.count == count, "\(since)")
        }
        let wrong = try await Missieboek.run("audit", "denials", "--since", "gisteren", home: book)
        #expect(wrong.status == 64)
    }

    @Test func `A command of a batch that a login may not record for its officer is listed, and each refusal once`()
        async throws
    {
        let book = try TemporaryBook()
        let cluster = EmbeddedCluster(home: book.path)
        #expect(try await Missieboek.run("board", home: book).status == 0)
        let superuser = try Connection(ConnectionOptions(address: cluster.connectionString(as: .superuser)))
        try superuser.run("set role missieboek_owner; select event_store.bind_login('missieboek', '{officer-one}')")
        let connection = try Connection(ConnectionOptions(address: cluster.connectionString()))
        func batch(_ actors: [String]) -> String {
            let count = actors.count
            return """
                select failure from event_store.append_batch(
                    array(select gen_random_uuid() from generate_series(1, \(count))),
                    array_fill('sample.do'::text, array[\(count)]), array_fill('{}'::bytea, array[\(count)]),
                    '{\(actors.joined(separator: ","))}', array_fill(null::bytea, array[\(count)]),
                    array_fill(0, array[\(count)]), '{}', '{}', array_fill(1, array[\(count)]),
                    array_fill('mission-one'::text, array[\(count)]), array_fill('Done'::text, array[\(count)]),
                    array_fill(now(), array[\(count)]), array_fill('{}'::bytea, array[\(count)]),
                    array_fill('{}'::bytea, array[\(count)]))
                """
        }
        let answers = try connection.run(batch(["officer-one", "officer-two", "officer-one"]))
        #expect((0..<3).map { answers.text(row: $0) } == [nil, "TM403", nil])
        for sql in [
            """
            select event_store.append(gen_random_uuid(), 'sample.do', '{}', 'officer-three', null, '{}', '{}',
                '{mission-one}', '{Done}', array[now()], array['{}']::bytea[], array['{}']::bytea[])
            """,
            """
            select event_store.append_event(
                gen_random_uuid(), 'sample.do', '{}', 'officer-four', 'mission-one', -1, 'Done', now(), '{}', '{}')
            """,
        ] {
            #expect(throws: PostgresError.self) { try connection.run(sql) }
        }
        _ = try await ServerLog.lines(of: cluster)
        let listed = try await Self.denials(of: book)
        #expect(
            listed.map { $0["message"]?.text }
                == ["two", "three", "four"].map {
                    "login missieboek may not record for officer-\($0)"
                })
        #expect(listed.allSatisfy { $0["code"]?.text == "TM403" && $0["login"]?.text == "missieboek" })
    }

    @Test func `The log of another server is read from its file, or from standard input`() async throws {
        let folder = try TemporaryBook().folder
        let file = folder + "/other.log"
        try (Self.line + "\n\tsomething that belongs to it\nand something else\n").write(
            toFile: file, atomically: true, encoding: .utf8)
        let named = ["MISSIEBOEK_DATABASE_URL": "postgresql://somebody@elsewhere/missieboek"]
        let read = try await Missieboek.run(
            ["audit", "denials", "--file", file, "--file", "-", "--output", "json"], environment: named,
            input: Self.line + "\n")
        #expect(try Node(parsing: Array(read.out.utf8)).items.count == 2)
        let remote = try await Missieboek.run(["audit", "denials", "--lang", "en"], environment: named)
        #expect(remote.status == 64 && remote.err.contains("audit denials --file FILE"), "\(remote.err)")
        let absent = try await Missieboek.run(["audit", "denials", "--file", folder + "/absent"])
        #expect(absent.status == 74, "\(absent.err)")
    }

    private static func denials(of book: TemporaryBook, _ words: String...) async throws -> [Node] {
        let run = try await Missieboek.run(
            ["audit", "denials", "--output", "json"] + words, environment: ["MISSIEBOEK_HOME": book.path])
        #expect(run.status == 0, "\(run.err)")
        return try Node(parsing: Array(run.out.utf8)).items
    }
}
