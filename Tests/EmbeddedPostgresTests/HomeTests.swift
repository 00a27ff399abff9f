import EmbeddedPostgres
import FoundationEssentials
import Testing

@Suite struct HomeTests {
    @Test(arguments: [
        ([:], ".missieboek"), (["MISSIEBOEK_HOME": ""], ".missieboek"), (["MISSIEBOEK_HOME": "/srv/book"], "/srv/book"),
    ])
    func `the home is what the environment says, or a folder here`(environment: [String: String], home: String) {
        #expect(EmbeddedCluster.home(in: environment) == home)
    }

    @Test func `a home is made absolute, without a slash at its end`() {
        let here = FileManager.default.currentDirectoryPath
        #expect(EmbeddedCluster(home: "book/").home == here + "/book")
        #expect(EmbeddedCluster(home: "/srv/book/").home == "/srv/book")
    }

    @Test func `an address can be told before there is a server`() throws {
        let cluster = EmbeddedCluster(home: "/nowhere/at all")
        #expect(
            try cluster.connectionString()
                == "postgresql://missieboek@/missieboek?host=%2Fnowhere%2Fat%20all%2Fcluster%2Fsocket&port=5432")
        #expect(
            try cluster.connectionString(as: .superuser, database: "other").contains("missieboek_superuser@/other?"))
        #expect(try cluster.state() == .absent)
    }
}
