import PostgresClient
import PostgresEventStore
import TestSupport

/// An event by which a duty is done or taken up, as it is stored; on the files of one measure, support, claim and mission.
enum DutyKind: Sendable {
    case opened, evidence, decided, struck, judged, terminated, granted, advance, reclaimed, established, settled
    case reduced, remitted, receipt, resumed, revoked, annulled, paymentResumed, risk, riskBelow, approved
    case identified(String)
    case mistaken(String)
    case raw(String, String)

    var type: String {
        switch self {
        case .opened: "MeasureFileOpened"
        case .evidence: "EvidenceAdded"
        case .decided, .struck: "MeasureDecided"
        case .resumed: "MeasureResumed"
        case .revoked, .annulled: "MeasureRevoked"
        case .paymentResumed: "PaymentResumed"
        case .judged: "AssessmentReviewed"
        case .terminated: "SupportTerminated"
        case .granted: "SupportGranted"
        case .advance: "AdvancePaid"
        case .reclaimed: "SupportReclaimed"
        case .established: "ClaimEstablished"
        case .settled: "ClaimSettled"
        case .reduced: "ClaimReducedOnObjection"
        case .remitted: "ClaimRemitted"
        case .receipt: "RepaymentReceived"
        case .risk, .riskBelow: "MissionRiskLevelSet"
        case .approved: "MissionPlanApproved"
        case .identified: "OfficerIdentified"
        case .mistaken: "OfficerIdentityCorrected"
        case .raw(let type, _): type
        }
    }

    var stream: String {
        switch self {
        case .opened, .evidence, .decided, .struck, .resumed, .revoked, .annulled: "measure-m"
        case .judged: "assessment-a"
        case .terminated, .granted, .advance, .paymentResumed, .reclaimed: "support-s"
        case .established, .settled, .reduced, .remitted, .receipt: "claim-c"
        case .risk, .riskBelow, .approved: "mission-m"
        case .identified, .mistaken, .raw: "officer-somebody"
        }
    }

    var data: String {
        switch self {
        case .opened: #"{"assessment":"assessment-a"}"#
        case .struck: #"{"consequences":[{"kind":"exclude"},{"support":"support-s"}]}"#
        case .terminated: #"{"measure":"measure-m"}"#
        case .reclaimed: #"{"claim":"claim-c"}"#
        case .established: #"{"support":"support-s"}"#
        case .risk: #"{"level":"hoog"}"#
        case .riskBelow: #"{"below":{"level":"hoog"},"level":"laag"}"#
        case .revoked: #"{"ground":"objection-upheld"}"#
        case .annulled: #"{"ground":"court","ruling":{"reference":"ROT 26/1234"}}"#
        case .identified(let person): #"{"person":"\#(person)"}"#
        case .mistaken(let person): #"{"person":"\#(person)","reason":"vergissing"}"#
        case .raw(_, let data): data
        case .evidence, .decided, .resumed, .judged, .granted, .advance, .paymentResumed, .settled, .reduced, .remitted,
            .receipt, .approved:
            "{}"
        }
    }
}

/// A way into the log, each with a look of its own at the usual case.
enum DutyWay: CaseIterable {
    case event, append, batch
}

/// A log on which officers do their duties by hand-written SQL, as a login of daily work.
struct DutyLog {
    let script: ScriptedLog
    let connection: ScriptedConnection
    let superuser: ScriptedConnection

    static func make() async throws -> DutyLog {
        let script = try await ScriptedLog.make()
        return DutyLog(
            script: script, connection: try script.connect(),
            superuser: try ScriptedConnection(ConnectionOptions(address: script.database.superuserURL)))
    }

    @discardableResult
    func record(
        _ kind: DutyKind, on stream: String? = nil, by actor: String, _ way: DutyWay = .append, id: String? = nil
    ) throws -> Int64 {
        try connection.number(Self.sql([kind], on: stream, by: actor, way, id: id))
    }

    /// The code with which it is refused; nil when it was stored, and then it is undone.
    func refusal(
        of kind: DutyKind, on stream: String? = nil, by actor: String, _ way: DutyWay = .append, id: String? = nil
    ) throws -> String? {
        try report(of: [kind], on: stream, by: actor, way, id: id)?.sqlState.rawValue
    }

    func refusal(of kinds: [DutyKind], by actor: String) throws -> String? {
        try report(of: kinds, by: actor)?.sqlState.rawValue
    }

    func report(of kind: DutyKind, by actor: String) throws -> ServerReport? { try report(of: [kind], by: actor) }

    private func report(
        of kinds: [DutyKind], on stream: String? = nil, by actor: String, _ way: DutyWay = .append, id: String? = nil
    ) throws -> ServerReport? {
        try connection.run("begin")
        defer { _ = try? connection.run("rollback") }
        do throws(PostgresError) {
            let rows = try connection.run(Self.sql(kinds, on: stream, by: actor, way, id: id))
            guard way == .batch, let failure = rows.text(row: 0, column: 1) else { return nil }
            return ServerReport(sqlState: SQLState(rawValue: failure), message: "", detail: nil)
        } catch {
            guard case .server(let report) = error else { throw error }
            return report
        }
    }

    /// What came of each command of one batch.
    func batch(_ commands: [(DutyKind, String)]) throws -> [String] {
        let rows = try connection.run(Self.sql(batch: commands))
        return (0..<rows.count).compactMap { rows.text(row: $0) }
    }

    /// One batch; each command expects its own stream at a version, when that is given.
    static func sql(batch commands: [(DutyKind, String)], expecting version: Int? = nil) -> String {
        func list(_ items: [String], _ type: String) -> String {
            "array[\(items.map { "'\($0)'" }.joined(separator: ", "))]::\(type)[]"
        }
        let kinds = commands.map(\.0)
        let same = { (value: String, type: String) in list(kinds.map { _ in value }, type) }
        let counts = { (count: Int) in "array_fill(\(count), array[\(kinds.count)])" }
        let streams = list(kinds.map(\.stream), "text")
        let expectations = version.map { "\(counts(1)), \(streams), array_fill(\($0)::bigint, array[\(kinds.count)])" }
        return """
            select coalesce(failure, 'stored') from event_store.append_batch(
                array(select gen_random_uuid() from generate_series(1, \(kinds.count))), \(same("sample.do", "text")),
                \(same("{}", "bytea")), \(list(commands.map(\.1), "text")),
                array_fill(null::bytea, array[\(kinds.count)]), \(expectations ?? "\(counts(0)), '{}', '{}'"), \(counts(1)),
                \(streams), \(list(kinds.map(\.type), "text")),
                array_fill(now(), array[\(kinds.count)]), \(list(kinds.map(\.data), "bytea")), \(same("{}", "bytea")))
            """
    }

    /// A command that was refused by a rule.
    func reject(by actor: String) throws {
        try connection.run(
            """
            select event_store.append(gen_random_uuid(), 'measure.add-evidence', '{}', '\(actor)', '{"rule":"INV-7"}',
                '{measure-m}', '{-1}', '{}', '{}', '{}', '{}', '{}')
            """)
    }

    func number(_ sql: String) throws -> Int64 { try connection.number(sql) }

    /// What verification finds, of whatever kind.
    func findings() throws -> Int64 { try superuser.number("select count(*) from event_store.verify()") }

    /// One command, and the position of its last event.
    static func sql(
        _ kinds: [DutyKind], on stream: String? = nil, by actor: String, _ way: DutyWay = .append, id: String? = nil
    ) -> String {
        let id = id.map { "'\($0)'" } ?? "gen_random_uuid()"
        let streams = kinds.map { stream ?? $0.stream }
        func list(_ items: [String], _ type: String) -> String {
            "array[\(items.map { "'\($0)'" }.joined(separator: ", "))]::\(type)[]"
        }
        let count = kinds.count
        let events = """
            \(list(streams, "text")), \(list(kinds.map(\.type), "text")), array_fill(now(), array[\(count)]),
            \(list(kinds.map(\.data), "bytea")), array_fill('{}'::bytea, array[\(count)])
            """
        return switch way {
        case .event:
            """
            set event_store.server_is_noticed = 'true';
            select position from event_store.append_event(
                \(id), 'sample.do', '{}', '\(actor)', '\(streams[0])', -1, '\(kinds[0].type)', now(), '\(kinds[0].data)', '{}')
            """
        case .append:
            """
            select positions[\(count)] from event_store.append(
                \(id), 'sample.do', '{}', '\(actor)', null, '{}', '{}', \(events))
            """
        // As for a group of one that expects its own stream: the usual batch.
        case .batch:
            """
            select positions[1], failure from event_store.append_batch(
                array[\(id)]::uuid[], '{sample.do}', array['{}'::bytea], '{\(actor)}', array[null::bytea], '{1}',
                \(list(streams, "text")), array(
                    select coalesce((select version from event_store.streams where stream = '\(streams[0])'), 0)),
                '{1}', \(events))
            """
        }
    }
}
