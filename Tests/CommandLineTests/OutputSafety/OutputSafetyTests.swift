import CanonicalJSON
import EventSourcing
import FoundationEssentials
import PostgresClient
import PostgresEventStore
import Scenarios
import TestSupport
import Testing

@testable import missieboek

// Texts that would steer a terminal, calculate in a spreadsheet or run on a page, recorded wherever a text can be
// recorded: nothing that the program writes does any of it.
@Suite(.timeLimit(.minutes(10)))
struct OutputSafetyTests {
    private static let isLong = ProcessInfo.processInfo.environment["MISSIEBOEK_LONG"] == "1"

    /// A demo that was given with hostile texts, and how it was answered.
    private static let demo = Task {
        try await Played(EmbeddedScenarios.text(of: "riyad.jsonl").split(separator: "\n").map(String.init))
    }

    @Test func `Every field of every command that takes a text takes a hostile one, or refuses it as invalid`()
        async throws
    {
        let demo = try await Self.demo.value
        let simulation = try await Played(
            Missieboek.run(["simulate", "--missions", Self.isLong ? "6" : "2", "--seed", "5"]).lines.filter {
                !$0.isEmpty
            })
        // A hostile text changes nothing about what is decided.
        for (line, answer) in zip(try ScenarioFile().lines, demo.answers) {
            let expected = line.reason.hasPrefix("GEWEIGERD") ? "rejected" : "accepted"
            #expect(answer["outcome"]?.stringValue == expected, "\(answer.lineText)")
        }
        #expect(simulation.answers.allSatisfy { $0["outcome"] == "accepted" })
        let recorded = demo.recordedFields.union(simulation.recordedFields)
        #expect(recorded.isSubset(of: TextField.all))

        var counts: [String: Int] = [:]
        for (place, language) in ["nl", "en"].enumerated() {
            let count = Self.isLong ? Int.max : 2
            let lawful = try ProbingCommands(TextField.all, count: count, numberedFrom: 1_000_000 * (2 * place + 1)) {
                !$0.isFree ? Poison.all : $0.isOfRegister ? Poison.ofNames : Poison.lawful
            }
            for (field, answer) in try await zip(lawful.fields, demo.answers(to: lawful.lines, in: language)) {
                let outcome = answer["outcome"]?.stringValue ?? ""
                counts[outcome, default: 0] += 1
                // What is of a form takes no other text.
                if !field.isFree { #expect(outcome == "invalid", "\(field): \(answer.lineText)") }
                #expect(["accepted", "rejected", "unauthorised", "invalid"].contains(outcome), "\(answer.lineText)")
            }
            let steering = try ProbingCommands(
                TextField.all, count: count, numberedFrom: 1_000_000 * (2 * place + 2)
            ) { _ in Poison.refused }
            for (field, answer) in try await zip(steering.fields, demo.answers(to: steering.lines, in: language)) {
                counts["steering", default: 0] += 1
                #expect(answer["outcome"] == "invalid", "\(field): \(answer.lineText)")
            }
        }
        let free = TextField.all.filter(\.isFree)
        #expect(recorded.count > free.count / 3)
        let steering = counts.removeValue(forKey: "steering") ?? 0
        let outcomes = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        print(
            "Hostile texts in \(TextField.all.count) fields of commands: recorded through \(recorded.count) of the",
            "\(free.count) that take any text; alone in each of them: \(outcomes);",
            "\(steering) that steer, every one invalid")
        Figure.report("output_fields_probed", TextField.all.count, "fields")
        Figure.report("output_hostile_commands", counts.values.reduce(0, +) + steering, "commands")
    }

    @Test func `No answer to a question has anything live in it, in any format and language, and none hides the text`()
        async throws
    {
        let planted = try await PlantedBook(copying: Self.demo.value.store())
        let store = try PostgresEventStore(ConnectionOptions(address: planted.database.url), keys: RegisterOfTests.keys)
        let questions = try BookQuestions(of: store)
        let names = missieboek.Missieboek.questions.map { DocumentedCommand($0).name } + ["person", "retention"]
        let asked =
            names.flatMap { questions.words(of: $0, about: Self.isLong ? .everyFile : .firstFiles) } + [
                ["timeline", PlantedBook.everyType.text], ["timeline", PlantedBook.unreadable.text],
                ["gate", PlantedBook.heldBack.text], ["projections", "parked"], ["projections", "status"], ["doctor"],
            ]
        let url = planted.database.url
        async let dutch = SeenAnswers(to: asked, in: "nl", of: url)
        var seen = try await SeenAnswers(to: asked, in: "en", of: url)
        try await seen.add(dutch)
        try await seen.follow(url, questions.eventCount)

        let everyType = planted.everyType.made
        for format in ["table", "csv", "json", "jsonl"] {
            // Whoever leaves a text out is as safe, and of no use.
            let answers = seen.answers(to: ["timeline", PlantedBook.everyType.text], as: format)
            #expect(answers.count >= 2)
            for answer in answers {
                #expect(everyType.allSatisfy { answer.contains($0.mark) }, "\(format)")
                if format.hasPrefix("json") {
                    #expect(try SeenAnswers.texts(inJSON: answer).isSuperset(of: everyType.map { Array($0.text.utf8) }))
                } else {
                    let hidden = answer.unicodeScalars.count { $0 == "\u{FFFD}" }
                    #expect(hidden == everyType.map(\.hiddenCount).reduce(0, +), "\(format)")
                }
            }
        }
        let followed = try SeenAnswers.texts(inJSON: seen.followed)
        for text in planted.copied.made + everyType {
            #expect(followed.contains(Array(text.text.utf8)), "\(text.mark)")
        }
        // Names show where ids stand in events.
        let shownNames = planted.names.made.filter { name in seen.all.contains { $0.contains(name.mark) } }
        #expect(shownNames.count > planted.names.made.count / 2)
        #expect(seen.faults == [])
        let texts = planted.copied.made + planted.names.made + everyType
        print(
            "Planted \(texts.count) hostile texts with \(texts.map(\.hiddenCount).reduce(0, +)) characters that steer or",
            "hide; \(seen.all.count) answers: \(seen.faults.count) live, \(seen.hiddenCount) replaced, \(seen.escapeCount) escaped,",
            "\(seen.guardedCount) formulas guarded; every text of all \(everyType.count) fields of events seen in each format"
        )
        Figure.report("output_hostile_texts", texts.count, "texts")
        Figure.report("output_answers_looked_at", seen.all.count, "answers")
        Figure.report("output_live", seen.faults.count, "answers")
    }

    @Test func `A hostile argument is answered with nothing live`() async throws {
        let hostile = (Poison.refused + Poison.lawful).map(\.text).joined(separator: " ")
        let url = try await ThrowawayCluster.shared.database().url
        var hidden = 0
        for name in missieboek.Missieboek.questions.map({ DocumentedCommand($0).name }) {
            for rest in [
                [hostile], ["--table", hostile], ["--as-of", hostile], ["--valid-at", hostile], ["--output", hostile],
                ["--\(hostile)"], ["--lang", hostile],
            ] {
                let run = try await Missieboek.run([name] + rest + ["--database", url])
                #expect(run.status != 0 && !run.err.isEmpty, "\(name)")
                #expect(OutputSafety.liveCharacters(in: run.out + run.err) == [], "\(name) \(rest.count)")
                hidden += run.err.unicodeScalars.count { $0 == "\u{FFFD}" }
            }
        }
        #expect(hidden > 100)
        let command = try await Missieboek.run([
            "officer", "register", "--officer", "officer-planted00001", "--name", hostile, "--unit", hostile, "--actor",
            hostile, "--database", url,
        ])
        #expect(command.status == 64 && OutputSafety.liveCharacters(in: command.out + command.err) == [])
    }
}
