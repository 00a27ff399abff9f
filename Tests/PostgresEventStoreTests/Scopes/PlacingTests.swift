import Foundation
import PostgresClient
import TestSupport
import Testing

// How the database learns what a stream concerns.
@Suite(.timeLimit(.minutes(10)))
struct PlacingTests {
    private static let placed = "select stream || ' ' || country from event_store.stream_countries order by 1"

    @Test func `What is placed as it is recorded is what is placed at one go, and again from the start`() async throws {
        let whole = try await ScopedBook.make(seed: 11)
        try whole.place()
        let expected = try whole.superuser.column(Self.placed)
        #expect(expected.count > 50)
        let last = try #require(Int(try whole.superuser.column("select max(position) from event_store.events")[0]))
        // As if the watermark had been moved after every few events.
        var chance = Chance(seed: 12)
        try whole.superuser.run("set role missieboek_owner; select event_store.forget_places(); reset role")
        #expect(try whole.superuser.column(Self.placed) == [])
        try whole.superuser.run(
            """
            set session_replication_role = replica;
            delete from event_store.watermark;
            set session_replication_role = origin
            """)
        var reached = 0
        while reached < last {
            reached = min(reached + chance.number(1...9), last)
            try whole.superuser.run(
                """
                insert into event_store.watermark values (\(reached), now());
                select event_store.place_streams()
                """)
        }
        #expect(try whole.superuser.column(Self.placed) == expected)
        #expect(try whole.superuser.column("select position from event_store.placing_standing") == ["\(last)"])
    }

    @Test func `A stream that was not looked at is out of sight, and comes into it by the next question`() async throws
    {
        var book = try await ScopedBook.make(seed: 13)
        try book.place()
        let connection = try await book.connect(as: ScopedBook.post)
        try book.append("mission-nieuw", "MissionProposed", #"{"country":"country-sa"}"#, in: ["SA"])
        let sql = "select count(*) from event_store.events where stream = 'mission-nieuw'"
        #expect(try connection.column(sql) == ["0"])
        let begun = try connection.run("select watermark, last_position from event_store.begin_scoped_question()")
        let last = try book.superuser.column("select max(position) from event_store.events")
        #expect(begun.text(row: 0) == last[0] && begun.text(row: 0, column: 1) == last[0])
        #expect(try connection.column(sql) == ["1"])
    }

    /// Whoever leaves a transaction open holds up the questions of others, and not for ever.
    @Test func `A question within a scope gives up when another session goes on placing`() async throws {
        let book = try await ScopedBook.make(seed: 16)
        try book.superuser.run("begin; select pg_advisory_xact_lock(event_store.placing_lock())")
        let connection = try await book.connect(as: ScopedBook.post)
        let outcome = connection.outcome(of: "select event_store.begin_scoped_question()")
        #expect(outcome == "55P03")
        try book.superuser.run("rollback")
        try connection.run("select event_store.begin_scoped_question()")
        let seen = try Set(connection.column("select stream from event_store.events"))
        #expect(seen == book.expected(for: ScopedBook.post))
    }

    @Test func `A log that lost its end takes along what was made of the end`() async throws {
        let book = try await ScopedBook.make(seed: 14)
        try book.place()
        let expected = try book.superuser.column(Self.placed)
        try book.superuser.run(
            """
            insert into event_store.stream_countries values ('mission-verloren', 'SA');
            update event_store.placing_standing set position = position + 1000;
            select event_store.place_streams()
            """)
        #expect(try book.superuser.column(Self.placed) == expected)
    }

    @Test func `Data that cannot be read place nothing, and stand in the way of nothing`() async throws {
        var book = try await ScopedBook.make(seed: 15)
        let unreadable = [
            "", "not JSON", #"{"country":"country-sa""#, #"{"country":["country-sa",1]}"#, #"{"country":null}"#,
            #"{"country":"country-sa","title":"\u0000"}"#, #"{"country":"COUNTRY-SA"}"#,
            #"{"country":"\#(String(repeating: "a", count: 300))"}"#, String(repeating: "[", count: 30_000),
        ]
        for (number, data) in unreadable.enumerated() {
            try book.append("mission-vreemd-\(number)", "MissionProposed", data, in: [])
        }
        try book.superuser.run(
            """
            select event_store.append(gen_random_uuid(), 'sample.do', '{}', 'officer-one', null, '{}', '{}',
                '{mission-vreemd-bytes}', '{MissionProposed}', array[now()], array['\\xff00fe'::bytea],
                array['{}']::bytea[])
            """)
        try book.append("mission-daarna", "MissionProposed", #"{"country":"country-sa"}"#, in: ["SA"])
        let connection = try await book.connect(as: ScopedBook.post)
        try connection.run("select event_store.begin_scoped_question()")
        let seen = try Set(connection.column("select stream from event_store.events"))
        #expect(seen == book.expected(for: ScopedBook.post) && seen.contains("mission-daarna"))
    }

    /// Where an event names a stream, and the other stream is seen or not seen for it, somebody has decided which.
    @Test func `Every place where an event names a stream has a rule, or a reason why it has none`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let superuser = try Connection(ConnectionOptions(address: database.superuserURL))
        let types = try superuser.run("select name, category, schema from event_store.event_types order by name")
        let ruled = try Set(superuser.column("select type || ' ' || path from event_store.mention_rules"))
        let categories = try Set(superuser.column("select distinct category from event_store.event_types"))
            .union(["stream"])
        var found: Set<String> = []
        for row in 0..<types.count {
            let (name, category) = (types.text(row: row) ?? "", types.text(row: row, column: 1) ?? "")
            let schema = try JSONSerialization.jsonObject(with: Data((types.text(row: row, column: 2) ?? "").utf8))
            for (path, kind) in Self.formats(in: schema, at: "$") where categories.contains(kind) {
                // Who acted, and whom, is no place.
                guard kind != "officer", kind != "administration" else { continue }
                found.insert("\(name) \(path)")
                let reason = Self.unruled["\(category) names \(kind)"]
                #expect(ruled.contains("\(name) \(path)") != (reason != nil), "\(category): \(name) \(path)")
            }
        }
        #expect(found.count > 60 && ruled.isSubset(of: found), "\(ruled.subtracting(found).sorted())")
    }

    /// What names a stream of this kind says nothing of where it lies, nor of where the other does.
    private static let unruled: [String: String] = [
        "mission names stream": "the file is placed by its own events",
        "company names stream": "the file is placed by its own events",
        "hold names stream": "the file is placed by its own events",
        "erasure names stream": "the file is placed by its own events",
        "erasure names disposal": "no scoped reader sees the list by which a file was destroyed",
        "disposal names stream": "the file is placed by its own events",
        "officer names person": "whose account it is, is no place",
        "briefing names company": "it is seen where it takes part",
        "briefing names concern": "the concern says itself which missions it is linked to",
        "participation names measure": "the measure says itself which missions it is for",
        "bmo names organisation": "meetings are of the whole ministry, and their lists of those present too",
        "concern names bmo": "meetings are of the whole ministry",
        "concern names company": "a company is seen where it takes part or has support, not where others speak of it",
        "concern names briefing": "the briefing says itself for which missions it is",
        "assessment names company": "a company is seen where it takes part or has support",
        "measure names company": "a company is seen where it takes part or has support",
        "support names claim": "the claim says itself on which support it is",
        "support names measure": "the measure says itself which support it is for",
        "claim names company": "the support that it is on says it",
    ]

    private static func formats(in schema: Any, at path: String) -> [(path: String, kind: String)] {
        guard let schema = schema as? [String: Any] else { return [] }
        var found: [(path: String, kind: String)] = []
        if let format = schema["format"] as? String { found.append((path, format)) }
        for (name, property) in schema["properties"] as? [String: Any] ?? [:] {
            found += formats(in: property, at: "\(path).\(name)")
        }
        if let items = schema["items"] { found += formats(in: items, at: "\(path)[*]") }
        return found
    }
}
