import PostgresClient

/// Whether what is added to a log that is sealed goes on from the versions that are sealed.
struct AddedVersions {
    private let start: Int64
    /// Of each stream, by the bytes of its name: the first event that is added, and the version of the last.
    private var streams: [[UInt8]: (first: LedgerRecord.Place, last: Int64)] = [:]

    /// Behind a position.
    init(after start: Int64) {
        self.start = start
    }

    /// Throws ``LogFinding/misnumbered(position:stream:version:)`` for an event that does not go on from one that is added
    /// before it.
    mutating func pass(_ record: LedgerRecord) throws(AuditFailure) {
        guard let place = record.place else { throw .finding(record.finding) }
        guard let known = streams[record.stream] else {
            streams[record.stream] = (place, place.version)
            return
        }
        guard place.version == known.last &+ 1 else { throw .finding(place.finding(in: record.streamName)) }
        streams[record.stream] = (known.first, place.version)
    }

    /// Throws the same for the first event of a stream that does not go on from what is sealed of it.
    func requireGoingOn(_ connection: borrowing Connection) throws(AuditFailure) {
        // Those of like versions together: a few events of each are asked for, however long a stream is.
        let added = streams.sorted { $0.value.first.version < $1.value.first.version }
        for index in stride(from: 0, to: added.count, by: Self.batch) {
            let part = added[index..<min(index + Self.batch, added.count)]
            let sealed = try lastVersions(of: part.map(\.key), from: part.first?.value.first.version ?? 0, connection)
            for (name, place) in part.map({ ($0.key, $0.value.first) })
            where place.version != sealed[name, default: 0] &+ 1 {
                throw .finding(place.finding(in: String(decoding: name, as: UTF8.self)))
            }
        }
    }

    private static let batch = 256

    /// The versions of streams that are sealed, as far as they are not more than one below the version that is given.
    private func lastVersions(
        of names: [[UInt8]], from version: Int64, _ connection: borrowing Connection
    ) throws(AuditFailure) -> [[UInt8]: Int64] {
        guard start > 0 else { return [:] }
        let statement = SealedVersions(
            streams: names.map { String(decoding: $0, as: UTF8.self) }, from: max(version, 1) - 1, through: start)
        let found: [(stream: [UInt8], version: Int64)]
        do throws(PostgresError) { found = try connection.execute(statement) } catch { throw .database(error) }
        return found.reduce(into: [:]) { $0[$1.stream] = max($0[$1.stream] ?? 0, $1.version) }
    }
}

/// Versions of streams from one on, up to a position.
private struct SealedVersions: Statement {
    let streams: [String]
    let from: Int64
    let through: Int64

    static let name = "sealed_versions"
    static let sql = """
        select stream, version from event_store.events
        where stream operator(pg_catalog.=) any ($1::pg_catalog.text[])
            and version operator(pg_catalog.>=) $2::pg_catalog.int8
            and position operator(pg_catalog.<=) $3::pg_catalog.int8
        """

    init(streams: [String], from: Int64, through: Int64) {
        (self.streams, self.from, self.through) = (streams, from, through)
    }

    func bind(to parameters: inout Parameters) {
        parameters.append(array: streams) { $0 }
        parameters.append(from)
        parameters.append(through)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> (stream: [UInt8], version: Int64) {
        (try row.next(), try row.next())
    }
}
