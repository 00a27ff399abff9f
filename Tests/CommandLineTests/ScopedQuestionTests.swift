import CanonicalJSON
import PostgresClient
import TestSupport
import Testing

// Questions of logins that are held to a scope, about a book that was made up.
@Suite(.timeLimit(.minutes(10)))
struct ScopedQuestionTests {
    private static let post = "scoped_post"
    private static let unbound = "scoped_unbound"

    /// A book with missions to several countries; the post sees two of them, and support.
    private struct Book {
        let database: ThrowawayDatabase
        let seen: Set<String>
        /// Every mission with its country.
        let missions: [(mission: String, country: String)]
        let board: Node

        /// The first column of what a superuser is told.
        func column(_ sql: String) throws -> [String] { try ScopedQuestionTests.column(sql, of: database) }
    }

    /// One for all tests, which record nothing in it.
    private static let book = Task { try await makeBook() }

    private static func makeBook() async throws -> Book {
        try await ThrowawayCluster.make(
            logins: [post, unbound].map { (name: $0, options: "in role missieboek_scoped_reader") })
        let database = try await ThrowawayCluster.shared.database()
        let lines = try await Missieboek.run(["simulate", "--missions", "24", "--seed", "11"])
        let played = try await Missieboek.run(
            ["dispatch", "--quiet", "--database", database.url, "-"], input: lines.out)
        #expect(played.status == 0 || played.status == 2, "\(played.err.suffix(300))")
        // The rows of the board reach the end of the log: what the post sees of them is theirs, and not folded anew.
        let board = try await answer(to: ["board"], by: database.url)
        let missions = board.items.compactMap { row in
            (row["mission"]?.text).flatMap { mission in (row["country"]?.text).map { (mission, $0) } }
        }
        // Those of the first measure, and of the first support that lies elsewhere.
        let codes = try column(
            """
            select event_store.advance_watermark(), event_store.place_streams();
            select country from (
                select distinct on (split_part(stream, '-', 1)) country from event_store.stream_countries
                where stream like 'measure-%' or stream like 'support-%'
                order by split_part(stream, '-', 1), stream, country) as first
            """, of: database)
        #expect(!codes.isEmpty && codes.count < Set(missions.map(\.1)).count)
        try Connection(ConnectionOptions(address: database.superuserURL)).run(
            """
            set role missieboek_owner;
            select event_store.bind_scope('\(post)', '{\(codes.joined(separator: ","))}')
            """)
        return Book(
            database: database, seen: Set(codes.map { "country-\($0.lowercased())" }), missions: missions, board: board)
    }

    private static func column(_ sql: String, of database: ThrowawayDatabase) throws -> [String] {
        let rows = try Connection(ConnectionOptions(address: database.superuserURL)).run(sql)
        return (0..<rows.count).compactMap { rows.text(row: $0) }
    }

    private static func ask(_ words: [String], by address: String) async throws -> Missieboek.Output {
        try await Missieboek.run(words + ["--lang", "en", "--database", address])
    }

    private static func answer(to words: [String], by address: String) async throws -> Node {
        let output = try await ask(words + ["--output", "json"], by: address)
        #expect(output.status == 0, "\(words): \(output.err)")
        let node = try Node(parsing: Array(output.out.utf8), limits: ParsingLimits(bytes: 1 << 24))
        return node["scope"] == nil ? node : try #require(node["answer"])
    }

    @Test func `The board of a post is the part of the whole board that is about its countries`() async throws {
        let book = try await Self.book.value
        let own = try await Self.answer(to: ["board"], by: book.database.url(as: Self.post))
        let expected = book.board.items.filter { book.seen.contains($0["country"]?.text ?? "") }
        #expect(own.items == expected && expected.count >= 3 && expected.count < book.board.items.count)
        // From the log, where the rows of the read model do not help.
        let end = try book.column("select max(position) from event_store.events").joined()
        let folded = try await Self.answer(to: ["board", "--as-of", end], by: book.database.url(as: Self.post))
        #expect(folded.items == expected)
        let talk = try await Self.ask(["board"], by: book.database.url(as: Self.post))
        #expect(talk.err.contains("Answer within your reading scope: "), "\(talk.err)")
    }

    @Test func `What a post is told of one of its files is what everybody is told of it`() async throws {
        let book = try await Self.book.value
        let missions = book.missions.filter { book.seen.contains($0.country) }
        let streams = try book.column(
            """
            select distinct placed.stream from event_store.stream_countries as placed
                join event_store.streams as head on head.stream = placed.stream
            where 'country-' || lower(placed.country) in ('\(book.seen.sorted().joined(separator: "','"))')
            order by 1
            """)
        let measures = streams.filter { $0.hasPrefix("measure-") }
        let supports = streams.filter { $0.hasPrefix("support-") }
        #expect(!measures.isEmpty && !supports.isEmpty)
        let questions =
            missions.prefix(4).map { ["gate", $0.mission] } + measures.prefix(3).map { ["dossier", $0] }
            + supports.prefix(3).map { ["ledger", $0] } + streams.shuffledSteadily.prefix(8).map { ["timeline", $0] }
        for question in questions {
            let own = try await Self.answer(to: question, by: book.database.url(as: Self.post))
            let whole = try await Self.answer(to: question, by: book.database.url)
            // Within a scope nobody is told which login recorded something, nor which files a company has.
            #expect(own == whole.withoutLogins.withoutCompanyLinks && whole != .null, "\(question)")
        }
    }

    @Test func `A file out of scope is answered as one that never was, to the byte`() async throws {
        let book = try await Self.book.value
        let hidden = try #require(book.missions.first { !book.seen.contains($0.country) }?.mission)
        for login in [Self.post, Self.unbound] {
            let address = book.database.url(as: login)
            for words in [["gate"], ["timeline"], ["gate", "--as-of", "500"], ["timeline", "--output", "json"]] {
                let question = { [words[0], $0] + words.dropFirst() }
                let known = try await Self.ask(question(hidden), by: address)
                let absent = try await Self.ask(question("mission-atlantis"), by: address)
                #expect(known.status == 66 && absent.status == 66, "\(words): \(known.err)")
                #expect(known.out == absent.out && known.err.replacing(hidden, with: "mission-atlantis") == absent.err)
            }
            for (words, absent) in [("dossier", "measure-atlantis"), ("ledger", "support-atlantis")] {
                let names = try book.column(
                    """
                    select stream from event_store.streams as head
                    where stream like '\(absent.prefix { $0 != "-" })-%' and not exists (
                        select from event_store.stream_countries as placed
                        where placed.stream = head.stream
                            and 'country-' || lower(placed.country) in ('\(book.seen.sorted().joined(separator: "','"))'))
                    order by 1 limit 1
                    """)
                let name = try #require(names.first)
                let known = try await Self.ask([words, name], by: address)
                let other = try await Self.ask([words, absent], by: address)
                #expect(known.status == 66 && known.out == other.out)
                #expect(known.err.replacing(name, with: absent) == other.err)
            }
        }
    }

    @Test func `A login without a scope is told that it sees nothing, and whoever asks for the whole log is refused`()
        async throws
    {
        let book = try await Self.book.value
        let unbound = book.database.url(as: Self.unbound)
        for words in [["board"], ["bmo"], ["ledger"]] {
            let output = try await Self.ask(words, by: unbound)
            #expect(output.status == 0 && output.err.contains("is bound to no reading scope"), "\(output.err)")
        }
        #expect(try await Self.answer(to: ["board"], by: unbound).items.isEmpty)
        for login in [Self.post, Self.unbound] {
            for words in [["exceptions"], ["follow"]] {
                let output = try await Self.ask(words, by: book.database.url(as: login))
                #expect(output.status == 4 && output.out.isEmpty, "\(words)")
                #expect(output.err.contains("looks at the whole log"), "\(output.err)")
            }
        }
        // The database itself had nothing to refuse.
        let refusals = try await ServerLog.lines(of: ThrowawayCluster.shared.cluster()).filter {
            $0.contains(" \(Self.unbound)@") && $0.contains("|ERROR:  ")
        }
        #expect(refusals == [])
    }

    @Test func `A post records nothing, and is told the same whether it sees the mission or not`() async throws {
        let book = try await Self.book.value
        let own = try #require(book.missions.first { book.seen.contains($0.country) }?.mission)
        let hidden = try #require(book.missions.first { !book.seen.contains($0.country) }?.mission)
        let before = try book.column("select count(*) from event_store.commands")
        var told: [Missieboek.Output] = []
        for mission in [own, hidden, "mission-atlantis"] {
            let line = #"""
                {"command":"mission.close","id":"01950000-0000-7000-8000-000000000001","actor":"officer-3f9k2m8q7x1t",\#
                "occurredAt":"2026-03-31T08:15:08Z","reason":"test","data":{"mission":"\#(mission)"}}
                """#
            told.append(
                try await Missieboek.run(
                    ["dispatch", "--lang", "en", "--database", book.database.url(as: Self.post), "-"], input: line))
        }
        #expect(told.allSatisfy { $0.status == 4 && $0.out.isEmpty && $0.err == told[0].err }, "\(told.map(\.err))")
        #expect(told[0].err.contains("reads within a reading scope only"), "\(told[0].err)")
        #expect(try book.column("select count(*) from event_store.commands") == before)
    }

    @Test(arguments: [
        ["dispatch", "/dev/null"], ["projections", "status"], ["projections", "rebuild"], ["projections", "verify"],
        ["projections", "retry"],
        ["mission", "close", "--mission", "mission-atlantis", "--actor", "officer-3f9k2m8q7x1t"],
    ])
    func `What is not for a post is refused in its own language, and not in the server's`(_ words: [String])
        async throws
    {
        let book = try await Self.book.value
        let refused = try await Missieboek.run(
            words + ["--lang", "nl", "--database", book.database.url(as: Self.post)])
        #expect(refused.status == 4 && refused.out.isEmpty, "\(refused.out)")
        #expect(refused.err.contains("deze login leest alleen binnen een leesgebied"), "\(refused.err)")
        #expect(!refused.err.contains("permission denied"), "\(refused.err)")
    }

    @Test func `The doctor of a post looks at what a post may look at`() async throws {
        let book = try await Self.book.value
        let doctor = try await Self.ask(["doctor"], by: book.database.url(as: Self.post))
        #expect(doctor.out.contains("ok    rights      scoped_post reads within a scope"), "\(doctor.out)")
        #expect(doctor.out.contains("ok    triggers") && !doctor.out.contains("query"), "\(doctor.out)")
        // The throwaway server forces nothing to its disk.
        #expect(
            doctor.out.split(separator: "\n").filter { $0.hasPrefix("fail") }.allSatisfy { $0.contains("durability") })
    }

    @Test func `Support that is hidden is missing from a dossier, and from the ledger`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        _ = try await Self.book.value
        let played = try await Missieboek.run(["dispatch", ScenarioFile.path, "--quiet", "--database", database.url])
        #expect(played.status == 2)
        try Connection(ConnectionOptions(address: database.superuserURL)).run(
            """
            set role missieboek_owner;
            select event_store.bind_scope('\(Self.post)', null, '{support,claim}')
            """)
        let own = database.url(as: Self.post)
        let whole = try await Self.answer(to: ["ledger"], by: database.url)
        #expect(whole["supports"]?.items.isEmpty == false)
        #expect(try await Self.answer(to: ["ledger"], by: own)["supports"]?.items == [])
        let measures = try Self.column(
            "select stream from event_store.streams where stream like 'measure-%' order by 1", of: database)
        #expect(!measures.isEmpty)
        for measure in measures {
            let output = try await Self.ask(["dossier", measure, "--output", "json"], by: own)
            #expect(output.status == 0, "\(measure): \(output.err)")
            #expect(!output.out.contains("SupportGranted") && !output.out.contains("\"amount\""))
        }
        #expect(try await Self.answer(to: ["board"], by: own) == Self.answer(to: ["board"], by: database.url))
    }
}

extension [String] {
    /// In another order than by kind, always the same one.
    fileprivate var shuffledSteadily: [String] {
        var chance = Chance(seed: 3)
        return shuffled(using: &chance)
    }
}

extension Node {
    /// Without the logins that recorded events.
    fileprivate var withoutLogins: Node {
        switch self {
        case .object(let members):
            .object(members.filter { $0.key != "recordedBy" }.map { Member($0.key, $0.value.withoutLogins) })
        case .array(let items): .array(items.map(\.withoutLogins))
        case .null, .bool, .number, .string, .text: self
        }
    }

    /// Without the events by which files are linked to a company.
    fileprivate var withoutCompanyLinks: Node {
        switch self {
        case .object(let members):
            .object(members.map { Member($0.key, $0.value.withoutCompanyLinks) })
        case .array(let items):
            .array(items.filter { $0["type"]?.stringValue != "CompanyFileLinked" }.map(\.withoutCompanyLinks))
        case .null, .bool, .number, .string, .text: self
        }
    }
}
