package import EventSourcing
package import PostgresClient

/// How a read model stands to the log.
package struct ProjectionStatus: Hashable, Sendable {
    package let model: ProjectionName
    /// The generation that questions read.
    package let generation: Int64
    package let position: Int64
    /// How often it was claimed: that of the last owner.
    package let epoch: Int64
    package let isClaimed: Bool
    /// When it was last moved on; nil when it never was.
    package let appliedAt: Timestamp?
    package let rowCount: Int
    package let parkedCount: Int
    package let behindWatermark: Lag
    package let behindEnd: Lag
    /// The positions of generations that are being filled beside it.
    package let filledPositions: [Int64]

    /// What lies between a model and a place in the log.
    package struct Lag: Hashable, Sendable {
        package let events: Int
        /// How long ago the first of them was recorded, by the server's clock; 0 when there are none.
        package let microseconds: Int64

        package init(events: Int, microseconds: Int64) {
            self.events = events
            self.microseconds = microseconds
        }
    }
}

extension PostgresEventStore {
    /// Every read model that the database knows, and these, in order of name and version.
    package func projectionStatuses(with models: [ProjectionName]) throws(StoreFailure) -> [ProjectionStatus] {
        try reading { (connection) throws(PostgresError) in
            try connection.execute(ProjectionStatuses(models: models))
        }
    }
}

struct ProjectionStatuses: Statement {
    let models: [ProjectionName]

    static let name = "projection_statuses"
    static let sql = """
        with known as (
            select model, version from read_models.checkpoints
            union select model, version from unnest($1::text[], $2::int4[]) as given (model, version)
        ), standing as (
            select model, version, coalesce(generation, 1) as generation, coalesce(position, 0) as position,
                coalesce(epoch, 0) as epoch,
                coalesce(
                    claimed_at > greatest(applied_at, clock_timestamp() - interval '5 seconds')
                        and claimed_at <= clock_timestamp(),
                    false) as claimed,
                applied_at, event_store.current_watermark() as watermark
            from known left join read_models.checkpoints using (model, version)
        )
        select model, version, generation, position, epoch, claimed, applied_at,
            (select count(*) from read_models.rows
                where model = standing.model and version = standing.version and generation = standing.generation),
            (select count(*) from read_models.parked
                where model = standing.model and version = standing.version and generation = standing.generation),
            near.events, near.age, far.events, far.age,
            array(select position from read_models.candidates
                where model = standing.model and version = standing.version order by generation)
        from standing
        cross join lateral (
            select count(*) as events, coalesce((
                extract(epoch from clock_timestamp() - (
                    select recorded_at from event_store.events
                    where position > standing.position and position <= watermark order by position limit 1)
                ) * 1000000)::int8, 0) as age
            from event_store.events where position > standing.position and position <= watermark
        ) as near
        cross join lateral (
            select count(*) as events, coalesce((
                extract(epoch from clock_timestamp() - (
                    select recorded_at from event_store.events
                    where position > standing.position order by position limit 1)
                ) * 1000000)::int8, 0) as age
            from event_store.events where position > standing.position
        ) as far
        order by model, version
        """

    func bind(to parameters: inout Parameters) {
        parameters.append(array: models) { $0.name }
        parameters.append(array: models) { Int32($0.version) }
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> ProjectionStatus {
        let (name, version): (String, Int32) = (try row.next(), try row.next())
        return ProjectionStatus(
            model: ProjectionName(name, version: Int(version)), generation: try row.next(), position: try row.next(),
            epoch: try row.next(), isClaimed: try row.next(),
            appliedAt: try row.nextOptional(PostgresTimestamp.self).map { Timestamp($0) },
            rowCount: try count(&row), parkedCount: try count(&row), behindWatermark: try lag(&row),
            behindEnd: try lag(&row), filledPositions: try row.nextArray())
    }

    private static func count(_ row: inout Row) throws(PostgresError) -> Int { Int(try row.next(Int64.self)) }

    private static func lag(_ row: inout Row) throws(PostgresError) -> ProjectionStatus.Lag {
        ProjectionStatus.Lag(events: try count(&row), microseconds: max(0, try row.next()))
    }
}

/// How many streams each of these read models could not go on with, where there are any; in order of name.
package struct ParkedCounts: Statement {
    package struct Count: Hashable, Sendable {
        package let model: String
        /// How many streams are parked; at least one.
        package let streams: Int
    }

    let models: [ProjectionName]

    package static let name = "parked_counts"
    package static let sql = """
        select model, count(*) from read_models.parked
        join read_models.checkpoints using (model, version, generation)
        where (model, version) in (select * from unnest($1::text[], $2::int4[]))
        group by model order by model
        """

    package init(of models: [ProjectionName]) {
        self.models = models
    }

    package func bind(to parameters: inout Parameters) {
        parameters.append(array: models) { $0.name }
        parameters.append(array: models) { Int32($0.version) }
    }

    package static func decode(_ row: inout Row) throws(PostgresError) -> Count {
        Count(model: try row.next(), streams: Int(try row.next(Int64.self)))
    }
}
