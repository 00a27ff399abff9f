import EventSourcing
import PersonalDataSealing
import PostgresClient
import Projections
import ReadModels
import TestSupport

@testable import PostgresEventStore

/// A database of an older version, and what that version's own functions have put into it.
struct OlderBook {
    let database: ThrowawayDatabase
    /// What was answered to the requests that were stored, in their order.
    private(set) var entries: [JournalEntry] = []
    private let schema: OlderSchema
    private let store: PostgresEventStore

    init(_ database: ThrowawayDatabase, of schema: OlderSchema) throws {
        (self.database, self.schema) = (database, schema)
        store = try PostgresEventStore(ConnectionOptions(address: database.url), keys: RegisterOfTests.keys)
    }

    /// The name of the follower that stopped before the log went on in another incarnation, and of the one after.
    static let (earlyFollower, lateFollower) = ("early", "late")
    /// A model that no program reads, whose rows nobody makes anew.
    static let abandoned = ProjectionName("abandoned", version: 1)

    /// Stores the requests and, between and behind them, everything else that the version knows.
    mutating func fill(with requests: [AppendRequest]) throws {
        let readsKeysByProvide = schema.has("V0023") && !schema.has("V0024")
        if readsKeysByProvide { try superuser().run(Self.readingKeys) }
        let (first, second) = (requests.count / 3, requests.count * 2 / 3)
        try append(requests[..<first])
        try catchUp(through: store.advanceWatermark())
        if schema.has("V0009") { try follow(as: Self.earlyFollower) }
        if schema.has("V0007") {
            try superuser().run(
                """
                set role missieboek_owner;
                update event_store.layout set position_jump = 1000;
                select event_store.begin_incarnation('restored', null)
                """)
        }
        try append(requests[first..<second])
        try catchUp(through: store.advanceWatermark())
        if schema.has("V0009") { try follow(as: Self.lateFollower) }
        if schema.has("V0006") { try leaveGenerations() }
        if schema.has("V0013") { try keepSnapshots() }
        // The watermark does not cover these, and the read models have not seen them.
        try append(requests[second...])
        if readsKeysByProvide { try superuser().run("drop function keys.read(text[], text[])") }
    }

    /// What the store of now asks for where V0023 had one function for readers and makers of keys.
    private static let readingKeys = """
        create function keys.read(subjects text[], dossiers text[]) returns table (state text, wrapped bytea)
        language sql security definer set search_path = pg_catalog, pg_temp as $$
            select * from keys.provide(
                subjects, dossiers, array_fill(null::bytea, array[cardinality(subjects)]),
                array_fill(null::bytea, array[cardinality(subjects)]), null) $$
        """

    private func superuser() throws -> Connection {
        try Connection(ConnectionOptions(address: database.superuserURL))
    }

    private mutating func append(_ requests: ArraySlice<AppendRequest>) throws {
        guard schema.has("V0010") else {
            for request in requests { entries.append(try append(request).stored) }
            return
        }
        // One by one and several at once by turns.
        for start in stride(from: requests.startIndex, to: requests.endIndex, by: 8) {
            let group = requests[start..<min(start + 8, requests.endIndex)]
            for request in group.prefix(2) { entries.append(try append(request).stored) }
            let rest = Array(group.dropFirst(2))
            let isRegisterOfNow = schema.has("V0023") || !rest.contains(where: \.needsRegister)
            if isRegisterOfNow, schema.has("V0014") || rest.count > 1 {
                for result in store.append(rest) { entries.append(try result.get().stored) }
            } else {
                for request in rest { entries.append(try append(request).stored) }
            }
        }
    }

    /// Before V0004 the register kept no fingerprints: entries were made beside the append.
    ///
    /// Before V0023 the register was in the clear, and had other functions. Before V0014 ``Append`` stored every command, also those for which the store now has another function.
    private func append(_ request: AppendRequest) throws -> AppendResult {
        if schema.has("V0023") || schema.has("V0014") && !request.needsRegister { return try store.append(request) }
        let connection = try Connection(ConnectionOptions(address: database.url))
        for entry in request.registerEntries where request.rejection == nil {
            _ = try connection.executeOne(EnterUnsealed(entry: entry))
        }
        let answer = try connection.executeOne(Append(request: request))
        if schema.has("V0004"), let content = request.registerContent {
            _ = try connection.executeOne(MatchUnkeyed(commandID: request.commandID, content: content))
        }
        return try answer.result(of: request)
    }

    private func catchUp(through end: Int64) throws {
        let rows: any ProjectionStore = schema.has("V0006") ? store : try UngeneratedRows(database, claimingBy: store)
        try Projector<Board>(store, rows, batchSize: 40, waitingBy: { _ in }).catchUp(to: end)
        try Projector<Registers>(store, rows, batchSize: 40, waitingBy: { _ in }).catchUp(to: end)
    }

    /// With the version's own claim, which gave less before V0011.
    private func follow(as name: String) throws {
        if schema.has("V0011") {
            let claim = try store.claimSubscription(name, startingAt: 0)
            guard try store.moveSubscription(claim, to: store.watermark()) else { throw NotMoved(name: name) }
            return
        }
        let connection = try Connection(ConnectionOptions(address: database.url))
        let isMoved = try connection.run(
            """
            select event_store.move_subscription('\(name)', epoch, event_store.current_watermark())
            from event_store.claim_subscription('\(name)', 0)
            """
        ).text(row: 0)
        guard isMoved == "t" else { throw NotMoved(name: name) }
    }

    /// One that is read with a parked stream, and one that died while it was filled.
    private func leaveGenerations() throws {
        let fault = StreamFault(stream: "sample-one", position: 1, code: "unreadable", explanation: "kapot")
        let row = ProjectionChange(key: "één", body: Array("{\"é\":1}".utf8))
        let batch = ProjectionBatch(through: 1, changes: [row], parking: [fault])
        let claim = try store.claim(Self.abandoned)
        guard try store.apply(batch, to: Self.abandoned, claim, keepingClaim: false) else {
            throw NotMoved(name: Self.abandoned.name)
        }
        let generation = try store.beginGeneration(of: Self.abandoned)
        guard try store.fill(generation, of: Self.abandoned, with: batch) else {
            throw NotMoved(name: Self.abandoned.name)
        }
    }

    private func keepSnapshots() throws {
        for stream in Set(entries.flatMap(\.placements).map(\.stream)).sorted() {
            guard let last = try store.read([stream], through: nil).last else { continue }
            _ = try store.keepSnapshot(
                Snapshot(
                    stream: stream, version: last.version, position: last.position, eventID: last.id, fold: "of then",
                    state: Array("{}".utf8)))
        }
    }

    struct NotMoved: Error {
        let name: String
    }
}

extension AppendResult {
    /// The entry of what was stored now, and not before.
    fileprivate var stored: JournalEntry {
        get throws {
            guard case .stored(let entry) = self else { throw NotStored(result: self) }
            return entry
        }
    }

    struct NotStored: Error {
        let result: AppendResult
    }
}
