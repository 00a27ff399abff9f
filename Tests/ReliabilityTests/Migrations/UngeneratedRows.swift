import EventSourcing
import PostgresClient
import TestSupport

@testable import PostgresEventStore

/// The rows of read models as they were kept before V0006: one of each key, and no streams aside.
final class UngeneratedRows: ProjectionStore {
    private let connection: Connection
    private let store: PostgresEventStore

    init(_ database: ThrowawayDatabase, claimingBy store: PostgresEventStore) throws {
        connection = try Connection(ConnectionOptions(address: database.url))
        self.store = store
    }

    func claim(_ model: ProjectionName) throws(StoreFailure) -> ProjectionClaim { try store.claim(model) }

    func standing(of model: ProjectionName) throws(StoreFailure) -> ProjectionStanding {
        let position = try asked { (connection) throws(PostgresError) in try connection.execute(Position(model: model))
        }
        return ProjectionStanding(position: position.first ?? 0, isClaimed: false)
    }

    func contents(of model: ProjectionName) throws(StoreFailure) -> ProjectionContents {
        preconditionFailure("nobody asks the older version a question")
    }

    func rows(of model: ProjectionName, keys: [String]) throws(StoreFailure) -> [ProjectionRow] {
        try asked { (connection) throws(PostgresError) in try connection.execute(Rows(model: model, keys: keys)) }
    }

    func parked(of model: ProjectionName) throws(StoreFailure) -> [ParkedStream] { [] }

    func apply(
        _ batch: ProjectionBatch, to model: ProjectionName, _ claim: ProjectionClaim, keepingClaim: Bool
    ) throws(StoreFailure) -> Bool {
        precondition(batch.parked.isEmpty && batch.freed.isEmpty, "no stream is ever parked here")
        return try asked { (connection) throws(PostgresError) in
            try connection.executeOne(Apply(batch: batch, model: model, claim: claim, keepsClaim: keepingClaim))
        }
    }

    private func asked<Answer>(
        _ ask: (borrowing Connection) throws(PostgresError) -> Answer
    ) throws(StoreFailure) -> Answer {
        do throws(PostgresError) { return try ask(connection) } catch { throw StoreFailure(reading: error) }
    }
}

extension UngeneratedRows {
    private struct Position: Statement {
        let model: ProjectionName

        static let name = "ungenerated_position"
        static let sql = "select position from read_models.checkpoints where model = $1 and version = $2"

        func bind(to parameters: inout Parameters) { parameters.append(model) }

        static func decode(_ row: inout Row) throws(PostgresError) -> Int64 { try row.next() }
    }

    private struct Rows: Statement {
        let model: ProjectionName
        let keys: [String]

        static let name = "ungenerated_rows"
        static let sql = """
            select key, body from read_models.rows where model = $1 and version = $2 and key = any ($3) order by key
            """

        func bind(to parameters: inout Parameters) {
            parameters.append(model)
            parameters.append(array: keys) { $0 }
        }

        static func decode(_ row: inout Row) throws(PostgresError) -> ProjectionRow {
            ProjectionRow(key: try row.next(), body: try row.next())
        }
    }

    private struct Apply: Statement {
        let batch: ProjectionBatch
        let model: ProjectionName
        let claim: ProjectionClaim
        let keepsClaim: Bool

        static let name = "ungenerated_apply"
        static let sql = "select read_models.apply($1, $2, $3, $4, $5, $6, $7, $8)"

        func bind(to parameters: inout Parameters) {
            parameters.append(model)
            parameters.append(claim.epoch)
            parameters.append(claim.position)
            parameters.append(batch.position)
            parameters.append(batch.changes)
            parameters.append(keepsClaim)
        }

        static func decode(_ row: inout Row) throws(PostgresError) -> Bool { try row.next() }
    }
}
