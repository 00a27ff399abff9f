import EventSourcing
import PostgresClient
import PostgresEventStore
import TestSupport
import Testing

extension Reliability {
    // The part of a migration that needs the key outside the database, as its operator sees it.
    @Suite(.timeLimit(.minutes(10)))
    struct SealingTests {
        /// A database of the last version that had its register in the clear, with an entry of two versions.
        private static func olderBook() async throws -> ThrowawayDatabase {
            let older = try #require(try OlderSchema.all().last { !$0.has("V0023") })
            let database = try await ThrowawayCluster.shared.emptyDatabase()
            var connection = try Connection(ConnectionOptions(address: database.superuserURL))
            try SchemaMigrator(files: older.files, fingerprint: older.fingerprint).migrate(&connection)
            try connection.run(
                """
                select register.enter('company-one', 'Oude Naam BV', '01234567', null),
                    register.enter('company-one', 'Nieuwe Naam BV', '01234567', 'post@example.nl')
                """)
            return database
        }

        private static let entry = RegisterEntry(
            id: "company-one", name: "Nieuwe Naam BV", kvkNumber: "01234567", contact: "post@example.nl")

        private func migrate(_ database: ThrowawayDatabase, _ more: [String: String] = [:]) async throws -> Program.Run
        {
            let environment = ["MISSIEBOEK_DATABASE_URL": database.superuserURL]
            return try await Program(environment: environment.merging(more) { $1 }).run("db", "migrate", "--lang", "en")
        }

        @Test func `db migrate seals an older register, says so, and does it once`() async throws {
            let database = try await Self.olderBook()
            let run = try await migrate(database)
            #expect(run.status == 0 && run.output.contains("The register was sealed: 2 entries"), "\(run.talk)")
            #expect(try RegisterOfTests.entries(at: database.superuserURL) == [Self.entry])
            let again = try await migrate(database)
            #expect(again.status == 0 && !again.output.contains("sealed"), "\(again.output)")
        }

        // As a run that was killed between its two parts leaves it.
        @Test func `Without the key the register stays as it was, nothing is entered, and the next run seals it`()
            async throws
        {
            let database = try await Self.olderBook()
            let keyless = try await migrate(database, ["MISSIEBOEK_REGISTER_KEY": ""])
            #expect(keyless.status == 64 && keyless.talk.contains("set MISSIEBOEK_REGISTER_KEY"), "\(keyless.talk)")
            let store = try PostgresEventStore(
                ConnectionOptions(address: database.url), keys: RegisterOfTests.keys)
            #expect(throws: StoreFailure.sealed(.registerNotSealed)) {
                try store.append(
                    .sample([.sample("person-two")], register: [RegisterEntry(id: "person-two", name: "Te vroeg")]))
            }
            #expect(try await migrate(database).output.contains("The register was sealed: 2 entries"))
            #expect(try store.resolve("01234567") == [Self.entry])
        }
    }
}
