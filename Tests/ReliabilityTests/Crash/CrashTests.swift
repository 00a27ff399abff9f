import TestSupport
import Testing

extension Reliability {
    // The server with all its children, dispatch and the projector are killed at random points under eight writers.
    @Suite(.timeLimit(.minutes(30)))
    struct CrashTests {
        private static let rounds = isLong ? 20 : 1

        @Test(arguments: AppendRoute.allCases)
        func `Nothing that was answered is lost or doubled, whoever is killed`(_ route: AppendRoute) async {
            await Seed.run { seed in
                let run = try CrashRun(
                    try await PrivateCluster.start(), route, samples: try await SimulatedBook.missionEvents())
                let lines = try await SimulatedBook.lines(missions: isLong ? 4 : 1, seed: seed.number)
                var chance = seed.chance()
                let victims = (0..<Self.rounds).flatMap { _ in CrashRun.Victim.allCases + [.server] }
                for (round, victim) in victims.shuffled(using: &chance).enumerated() {
                    try await run.kill(victim, whileDispatching: lines, seed, round: round + 1)
                }
                try await run.settle(seed)
                try await run.dispatch(lines, killedIf: false, chance)

                let history = try run.history()
                #expect(HistoryChecker.findings(in: history) == [], "\(seed)")
                #expect(Set(history.operations.map(\.command)).count > lines.count)
                #expect(try LogInspection(run.database.superuserURL).verification() == [], "\(seed)")
                let boards = try await run.boards()
                #expect(boards.kept == boards.folded, "\(seed)")
                #expect(boards.kept.contains("mission-busy-"))
                let unknown = history.operations.count { $0.outcome == .unknown }
                #expect(run.kills[.server] == 2 * Self.rounds && run.kills[.dispatch, default: 0] > 0)
                // One alone may have caught up before.
                if isLong { #expect(run.kills[.projector, default: 0] > 0) }
                let kills = CrashRun.Victim.allCases.map { "\($0) \(run.kills[$0, default: 0])" }
                print(
                    "Killed under 8 writers: \(kills.joined(separator: ", ")) times;",
                    "\(history.operations.count) operations, \(unknown) unknown,",
                    "\(history.log.count) events, nothing lost or doubled; \(seed)")
            }
        }

        // The positive control: a server that acknowledges before it has written loses what it acknowledged.
        @Test func `The same harness sees the losses of a server that does not wait for its own log`() async {
            await Seed.run { seed in
                let cluster = try await PrivateCluster.start()
                try cluster.set("wal_writer_delay", to: "10s")
                let run = try CrashRun(
                    cluster, .ownConnection, samples: [("SomethingHappened", Array("{}".utf8))],
                    settings: ["synchronous_commit": "off"])
                for round in 1...3 { try await run.killServer(seed, round: round) }

                let findings = HistoryChecker.findings(in: try run.history())
                let lost = findings.count {
                    if case .lost = $0 { return true }
                    return false
                }
                #expect(lost > 0, "\(seed)")
                print("3 kills without synchronous commit: \(lost) acknowledged commands lost; \(seed)")
            }
        }
    }
}
