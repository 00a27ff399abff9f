import EventSourcing
import PostgresClient

struct ClaimProjection: Statement {
    let model: ProjectionName

    static let name = "claim_projection"
    static let sql = "select epoch, position from read_models.claim($1, $2)"

    func bind(to parameters: inout Parameters) {
        parameters.append(model.name)
        parameters.append(Int32(model.version))
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> ProjectionClaim {
        ProjectionClaim(epoch: try row.next(), position: try row.next())
    }
}

/// None when nobody ever claimed the model.
///
/// Five seconds are more than a batch takes; an owner that needs longer loses its batch, not its correctness.
struct ProjectionStandings: Statement {
    let model: ProjectionName

    static let name = "projection_standings"
    static let sql = """
        select position, claimed_at > greatest(applied_at, clock_timestamp() - interval '5 seconds')
        from read_models.checkpoints where model = $1 and version = $2
        """

    func bind(to parameters: inout Parameters) {
        parameters.append(model.name)
        parameters.append(Int32(model.version))
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> ProjectionStanding {
        ProjectionStanding(position: try row.next(), isClaimed: try row.next())
    }
}

struct ReadModelRows: Statement {
    let model: ProjectionName
    /// All rows when nil.
    let keys: [String]?

    static let name = "read_model_rows"
    static let sql = """
        select key, body from read_models.rows
        where model = $1 and version = $2 and ($3 or key = any ($4))
        order by key
        """

    func bind(to parameters: inout Parameters) {
        parameters.append(model.name)
        parameters.append(Int32(model.version))
        parameters.append(keys == nil)
        parameters.append(array: keys ?? [])
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> ProjectionRow {
        ProjectionRow(key: try row.next(), body: try row.next())
    }
}

struct ApplyProjection: Statement {
    let changes: [ProjectionChange]
    let model: ProjectionName
    let claim: ProjectionClaim
    let position: Int64
    let keepsClaim: Bool

    static let name = "apply_projection"
    static let sql = "select read_models.apply($1, $2, $3, $4, $5, $6, $7, $8)"

    func bind(to parameters: inout Parameters) {
        parameters.append(model.name)
        parameters.append(Int32(model.version))
        parameters.append(claim.epoch)
        parameters.append(claim.position)
        parameters.append(position)
        parameters.append(array: changes.map(\.key))
        parameters.append(array: changes.map(\.body))
        parameters.append(keepsClaim)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> Bool {
        try row.next()
    }
}
