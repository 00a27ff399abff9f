import EmbeddedPostgres
import TestSupport
import Testing

@Suite struct ThrowawayClusterTests {
    @Test func `each test has a database of its own`() async throws {
        async let first = ThrowawayCluster.shared.database()
        async let second = ThrowawayCluster.shared.database()
        let cluster = try await ThrowawayCluster.shared.cluster()
        let databases = try await [first, second]
        #expect(databases[0].name != databases[1].name)
        for database in databases {
            let shell = try SuperuserShell(cluster: cluster, database: database.name)
            #expect(try await shell.run("select current_database()") == database.name)
            #expect(try await shell.run("select count(*) from event_store.events") == "0")
        }
    }

    @Test func `a test can have a database with nothing in it`() async throws {
        let database = try await ThrowawayCluster.shared.emptyDatabase()
        let shell = try await SuperuserShell(cluster: ThrowawayCluster.shared.cluster(), database: database.name)
        #expect(try await shell.run("select to_regnamespace('event_store') is null") == "t")
    }
}
