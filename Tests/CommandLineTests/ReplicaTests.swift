import CanonicalJSON
import EmbeddedPostgres
import Glibc
import TestSupport
import Testing

// A replica that answers questions, and what becomes of it when the database is gone.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct ReplicaTests {
    @Test func `A replica answers as the database does, says how old the answer is, and refuses when it is too old`()
        async throws
    {
        let pair = try await ServerPair.make(lines: 28)
        let board = try await pair.primary.board()
        #expect(board.items.count == 1)
        try await pair.catchUp()

        let answer = try await pair.ask("board", "--output", "json")
        #expect(answer.status == 0, "\(answer.err)")
        let node = try Node(parsing: Array(answer.out.utf8))
        #expect(node["answer"] == board)
        let replica = try #require(node["replica"])
        #expect(replica["isStandby"] == .bool(true))
        #expect(replica["position"]?.integer == pair.end)
        #expect(replica["lag"]?["positions"]?.integer == 0)
        guard case .number(let seconds)? = replica["lag"]?["seconds"] else { throw Absent() }
        #expect(try #require(Double(seconds)) < 10)
        #expect(answer.err.contains("Answer of a replica: up to position \(pair.end)"))

        let status = try await pair.ask("db", "status")
        #expect(status.status == 0 && status.out.contains("This replica reaches position \(pair.end)"), "\(status.out)")
        let standing = try Node(parsing: Array(await pair.ask("db", "status", "--output", "json").out.utf8))
        #expect(standing["replica"]?["position"]?.integer == pair.end && standing["schema"] == "current")
        #expect(standing["replica"]?["lag"]?["positions"]?.integer == 0)
        let superuser = try pair.primary.cluster.connectionString()
        let primary = try await pair.primary.run("db", "status", "--database", superuser, "--output", "json")
        #expect(try Node(parsing: Array(primary.out.utf8))["replica"] == nil)

        // The rows of the read model do not reach this: it is folded from the log, and nothing is written.
        try await pair.primary.dispatch(lines: 28..<40)
        try await pair.catchUp()
        let rows = "select position from read_models.checkpoints where model = 'board'"
        #expect(try await pair.standby.sql(rows) == "\(pair.end)")
        let folded = try await pair.ask("board", "--output", "json")
        #expect(try await Node(parsing: Array(folded.out.utf8))["answer"] == pair.primary.board())
        for arguments in [["gate", "riyad-2026"], ["timeline", "riyad-2026"], ["bmo"], ["ledger"]] {
            let here = try await Missieboek.run(arguments, environment: ["MISSIEBOEK_HOME": pair.primary.home])
            let url = try pair.standby.cluster.connectionString()
            let database = try pair.primary.cluster.connectionString()
            let there = try await Missieboek.run(
                arguments,
                environment: [
                    "MISSIEBOEK_REPLICA_URL": url, "MISSIEBOEK_DATABASE_URL": database,
                    "MISSIEBOEK_REGISTER_KEY": pair.primary.keyFile,
                ])
            #expect(there.status == 0 && there.out == here.out, "\(arguments) \(there.err)")
            // What is read there is entered at the database itself, or is not shown.
            let alone = try await Missieboek.run(arguments, environment: ["MISSIEBOEK_REPLICA_URL": url])
            #expect(alone.status == 64 && alone.out.isEmpty && alone.err.contains("--database"), "\(alone.err)")
            let own = try await Missieboek.run(arguments, environment: ["MISSIEBOEK_HOME": pair.standby.home])
            #expect(own.status == 64 && own.out.isEmpty)
            let other = try await ThrowawayCluster.shared.database().url
            let elsewhere = try await Missieboek.run(
                arguments, environment: ["MISSIEBOEK_REPLICA_URL": url, "MISSIEBOEK_DATABASE_URL": other])
            #expect(elsewhere.status == 64 && elsewhere.out.isEmpty && elsewhere.err.contains("same book"))
        }
        let entered =
            "select string_agg(action, ' ' order by number) from access_log.entries where action <> 'db replicate'"
        #expect(try await pair.primary.sql(entered) == "gate gate timeline timeline bmo bmo ledger ledger")
        let earlier = try await pair.ask("board", "--as-of", String(pair.end), "--output", "json")
        #expect(try Node(parsing: Array(earlier.out.utf8))["answer"] == board)

        // Asked by its own home it is a replica too, and says so.
        let own = try await pair.standby.run("board", "--output", "json")
        #expect(own.status == 0 && own.err.contains("Answer of a replica: up to position"), "\(own.err)")
        #expect(try Node(parsing: Array(own.out.utf8))["replica"]?["isStandby"] == .bool(true))

        // It has the rest of the log, and does not apply it.
        try await pair.standby.sql("select pg_wal_replay_pause()")
        let last = try await pair.primary.dispatch(lines: 40..<50).last?["position"]?.integer
        try await pair.receive()
        let late = try await pair.ask("board", "--max-lag", "1")
        #expect(late.status == 69 && late.out.isEmpty)
        #expect(late.err.contains("(--max-lag)") && late.err.contains("Next step"))
        #expect(try await pair.standby.run("board", "--max-lag", "1").status == 69)
        let paused = try await pair.standby.run("doctor", "--lang", "en").out
        #expect(paused.contains("warn  replica") && paused.contains("pg_wal_replay_resume()"), "\(paused)")
        let allowed = try await pair.ask("board", "--max-lag", "3600", "--output", "json")
        let old = try Node(parsing: Array(allowed.out.utf8))
        #expect(allowed.status == 0 && old["replica"]?["position"]?.integer ?? .max < last ?? 0)
        try await pair.standby.sql("select pg_wal_replay_resume()")
        try await pair.catchUp()
        let again = try await pair.ask("board", "--output", "json")
        #expect(try await Node(parsing: Array(again.out.utf8))["answer"] == pair.primary.board())

        // Nothing is recorded there, and its doctor says what it is.
        #expect(try await pair.ask("dispatch", "-").status == 64)
        let doctor = try await pair.standby.run("doctor")
        #expect(doctor.out.contains("ok    replica"), "\(doctor.out)")

        // Without the database it still answers, as far as the user allows.
        try await pair.primary.cluster.stop()
        while try await pair.standby.sql("select count(*) from pg_stat_wal_receiver") != "0" {}
        #expect(try await pair.ask("board", "--max-lag", "0").status == 69)
        #expect(try await pair.ask("board", "--max-lag", "3600").status == 0)
        #expect(try await pair.standby.run("doctor").out.contains("warn  replica"))
    }

    @Test func `A replica is followed up to its watermark, which nobody moves there, and every second`() async throws {
        let pair = try await ServerPair.make(lines: 28)
        let url = try pair.standby.cluster.connectionString()
        let last = try await pair.primary.sql("select max(position) from event_store.events")
        let program = Program(environment: ["MISSIEBOEK_HOME": pair.primary.home])
        let database = try pair.primary.cluster.connectionString()
        let arguments = [
            "follow", "--after", String(pair.end - 1), "--replica", url, "--database", database, "--quiet",
        ]
        #expect(last == String(pair.end))
        let run = try await program.run(arguments) { line, process in
            guard line == 1 else { return _ = kill(process, SIGTERM) }
            // What the replica has beyond its watermark is not shown until the database moves that.
            try await pair.primary.dispatch(lines: 28..<29)
            try await pair.catchUp()
            _ = try await pair.primary.sql("select event_store.advance_watermark()")
        }
        #expect(run.status == 0, "\(run.talk)")
        let positions = try run.lines.map { try Node(parsing: Array($0.utf8))["position"]?.integer }
        #expect(positions.prefix(2) == [pair.end, pair.end + 1])

        // Its doctor and status are about that server; a name cannot be kept there, and nothing is heard there.
        let doctor = try await pair.ask("doctor", "--lang", "en")
        #expect(doctor.out.contains("ok    replica"), "\(doctor.out)")
        let status = try await pair.ask("db", "status", "--output", "json")
        #expect(try Node(parsing: Array(status.out.utf8))["schema"]?.text == "current")
        #expect(try await pair.ask("follow", "--name", "letters").status == 64)
        #expect(try await pair.ask("follow", "--listen", url).status == 64)
    }

    @Test func `A promoted replica names what was lost, takes the same commands again, and reuses no position`()
        async throws
    {
        let pair = try await ServerPair.make(lines: 30)
        let life = try await pair.primary.sql("select event_store.current_incarnation()")

        // What is recorded while the replica is away never comes to it.
        #expect(try await pair.standby.run("db", "stop").status == 0)
        let answers = try await pair.primary.dispatch(lines: 30..<45)
        let acknowledged = try #require(answers.last?["position"]?.integer)
        #expect(acknowledged > pair.end)
        let board = try await pair.primary.board()
        try await pair.primary.kill()
        #expect(try await pair.standby.run("db", "start").status == 0)

        // Promoted by hand, a fence keeps everybody from appending before it is prepared, and so from entering what he
        // reads.
        #expect(try await pair.standby.sql("select pg_promote(true, 60)") == "t")
        let unread = try await pair.standby.run("timeline", "riyad-2026", "--lang", "en")
        #expect(unread.status == 69 && unread.out.isEmpty && unread.err.contains("nothing is shown"), "\(unread.err)")
        let line = try ScenarioFile().lines[30].text
        let fenced = try await Missieboek.run(
            ["dispatch", "-"], environment: ["MISSIEBOEK_HOME": pair.standby.home], input: line)
        #expect(fenced.status == 69, "\(fenced.out) \(fenced.err)")
        let doctor = try await pair.standby.run("doctor")
        #expect(doctor.status == 5 && doctor.out.contains("fail  history") && doctor.out.contains("db promote"))

        let promoted = try await pair.standby.run(
            "db", "promote", "--acknowledged", String(acknowledged), "--output", "json")
        #expect(promoted.status == 0, "\(promoted.err)")
        let report = try Node(parsing: Array(promoted.out.utf8))
        #expect(report["keptPosition"]?.integer == pair.end)
        #expect(report["lost"]?["from"]?.integer == pair.end + 1)
        #expect(report["lost"]?["to"]?.integer == acknowledged)
        let after = try await pair.standby.run("doctor")
        #expect(after.out.contains("stated: \(pair.end + 1)–\(acknowledged)"), "\(after.out)")

        // The same commands again: what is there is known, what is gone is recorded, at positions never given out.
        let again = try await pair.standby.dispatch(lines: 0..<45)
        #expect(again.prefix(30).allSatisfy { $0["outcome"] == "duplicate" })
        #expect(again.dropFirst(30).allSatisfy { $0["outcome"] == "accepted" })
        let positions = again.dropFirst(30).compactMap { $0["position"]?.integer }
        #expect(positions.count == 15 && positions.allSatisfy { $0 > acknowledged + 1_000_000 })
        #expect(try await pair.standby.board() == board)

        // A reader that had seen the lost events goes back to what it shares with this log, and another does not.
        func resume(_ position: Int64) async throws -> String {
            try await pair.standby.sql("select event_store.resume_position(\(position), '\(life)')")
        }
        #expect(try await resume(acknowledged) == "\(pair.end)")
        #expect(try await resume(12) == "12")
        #expect(try await pair.standby.run("doctor").out.contains("ok    history"))
        #expect(try await pair.standby.run("db", "promote").status == 64)
        let asked = try await pair.ask("board")
        #expect(asked.status == 0 && asked.err.contains("follows no other"))
    }

    @Test func `A replica without the fence, promoted by other means, is found out before anything is recorded there`()
        async throws
    {
        let pair = try await ServerPair.make(lines: 30)
        let life = try await pair.primary.sql("select event_store.current_incarnation()")
        #expect(try await pair.standby.run("db", "stop").status == 0)
        let answers = try await pair.primary.dispatch(lines: 30..<45)
        let acknowledged = try #require(answers.last?["position"]?.integer)
        let board = try await pair.primary.board()
        try await pair.primary.kill()
        #expect(try await pair.standby.run("db", "start").status == 0)
        try await pair.standby.sql("alter system reset default_transaction_read_only")
        #expect(try await pair.standby.sql("select pg_reload_conf() and pg_promote(true, 60)") == "t")

        // One command in each run: the first knows of no other.
        let first = try #require(try await pair.standby.dispatch(lines: 30..<31).first)
        #expect(first["outcome"] == "accepted")
        let position = try #require(first["position"]?.integer)
        #expect(position > acknowledged && position > 1_000_000)
        let standing = "select number || ' ' || cause || ' ' || after_position from event_store.incarnation_standing()"
        #expect(try await pair.standby.sql(standing) == "2 found \(pair.end)")
        let again = try await pair.standby.dispatch(lines: 0..<45)
        #expect(again.prefix(31).allSatisfy { $0["outcome"] == "duplicate" })
        #expect(again.dropFirst(31).allSatisfy { $0["position"]?.integer ?? 0 > position })
        #expect(try await pair.standby.board() == board)
        #expect(try await pair.standby.sql(standing) == "2 found \(pair.end)")

        // Whoever had seen what is lost goes back; whoever had seen the last that is there is sent nothing again.
        for (seen, known) in [(acknowledged, pair.end), (pair.end, pair.end), (12, 12)] {
            #expect(try await pair.standby.sql("select event_store.resume_position(\(seen), '\(life)')") == "\(known)")
        }
    }

    @Test func `A replica is promoted by the command alone`() async throws {
        let pair = try await ServerPair.make(lines: 28)
        try await pair.primary.cluster.stop()
        // A mistyped position is refused before anything is done.
        let mistyped = try await pair.standby.run("db", "promote", "--acknowledged", "999999999999", "--lang", "nl")
        #expect(mistyped.status == 64 && mistyped.err.contains("kan niet zijn gemeld"), "\(mistyped.err)")
        #expect(try await pair.standby.sql("select pg_is_in_recovery()") == "t")
        let promoted = try await pair.standby.run("db", "promote")
        #expect(promoted.status == 0 && promoted.out.contains("up to position \(pair.end)"), "\(promoted.err)")
        let answers = try await pair.standby.dispatch(lines: 28..<30)
        #expect(answers.count == 2 && answers.allSatisfy { $0["position"]?.integer ?? 0 > 1_000_000 })
    }

    private struct Absent: Error {}
}
