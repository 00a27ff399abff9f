package import EmbeddedPostgres
import FoundationEssentials
import PostgresClient

/// What the server of a cluster has written to its log.
package enum ServerLog {
    /// All lines up to now.
    ///
    /// The server's sessions hand their lines to another process, which writes them: so a last line is asked for, and
    /// waited for.
    package static func lines(of cluster: EmbeddedCluster) async throws -> [Substring] {
        let mark = "mark \(UInt64.random(in: .min ... .max))"
        let address = try cluster.connectionString(as: .superuser, database: "postgres")
        try Connection(ConnectionOptions(address: address)).run("do $$ begin raise log '\(mark)'; end $$")
        let deadline = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < deadline {
            let lines = try cluster.logFiles().flatMap { file in
                try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
            }
            if lines.contains(where: { $0.hasSuffix(mark) }) { return lines }
            await Task.yield()
        }
        throw Late()
    }

    private struct Late: Error {}
}
