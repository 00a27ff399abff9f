package import EmbeddedPostgres
import Subprocess

/// Runs SQL in a cluster as its superuser, through `psql`.
package struct SuperuserShell: Sendable {
    let url: String

    package init(cluster: EmbeddedCluster, database: String = "postgres") throws {
        url = try cluster.connectionString(as: .superuser, database: database)
    }

    /// What `psql` printed, unaligned and without headings; fails with the server's words.
    @discardableResult
    package func run(_ sql: String) async throws -> String {
        let result = try await Subprocess.run(
            .name("psql"), arguments: ["-X", "-qAt", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", sql],
            output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        guard result.terminationStatus.isSuccess else { throw SQLFailed(message: result.standardError) }
        return result.standardOutput.split(separator: "\n").joined(separator: "\n")
    }
}

package struct SQLFailed: Error {
    package let message: String
}
