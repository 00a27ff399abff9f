import Foundation
import PostgresClient
import TestSupport
import Testing

// What a login sees that is held to a scope: its rows, however it asks, and nothing else.
@Suite(.timeLimit(.minutes(10)))
struct ScopeTests {
    /// A query for the streams that each place shows.
    private static let places = [
        "select stream from event_store.events", "select stream from event_store.streams",
        "select stream from event_store.snapshots", "select key from read_models.rows where model = 'board'",
        "select key from read_models.rows where model = 'registers'", "select key from read_models.rows",
        "select stream from read_models.parked",
    ]

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `A login sees the streams of its countries and categories in every table, and no others`(
        _ seed: UInt64
    ) async throws {
        let book = try await ScopedBook.make(seed: seed)
        let everything = Set(book.countries.keys)
        for login in [ScopedBook.post, ScopedBook.coordinator, ScopedBook.unbound] {
            let connection = try await book.connect(as: login)
            let before = try connection.column(Self.places[0])
            // Nothing was looked at yet: what follows from the name alone is all that shows.
            #expect(login == ScopedBook.coordinator ? !before.isEmpty : before.isEmpty)
            try connection.run("select event_store.begin_scoped_question()")
            let expected = book.expected(for: login)
            for query in Self.places {
                let seen = try Set(connection.column(query))
                // A snapshot of a company holds which files are linked to it.
                let expected = query.contains("snapshots") ? expected.filter { !$0.hasPrefix("company-") } : expected
                #expect(seen == expected, "\(login): \(query): \(seen.symmetricDifference(expected).sorted())")
            }
            let events = try book.superuser.column(
                """
                select count(*) from event_store.events
                where stream = any ('{\(expected.sorted().joined(separator: ","))}') and type <> 'CompanyFileLinked'
                """)
            let counted = try connection.column("select count(*) from event_store.events")
            #expect(counted == events)
            print("\(login): \(expected.count) of \(everything.count) streams, \(events[0]) events")
        }
        let post = book.expected(for: ScopedBook.post)
        #expect(post.count >= 20 && post.count < everything.count * 2 / 3)
        for login in [ScopedBook.post, ScopedBook.coordinator] {
            let seen = book.expected(for: login)
            #expect(
                seen.contains { $0.hasPrefix("erasure-mission-") } && everything.contains("erasure-support-steun-0"))
            #expect(!seen.contains { $0.hasPrefix("erasure-support-") || $0.hasPrefix("erasure-company-") })
            #expect(seen.isDisjoint(with: ["hold-book", "retention-book", "disposal-lijst-1", "erasure-person-x1"]))
        }
        for category in ["mission", "participation", "company", "concern", "briefing", "organisation", "country"] {
            #expect(post.contains { ScopedBook.category($0) == category }, "\(category)")
        }
    }

    // The stream of a company is seen where it takes part, and names its files everywhere.
    @Test func `Which companies get support shows in nothing that a login sees whose scope hides support`() async throws
    {
        let book = try await ScopedBook.make(seed: 9)
        try book.place()
        let naming = """
            select stream from event_store.events
            where stream like 'company-%' and convert_from(data, 'UTF8') ~ '"(support|claim|participation)-'
            """
        let everything = try book.superuser.column(naming)
        #expect(everything.count > 16)
        for login in [ScopedBook.post, ScopedBook.coordinator] {
            let connection = try await book.connect(as: login)
            let companies = try connection.column("select stream from event_store.events where stream like 'company-%'")
            let named = try connection.column(naming)
            #expect(!companies.isEmpty && named == [], "\(login)")
        }
        let reader = try await RoleLogin.reader.connect(to: book.database)
        let read = try reader.column(naming)
        #expect(read.count == everything.count)
    }

    @Test func `Whoever is held to no scope reads everything, as before`() async throws {
        let book = try await ScopedBook.make(seed: 4)
        for login in [RoleLogin.reader, .auditor, .daily] {
            let connection = try await login.connect(to: book.database)
            let seen = try Set(connection.column(Self.places[0]))
            #expect(seen == Set(book.countries.keys), "\(login.name)")
        }
    }

    @Test func `However a hidden row is asked for, it is as if it were not there`() async throws {
        let book = try await ScopedBook.make(seed: 5)
        try book.place()
        let connection = try await book.connect(as: ScopedBook.post)
        let expected = book.expected(for: ScopedBook.post)
        let hidden = try #require(
            book.countries.keys.filter { $0.hasPrefix("mission-") && !expected.contains($0) }.min())
        let place = try #require(
            try book.superuser.column("select position from event_store.events where stream = '\(hidden)'").first)
        // Functions and operators that would tell of a hidden row, were they called for one.
        try connection.run(
            """
            create function pg_temp.tells(text) returns boolean language plpgsql cost 0.0000001 as $$
            begin
                if $1 = '\(hidden)' then raise exception 'seen' using errcode = 'XX001'; end if;
                return true;
            end $$;
            create operator pg_temp.~~~ (function = pg_temp.tells, rightarg = text);
            """)
        let attempts = [
            "select stream from event_store.events where stream = '\(hidden)'",
            "select stream from event_store.events where position = \(place)",
            "select stream from event_store.events where pg_temp.tells(stream) and stream = '\(hidden)'",
            "select stream from event_store.events where operator(pg_temp.~~~) stream and position = \(place)",
            "select stream from event_store.events where 1 / (position - \(place)) is null",
            "select stream from event_store.events where stream::int > 0 and position = \(place)",
            "select key from read_models.rows where pg_temp.tells(key) and key = '\(hidden)'",
            "select stream from event_store.streams where pg_temp.tells(stream) and stream like 'mission-%' and version < 0",
            "select stream from event_store.streams_in_scope where pg_temp.tells(stream) and stream = '\(hidden)'",
            "select stream from event_store.events tablesample system (100) where stream = '\(hidden)'",
            "with asked as materialized (select * from event_store.events) select stream from asked where stream = '\(hidden)'",
            """
            select asked.stream from (values ('\(hidden)')) as asked (stream)
                join event_store.events as event on event.stream = asked.stream
            """,
            """
            select asked.stream from (values ('\(hidden)')) as asked (stream)
                cross join lateral (select * from event_store.events where stream = asked.stream offset 0) as event
            """,
            "set enable_seqscan = off; select stream from event_store.events where stream = '\(hidden)'",
            "set role missieboek_scoped_reader; select stream from event_store.events where stream = '\(hidden)'",
        ]
        for sql in attempts {
            let found = Result { () throws(PostgresError) in try connection.column(sql) }
            #expect(try found.get() == [], "\(sql)")
            try connection.run("reset role; reset enable_seqscan")
        }
        let copied = try Self.copied("event_store.streams (stream)", by: try await book.address(of: ScopedBook.post))
        #expect(Set(copied) == expected && copied.count == expected.count)
        try connection.run("begin; declare lines cursor for select stream from event_store.events order by position")
        let fetched = try Set(connection.column("fetch all from lines"))
        try connection.run("commit")
        #expect(fetched == expected)
        // Nothing of ours speaks up either.
        #expect(connection.takeNotices().isEmpty)
    }

    /// What `copy … to stdout` gives, by `psql`.
    private static func copied(_ source: String, by address: String) throws -> [String] {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["psql", "--no-psqlrc", "--dbname", address, "--command", "copy \(source) to stdout"]
        process.standardOutput = output
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test func `A hidden stream and one that never was are told apart by nothing`() async throws {
        let book = try await ScopedBook.make(seed: 6)
        try book.place()
        let connection = try await book.connect(as: ScopedBook.post)
        let expected = book.expected(for: ScopedBook.post)
        let hidden = try #require(
            book.countries.keys.filter { $0.hasPrefix("mission-") && !expected.contains($0) }.min())
        let questions = [
            "select version from event_store.streams where stream = '%s'",
            "select count(*), max(position) from event_store.events where stream = '%s'",
            "select * from read_models.rows where key = '%s'",
            """
            select event_store.append(gen_random_uuid(), 'sample.do', '{}', 'officer-one', null, '{%s}', '{0}', '{%s}',
                '{Done}', array[now()], array['{}']::bytea[], array['{}']::bytea[])
            """,
            "insert into event_store.streams values ('%s', 1)",
            "insert into event_store.stream_countries values ('%s', 'SA')",
            "select event_store.keep_snapshot('%s', 1, 1, gen_random_uuid(), 'f', '{}')",
            "select register.resolve('%s')", "select event_store.drop_snapshots('%s')",
        ]
        for question in questions {
            let answers = [hidden, "mission-atlantis"].map { stream in
                connection.answer(to: question.replacing("%s", with: stream)).replacing(stream, with: "%s")
            }
            #expect(answers[0] == answers[1], "\(question)")
        }
    }

    @Test func `Statistics, other sessions and sequences tell nothing of what is hidden`() async throws {
        let book = try await ScopedBook.make(seed: 7)
        try book.place()
        try book.superuser.run("analyze")
        let connection = try await book.connect(as: ScopedBook.post)
        let guarded = "('events', 'events_1', 'streams', 'snapshots', 'rows', 'parked', 'stream_countries', 'commands')"
        let silent = [
            "select tablename from pg_stats where tablename in \(guarded)",
            "select query from pg_stat_activity where pid = \(book.superuser.backendProcessID) and query like '%analyze%'",
            "select sequencename from pg_sequences where last_value is not null and schemaname = 'event_store'",
        ]
        for sql in silent {
            let told = try connection.column(sql)
            #expect(told == [], "\(sql)")
        }
        let refused = [
            "select * from pg_statistic", "select last_value from event_store.position",
            "set row_security = off; select from event_store.events",
        ]
        for sql in refused {
            let outcome = connection.outcome(of: sql)
            #expect(outcome == "42501", "\(sql)")
            try connection.run("reset row_security")
        }
    }
}

extension Connection {
    /// The rows of the first column, or the whole of what the server says in their place.
    fileprivate func answer(to sql: String) -> String {
        do throws(PostgresError) {
            return "\(try column(sql))"
        } catch {
            return "\(error)"
        }
    }
}
