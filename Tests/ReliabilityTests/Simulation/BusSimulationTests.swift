import CommandBus
import EventSourcing
import Synchronization
import TestSupport
import Testing
import TradeMissions

@Suite(.timeLimit(.minutes(30)))
struct BusSimulationTests {
    private static let seeds: [UInt64] = Seed.given.map { [$0] } ?? Array(1...(isLong ? 10_000 : 300))

    /// The commands that found a book, and the first ones on its first mission; eight books.
    private static let books = Task {
        var books: [[CommandEnvelope]] = []
        for seed in 1...8 as ClosedRange<UInt64> {
            let lines = try await SimulatedBook.lines(missions: 1, seed: seed)
            let envelopes = try lines.map { try CommandEnvelope(parsing: Array($0.utf8)) }
            let isOfficer = { (envelope: CommandEnvelope) in
                envelope.definition.name.hasPrefix("officer.") || envelope.definition.name.hasPrefix("administration.")
            }
            books.append(
                envelopes.filter(isOfficer)
                    + envelopes.filter { !isOfficer($0) && $0.subject.text.hasPrefix("country-") }
                    + envelopes.filter {
                        !isOfficer($0) && !$0.subject.text.hasPrefix("country-")
                            && !$0.subject.text.hasPrefix("organisation-")
                    }.prefix(24))
        }
        return books
    }

    @Test func `Whatever fails under it, a bus stores each command once, and as if it had been alone`() async throws {
        let books = try await Self.books.value
        let next = Mutex(0)
        let total = Mutex(BusSimulation.Tally())
        let breaches = try await Threads.run {
            try Threads.run(2) { _ in
                var breaches: [String] = []
                while true {
                    let index = next.withLock { next in
                        defer { next += 1 }
                        return next
                    }
                    guard index < Self.seeds.count else { return breaches }
                    let seed = Seed(Self.seeds[index])
                    let simulation = BusSimulation(books[Int(seed.number % 8)], seed: seed)
                    do { try simulation.run() } catch { breaches.append("\(seed): \(error)") }
                    total.withLock { $0.add(simulation.tally) }
                }
            }
        }
        #expect(breaches.flatMap { $0 } == [])
        let tally = total.withLock { $0 }
        #expect(tally.accepted > 0 && tally.refused > 0 && tally.duplicates > 0 && tally.faults > 0)
        #expect(tally.snapshots > 0)
        #expect(tally.answers > 0 && tally.unanswered > 0 && tally.overtaken > 0 && tally.parked > 0)
        print(
            "\(Self.seeds.count) seeds: \(tally.accepted) accepted, \(tally.refused) refused,",
            "\(tally.duplicates) duplicates, \(tally.faults) calls that failed for good, \(tally.snapshots) snapshots used,",
            "\(tally.answers) questions answered, \(tally.unanswered) not, \(tally.overtaken) batches overtaken,",
            "\(tally.parked) streams parked"
        )
    }

    @Test(arguments: Faults.Sabotage.allCases)
    func `The simulation sees a store that breaks its promise`(_ sabotage: Faults.Sabotage) async throws {
        let books = try await Self.books.value
        let breaches = (1...20 as ClosedRange<UInt64>).compactMap { number -> String? in
            let simulation = BusSimulation(books[Int(number % 8)], seed: Seed(number), sabotage: sabotage)
            do {
                try simulation.run()
                return nil
            } catch {
                return "\(error)"
            }
        }
        #expect(!breaches.isEmpty)
        if sabotage == .forgetsJournal { #expect(breaches.contains("a command stands twice")) }
    }

    @Test func `A seed repeats a run`() async throws {
        let books = try await Self.books.value
        let tallies = try (1...2).map { _ in
            let simulation = BusSimulation(books[3], seed: Seed(3))
            try simulation.run()
            return simulation.tally
        }
        #expect(tallies[0] == tallies[1])
    }
}

extension BusSimulation.Tally {
    fileprivate mutating func add(_ other: BusSimulation.Tally) {
        accepted += other.accepted
        refused += other.refused
        duplicates += other.duplicates
        faults += other.faults
        snapshots += other.snapshots
        answers += other.answers
        unanswered += other.unanswered
        overtaken += other.overtaken
        parked += other.parked
    }
}
