import EventSourcing
import PostgresClient
import PostgresEventStore
import ReadModels
import Scenarios
import Synchronization
import TestSupport
import Testing

/// A book that was played through `dispatch`, with its read models caught up after every few commands.
struct PlayedBook {
    /// What is played.
    enum Story: CaseIterable, CustomTestStringConvertible {
        case demo, simulation

        var testDescription: String { "\(self)" }

        func lines() async throws -> [String] {
            switch self {
            case .demo: EmbeddedScenarios.text(of: "riyad.jsonl").split(separator: "\n").map(String.init)
            case .simulation: try await SimulatedBook.lines(missions: isLong ? 8 : 2, seed: 7)
            }
        }
    }

    /// What was stored of the read models once, by their names.
    struct Moment {
        let position: Int64
        let digests: [String: ContentDigest]
    }

    let database: ThrowawayDatabase
    /// In order.
    let moments: [Moment]

    static func play(_ story: Story) async throws -> PlayedBook {
        let database = try await ThrowawayCluster.shared.database()
        let (url, moments) = (database.url, Moments())
        let lines = try await story.lines()
        let run = try await Program(database: url).converse("dispatch", "-", lines: lines) { place in
            if place > 0, place.isMultiple(of: 5) { moments.note(try Moment(in: url)) }
        }
        try #require(run.lines.count == lines.count)
        moments.note(try Moment(in: url))
        return PlayedBook(database: database, moments: moments.all)
    }

    /// The last one, and three before it.
    var chosenMoments: [Moment] {
        [1, 2, 3].map { moments[moments.count * $0 / 4] } + moments.suffix(1)
    }

    func store() throws -> PostgresEventStore {
        try PostgresEventStore(ConnectionOptions(address: database.url), keys: RegisterOfTests.keys)
    }

    /// What is stored of the read models now.
    func storedDigests() throws -> [String: ContentDigest] {
        let store = try store()
        return try ReadModelCatalogue.digests { model in try store.contents(of: model.name).rows }
    }
}

extension PlayedBook.Moment {
    /// As of now, after catching up.
    fileprivate init(in url: String) throws {
        let store = try PostgresEventStore(ConnectionOptions(address: url), keys: RegisterOfTests.keys)
        digests = try ReadModelCatalogue.digests { model in try model.keptRows(in: store) }
        position = try store.standing(of: Board.name).position
    }
}

extension ReadModelCatalogue {
    fileprivate static func digests(
        _ rows: (any ReadModel.Type) throws -> [ProjectionRow]
    ) throws -> [String: ContentDigest] {
        var digests: [String: ContentDigest] = [:]
        for model in all { digests[model.name.name] = ContentDigest(of: try rows(model)) }
        return digests
    }
}

/// Written by the task that plays.
private final class Moments: Sendable {
    private let list = Mutex<[PlayedBook.Moment]>([])

    var all: [PlayedBook.Moment] { list.withLock { $0 } }
    func note(_ moment: PlayedBook.Moment) { list.withLock { $0.append(moment) } }
}
