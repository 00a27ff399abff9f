import LogAudit
import PostgresClient
import TestSupport

/// One time that history is changed: a seed, and what chance makes of it.
struct Attempt {
    let seed: Int
    var chance: Chance

    init(_ seed: Int) {
        self.seed = seed
        chance = Chance(seed: UInt64(seed))
    }

    /// Another one for each of a hundred seeds.
    var stream: String { "mission-\(seed % Self.streams)" }

    static let streams = 100
}

/// A way to change history in the database, with all its rights.
struct Tampering: Sendable {
    let name: String
    /// Whether what is found is these positions and no other.
    var namesAll = true
    /// Changes something that is sealed, and gives the positions at which it shows.
    let apply: @Sendable (AuditedLog, inout Attempt) throws -> Set<Int64>

    static let all = columns + rows + rewriting

    /// A byte in each column.
    private static let columns = [
        ("version", "version + 1000"), ("recorded_at", "recorded_at + interval '1 microsecond'"),
        ("occurred_at", "occurred_at - interval '1 day'"), ("event_id", "gen_random_uuid()"),
        ("stream", "stream || 'x'"), ("type", "type || 'x'"), ("actor", "'officer-other'"),
        ("data", "set_byte(data, octet_length(data) / 2, get_byte(data, octet_length(data) / 2) # 1)"),
        ("metadata", "metadata || '\\x20'"), ("leaf_hash", "sha256(leaf_hash)"),
    ].map { column, value in
        Tampering(name: "another \(column)") { log, attempt in
            let position = try log.anySealed(&attempt)
            try log.superuser.run("update event_store.events set \(column) = \(value) where position = \(position)")
            return [position]
        }
    }

    private static let rows = [
        Tampering(name: "another position") { log, attempt in
            let (position, free) = (try log.anySealed(&attempt), try log.anyFree(&attempt))
            try log.superuser.run("update event_store.events set position = \(free) where position = \(position)")
            return [position, free]
        },
        Tampering(name: "two swapped") { log, attempt in
            let (one, other) = try log.twoSealed(&attempt)
            try log.superuser.run(
                """
                update event_store.events as event set data = twin.data, leaf_hash = event_store.leaf_hash(
                    event.position, event.version, event.recorded_at, event.occurred_at, event.event_id, event.stream,
                    event.type, event.actor, twin.data, event.metadata)
                from event_store.events as twin
                where event.position in (\(one), \(other)) and twin.position in (\(one), \(other))
                    and twin.position <> event.position
                """)
            return [one, other]
        },
        Tampering(name: "one inserted") { log, attempt in
            let (position, free) = (try log.anySealed(&attempt), try log.anyFree(&attempt))
            try log.superuser.run(
                """
                insert into event_store.events select \(free), stream, version + 1000, gen_random_uuid(), type, actor, occurred_at,
                    recorded_at, data, metadata, leaf_hash
                from event_store.events where position = \(position)
                """)
            return [free]
        },
        Tampering(name: "one deleted in the middle") { log, attempt in
            let position = try log.anySealed(&attempt)
            try log.superuser.run("delete from event_store.events where position = \(position)")
            return [position]
        },
        Tampering(name: "the end cut off", namesAll: false) { log, attempt in
            let position = try log.anySealed(&attempt)
            let gone = try log.sealed("position >= \(position)")
            try log.superuser.run("delete from event_store.events where position >= \(position)")
            return Set(gone.prefix(100))
        },
        Tampering(name: "one put before the first") { log, attempt in
            let (position, below) = (try log.anySealed(&attempt), -Int64(attempt.chance.number(0...1_000)))
            try log.superuser.run(
                """
                create table event_store.events_below partition of event_store.events
                    for values from (minvalue) to (1);
                insert into event_store.events select \(below), stream, version + 1000, gen_random_uuid(), type, actor,
                    occurred_at, recorded_at, data, metadata, leaf_hash
                from event_store.events where position = \(position)
                """)
            return [below]
        },
        Tampering(name: "a stream deleted") { log, attempt in
            let stream = attempt.stream
            let gone = try log.sealed("stream = '\(stream)'")
            try log.superuser.run("delete from event_store.events where stream = '\(stream)'")
            return Set(gone)
        },
        Tampering(name: "the rest moved up by one", namesAll: false) { log, attempt in
            let position = try log.anySealed(&attempt)
            try log.superuser.run(
                """
                update event_store.events set position = position + 1000000 where position >= \(position);
                update event_store.events set position = position - 999999 where position > 1000000
                """)
            return [position]
        },
    ]

    /// By somebody who knows how leaves are made.
    private static let rewriting = [
        Tampering(name: "data with its leaf") { log, attempt in
            let position = try log.anySealed(&attempt)
            try log.rewrite("position = \(position)")
            return [position]
        },
        Tampering(name: "a stream with its leaves") { log, attempt in
            let stream = attempt.stream
            let touched = try log.sealed("stream = '\(stream)'")
            try log.rewrite("stream = '\(stream)'")
            return Set(touched)
        },
        Tampering(name: "an earlier backup, and other events behind it", namesAll: false) { log, attempt in
            let position = try log.anySealed(&attempt)
            let touched = try log.sealed("position >= \(position)")
            try log.rewrite("position >= \(position)")
            return Set(touched.prefix(100))
        },
        Tampering(name: "an event unsealed yet, without its leaf") { log, attempt in
            let position = attempt.chance.pick(try log.positions("position > \(log.lastSealed)"))
            try log.superuser.run("update event_store.events set data = '\\x7b7d' where position = \(position)")
            return [position]
        },
    ]
}

extension AuditedLog {
    var lastSealed: Int64 {
        get throws { try folder.position(of: 299, size: 300) }
    }

    fileprivate func positions(_ condition: String) throws -> [Int64] {
        let rows = try superuser.run("select position from event_store.events where \(condition) order by position")
        return (0..<rows.count).compactMap { rows.text(row: $0).flatMap { Int64($0) } }
    }

    func sealed(_ condition: String) throws -> [Int64] {
        try positions("\(condition) and position <= \(lastSealed)")
    }

    func anySealed(_ attempt: inout Attempt) throws -> Int64 {
        try folder.position(of: Int64(attempt.chance.number(0...299)), size: 300)
    }

    fileprivate func twoSealed(_ attempt: inout Attempt) throws -> (Int64, Int64) {
        let one = attempt.chance.number(0...298)
        return (
            try folder.position(of: Int64(one), size: 300),
            try folder.position(of: Int64(attempt.chance.number((one + 1)...299)), size: 300)
        )
    }

    /// A position that was left out, below the last one that is sealed.
    fileprivate func anyFree(_ attempt: inout Attempt) throws -> Int64 {
        let taken = Set(try positions("true"))
        return attempt.chance.pick((1..<(try lastSealed)).filter { !taken.contains($0) })
    }

    /// Another content, with the leaf that goes with it.
    func rewrite(_ condition: String) throws {
        try superuser.run(
            """
            update event_store.events set data = data || '\\x20' where \(condition);
            update event_store.events set leaf_hash = event_store.leaf_hash(
                position, version, recorded_at, occurred_at, event_id, stream, type, actor, data, metadata)
            where \(condition)
            """)
    }
}
