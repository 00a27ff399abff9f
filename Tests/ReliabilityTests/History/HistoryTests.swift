import TestSupport
import Testing

extension Reliability {
    // Sixteen clients on the real store, whose history is held against what a store promises; and the same clients on
    // a store that is made wrong, which shows that the checker would see it.
    @Suite(.timeLimit(.minutes(30)))
    struct HistoryTests {
        /// Groups take longer: their connections are fewer.
        private static func operations(over route: AppendRoute) -> Int {
            isLong ? 100_000 : route == .ownConnection ? 10_000 : 4000
        }

        @Test(arguments: AppendRoute.allCases)
        func `The history of sixteen clients is in order`(_ route: AppendRoute) async {
            await Seed.run { seed in
                let operations = Self.operations(over: route)
                let run = HistoryRun(try await ThrowawayCluster.shared.database(), route)
                let time = try await ContinuousClock().measure {
                    try await run.go(operations / HistoryRun.clients, seed)
                }
                let history = try run.history()

                let findings = HistoryChecker.findings(in: history)
                #expect(findings == [], "\(seed)")
                #expect(try LogInspection(run.database.superuserURL).verification() == [], "\(seed)")
                // A history in which nothing went wrong, nobody met and nothing was lost would say little.
                #expect(history.operations.count == operations)
                let outcomes = Dictionary(grouping: history.operations, by: \.kind).mapValues(\.count)
                for kind in ["stored", "duplicate", "failed", "unknown"] {
                    #expect(outcomes[kind, default: 0] > 0, "nothing was \(kind), \(seed)")
                }
                print(
                    "\(history.operations.count) operations in \(time):",
                    outcomes.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ") + ";",
                    "\(history.log.count) events, \(history.readings.count) readings; \(seed)")
            }
        }

        /// A second connection of one group commit goes to work only while more wait than the first one takes.
        @Test func `The history of forty-eight clients of one group commit with two connections is in order`() async {
            await Seed.run { seed in
                let database = try await ThrowawayCluster.shared.database()
                let run = HistoryRun(database, .groupCommit, clients: 48, sharing: (groups: 1, writers: 2))
                try await run.go(isLong ? 1_000 : 100, seed)
                let history = try run.history()
                #expect(HistoryChecker.findings(in: history) == [], "\(seed)")
                #expect(try LogInspection(database.superuserURL).verification() == [], "\(seed)")
                #expect(history.operations.count == 48 * (isLong ? 1_000 : 100))
            }
        }

        @Test(arguments: StoreFault.all, isLong ? AppendRoute.allCases : [.ownConnection])
        func `The checker catches a store with a fault`(_ fault: StoreFault, _ route: AppendRoute) async {
            await Seed.run { seed in
                let database = try await ThrowawayCluster.shared.database()
                try fault.apply(to: database)
                let run = HistoryRun(database, route)
                var findings: [Finding] = []
                var round = 0
                // Chance decides when the two meet that must; most faults show in the first round.
                while !findings.contains(where: fault.leadsTo), round < 60 {
                    try await run.go(1000 / HistoryRun.clients, seed, round: round)
                    findings = HistoryChecker.findings(in: try run.history())
                    round += 1
                }
                #expect(findings.contains(where: fault.leadsTo), "\(findings.count) other findings, \(seed)")
                print(
                    "\(fault.testDescription), \(route): \(findings.count) findings within \(round)000 operations; \(seed)"
                )
            }
        }

        @Test func `Either the journal's unique index or the locks before it are enough`() async {
            await Seed.run { seed in
                let database = try await ThrowawayCluster.shared.database()
                try LogInspection(database.superuserURL)
                    .run("alter table event_store.commands drop constraint commands_pkey")
                let run = HistoryRun(database, .ownConnection)
                try await run.go(1000 / HistoryRun.clients, seed)
                #expect(HistoryChecker.findings(in: try run.history()) == [], "\(seed)")
            }
        }
    }
}

extension Operation {
    fileprivate var kind: String {
        switch outcome {
        case .stored: "stored"
        case .duplicate: "duplicate"
        case .failed: "failed"
        case .unknown: "unknown"
        }
    }
}
