import EventSourcing
import PostgresClient
import PostgresEventStore
import TestSupport
import Testing

// What a question answers while others write. Nothing sleeps: a test waits for a lock that it can see.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct MomentTests {
    /// A book to which one more line of the scenario can be given: the last of its kind.
    private struct Growing {
        let database: ThrowawayDatabase
        let next: ScenarioFile.Line

        init(upTo kind: String) async throws {
            let scenario = try ScenarioFile()
            let index = try #require(scenario.lines.lastIndex { $0.command.hasPrefix(kind) })
            next = scenario.lines[index]
            database = try await ThrowawayCluster.shared.database()
            _ = try await dispatch(scenario.lines[..<index].map(\.text))
        }

        func grow() async throws {
            #expect(try await dispatch([next.text]).status == 0)
        }

        func ask(_ words: [String]) async throws -> Program.Run {
            try await Program(database: database.url).run(words)
        }

        func dispatch(_ lines: [String]) async throws -> Program.Run {
            try await Program(database: database.url).run(
                "dispatch", "-", input: Array(lines.joined(separator: "\n").utf8))
        }

        /// Returns when somebody waits for a lock of this kind; with `toNoAvail` when that has ended again.
        ///
        /// Ends with an error when the test's time is over.
        func waitUntilAwaited(_ lock: String, toNoAvail: Bool = false) async throws {
            let observer = try Connection(
                ConnectionOptions(address: database.superuserURL, applicationName: "observer"))
            func isAwaited() throws(PostgresError) -> Bool {
                try observer.run(
                    """
                    select count(*) from pg_locks where not granted and \(lock)
                        and database = (select oid from pg_database where datname = current_database())
                    """
                ).text(row: 0) != "0"
            }
            func wait(until condition: () throws -> Bool) async throws {
                while try !condition() {
                    try Task.checkCancellation()
                    await Task.yield()
                }
            }
            try await wait { try isAwaited() }
            if toNoAvail { try await wait { try !isAwaited() } }
        }
    }

    @Test func `A moment that the watermark came short of is answered up to that, and it is said`() async throws {
        let book = try await Growing(upTo: "participation.")
        let owner = try Connection(ConnectionOptions(address: book.database.superuserURL))
        func position(_ sql: String) throws -> Int64 { try #require(Int64(owner.run(sql).text(row: 0) ?? "")) }
        let watermark = try position("select event_store.advance_watermark()")
        // As if nobody had asked anything since the last event was recorded.
        let store = try PostgresEventStore(ConnectionOptions(address: book.database.url), keys: RegisterOfTests.keys)
        let placed = try store.append(.sample("mission-one")).entry
        let unproven = try #require(placed.placements.first?.position)
        let moment = placed.recordedAt.text
        let asked = try await book.ask(["board", "--as-of", moment, "--lang", "en"])
        #expect(asked.status == 0, "\(asked.talk)")
        #expect(
            asked.talk.contains("up to position \(watermark)") && asked.talk.contains("(events: 1)"))
        #expect(asked.talk.contains("--as-of \(unproven)"))
        let exact = try await book.ask(["board", "--as-of", String(unproven), "--lang", "en", "--output", "json"])
        #expect(!exact.talk.contains("surely complete"), "\(exact.talk)")
    }

    @Test func `A time as it is printed is a moment: the end of that second in Amsterdam`() async throws {
        let book = try await Growing(upTo: "participation.")
        let owner = try Connection(ConnectionOptions(address: book.database.superuserURL))
        func text(_ sql: String) throws -> String {
            let text = try owner.run(sql).text(row: 0)
            return try #require(text)
        }
        func clock(_ moment: String) throws -> String {
            try text(
                """
                select to_char((\(moment)) at time zone 'Europe/Amsterdam', 'YYYY-MM-DD HH24:MI:SS')
                from event_store.watermark
                """)
        }
        let end = try text("select event_store.advance_watermark()")
        let whole = try await book.ask(["board", "--output", "json", "--as-of", end])
        let printed = try await book.ask(["board", "--output", "json", "--as-of", clock("max(recorded_at)")])
        #expect(printed.status == 0 && printed.output == whole.output, "\(printed.talk)")
        let before = try await book.ask(
            ["board", "--output", "json", "--as-of", clock("min(recorded_at) - interval '1 minute'")])
        #expect(before.status == 0 && before.output == "[]\n" && before.output != whole.output, "\(before.output)")
    }

    @Test(arguments: [["--valid-at", "2030-01-01T00:00:00Z"], ["--as-of", "1000000"], []])
    func `A board that waits for an append in flight holds what was stored before it was asked for`(
        options: [String]
    ) async throws {
        let book = try await Growing(upTo: "participation.")
        let earlier = try await book.ask(["board", "--output", "json"] + options)
        let holder = try Connection(ConnectionOptions(address: book.database.superuserURL, applicationName: "holder"))
        try holder.run("begin; select pg_advisory_xact_lock_shared(event_store.append_lock())")
        try await book.grow()

        async let asked = book.ask(["board", "--output", "json"] + options)
        // One attempt at the watermark begins, and is in vain.
        try await book.waitUntilAwaited("locktype = 'advisory'", toNoAvail: true)
        try holder.run("commit")
        let answer = try await asked
        #expect(answer.status == 0)
        let later = try await book.ask(["board", "--output", "json"] + options)
        #expect(answer.output == later.output && answer.talk == later.talk)
        #expect(answer.output != earlier.output)
    }

    @Test func `An answer holds nothing of what is recorded while it is being made`() async throws {
        let book = try await Growing(upTo: "claim.")
        let words = ["ledger", "--output", "json"]
        let earlier = try await book.ask(words)
        let holder = try Connection(ConnectionOptions(address: book.database.superuserURL, applicationName: "holder"))
        // Holds the list of supports back, which is read before the supports themselves.
        try holder.run("begin; lock table read_models.rows")

        async let asked = book.ask(words)
        try await book.waitUntilAwaited("relation = 'read_models.rows'::regclass")
        try await book.grow()
        try holder.run("commit")
        #expect(try await asked.output == earlier.output)
        #expect(try await book.ask(words).output != earlier.output)
    }
}
