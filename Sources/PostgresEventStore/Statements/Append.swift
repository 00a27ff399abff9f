import EventSourcing
import PostgresClient

/// Stores one command with its events.
struct Append: Statement {
    let request: AppendRequest

    static let name = "append"
    /// As a value, not as a table: the server would keep a table's rows aside first.
    static let sql = "select event_store.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"

    func bind(to parameters: inout Parameters) {
        parameters.append(PostgresUUID(request.commandID))
        parameters.append(request.command)
        parameters.append(request.content)
        parameters.append(request.actor)
        parameters.append(request.rejection)
        parameters.append(array: request.expectations) { $0.stream.text }
        parameters.append(array: request.expectations) { $0.version.code }
        parameters.append(array: request.events) { $0.stream.text }
        parameters.append(array: request.events) { $0.type }
        parameters.append(array: request.events) { PostgresTimestamp($0.occurredAt) }
        parameters.append(array: request.events) { $0.data }
        parameters.append(array: request.events) { $0.metadata }
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> AppendAnswer {
        guard let entry = try row.nextComposite(JournalRow.init) else { throw .unexpected("append gave no entry") }
        return entry.isDuplicate
            ? .duplicate(entry)
            : .stored(
                recordedAt: entry.recordedAt, versions: entry.placements.map(\.version),
                positions: entry.placements.compactMap(\.position))
    }
}

/// The journal's entry for a command id; no row when the command is not known.
struct CommandEntry: Statement {
    let commandID: UniqueID

    static let name = "command_entry"
    static let sql = """
        select duplicate, command, actor, recorded_at, rejection, streams, types, versions, positions
        from event_store.command_entry($1)
        """

    func bind(to parameters: inout Parameters) {
        parameters.append(PostgresUUID(commandID))
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> JournalRow {
        try JournalRow(&row)
    }
}

/// A row of the SQL type `event_store.journal_entry`, which does not repeat the command's id.
struct JournalRow {
    let isDuplicate: Bool
    private let command: String
    private let actor: String
    let recordedAt: Timestamp
    private let rejection: [UInt8]?
    let placements: [Placement]

    init(_ row: inout Row) throws(PostgresError) {
        isDuplicate = try row.next()
        command = try row.next()
        actor = try row.next()
        recordedAt = Timestamp(try row.next())
        rejection = try row.nextOptional()
        let streams = try row.nextArray(of: String.self)
        let types = try row.nextArray(of: String.self)
        let versions = try row.nextArray(of: Int64.self)
        let positions = try row.nextArray(of: Int64.self)
        guard [types.count, versions.count, positions.count].allSatisfy({ $0 == streams.count }) else {
            throw .unexpected("the arrays of a journal entry differ in length")
        }
        var placements: [Placement] = []
        placements.reserveCapacity(streams.count)
        for index in streams.indices {
            placements.append(
                Placement(
                    stream: try StreamName(stored: streams[index]), type: types[index], version: versions[index],
                    position: positions[index]))
        }
        self.placements = placements
    }

    func entry(of commandID: UniqueID) -> JournalEntry {
        JournalEntry(
            commandID: commandID, command: command, actor: actor, recordedAt: recordedAt, rejection: rejection,
            placements: placements)
    }
}
