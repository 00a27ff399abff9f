import EventSourcing
import PostgresClient
import Synchronization
import TestSupport

/// Clients that write to one database at once, while others read its log and end connections.
struct HistoryRun: Sendable {
    let database: ThrowawayDatabase
    let route: AppendRoute
    private let clients: Int
    /// Where clients share connections: the group commits and the connections of each.
    private let shared: (groups: Int, writers: Int)
    let recorder = Recorder()
    private let workload = Workload()

    static let clients = 16
    private static let readers = 2

    /// Of two connections that clients share one often waits for the other, and no two appends meet: four, unless said
    /// otherwise.
    init(
        _ database: ThrowawayDatabase, _ route: AppendRoute, clients: Int = HistoryRun.clients,
        sharing shared: (groups: Int, writers: Int) = (4, 1)
    ) {
        self.database = database
        self.route = route
        self.clients = clients
        self.shared = shared
    }

    /// Lets every client ask `count` times, and returns when all were answered.
    func go(_ count: Int, _ seed: Seed, round: Int = 0) async throws {
        try await Threads.run {
            let open = try route.open(options("history"), groups: shared.groups, writers: shared.writers)
            let busy = Mutex(clients)
            _ = try Threads.run(clients + Self.readers) { thread in
                if thread >= clients { return try read(while: { busy.withLock { $0 > 0 } }) }
                defer { busy.withLock { $0 -= 1 } }
                var chance = seed.chance(1000 * round + thread)
                let appender = try open()
                for _ in 0..<count {
                    // One in 150 calls ends somebody's connection, mostly in the middle of an append.
                    if chance.once(in: 150) { try endOneConnection() }
                    let request = workload.next(&chance)
                    workload.learn(recorder.append(request, by: appender))
                }
            }
        }
    }

    func history() throws -> History {
        recorder.history(log: try LogInspection(database.superuserURL).log())
    }

    private func read(while isBusy: () -> Bool) throws {
        let reader = try LogReader(options("reader"), recorder)
        while isBusy() { try reader.readOn() }
        try reader.readOn()
    }

    private func endOneConnection() throws {
        try LogInspection(database.superuserURL).run(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where application_name = 'history' and datname = current_database() and state = 'active'
            order by random() limit 1
            """)
    }

    private func options(_ name: String) -> ConnectionOptions {
        ConnectionOptions(address: database.url, applicationName: name, settings: ["statement_timeout": "60s"])
    }
}
