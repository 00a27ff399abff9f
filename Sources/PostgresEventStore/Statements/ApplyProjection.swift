import EventSourcing
import PostgresClient

struct ClaimProjection: Statement {
    let model: ProjectionName

    static let name = "claim_projection"
    static let sql = "select epoch, position from read_models.claim($1, $2)"

    func bind(to parameters: inout Parameters) { parameters.append(model) }

    static func decode(_ row: inout Row) throws(PostgresError) -> ProjectionClaim {
        ProjectionClaim(epoch: try row.next(), position: try row.next())
    }
}

/// None when nobody ever claimed the model.
///
/// Five seconds are more than a batch takes; an owner that needs longer loses its batch, not its correctness. A claim of
/// a moment that is still to come was made before the clock was set back: nobody knows how long ago.
struct ProjectionStandings: Statement {
    let model: ProjectionName

    static let name = "projection_standings"
    static let sql = """
        select position,
            claimed_at > greatest(applied_at, clock_timestamp() - interval '5 seconds')
                and claimed_at <= clock_timestamp(),
            position > event_store.resume_position(position, incarnation)
        from read_models.checkpoints where model = $1 and version = $2
        """

    func bind(to parameters: inout Parameters) { parameters.append(model) }

    static func decode(_ row: inout Row) throws(PostgresError) -> ProjectionStanding {
        ProjectionStanding(position: try row.next(), isClaimed: try row.next(), isAhead: try row.next())
    }
}

struct ApplyProjection: Statement {
    let batch: ProjectionBatch
    let areChangesStaged: Bool
    let model: ProjectionName
    let claim: ProjectionClaim
    let keepsClaim: Bool

    static let name = "apply_projection"
    static let sql = "select read_models.apply($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"

    func bind(to parameters: inout Parameters) {
        parameters.append(model)
        parameters.append(claim.epoch)
        parameters.append(claim.position)
        parameters.append(batch.position)
        parameters.append(areChangesStaged ? nil : batch.changes)
        parameters.append(keepsClaim)
        parameters.append(batch.parked)
        parameters.append(array: batch.freed) { $0.text }
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> Bool {
        try row.next()
    }
}
