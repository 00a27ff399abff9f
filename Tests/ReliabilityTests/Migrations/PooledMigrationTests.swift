import EmbeddedPostgres
import EventSourcing
import PostgresClient
import Schema
import TestSupport
import Testing

@testable import PostgresEventStore

extension Reliability {
    // `db migrate` through a pooler that may run each transaction in another session of the server.
    @Suite(.serialized, .timeLimit(.minutes(10)))
    struct PooledMigrationTests {
        @Test func `An empty database gets the whole schema through a pooler, once`() async throws {
            let database = try await ThrowawayCluster.shared.emptyDatabase()
            let runs = try await withThrowingTaskGroup(of: Program.Run.self) { group in
                for _ in 1...2 { group.addTask { try await migrate(database, as: .superuser) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(runs.allSatisfy { $0.status == 0 }, "\(runs.map(\.talk))")
            #expect(runs.filter { $0.output.contains("of which") }.count == 1)
            #expect(runs.filter { $0.output.contains("up to date already") }.count == 1)
            try await expectCurrent(database)
        }

        @Test func `A login without rights is refused through a pooler, and nothing is left of it`() async throws {
            let database = try await ThrowawayCluster.shared.emptyDatabase()
            let refused = try await migrate(database, as: .operator)
            #expect(refused.status == 4 && refused.talk.contains("missieboek_owner"), "\(refused.talk)")
            // The session that was refused goes to the next who comes.
            #expect(try await migrate(database, as: .superuser).status == 0)
            try await expectCurrent(database)
        }

        @Test(arguments: try OlderSchema.all())
        func `Who works through a pooler goes on over a migration from an older version`(
            _ schema: OlderSchema
        ) async throws {
            let database = try await ThrowawayCluster.shared.emptyDatabase()
            var connection = try Connection(try await Pooler.shared.options(for: database, as: .superuser))
            let migrator = SchemaMigrator(files: schema.files, fingerprint: schema.fingerprint)
            #expect(try migrator.migrate(&connection).count == schema.files.count)

            // The server's sessions have run the older functions, and keep what they know of them.
            let options = try await Pooler.shared.options(for: database)
            let stores = try [PostgresEventStore(options), PostgresEventStore(options)]
            let expected: [ExpectedVersion] = [.noStream, .exactly(1), .exactly(2), .exactly(3)]
            let requests = expected.map { AppendRequest.sample("mission-one", $0) }
            // By the function that every version has.
            for request in requests.prefix(2) { _ = try Connection(options).executeOne(Append(request: request)) }
            #expect(try stores.map { store throws(StoreFailure) in try store.advanceWatermark() } == [2, 2])

            let run = try await migrate(database, as: .superuser)
            #expect(run.status == 0, "\(run.talk)")
            try await expectCurrent(database)
            for (store, request) in zip(stores, requests) {
                guard case .duplicate = try store.append(request) else { throw NotKept() }
            }
            for (store, request) in zip(stores, requests.dropFirst(2)) { _ = try store.append(request) }
            let versions = try stores[0].read(["mission-one"], through: stores[1].advanceWatermark()).map(\.version)
            #expect(versions == [1, 2, 3, 4])
        }

        struct NotKept: Error {}
    }
}

extension Reliability.PooledMigrationTests {
    private func migrate(_ database: ThrowawayDatabase, as role: ClusterRole) async throws -> Program.Run {
        let address = try await Pooler.shared.options(for: database, as: role).address
        return try await Program(environment: ["MISSIEBOEK_POOLER": "transaction"])
            .run("db", "migrate", "--lang", "en", "--database", address)
    }

    private func expectCurrent(_ database: ThrowawayDatabase) async throws {
        let connection = try Connection(ConnectionOptions(address: database.superuserURL))
        let isCurrent = try SchemaMigrator().isCurrent(connection)
        #expect(isCurrent)
        let fresh = try await ThrowawayCluster.shared.database()
        let (migrated, made) = (try database.schemaDump(), try fresh.schemaDump())
        #expect(migrated == made, "\(Set(migrated).symmetricDifference(made).sorted())")
    }
}
