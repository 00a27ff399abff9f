import CanonicalJSON
import PostgresClient
import TestSupport
import Testing

// A login that may not record for everybody.
@Suite(.timeLimit(.minutes(10)))
struct BoundLoginTests {
    private static func play(_ lines: Range<Int>, at url: String) async throws -> [Node] {
        let text = try ScenarioFile().lines[lines].map(\.text).joined(separator: "\n")
        let run = try await Missieboek.run(["dispatch", "-", "--database", url], input: text)
        return try run.out.split(separator: "\n").map { try Node(parsing: Array($0.utf8)) }
    }

    @Test(arguments: ["nl", "en"], [[], ["--parallel", "4"]])
    func `A line for an officer that the login may not record for is not allowed, and the others go on`(
        _ language: String, _ parallel: [String]
    ) async throws {
        let database = try await ThrowawayCluster.shared.database()
        let lines = try ScenarioFile().lines[0..<40]
        let first = try await Self.play(0..<40, at: database.url)
        #expect(first.count == 40 && first.allSatisfy { $0["outcome"] == "accepted" })
        let superuser = try Connection(ConnectionOptions(address: database.superuserURL))
        let rows = try superuser.run(
            """
            select string_agg(distinct actor, ','), count(distinct actor) > 1,
                (select actor from event_store.commands group by actor order by count(*) desc limit 1)
            from event_store.commands
            """)
        let (several, own) = (rows.text(row: 0, column: 1) == "t", rows.text(row: 0, column: 2) ?? "")
        #expect(several && own.hasPrefix("officer-"))
        try superuser.run(
            "set role missieboek_owner; select event_store.bind_login('missieboek', '{\(own)}'); reset role")

        let again = try await Missieboek.run(
            ["dispatch", "-", "--lang", language, "--database", database.url] + parallel,
            input: lines.map(\.text).joined(separator: "\n"))
        let answers = try again.out.split(separator: "\n").map { try Node(parsing: Array($0.utf8)) }
        // The same commands once more: known where they are its own, refused where they are another's.
        #expect(again.status == 4 && answers.count == 40, "\(again.err)")
        let actors = try superuser.run("select id, actor from event_store.commands")
        let actorOf = Dictionary(
            uniqueKeysWithValues: (0..<actors.count).map {
                (actors.text(row: $0) ?? "", actors.text(row: $0, column: 1) ?? "")
            })
        for answer in answers {
            let actor = actorOf[answer["id"]?.text ?? ""]
            #expect(answer["outcome"] == (actor == own ? "duplicate" : "unauthorised"), "\(answer.lineText)")
            guard actor != own else { continue }
            let message = answer["message"]?.text ?? ""
            let words = language == "nl" ? "deze login mag niet vastleggen voor" : "this login may not record for"
            #expect(message == "$.actor: \(words) \(actor ?? "")", "\(message)")
        }
        #expect(Set(answers.map { $0["outcome"]?.text }) == ["duplicate", "unauthorised"])

        // What the login may not do at all still ends the run: no other line would fare better.
        try superuser.run(
            """
            revoke execute on function event_store.append(
                uuid, text, bytea, text, bytea, text[], bigint[], text[], text[], timestamptz[], bytea[], bytea[]),
                event_store.append_event(uuid, text, bytea, text, text, bigint, text, timestamptz, bytea, bytea),
                event_store.append_batch(uuid[], text[], bytea[], text[], bytea[], integer[], text[], bigint[],
                    integer[], text[], text[], timestamptz[], bytea[], bytea[])
            from missieboek_appender
            """)
        let ended = try await Missieboek.run(
            ["dispatch", "-", "--database", database.url] + parallel, input: lines.map(\.text).joined(separator: "\n"))
        #expect(ended.status == 4 && ended.out.isEmpty, "\(ended.out)")
    }
}
