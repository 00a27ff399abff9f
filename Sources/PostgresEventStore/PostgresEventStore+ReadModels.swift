package import EventSourcing
import PostgresClient

extension PostgresEventStore: ProjectionStore {
    package func claim(_ model: ProjectionName) throws(StoreFailure) -> ProjectionClaim {
        try reading { (connection) throws(PostgresError) in
            try connection.executeOne(ClaimProjection(model: model))
        }
    }

    package func standing(of model: ProjectionName) throws(StoreFailure) -> ProjectionStanding {
        let standing = try reading { (connection) throws(PostgresError) in
            try connection.execute(ProjectionStandings(model: model)).first
        }
        return standing ?? ProjectionStanding(position: 0, isClaimed: false)
    }

    package func rows(of model: ProjectionName, keys: [String]?) throws(StoreFailure) -> [ProjectionRow] {
        try reading { (connection) throws(PostgresError) in
            try connection.execute(ReadModelRows(model: model, keys: keys))
        }
    }

    package func apply(
        _ changes: [ProjectionChange], to model: ProjectionName, _ claim: ProjectionClaim, movingTo position: Int64,
        keepingClaim: Bool
    ) throws(StoreFailure) -> Bool {
        try reading { (connection) throws(PostgresError) in
            try connection.executeOne(
                ApplyProjection(
                    changes: changes, model: model, claim: claim, position: position, keepsClaim: keepingClaim))
        }
    }
}

extension PostgresEventStore: Register {
    package func resolve(_ words: String) throws(StoreFailure) -> [RegisterEntry] {
        try reading { (connection) throws(PostgresError) in
            try connection.execute(ResolveRegister(words: words))
        }
    }

    /// What these ids stand for now, by id.
    ///
    /// An id without an entry is left out.
    package func registerEntries(for ids: [String]) throws(StoreFailure) -> [String: RegisterEntry] {
        let entries = try reading { (connection) throws(PostgresError) in
            try connection.execute(RegisterEntries(ids: ids))
        }
        return Dictionary(entries.map { ($0.id, $0) }, uniquingKeysWith: { _, last in last })
    }
}
