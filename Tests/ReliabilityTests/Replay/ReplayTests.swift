import CanonicalJSON
import EventSourcing
import Glibc
import PostgresEventStore
import Projections
import ReadModels
import TestSupport
import Testing

@testable import missieboek

extension Reliability {
    // The same log gives the same rows and answers, byte for byte, whoever folds it, how, and where.
    @Suite(.timeLimit(.minutes(10)))
    struct ReplayTests {
        @Test(arguments: PlayedBook.Story.allCases)
        func `Rows are the same bytes by every way to fold them, on the way and at the end`(
            _ story: PlayedBook.Story
        ) async throws {
            let book = try await PlayedBook.play(story)
            let store = try book.store()
            for moment in book.chosenMoments {
                for model in ReadModelCatalogue.all {
                    let folded = try model.digests(from: store, through: moment.position)
                    let kept = moment.digests[model.name.name]
                    #expect(folded.count == RowFold.allCases.count)
                    #expect(
                        folded.allSatisfy { $0.value == kept }, "\(model.name.name) at \(moment.position): \(folded)")
                }
            }
            // What never changes would agree with anything.
            for model in ReadModelCatalogue.all {
                #expect(Set(book.moments.map { $0.digests[model.name.name] }).count > 3, "\(model.name.name)")
                #expect(try store.contents(of: model.name).rows.isEmpty == false)
            }

            let last = try #require(book.moments.last)
            for surroundings in Surroundings.all {
                let program = surroundings.program(database: book.database.url)
                let rebuild = try await program.run("projections", "rebuild")
                #expect(rebuild.status == 0, "\(rebuild.talk)")
                #expect(try book.storedDigests() == last.digests, "\(surroundings.timeZone)")
            }
            let rows = last.digests.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.short)" }
            print(
                "Replayed the \(story): \(last.position) positions, caught up \(book.moments.count) times,",
                "folded in \(RowFold.allCases.count) ways at \(book.chosenMoments.count) of them and rebuilt by",
                "\(Surroundings.all.count) processes: \(rows.joined(separator: ", "))")
            Figure.report(
                "replay_folds_compared",
                RowFold.allCases.count * book.chosenMoments.count * ReadModelCatalogue.all.count, "folds")
            Figure.report("replay_rebuilds_compared", Surroundings.all.count, "rebuilds")
        }

        // The positive control: rows that hang on the order of a set are found by the same comparison.
        @Test func `The same comparison finds rows that hang on the order of a set`() async throws {
            let store = try await SimulatedBook.store(missions: 1)
            let end = try store.advanceWatermark()
            #expect(try Set(UnorderedModel.digests(from: store, through: end).values).count > 1)
            #expect(try Set(Board.digests(from: store, through: end).values).count == 1)
        }

        @Test func `The processes that are compared differ in their hash seeds and their time zones`() async throws {
            let probes = try await Surroundings.runs(of: "seed-probe", [])
            #expect(probes.allSatisfy { $0.status == 0 && $0.lines.count == 3 })
            for line in 0...1 { #expect(Set(probes.map { $0.lines[line] }).count == Surroundings.all.count) }
            #expect(Set(probes.map { $0.lines[2] }) == ["0", "50400", "-12600"])
            // The positive control: their output is taken for what it is, one that hangs on the seed.
            #expect(probes.digests.count == Surroundings.all.count)
            // With the seed fixed they differ in their time zones only: so it is the seed that made the others differ.
            let fixed = try await Surroundings.runs(of: "seed-probe", [], ["SWIFT_DETERMINISTIC_HASHING": "1"])
            for line in 0...1 { #expect(Set(fixed.map { $0.lines[line] }).count == 1) }
            #expect(fixed.digests.count == 3)
        }

        @Test(arguments: isLong ? PlayedBook.Story.allCases : [.demo])
        func `Every question is answered in the same bytes by any process, about now and about earlier positions`(
            _ story: PlayedBook.Story
        ) async throws {
            let book = try await PlayedBook.play(story)
            let (url, questions) = (book.database.url, try BookQuestions(of: book.store()))
            let names = Missieboek.questions.map { DocumentedCommand($0).name }
            let words = names.flatMap { questions.words(of: $0, about: isLong ? .everyFile : .firstFiles) }
            // There are no measures in a simulation.
            #expect(Set(words.map { $0[0] }).union(["follow"]) == Set(names) || story == .simulation)
            var answers: [ContentDigest] = []
            for asked in words {
                for moment in book.chosenMoments {
                    let isNow = moment.position == book.moments.last?.position
                    let whole = asked + ["--output", "json"] + (isNow ? [] : ["--as-of", "\(moment.position)"])
                    let runs = try await Surroundings.runs(of: "missieboek", whole, database: url)
                    #expect(runs.digests.count == 1, "\(whole)")
                    // A file that was not there yet is not found then.
                    let statuses = Set(runs.map(\.status))
                    #expect(statuses == [0] || !isNow && statuses == [66], "\(whole): \(runs[0].talk)")
                    answers += runs.digests
                }
            }
            // An answer that is the same at every moment is one that does not look.
            #expect(Set(answers).count > words.count)
            let followed = try await Self.followed(url, questions.eventCount)
            #expect(followed.digests.count == 1 && followed[0].lines.count == questions.eventCount)
            print(
                "Asked of the \(story): \(answers.count) questions by \(Surroundings.all.count) processes each,",
                "\(Set(answers).count) different answers, every one the same from all;",
                "all together \(ContentDigest(of: answers.map(\.description).joined()).short)")
            let asked = words.count * book.chosenMoments.count
            Figure.report("replay_answers_compared", asked * Surroundings.all.count, "answers")
            Figure.report("replay_answers_that_differ", answers.count - asked, "answers")
        }

        @Test func `A simulation is the same bytes by any process`() async throws {
            let runs = try await Surroundings.runs(of: "missieboek", ["simulate", "--missions", "3", "--seed", "7"])
            #expect(runs.digests.count == 1 && runs[0].lines.count > 100)
        }

        /// What those see who follow the log from its beginning: they are interrupted once they have seen all of it.
        private static func followed(_ url: String, _ count: Int) async throws -> [Program.Run] {
            var runs: [Program.Run] = []
            for surroundings in Surroundings.all {
                let program = surroundings.program(database: url)
                runs.append(
                    try await program.run(["follow", "--after", "0"]) { line, process in
                        if line == count { kill(process, SIGINT) }
                    })
            }
            return runs
        }
    }
}
