import EventSourcing
import PostgresClient

struct BeginGeneration: Statement {
    let model: ProjectionName

    static let name = "begin_generation"
    static let sql = "select read_models.begin_generation($1, $2)"

    func bind(to parameters: inout Parameters) { parameters.append(model) }

    static func decode(_ row: inout Row) throws(PostgresError) -> Int64 { try row.next() }
}

struct FillGeneration: Statement {
    let generation: Int64
    let model: ProjectionName
    let batch: ProjectionBatch
    let areChangesStaged: Bool

    static let name = "fill_generation"
    static let sql = "select read_models.fill_generation($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"

    func bind(to parameters: inout Parameters) {
        parameters.append(model)
        parameters.append(generation)
        parameters.append(batch.position)
        parameters.append(areChangesStaged ? nil : batch.changes)
        parameters.append(batch.parked)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> Bool { try row.next() }
}

struct SwitchGeneration: Statement {
    let generation: Int64
    let model: ProjectionName
    let claim: ProjectionClaim

    static let name = "switch_generation"
    static let sql = "select read_models.switch_generation($1, $2, $3, $4)"

    func bind(to parameters: inout Parameters) {
        parameters.append(model)
        parameters.append(generation)
        parameters.append(claim.epoch)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> Bool { try row.next() }
}

struct DropGeneration: Statement {
    let generation: Int64
    let model: ProjectionName

    static let name = "drop_generation"
    static let sql = "select read_models.drop_generation($1, $2, $3)"

    func bind(to parameters: inout Parameters) {
        parameters.append(model)
        parameters.append(generation)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> Bool { try row.next() }
}

struct SweepGenerations: Statement {
    static let name = "sweep_generations"
    static let sql = "select read_models.sweep()"

    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) -> Int64 { try row.next() }
}

/// The generation that is read beside one that is being filled, by one statement: as of one moment.
///
/// None when the one is not there any more; a model that was never claimed is empty, at position 0.
struct CompareGenerations: Statement {
    let model: ProjectionName
    let generation: Int64

    static let name = "compare_generations"
    /// The digests are joined, not the rows: a gigabyte, which a value may have, holds 33 million of them.
    ///
    /// Where no row differs, one checksum is that of both.
    static let sql = """
        with live as (
            select key, body from read_models.rows
            where model = $1 and version = $2
                and generation = (select generation from read_models.checkpoints where model = $1 and version = $2)
        ), filled as (
            select key, body from read_models.rows where model = $1 and version = $2 and generation = $3
        ), difference as (
            select key, case when live.key is null then 'missing' when filled.key is null then 'surplus'
                else 'different' end as kind
            from live full join filled using (key) where live.body is distinct from filled.body
        ), named as (
            select key, kind from difference order by key limit 100
        ), live_sum as (
            select encode(sha256(coalesce(string_agg(digest, '' order by key), '')), 'hex') as checksum
            from (select key, sha256(int4send(octet_length(key)) || convert_to(key, 'UTF8') || body) as digest
                from live) as digests
        )
        select coalesce(live_checkpoint.position, 0), candidate.position,
            (select count(*) from live), (select count(*) from filled),
            (select checksum from live_sum),
            case when exists (select from difference) then (
                select encode(sha256(coalesce(string_agg(digest, '' order by key), '')), 'hex')
                from (select key, sha256(int4send(octet_length(key)) || convert_to(key, 'UTF8') || body) as digest
                    from filled) as digests
            ) else (select checksum from live_sum) end,
            array(select stream from read_models.parked
                where model = $1 and version = $2 and generation = live_checkpoint.generation order by stream),
            array(select stream from read_models.parked
                where model = $1 and version = $2 and generation = $3 order by stream),
            (select count(*) from difference),
            array(select key from named order by key), array(select kind from named order by key)
        from read_models.candidates as candidate
        left join read_models.checkpoints as live_checkpoint using (model, version)
        where candidate.model = $1 and candidate.version = $2 and candidate.generation = $3
        """

    func bind(to parameters: inout Parameters) {
        parameters.append(model)
        parameters.append(generation)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> GenerationComparison {
        let positions: (live: Int64, filled: Int64) = (try row.next(), try row.next())
        let counts: (live: Int64, filled: Int64) = (try row.next(), try row.next())
        let checksums: (live: String, filled: String) = (try row.next(), try row.next())
        let parked = (live: try streams(&row), filled: try streams(&row))
        let differenceCount: Int64 = try row.next()
        let keys: [String] = try row.nextArray()
        let kinds: [String] = try row.nextArray()
        return GenerationComparison(
            live: .init(
                position: positions.live, rowCount: Int(counts.live), checksum: checksums.live, parked: parked.live),
            filled: .init(
                position: positions.filled, rowCount: Int(counts.filled), checksum: checksums.filled,
                parked: parked.filled),
            differenceCount: Int(differenceCount),
            differences: try zip(keys, kinds).map { (key, word) throws(PostgresError) in
                guard let kind = GenerationComparison.Kind(rawValue: word) else { throw .unexpected(word) }
                return .init(key: key, kind: kind)
            })
    }

    private static func streams(_ row: inout Row) throws(PostgresError) -> [StreamName] {
        let names: [String] = try row.nextArray()
        return try names.map { (name) throws(PostgresError) in try StreamName(stored: name) }
    }
}
