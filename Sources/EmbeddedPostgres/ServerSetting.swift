/// One setting of the PostgreSQL server.
///
/// The list in ``shared`` holds for the embedded cluster and for `docker-compose.yml`; a test compares them.
package struct ServerSetting: Hashable, Sendable {
    package let name: String
    package let value: String

    init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// The port's number only names the socket: the embedded server does not listen on the network.
    static let port = "5432"

    /// The settings of every server of this project.
    package static let shared: [ServerSetting] = [
        // What was acknowledged is on disk: PostgreSQL's defaults, said aloud.
        ServerSetting("fsync", "on"),
        ServerSetting("synchronous_commit", "on"),
        ServerSetting("full_page_writes", "on"),
        // No personal data in the server's log: neither statements nor the values that an error quotes.
        ServerSetting("log_error_verbosity", "terse"),
        ServerSetting("log_min_error_statement", "panic"),
        ServerSetting("log_statement", "none"),
        ServerSetting("lc_messages", "C"),
        ServerSetting("timezone", "UTC"),
        ServerSetting("log_timezone", "UTC"),
        // Compiling a query takes longer than any query here runs.
        ServerSetting("jit", "off"),
        ServerSetting("random_page_cost", "1.1"),
        ServerSetting("max_connections", "100"),
        ServerSetting("shared_buffers", "128MB"),
    ]

    /// The file `missieboek.conf`, which an embedded cluster's `postgresql.conf` includes at its end.
    static func configurationFile(socketFolder: String, durability: Durability) -> String {
        // A list of folders, so a name is quoted as in SQL; then the whole again as a value.
        let quotedFolder = "\"" + socketFolder.doubling("\"") + "\""
        let own = [
            ServerSetting("listen_addresses", ""),
            ServerSetting("port", port),
            ServerSetting("unix_socket_directories", quotedFolder),
            ServerSetting("unix_socket_permissions", "0700"),
        ]
        let lossy = ["fsync", "full_page_writes"].map { ServerSetting($0, "off") }
        let settings = shared + own + (durability == .none ? lossy : [])
        let lines = settings.map { "\($0.name) = '\($0.value.doubling("\\").doubling("'"))'" }
        return """
            # Written anew at each start. Your own settings belong in postgresql.auto.conf: alter system set …

            """ + lines.joined(separator: "\n") + "\n"
    }
}

extension String {
    /// The string with each occurrence of a character written twice.
    fileprivate func doubling(_ character: Character) -> String {
        split(separator: character, omittingEmptySubsequences: false).joined(separator: "\(character)\(character)")
    }
}
