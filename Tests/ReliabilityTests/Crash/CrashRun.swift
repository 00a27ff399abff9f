import EventSourcing
import Glibc
import PostgresClient
import Synchronization
import TestSupport

/// A database under eight writers, a reader, a dispatch and a projector, of which one is killed again and again.
struct CrashRun: Sendable {
    let cluster: PrivateCluster
    let database: ThrowawayDatabase
    let recorder = Recorder()
    private let route: AppendRoute
    private let settings: [String: String]
    private let workload: Workload
    private let memory = Memory()

    private static let writers = 8

    /// What writers and reader know of their earlier lives.
    private final class Memory: Sendable {
        /// What each writer got no answer to.
        let unanswered = Mutex<[Int: AppendRequest]>([:])
        let readPosition = Mutex<Int64>(0)
        let kills = Mutex<[Victim: Int]>([:])
    }

    /// `settings` are those of the connections of writers and reader.
    init(
        _ cluster: PrivateCluster, _ route: AppendRoute, samples: [(type: String, data: [UInt8])],
        settings: [String: String] = [:]
    ) throws {
        self.cluster = cluster
        self.route = route
        self.settings = settings
        database = try cluster.database()
        workload = Workload(samples: samples)
    }

    enum Victim: CaseIterable, Sendable {
        case server, dispatch, projector
    }

    /// Lets all write until a random moment, kills the victim, and returns when nothing runs any more.
    func kill(_ victim: Victim, whileDispatching lines: [String], _ seed: Seed, round: Int) async throws {
        let (over, idle) = (Flag(), Flag())
        async let writing: Void = write(until: { over.isRaised }, seed, round: round, thenRaise: idle)
        async let reading: Void = read(until: { over.isRaised })
        async let dispatching: Void = dispatch(lines, killedIf: victim == .dispatch, seed.chance(1000 * round + 100))
        async let projecting: Void = project(killedIf: victim == .projector, seed.chance(1000 * round + 101))

        var chance = seed.chance(1000 * round + 102)
        try await waitForAnswers(chance.number(20...400), unless: idle)
        // Everybody goes on until the victim is dead.
        var failure: (any Error)?
        do {
            switch victim {
            case .server: try await cluster.kill()
            case .dispatch: try await dispatching
            case .projector: try await projecting
            }
            over.raise()
            try await dispatching
            try await projecting
        } catch {
            over.raise()
            failure = error
        }
        try await writing
        try await reading
        if let failure { throw failure }
        if victim == .server {
            note(killed: .server)
            try await cluster.start()
        }
    }

    /// How often each was killed; one that had done its work before is not counted.
    var kills: [Victim: Int] { memory.kills.withLock { $0 } }

    private func note(killed victim: Victim) { memory.kills.withLock { $0[victim, default: 0] += 1 } }

    /// The same with nothing but writers and the reader, and the server as the victim.
    func killServer(_ seed: Seed, round: Int) async throws {
        let idle = Flag()
        async let writing: Void = write(until: { false }, seed, round: round, thenRaise: idle)
        async let reading: Void = read(until: { false })
        var chance = seed.chance(1000 * round + 102)
        try await waitForAnswers(chance.number(20...600), unless: idle)
        try await cluster.kill()
        try await writing
        try await reading
        try await cluster.start()
    }

    /// Asks again what was not answered, and reads to the end.
    func settle(_ seed: Seed) async throws {
        try await write(until: { true }, seed, round: 1_000_000, thenRaise: Flag())
        try await read(until: { true })
    }

    func history() throws -> History {
        recorder.history(log: try LogInspection(database.superuserURL).log())
    }

    private func waitForAnswers(_ count: Int, unless idle: Flag) async throws {
        try await Threads.run { recorder.waitForAnswers(count, whileAsking: { !idle.isRaised }) }
    }

    // A writer asks first what its earlier life got no answer to, then goes on until it is told to stop or fails.
    private func write(
        until isOver: @escaping @Sendable () -> Bool, _ seed: Seed, round: Int, thenRaise idle: Flag
    ) async throws {
        try await Threads.run {
            defer {
                idle.raise()
                recorder.wakeWaiting()
            }
            let open = try route.open(options("writer"))
            _ = try Threads.run(Self.writers) { writer in
                var chance = seed.chance(1000 * round + writer)
                let appender = try open()
                var request = memory.unanswered.withLock { $0.removeValue(forKey: writer) }
                while let asked = request ?? (isOver() ? nil : workload.next(&chance)) {
                    request = nil
                    let result = recorder.append(asked, by: appender)
                    workload.learn(result)
                    switch result {
                    case .failure(.unavailable), .failure(.outcomeUnknown):
                        memory.unanswered.withLock { $0[writer] = asked }
                        return
                    case .success, .failure: break
                    }
                }
            }
        }
    }

    private func read(until isOver: @escaping @Sendable () -> Bool) async throws {
        try await Threads.run {
            do throws(StoreFailure) {
                let reader = try LogReader(options("reader"), from: memory.readPosition.withLock { $0 }, recorder)
                defer { memory.readPosition.withLock { $0 = reader.position } }
                repeat { try reader.readOn() } while !isOver()
                try reader.readOn()
            } catch {
                guard case .unavailable = error else { throw error }
            }
        }
    }

    private func options(_ name: String) -> ConnectionOptions {
        ConnectionOptions(address: database.url, applicationName: name, settings: settings)
    }
}

extension CrashRun {
    /// Dispatches the lines, from the first on, and writes down every answer.
    ///
    /// One by one or, beside writers that share commits, eight at once. The victim is killed in the first half of them.
    func dispatch(_ lines: [String], killedIf isVictim: Bool, _ chance: Chance) async throws {
        var chance = chance
        let place = isVictim ? chance.number(1...lines.count / 2) : .max
        let parallel = route == .groupCommit ? "8" : "1"
        let run = try await Program(database: database.url).run(
            "dispatch", "-", "--parallel", parallel, input: Array(lines.joined(separator: "\n").utf8), afterLine: place
        ) { Glibc.kill($0, SIGKILL) }
        switch run.status {
        case 0, 69, 75: break
        case 128 + SIGKILL where isVictim: note(killed: .dispatch)
        default: throw Unexpected(status: run.status, talk: run.talk)
        }
        try recorder.note(run, of: lines)
    }

    /// Has the projector catch up; kills it some queries after it came to the server, when it is the victim.
    private func project(killedIf isVictim: Bool, _ chance: Chance) async throws {
        var chance = chance
        let queries = chance.number(0...40)
        let name = "projector"
        let program = Program(database: database.url + "&application_name=\(name)")
        let run = try await program.run("board", "--output", "json") { board in
            guard isVictim else { return }
            try await Threads.run {
                let inspection = try LogInspection(database.superuserURL)
                let backends = "select count(*) from pg_stat_activity where application_name = '\(name)'"
                while try inspection.number(backends) == 0, !board.hasEnded {}
                for _ in 0..<queries { _ = try inspection.number(backends) }
                Glibc.kill(board.process, SIGKILL)
            }
        }
        switch run.status {
        case 0, 69: break
        case 128 + SIGKILL where isVictim: note(killed: .projector)
        default: throw Unexpected(status: run.status, talk: run.talk)
        }
    }

    /// The board as the projector keeps it, and as a fold of the log from its start gives it.
    func boards() async throws -> (kept: String, folded: String) {
        let program = Program(database: database.url)
        let end = try LogInspection(database.superuserURL).number("select max(position) from event_store.events")
        let kept = try await program.run("board", "--output", "json")
        let folded = try await program.run("board", "--output", "json", "--as-of", "\(end)")
        for run in [kept, folded] where run.status != 0 { throw Unexpected(status: run.status, talk: run.talk) }
        return (kept.output, folded.output)
    }

    struct Unexpected: Error {
        let status: Int32
        let talk: String
    }
}
