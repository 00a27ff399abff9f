import EventSourcing
import PostgresClient
import TestSupport

extension ThrowawayDatabase {
    /// What a book holds, without the moments and places of recording: these differ between two runs of one file.
    func contents() throws -> [String] {
        try superuserURL.contents()
    }

    /// The same, stream by stream: in which order events of different streams were stored is left out.
    func streamContents() throws -> [String] {
        try superuserURL.contents(placingEvents: "")
    }
}

extension String {
    /// As ``ThrowawayDatabase/contents()``, of the database with this address; `place` is SQL in front of each event.
    func contents(placingEvents place: String = "row_number() over (order by position), ") throws -> [String] {
        let rows = try Connection(ConnectionOptions(address: self)).run(
            """
            select 'event ' || concat_ws(' ', \(place)stream, version, event_id, type, actor, occurred_at,
                convert_from(data, 'UTF8'), convert_from(metadata, 'UTF8'))
            from event_store.events
            union all
            select 'command ' || concat_ws(' ', id, command, encode(content_hash, 'hex'), actor,
                convert_from(rejection, 'UTF8'), cardinality(positions))
            from event_store.commands
            union all
            select 'stream ' || concat_ws(' ', stream, version) from event_store.streams
            order by 1
            """)
        let entries = try RegisterOfTests.entries(at: self).map { entry in
            (["entry", entry.id, entry.name] + [entry.kvkNumber, entry.contact].compactMap { $0 })
                .joined(separator: " ")
        }
        return (0..<rows.count).compactMap { rows.text(row: $0) } + entries
    }
}
