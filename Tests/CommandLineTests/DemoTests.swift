import CanonicalJSON
import EventSourcing
import PostgresClient
import TestSupport
import Testing

@Suite("The demo")
struct DemoTests {
    private let database: ThrowawayDatabase
    private let file: ScenarioFile

    init() async throws {
        database = try await ThrowawayCluster.shared.database()
        file = try ScenarioFile()
    }

    private func demo(_ options: String...) async throws -> Missieboek.Output {
        try await Missieboek.run(["demo", "--database", database.url, "--lang", "en"] + options)
    }

    /// The lines that a rule refuses, in order: those whose reason begins with `GEWEIGERD`.
    private static let refusals = [
        ("2026-05-13", "assessment.record-finding", "R6"),
        ("2026-05-13", "measure.decide", "R1"),
        ("2026-05-13", "measure.notify-intention", "INV-1"),
        ("2026-06-11", "measure.decide", "R1"),
        ("2026-06-18", "measure.decide", "INV-10"),
        ("2026-06-19", "measure.decide", "INV-7"),
        ("2026-08-20", "mission.declare-ready", "INV-16"),
        ("2026-08-24", "mission.declare-ready", "INV-17"),
    ]

    @Test("Each line is recorded, or refused by the rule it is about, with source and remedy")
    func outcomes() async throws {
        let run = try await demo("--output", "jsonl")
        #expect(run.status == 0)
        let results = try run.lines.prefix(file.lines.count).map { try Node(parsing: Array($0.utf8)) }
        var refusals = Self.refusals[...]
        for (line, result) in zip(file.lines, results) {
            guard line.reason.hasPrefix("GEWEIGERD") else {
                #expect(result["outcome"]?.stringValue == "accepted", "\(line.text)")
                #expect(result["position"] != .null, "the line changes nothing: \(line.text)")
                continue
            }
            let expected = try #require(refusals.first)
            refusals = refusals.dropFirst()
            #expect((line.date, line.command) == (expected.0, expected.1))
            #expect(result["outcome"]?.stringValue == "rejected")
            let rejection = try #require(result["rejection"])
            #expect(rejection["rule"]?.stringValue == expected.2)
            #expect(rejection["source"]?.stringValue?.isEmpty == false)
            #expect(rejection["remedy"]?.stringValue?.isEmpty == false)
        }
        #expect(refusals.isEmpty)
    }

    @Test("The lines lie in 2026 and in order of time, but for what was recorded afterwards")
    func order() {
        #expect(file.lines.allSatisfy { $0.date >= "2026-01-01" && $0.date < "2026-11-20" })
        let inTime = file.lines.filter { !$0.reason.hasPrefix("ACHTERAF") }.map(\.date)
        #expect(inTime.count == file.lines.count - 1)
        #expect(inTime == inTime.sorted())
    }

    @Test("The refusal of departure names the missing union and the open concerns, and later the gate is open")
    func departure() async throws {
        let run = try await demo()
        let refusal = try #require(run.flat.split(separator: "refused by INV-16").last?.split(separator: "2026-").first)
        #expect(refusal.contains("union was invited"))
        #expect(refusal.contains("concern-metro-arbeidsmigranten was not addressed"))
        #expect(run.out.contains("MissionDeclaredReady"))
        for event in ["BriefingHeld", "OrganisationInvited"] { #expect(run.out.contains(event)) }
        #expect(run.out.contains("The gate is open."))
    }

    @Test("Played again, now from the repository's file, it records nothing and answers the same")
    func again() async throws {
        let first = try await demo()
        let second = try await demo("--scenario", ScenarioFile.path)
        #expect(first.status == 0 && second.status == 0)
        #expect(second.out.contains(" 0 recorded, 0 not accepted, \(file.lines.count) given before."))
        #expect(first.answers == second.answers)
        #expect(first.answers.count > 100)
        #expect(first.lines.count <= 400)
        #expect(first.lines.allSatisfy { $0.count <= 100 })
    }

    @Test("The story is told in the language of the run, also where a line gives its reason")
    func languages() async throws {
        let english = try await demo()
        #expect(english.flat.contains("REFUSED: one limb was found, and a measure takes both (R1)."))
        for word in ["GEWEIGERD", "ACHTERAF", "Besloten", "Vertrekgereed"] { #expect(!english.out.contains(word)) }
        let other = try await ThrowawayCluster.shared.database()
        let dutch = try await Missieboek.run(["demo", "--database", other.url, "--lang", "nl"])
        #expect(dutch.flat.contains("GEWEIGERD: er is één voorwaarde vastgesteld, en een maatregel vraagt beide (R1)."))
        #expect(!dutch.out.contains("REFUSED"))
        // Every reason that one tells, the other tells too: none is left in the other language.
        let reasons = Set(file.lines.map(\.reason)).filter { dutch.flat.contains(": \($0) ") }
        #expect(reasons.count == 14)
        #expect(reasons.allSatisfy { !english.flat.contains($0) })
    }

    @Test("The ledger shows the reclaim, the two receipts and the rest to the cent")
    func ledger() async throws {
        let run = try await demo()
        #expect(run.flat.contains("claimed €27,422.16, received €6,234.56, outstanding €21,187.60"))
        #expect(run.out.contains("The account balances to the cent."))
    }

    @Test("Without the union waiver the mission never becomes ready")
    func withoutWaiver() async throws {
        let shortened = try file.without { $0.command == "mission.waive-involvement" }
        let run = try await demo("--scenario", shortened.written())
        #expect(run.status == 0)
        #expect(run.out.contains("The gate is closed."))
        #expect(run.flat.split(separator: "refused by INV-16").count == 4)
    }

    @Test("Without the second receipt more is outstanding")
    func withoutReceipt() async throws {
        let shortened = try file.without { $0.command == "claim.record-receipt" }
        let run = try await demo("--scenario", shortened.written())
        #expect(run.flat.contains("received €5,000.00, outstanding €22,422.16"))
    }

    @Test("What was recorded afterwards is not known as of the intention, though it had happened by then")
    func afterwards() async throws {
        let run = try await demo()
        let dossiers = run.out.split(separator: "$ missieboek dossier ").dropFirst()
        let known = try #require(dossiers.first { $0.hasPrefix("measure-riyad-2026-1 --as-of") })
        #expect(known.contains("intention sent") && !known.contains("in force"))
        let whole = try #require(dossiers.first { $0.hasPrefix("measure-riyad-2026-1\n") })
        let unknown = try #require(whole.split(separator: "Not known yet when the decision was taken").last)
        #expect(unknown.contains("ResponseReceived"))
        let intention = String(known.split(whereSeparator: \.isWhitespace)[2])
        let late = "noemt op de post"
        for (option, isThere) in [("--as-of=\(intention)", false), ("--valid-at=2026-05-20T10:00:00+02:00", true)] {
            let words = ["dossier", "measure-riyad-2026-1", option, "--database", database.url]
            #expect(try await Missieboek.run(words).out.contains(late) == isThere)
        }
    }

    @Test("One company is excluded; the one that took steps at the hearing stayed, and went along")
    func stayed() async throws {
        let run = try await demo()
        let dossier = try #require(run.out.split(separator: "$ missieboek dossier measure-riyad-2026-2").last)
        #expect(dossier.contains("refuted") && dossier.contains("took part"))
        let counts = "1 waiting, 1 refused, 1 cancelled, 1 withdrawn, 1 excluded, 3 took part"
        #expect(run.flat.contains(counts))
    }

    @Test("As JSON it is one object, with a result for each line and an answer for each question")
    func json() async throws {
        let run = try await demo("--output", "json")
        let node = try Node(parsing: Array(run.out.utf8), limits: ParsingLimits(bytes: 1 << 24))
        guard case .array(let results) = node["results"], case .array(let answers) = node["answers"] else {
            throw ScenarioFile.NoSuchLine()
        }
        #expect(results.count == file.lines.count && answers.count > 5)
        #expect(answers.allSatisfy { $0["question"]?.stringValue?.hasPrefix("missieboek ") ?? false })
    }

    @Test("Names, KvK numbers and contacts stand in the register and nowhere in the log (INV-29)")
    func personalData() async throws {
        _ = try await demo()
        let connection = try Connection(ConnectionOptions(address: database.superuserURL))
        let entries = try RegisterOfTests.entries(at: database.superuserURL)
        #expect(entries.count == 22)
        let texts = try connection.run(
            """
            select stream || type || actor || convert_from(data, 'UTF8') || convert_from(metadata, 'UTF8')
            from event_store.events
            union all
            select command || actor || coalesce(convert_from(rejection, 'UTF8'), '') from event_store.commands
            """)
        let recorded = (0..<texts.count).compactMap { texts.text(row: $0) }
        #expect(recorded.count > 100)
        for entry in entries {
            for personal in [entry.name, entry.kvkNumber, entry.contact].compactMap({ $0 }) {
                #expect(!recorded.contains { $0.contains(personal) }, "\(personal)")
            }
        }
    }
}

extension Missieboek.Output {
    /// The text on one line, however it was broken.
    fileprivate var flat: String { out.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    /// What was answered after the lines were played.
    fileprivate var answers: [String] {
        Array(lines.drop { !$0.hasPrefix("$ missieboek board") })
    }
}
