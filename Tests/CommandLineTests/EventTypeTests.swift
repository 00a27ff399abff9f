import CanonicalJSON
import DomainRecords
import PostgresClient
import TestSupport
import Testing
import TradeMissions

struct EventTypeTests {
    @Test(arguments: [
        ("nl", "steun vastgesteld", "Wordt niet meer vastgelegd"), ("en", "support determined", "No longer"),
    ])
    func `Types of events are listed with their terms, and one that is no longer written says what it is read as`(
        language: String, term: String, note: String
    ) async throws {
        let list = try await Missieboek.run(["events", "--lang", language])
        #expect(list.status == 0)
        let lines = list.lines.filter { $0.contains(term) }.map { $0.split(separator: " ").map(String.init) }
        #expect(lines.map { $0[0] } == ["SupportDetermined", "SupportDetermined.v2"])
        #expect(lines.map { $0.last } == ["SupportDetermined.v2", "2"])

        let old = try await Missieboek.run(["events", "SupportDetermined", "--lang", language]).out
        let new = try await Missieboek.run(["events", "SupportDetermined.v2", "--lang", language]).out
        #expect(old.contains(note) && old.contains("SupportDetermined.v2") && !old.contains("4:46-a"))
        #expect(!new.contains(note) && new.contains("4:46-a") && new.contains("4:46-lid-3"))
    }

    @Test func `As JSON they are the schemas, all of them or one`() async throws {
        let all = try await Missieboek.run(["events", "--output", "json", "--lang", "en"])
        let schemas = try Node(parsing: Array(all.out.utf8), limits: ParsingLimits(bytes: 1 << 22)).items
        #expect(schemas == EventCatalogue.all.map { $0.schema(in: .english) })
        let one = try await Missieboek.run(["events", "MissionAnnounced", "--output", "jsonl", "--lang", "en"])
        #expect(
            try Node(parsing: Array(one.out.utf8)) == EventCatalogue.named("MissionAnnounced")?.schema(in: .english))
        let unknown = try await Missieboek.run(["events", "MissionAnounced"])
        #expect(unknown.status == 66 && unknown.err.contains("did you mean MissionAnnounced"))
    }

    @Test func `Everything that the demo stores is as the catalogue in its database says`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        #expect(try await Missieboek.run(["demo", "--database", database.url]).status == 0)
        let violations = try StoredEvents(in: database).violations
        #expect(violations.unlawful == [])
        #expect(violations.checked > 200)
    }

    @Test func `Everything that a simulation stores is as the catalogue in its database says`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let commands = try await Missieboek.run(["simulate", "--missions", "4", "--seed", "3"]).out
        #expect(try await Missieboek.run(["dispatch", "-", "--database", database.url], input: commands).status == 0)
        let violations = try StoredEvents(in: database).violations
        #expect(violations.unlawful == [])
        #expect(violations.checked > 200)
    }

    @Test func `What is stored beside the program, and not as the catalogue says, is found`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let connection = try Connection(ConnectionOptions(address: database.url))
        let events = [
            ("mission-one", "MissionDeparted", "{}"), ("mission-one", "MissionDeparted", #"{"late":true}"#),
            ("mission-one", "MissionVanished", "{}"), ("support-one", "MissionDeparted", "{}"),
            ("support-one", "SupportDetermined", "{}"),
        ]
        let (streams, types) = (events.map(\.0).joined(separator: ","), events.map(\.1).joined(separator: ","))
        let data = events.map { "'\($0.2)'::bytea" }.joined(separator: ",")
        try connection.run(
            """
            select event_store.append(gen_random_uuid(), 'sample.do', '{}', 'officer-sample', null, '{}', '{}',
                '{\(streams)}', '{\(types)}', array_fill(now(), array[5]), array[\(data)],
                array_fill('{}'::bytea, array[5]))
            """)
        #expect(
            try StoredEvents(in: database).violations.unlawful == [
                "2: MissionDeparted: $: has an unknown late", "3: MissionVanished is not written in mission-one",
                "4: MissionDeparted is not written in support-one",
                "5: SupportDetermined is not written in support-one",
            ])
    }
}

/// The log of a database, held against the catalogue of that database.
private struct StoredEvents {
    private let rows: [String]

    init(in database: ThrowawayDatabase) throws {
        let connection = try Connection(ConnectionOptions(address: database.url))
        let answer = try connection.run(
            """
            select string_agg(json_build_array(
                    event.position, event.stream, event.type, convert_from(event.data, 'UTF8')::json, kind.schema)::text,
                    e'\\n' order by event.position)
            from event_store.events as event left join event_store.event_types as kind
                on kind.name = event.type and kind.current = event.type
                    and kind.category = split_part(event.stream, '-', 1)
            """)
        rows = (answer.text(row: 0) ?? "").split(separator: "\n").map(String.init)
    }

    /// How many events were looked at, and what is wrong with which.
    var violations: (checked: Int, unlawful: [String]) {
        get throws {
            let unlawful = try rows.flatMap { row -> [String] in
                guard case .array(let parts) = try Node(parsing: Array(row.utf8)), parts.count == 5 else {
                    return ["\(row) is no event"]
                }
                let place = "\(parts[0].lineText): \(parts[2].stringValue ?? "")"
                guard parts[4] != .null else { return ["\(place) is not written in \(parts[1].stringValue ?? "")"] }
                return JSONSchema(parts[4]).violations(of: parts[3]).map { "\(place): \($0)" }
            }
            return (rows.count, unlawful)
        }
    }
}
