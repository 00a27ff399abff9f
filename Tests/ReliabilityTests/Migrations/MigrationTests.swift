import EventSourcing
import PersonalDataSealing
import PostgresClient
import PostgresEventStore
import Projections
import ReadModels
import Schema
import TestSupport
import Testing

extension Reliability {
    @Suite(.serialized, .timeLimit(.minutes(10)))
    struct MigrationTests {
        /// Made once: a simulation takes seconds.
        private static let requests = Task { try await SimulatedBook.store(missions: 2, seed: 5).storedRequests }

        @Test(arguments: try OlderSchema.all())
        func `A database of an older version keeps all that it holds, and goes on`(_ schema: OlderSchema) async throws {
            let requests = try await Self.requests.value
            let (past, future) = (requests[..<(requests.count * 3 / 4)], requests[(requests.count * 3 / 4)...])
            #expect(future.count > 50 && past.contains { $0.registerContent != nil })

            // Roles are the cluster's: the older version has made its own.
            let cluster = try await PrivateCluster.start()
            let database = try cluster.database(
                schema: SchemaMigrator(files: schema.files, fingerprint: schema.fingerprint))
            var older = try OlderBook(database, of: schema)
            try older.fill(with: Array(past))
            let before = try DatabaseContents(database)
            #expect(try #require(before.rows["event_store.events"]).count == past.flatMap(\.events).count)
            let isSealed = schema.has("V0023")
            let register = isSealed ? "register.sealed_entries" : "register.entries"
            #expect(before.rows[register]?.isEmpty == false && before.rows["read_models.rows"]?.isEmpty == false)

            // What lay in the clear is sealed, and so is compared by itself.
            let kept = isSealed ? before : before.without(tablesIn: "register")
            try migrate(database)
            if !isSealed { try sealRegister(of: database, as: before) }
            let after = try DatabaseContents(database, like: kept)
            for table in kept.columns.keys.sorted() {
                #expect(after.rows[table] == before.rows[table], "\(table) of \(schema)")
            }
            try expectSound(database)
            let fresh = try cluster.database("fresh")
            let (migrated, made) = (try database.schemaDump(), try fresh.schemaDump())
            #expect(made.count > 300)
            #expect(migrated == made, "\(Set(migrated).symmetricDifference(made).sorted())")

            let store = try PostgresEventStore(
                ConnectionOptions(address: database.url), keys: RegisterOfTests.keys)
            try expectDuplicates(of: Array(past), older.entries, in: store)
            try expectReadersSeeAll(of: before, in: store)
            if schema.has("V0009") { try expectFollowers(in: store, of: schema) }
            if schema.has("V0006") { try expectGenerations(in: store, database) }
            #expect(try store.snapshots().allSatisfy { $0.isHeld && $0.fold == "of then" })
            #expect(try store.snapshots().isEmpty == !schema.has("V0013"))

            try expectGoingOn(with: Array(future), after: older.entries, in: store)
            try expectModels(Board.self, in: store)
            try expectModels(Registers.self, in: store)
            try expectSound(database)
            try await cluster.stop()
        }

        @Test func `Before a migration is added, the version without it is kept`() throws {
            let migrations = EmbeddedSQL.files.map(\.path).filter { $0.hasPrefix("migrations/") }
            let former = Array(migrations.dropLast())
            #expect(
                try OlderSchema.all().contains { $0.migrations == former },
                "check out what was before \(migrations.last ?? ""), and run Scripts/record-schema there")
        }
    }
}

extension Reliability.MigrationTests {
    private func migrate(_ database: ThrowawayDatabase) throws {
        var connection = try Connection(ConnectionOptions(address: database.superuserURL))
        try SchemaMigrator().migrate(&connection)
        let isCurrent = try SchemaMigrator().isCurrent(connection)
        #expect(isCurrent)
        #expect(try SchemaMigrator().migrate(&connection).isEmpty)
    }

    /// What was entered in the clear is there as before, and nothing of it in the clear; it is done once.
    private func sealRegister(of database: ThrowawayDatabase, as before: DatabaseContents) throws {
        let store = try PostgresEventStore(
            ConnectionOptions(address: database.url), keys: RegisterOfTests.keys)
        let entry = RegisterEntry(id: "person-early", name: "Te vroeg")
        #expect(throws: StoreFailure.sealed(.registerNotSealed)) {
            try store.append(.sample([.sample("person-early")], register: [entry]))
        }
        var connection = try Connection(ConnectionOptions(address: database.superuserURL))
        let rows = try #require(before.rows["register.entries"])
        let count = try RegisterMigration(keys: RegisterOfTests.keys).run(over: &connection)
        let again = try RegisterMigration(keys: RegisterOfTests.keys).run(over: &connection)
        #expect(count == rows.count && again == nil)
        let isGone = try connection.run("select to_regclass('register.entries') is null").text(row: 0)
        #expect(isGone == "t")
        // In order of id and version: the last of each id is what it stands for.
        let names = try #require(before.columns["register.entries"])
        var last: [String: [String]] = [:]
        for row in rows.map({ $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init) }) {
            let fields = Dictionary(uniqueKeysWithValues: zip(names, row))
            let version = Int(fields["version"] ?? "") ?? 0
            let known = last[fields["id"] ?? ""].flatMap { Int($0[0]) } ?? 0
            guard version > known else { continue }
            last[fields["id"] ?? ""] =
                [String(version)] + ["name", "kvk_number", "contact"].map { fields[$0] ?? "" }
        }
        let entries = try RegisterOfTests.entries(at: database.superuserURL)
        #expect(Set(entries.map(\.id)) == Set(last.keys) && entries.count > 20)
        for entry in entries {
            let values = [entry.name, entry.kvkNumber ?? "∅", entry.contact ?? "∅"]
            #expect(last[entry.id].map { Array($0.dropFirst()) } == values)
            if let number = entry.kvkNumber { #expect(try store.resolve(number).map(\.id) == [entry.id]) }
            #expect(try store.resolve(entry.name.uppercased()).contains(entry))
        }
    }

    private func expectSound(_ database: ThrowawayDatabase) throws {
        #expect(try LogInspection(database.superuserURL).verification().isEmpty)
    }

    /// Each command again gives what it gave; its id for another content is refused.
    private func expectDuplicates(
        of requests: [AppendRequest], _ entries: [JournalEntry], in store: PostgresEventStore
    ) throws {
        let last = try store.reach().lastPosition
        for (request, entry) in zip(requests, entries) {
            let isSame = try store.append(request) == .duplicate(entry)
            #expect(isSame, "\(request.commandID)")
        }
        let batch = zip(requests, entries).suffix(40)
        for (result, (_, entry)) in zip(store.append(batch.map(\.0)), batch) {
            #expect(try result.get() == .duplicate(entry))
        }
        let request = try #require(requests.last)
        #expect(throws: StoreFailure.commandReused(request.commandID)) {
            try store.append(
                AppendRequest(
                    commandID: request.commandID, command: request.command, content: Array("{}".utf8),
                    actor: request.actor, expectations: [], events: request.events))
        }
        #expect(try store.reach().lastPosition == last)
    }

    /// Also what the watermark did not cover before.
    private func expectReadersSeeAll(of before: DatabaseContents, in store: PostgresEventStore) throws {
        let reach = try store.reach()
        #expect(reach.watermark < reach.lastPosition)
        let end = try store.advanceWatermark()
        #expect(end == reach.lastPosition)
        var positions: [Int64] = []
        try store.readLog(after: 0, through: end) { event in positions.append(event.position) }
        #expect(positions == positions.sorted() && positions.last == end)
        #expect(positions.count == before.rows["event_store.events"]?.count)
    }

    private func expectFollowers(in store: PostgresEventStore, of schema: OlderSchema) throws {
        for (name, isLate) in [(OlderBook.earlyFollower, false), (OlderBook.lateFollower, true)] {
            let claim = try store.claimSubscription(name, startingAt: 0)
            // Two commits of the past advanced the watermark: the followers stood at the first and the second.
            #expect(claim.position == claim.formerPosition && claim.position > 0 && claim.epoch == 2)
            #expect((claim.position > 1_000) == isLate, "the incarnation between them jumped over 1,000 positions")
            #expect(try store.moveSubscription(claim, to: store.watermark()))
        }
    }

    private func expectGenerations(in store: PostgresEventStore, _ database: ThrowawayDatabase) throws {
        let contents = try store.contents(of: OlderBook.abandoned)
        #expect(contents.rows == [ProjectionRow(key: "één", body: Array("{\"é\":1}".utf8))])
        #expect(contents.parked.map(\.fault.code) == ["unreadable"])
        try LogInspection(database.superuserURL).run(
            "update read_models.candidates set alive_at = alive_at - interval '31 s'")
        #expect(try store.sweep() == 1)
        #expect(try store.contents(of: OlderBook.abandoned) == contents)
    }

    /// What the future brings rests on the versions of the past: one by one, then all that is left at once.
    private func expectGoingOn(
        with requests: [AppendRequest], after entries: [JournalEntry], in store: PostgresEventStore
    ) throws {
        var versions: [StreamName: Int64] = [:]
        for placement in entries.flatMap(\.placements) { versions[placement.stream] = placement.version }
        let alone = requests.prefix(requests.count / 2)
        var results = try alone.map { try store.append($0) }
        results += try store.append(Array(requests.dropFirst(alone.count))).map { try $0.get() }
        var last = try #require(entries.flatMap(\.placements).compactMap(\.position).max())
        for (request, result) in zip(requests, results) {
            guard case .stored(let entry) = result, entry.placements.count == request.events.count else {
                Issue.record("\(request.commandID): \(result)")
                continue
            }
            for placement in entry.placements {
                #expect(placement.version == versions[placement.stream, default: 0] + 1)
                versions[placement.stream] = placement.version
                let position = try #require(placement.position)
                #expect(position > last)
                last = position
            }
        }
        #expect(try store.advanceWatermark() == last)
    }

    /// Rows that the older version left, brought up to date, are those of a fold from the first event on.
    private func expectModels<Model: ReadModel>(_ model: Model.Type, in store: PostgresEventStore) throws {
        let left = try store.standing(of: Model.name)
        #expect(left.position > 0 && !left.isAhead)
        #expect(try left.position < store.watermark())
        let outcome = try Rebuild<Model>(store, store, waitingBy: { _ in }).replace()
        guard case .compared(let comparison) = outcome.finding else {
            Issue.record("\(Model.name): \(outcome.finding)")
            return
        }
        #expect(comparison.areEqual && comparison.isAtOnePosition && comparison.live.rowCount > 0)
        #expect(try outcome.position == store.watermark())
    }
}
