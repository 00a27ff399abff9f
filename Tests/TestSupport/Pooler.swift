package import EmbeddedPostgres
package import PostgresClient
import Subprocess
import SystemPackage

/// The pgbouncer of this test process, in transaction mode with two sessions of the server for each database and login.
///
/// Started on first use in front of ``ThrowawayCluster``, gone when the process is, like that.
package actor Pooler {
    package static let shared = Pooler()

    private var folder: Task<String, any Error>?

    /// How to reach a database through the pooler, as the login of daily work when no other is named.
    package func options(
        for database: ThrowawayDatabase, as role: ClusterRole = .operator, applicationName: String = "pooled"
    ) async throws -> ConnectionOptions {
        ConnectionOptions(
            address: "postgresql://\(role.rawValue)@/\(database.name)?host=\(try await start())&port=\(Self.port)",
            applicationName: applicationName, isPooledByTransaction: true)
    }

    /// The same as the login that may destroy keys.
    package func keeperOptions(for database: ThrowawayDatabase) async throws -> ConnectionOptions {
        try await options(for: database, as: .keeper)
    }

    private func start() async throws -> String {
        if let folder { return try await folder.value }
        let task = Task { try await Self.run() }
        folder = task
        return try await task.value
    }

    private static let port = 6432

    private static func run() async throws -> String {
        let socket = try await ThrowawayCluster.shared.cluster().socketFolder()
        return try await withCheckedThrowingContinuation { continuation in
            Task.detached { await keep(socket, continuation) }
        }
    }

    /// Runs the pooler for as long as this process lives; answers with its folder once it accepts connections.
    private static func keep(_ socket: String, _ continuation: CheckedContinuation<String, any Error>) async {
        var options = PlatformOptions()
        // Out of the terminal's reach: an interrupt of the tests must not end the shell before it has cleaned up.
        options.createSession = true
        do {
            let result = try await Subprocess.run(
                .path("/bin/sh"), arguments: ["-c", script, "pooler", socket, "\(port)"], workingDirectory: "/",
                platformOptions: options, input: .inputWriter, output: .sequence, error: .string(limit: 1 << 16)
            ) { execution in
                var isReady = false
                for try await line in execution.standardOutput.strings() where !isReady {
                    isReady = true
                    continuation.resume(returning: line)
                }
                return isReady
            }
            if !result.closureResult { continuation.resume(throwing: PoolerFailed(reason: result.standardError)) }
        } catch {
            preconditionFailure("no shell runs: \(error)")
        }
    }

    /// pgbouncer does not run as root: for root it runs as the account of the server, whose socket it must reach.
    private static let script = """
        PATH=$PATH:/usr/sbin
        command -v pgbouncer > /dev/null || { echo 'pgbouncer is missing: apt-get install pgbouncer' >&2; exit 69; }
        folder=$(mktemp -d /tmp/missieboek-test-pooler-XXXXXX)
        account=$(stat --format %U "$1")
        as=
        if [ "$(id -u)" -eq 0 ]; then as="runuser -u $account --"; chown "$account" "$folder"; fi
        chmod 755 "$folder"
        printf '"%s" ""\\n' missieboek missieboek_keeper missieboek_superuser > "$folder/logins"
        cat > "$folder/pgbouncer.ini" <<END
        [databases]
        * = host=$1
        [pgbouncer]
        pool_mode = transaction
        default_pool_size = 2
        max_client_conn = 500
        server_idle_timeout = 1
        query_wait_timeout = 20
        auth_type = trust
        auth_file = $folder/logins
        listen_addr =
        listen_port = $2
        unix_socket_dir = $folder
        unix_socket_mode = 0777
        END
        $as pgbouncer --quiet "$folder/pgbouncer.ini" > "$folder/log" 2>&1 &
        pooler=$!
        # The socket is there before anybody listens on it: the flag is __SO_ACCEPTCON.
        until grep -q " 00010000 .* $folder/.s.PGSQL.$2\\$" /proc/net/unix; do
            kill -0 $pooler 2> /dev/null || { cat "$folder/log" >&2; rm -rf -- "$folder"; exit 1; }
            sleep 0.02
        done
        echo "$folder"
        # Nobody reads what the shell says at the end: it must not end of that.
        exec 2> /dev/null
        trap '' PIPE
        read -r _
        kill $pooler
        wait $pooler
        rm -rf -- "$folder"
        """
}

package struct PoolerFailed: Error {
    package let reason: String
}
