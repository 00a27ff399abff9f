import EmbeddedPostgres
import EventSourcing
import PostgresClient
import TestSupport
import Testing

extension Reliability {
    // Connections that are cut around the bytes that commit. For each cut it is known whether the server carried the
    // request out; the client has to find out.
    @Suite(.timeLimit(.minutes(10)))
    struct CutTests {
        private static let cuts = isLong ? 500 : 60
        private static let clients = 4

        @Test(arguments: AppendRoute.allCases)
        func `Every append that is cut off is settled by the same command again`(_ route: AppendRoute) async {
            await Seed.run { seed in
                let cluster = try await ThrowawayCluster.shared.cluster()
                let database = try await ThrowawayCluster.shared.database()
                let server = try cluster.socketFolder()
                let recorder = Recorder()
                let counts = try await withThrowingTaskGroup { group in
                    for number in 0..<Self.clients {
                        group.addTask {
                            let proxy = try CuttingProxy(server: server)
                            return try await proxy.serving {
                                var client = try CutClient(number, proxy, database, route, recorder, seed)
                                for _ in 0..<Self.cuts / Self.clients { try client.append() }
                                return client.counts
                            }
                        }
                    }
                    return try await group.reduce(into: [:]) { $0.merge($1) { $0 + $1 } }
                }

                let history = recorder.history(log: try LogInspection(database.superuserURL).log())
                #expect(HistoryChecker.findings(in: history) == [], "\(seed)")
                #expect(try LogInspection(database.superuserURL).verification() == [], "\(seed)")
                #expect(counts.values.reduce(0, +) == Self.cuts)
                for cut in Cut.allCases { #expect(counts[cut, default: 0] > 0, "\(cut), \(seed)") }
                print(
                    "\(Self.cuts) cuts:",
                    Cut.allCases.map { "\(counts[$0, default: 0]) \($0)" }.joined(separator: ", "),
                    "\(history.operations.count { $0.outcome == .unknown }) unknown, all settled; \(seed)")
            }
        }
    }
}

/// A client whose connections are cut, and who asks again with the same command until it is answered.
private struct CutClient {
    private(set) var counts: [Cut: Int] = [:]
    private let proxy: CuttingProxy
    private let recorder: Recorder
    private let store: any Appending
    private let stream: StreamName
    private var chance: Chance

    init(
        _ number: Int, _ proxy: CuttingProxy, _ database: ThrowawayDatabase, _ route: AppendRoute,
        _ recorder: Recorder, _ seed: Seed
    ) throws {
        self.proxy = proxy
        self.recorder = recorder
        let user = try ConnectionOptions(address: database.url).parts["user"] ?? ""
        let address = "postgresql://\(user)@/\(database.name)?host=\(proxy.folder)&port=5432"
        // The proxy serves one connection at a time.
        store = try route.open(
            ConnectionOptions(address: address), groups: 1, reading: ConnectionOptions(address: database.url))()
        stream = StreamName(stringLiteral: "mission-cut-\(number)")
        chance = seed.chance(number)
    }

    mutating func append() throws {
        let cut = chance.pick(Cut.allCases)
        counts[cut, default: 0] += 1
        let request = request()
        proxy.arm(cut, share: Double.random(in: 0..<1, using: &chance))
        switch (recorder.append(request, by: store), cut) {
        case (.success(.stored), .afterAnswer): break
        case (.failure(.outcomeUnknown), .beforeRequest), (.failure(.outcomeUnknown), .insideRequest),
            (.failure(.outcomeUnknown), .beforeAnswer), (.failure(.outcomeUnknown), .insideAnswer):
            break
        case (let result, _): throw Wrong(what: "\(cut) led to \(result)")
        }
        try settle(request, cut)
    }

    /// A connection that was cut after its answer is found lost by the next request, before or after that was sent.
    private func settle(_ request: AppendRequest, _ cut: Cut) throws {
        var result = recorder.append(request, by: store)
        switch (result, cut) {
        case (.failure(.unavailable), .afterAnswer), (.failure(.outcomeUnknown), .afterAnswer):
            result = recorder.append(request, by: store)
        case (.success, _), (.failure, _): break
        }
        switch result {
        case .success(.duplicate) where cut.hasEffect: break
        case .success(.stored) where !cut.hasEffect: break
        case let result: throw Wrong(what: "after \(cut) the same command again led to \(result)")
        }
    }

    /// One event, or several, or one with an entry in the register: that one commits by a COMMIT of its own.
    private mutating func request() -> AppendRequest {
        let id = UniqueID.timeOrdered(at: .sample, using: &chance)
        switch chance.number(1...3) {
        case 1: return .sample([.sample(stream)], expecting: [Expectation(stream, .any)], id: id)
        case 2: return .sample([.sample(stream), .sample("mission-cut"), .sample(stream)], id: id)
        default:
            let entry = RegisterEntry(id: "company-\(id.text)", name: "Voorbeeld", kvkNumber: nil)
            return .sample([.sample(stream)], id: id, register: [entry])
        }
    }

    struct Wrong: Error {
        let what: String
    }
}
