import CanonicalJSON
import EventSourcing
import PostgresEventStore
import Projections
import ReadModels
import TestSupport

/// The ways in which the program, and nobody else, comes from a log to rows.
enum RowFold: CaseIterable {
    /// As a rebuild does: from the first event on, all rows at hand.
    case inOneGo
    /// As questions catch up: a few events at a time, each row written out and looked up again.
    case inStretches
    /// As questions about the past are answered: in memory, and nothing is stored.
    case historic
}

extension ContentDigest {
    /// Of each row its key and its body, with their lengths: no two lists of rows give the same bytes.
    init(of rows: [ProjectionRow]) {
        self.init(
            of: rows.flatMap { row in
                Array("\(row.key.utf8.count) \(row.key) \(row.body.count) ".utf8) + row.body
            })
    }
}

extension ReadModel {
    /// What the rows come to at a position, by each way.
    static func digests(
        from log: some EventStore, through position: Int64
    ) throws -> [RowFold: ContentDigest] {
        var digests: [RowFold: ContentDigest] = [:]
        for fold in RowFold.allCases {
            digests[fold] = ContentDigest(of: try rows(by: fold, from: log, through: position))
        }
        return digests
    }

    /// The rows that are stored, after a question has caught them up a few events at a time.
    static func keptRows(in store: PostgresEventStore) throws -> [ProjectionRow] {
        try Projector<Self>(store, store, byteLimit: 1, batchSize: 2, waitingBy: { _ in }).catchUp()
        return try store.contents(of: name).rows
    }

    private static func rows(
        by fold: RowFold, from log: some EventStore, through position: Int64
    ) throws -> [ProjectionRow] {
        let memory = InMemoryEventStore()
        switch fold {
        case .inOneGo:
            try Projector<Self>(log, memory, waitingBy: { _ in }).catchUp(to: position)
        case .inStretches:
            try Projector<Self>(log, memory, byteLimit: 1, batchSize: 3, waitingBy: { _ in }).catchUp(to: position)
        case .historic:
            return try historicRows(from: log, through: position)
        }
        return try memory.contents(of: name).rows
    }

    /// These come in order of key, but without it.
    private static func historicRows(
        from log: some EventStore, through position: Int64
    ) throws -> [ProjectionRow] {
        let keys = try rows(by: .inOneGo, from: log, through: position).map(\.key)
        let bodies = try HistoricRows<Self>(log).contents(through: position, validAt: nil).rows.map { row in
            try CanonicalEncoder().encode(row)
        }
        return bodies.enumerated().map { place, body in
            ProjectionRow(key: place < keys.count ? keys[place] : "", body: body)
        }
    }
}
