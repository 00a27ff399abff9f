import EventSourcing
import PostgresClient

/// The number of the generation that is read, within a statement whose `$1` and `$2` are a model and its version.
private let liveGeneration = """
    (select generation from read_models.checkpoints where model = $1 and version = $2)
    """

/// Everything a question reads of a model, by one statement: as of one moment.
struct ReadModelContents: Statement {
    let model: ProjectionName

    enum Part {
        case row(ProjectionRow)
        case parked(ParkedStream)
    }

    static let name = "read_model_contents"
    static let sql = """
        select false as is_parked, key, body, null::int8 as position, null as code, null as explanation,
            null::timestamptz as parked_at
        from read_models.rows where model = $1 and version = $2 and generation = \(liveGeneration)
        union all
        select true, stream, null, position, code, explanation, parked_at
        from read_models.parked where model = $1 and version = $2 and generation = \(liveGeneration)
        order by is_parked, key
        """

    func bind(to parameters: inout Parameters) { parameters.append(model) }

    static func decode(_ row: inout Row) throws(PostgresError) -> Part {
        let isParked: Bool = try row.next()
        let key: String = try row.next()
        let body: [UInt8]? = try row.nextOptional()
        let position: Int64? = try row.nextOptional()
        let code: String? = try row.nextOptional()
        let explanation: String? = try row.nextOptional()
        let parkedAt: PostgresTimestamp? = try row.nextOptional()
        if !isParked, let body { return .row(ProjectionRow(key: key, body: body)) }
        guard let position, let code, let explanation, let parkedAt else { throw .unexpected("half a row") }
        return .parked(
            ParkedStream(
                StreamFault(
                    stream: try StreamName(stored: key), position: position, code: code, explanation: explanation),
                at: Timestamp(parkedAt)))
    }
}

extension ProjectionContents {
    init(_ parts: [ReadModelContents.Part]) {
        var rows: [ProjectionRow] = []
        var parked: [ParkedStream] = []
        for part in parts {
            switch part {
            case .row(let row): rows.append(row)
            case .parked(let stream): parked.append(stream)
            }
        }
        self.init(rows: rows, parked: parked)
    }
}

/// The rows with some keys.
struct ReadModelRows: Statement {
    let model: ProjectionName
    /// Nil for the one that is read.
    let generation: Int64?
    let keys: [String]

    static let name = "read_model_rows"
    static let sql = """
        select key, body from read_models.rows
        where model = $1 and version = $2 and generation = coalesce($3, \(liveGeneration)) and key = any ($4)
        order by key
        """

    func bind(to parameters: inout Parameters) {
        parameters.append(model)
        parameters.append(generation)
        parameters.append(array: keys)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> ProjectionRow {
        ProjectionRow(key: try row.next(), body: try row.next())
    }
}

struct ParkedStreams: Statement {
    let model: ProjectionName

    static let name = "parked_streams"
    static let sql = """
        select stream, position, code, explanation, parked_at from read_models.parked
        where model = $1 and version = $2 and generation = \(liveGeneration)
        order by stream
        """

    func bind(to parameters: inout Parameters) { parameters.append(model) }

    static func decode(_ row: inout Row) throws(PostgresError) -> ParkedStream {
        let fault = StreamFault(
            stream: try StreamName(stored: row.next()), position: try row.next(), code: try row.next(),
            explanation: try row.next())
        return ParkedStream(fault, at: Timestamp(try row.next()))
    }
}

/// Changes on their way into rows, by COPY: for batches that are too large for one statement's arrays.
struct StageChanges: CopyInStatement {
    static let target = "read_models.staging (key, body)"
    static let columnCount = 2

    static func encode(_ change: ProjectionChange, to row: inout CopyRow) {
        row.append(change.key)
        row.append(change.body)
    }
}

extension Parameters {
    mutating func append(_ model: ProjectionName) {
        append(model.name)
        append(Int32(model.version))
    }

    /// The keys and the bodies; NULL for both when the changes were staged.
    mutating func append(_ changes: [ProjectionChange]?) {
        if let changes {
            append(array: changes) { $0.key }
            append(array: changes) { $0.body }
        } else {
            appendNullArray(of: String.self)
            appendNullArray(of: [UInt8].self)
        }
    }

    mutating func append(_ parked: [StreamFault]) {
        append(array: parked) { $0.stream.text }
        append(array: parked) { $0.position }
        append(array: parked) { $0.code }
        append(array: parked) { $0.explanation }
    }
}
