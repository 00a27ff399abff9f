import EventSourcing
import PostgresClient

/// What some streams are folded from, up to a position: their snapshots first, then the events behind them.
///
/// One statement, so that a snapshot and the events after it are of one moment. A snapshot comes in the columns of an
/// event, as part 0.
struct ReadFromSnapshots: Statement {
    let streams: [StreamName]
    let through: Int64

    static let name = "read_from_snapshots"
    // Each stream by itself, which `offset 0` keeps so: its index leads from the snapshot's version to the events behind
    // it. The position is compared outside, since the planner would else read the positions' index too, to its end.
    // `held` is read once for both sides, and the leaf ties each row to the event that it was made at.
    static let sql = """
        with held as materialized (
            select kept.stream, kept.version, kept.position, event.event_id, kept.fold, kept.made_at, kept.state
            from event_store.snapshots as kept
                join event_store.events as event
                    on event.position = kept.position and event.leaf_hash = kept.leaf_hash
            where kept.stream = any ($1) and kept.position <= $2
        )
        select held.position, held.stream, held.version, held.event_id, '' as type, held.fold as actor,
            held.made_at as occurred_at, held.made_at as recorded_at, held.state as data, '' as metadata, 0::bigint as part
        from held
        union all
        select event.position, event.stream, event.version, event.event_id, event.type, event.actor,
            event.occurred_at, event.recorded_at, event.data, event.metadata, 1::bigint
        from unnest($1) as asked (stream)
            left join held on held.stream = asked.stream
            cross join lateral (
                select * from event_store.events as event
                where event.stream = asked.stream and event.version > coalesce(held.version, 0)
                offset 0
            ) as event
        where event.position <= $2
        order by part, position
        """

    func bind(to parameters: inout Parameters) {
        parameters.append(array: streams) { $0.text }
        parameters.append(through)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> StreamPart {
        let event = try RecordedEvent(&row)
        let part: Int64 = try row.next()
        guard part == 0 else { return .event(event) }
        return .snapshot(
            Snapshot(
                stream: event.stream, version: event.version, position: event.position, eventID: event.id,
                fold: event.actor, state: event.data))
    }
}

struct KeepSnapshot: Statement {
    let snapshot: Snapshot

    static let name = "keep_snapshot"
    static let sql = "select event_store.keep_snapshot($1, $2, $3, $4, $5, $6)"

    func bind(to parameters: inout Parameters) {
        parameters.append(snapshot.stream.text)
        parameters.append(snapshot.version)
        parameters.append(snapshot.position)
        parameters.append(PostgresUUID(snapshot.eventID))
        parameters.append(snapshot.fold)
        parameters.append(snapshot.state)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> Bool { try row.next() }
}

struct DropSnapshots: Statement {
    /// Nil for all.
    let stream: StreamName?

    static let name = "drop_snapshots"
    static let sql = "select event_store.drop_snapshots($1)"

    func bind(to parameters: inout Parameters) {
        parameters.append(stream?.text)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> Int64 { try row.next() }
}

struct ReadSnapshotStandings: Statement {
    static let name = "read_snapshot_standings"
    static let sql = """
        select kept.stream, kept.version, kept.position, kept.fold, octet_length(kept.state)::bigint, kept.made_at,
            coalesce(head.version, 0),
            exists (
                select from event_store.events as event
                where event.position = kept.position and event.leaf_hash = kept.leaf_hash)
        from event_store.snapshots as kept left join event_store.streams as head on head.stream = kept.stream
        order by kept.stream
        """

    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) -> SnapshotStanding {
        SnapshotStanding(
            stream: try StreamName(stored: row.next()), version: try row.next(), position: try row.next(),
            fold: try row.next(), byteCount: Int(try row.next() as Int64), madeAt: Timestamp(try row.next()),
            headVersion: try row.next(), isHeld: try row.next())
    }
}
