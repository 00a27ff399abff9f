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

    /// Behind it stands the severity, as in `… 42501 [local] post@missieboek |ERROR:  …`.
    package static let logLinePrefix = "%m [%p] %e %q%r %u@%d |"

    /// What shows of a refusal, and what must not show of it: without these a server's log says too little, or too much.
    package static let ofDenials: [ServerSetting] = shared.filter {
        ["log_error_verbosity", "log_min_error_statement", "log_line_prefix", "log_timezone"].contains($0.name)
    }

    /// The settings of every server of this project.
    package static let shared: [ServerSetting] = [
        // What was acknowledged is on disk: PostgreSQL's defaults, said aloud.
        ServerSetting("fsync", "on"),
        ServerSetting("synchronous_commit", "on"),
        ServerSetting("full_page_writes", "on"),
        // A file of the log that is used again holds what it held before, keys that were destroyed included.
        ServerSetting("wal_recycle", "off"),
        // No personal data in the server's log: neither statements nor the values that an error quotes.
        ServerSetting("log_error_verbosity", "terse"),
        ServerSetting("log_min_error_statement", "panic"),
        ServerSetting("log_statement", "none"),
        // Who was refused what: time, process, code, and of a session the client, the login and the database. Not as JSON
        // or CSV: PostgreSQL writes what an error quotes there, however terse it was told to be.
        ServerSetting("log_line_prefix", logLinePrefix),
        ServerSetting("lc_messages", "C"),
        ServerSetting("timezone", "UTC"),
        ServerSetting("log_timezone", "UTC"),
        // Compiling a query takes longer than any query here runs.
        ServerSetting("jit", "off"),
        ServerSetting("random_page_cost", "1.1"),
        ServerSetting("max_connections", "100"),
        ServerSetting("shared_buffers", "128MB"),
    ]

    /// What pgaudit adds to the log: each change of a definition or a right that was carried out, by its kind alone.
    static let ofAudit: [ServerSetting] = [
        ServerSetting("shared_preload_libraries", "pgaudit"),
        ServerSetting("pgaudit.log", "ddl, role"),
        ServerSetting("pgaudit.log_catalog", "off"),
        ServerSetting("pgaudit.log_parameter", "off"),
        ServerSetting("pgaudit.log_statement", "off"),
    ]

    /// The file `missieboek.conf`, which an embedded cluster's `postgresql.conf` includes at its end.
    ///
    /// `haveAuditLibrary` is whether the server can load pgaudit.
    static func configurationFile(socketFolder: String, durability: Durability, haveAuditLibrary: Bool) -> String {
        // A list of folders, so a name is quoted as in SQL; then the whole again as a value.
        let quotedFolder = "\"" + socketFolder.doubling("\"") + "\""
        let own = [
            ServerSetting("listen_addresses", ""),
            ServerSetting("port", port),
            ServerSetting("unix_socket_directories", quotedFolder),
            ServerSetting("unix_socket_permissions", "0700"),
            // Into files of a limited size, each day another one, beside the data and so in no copy of them.
            ServerSetting("logging_collector", "on"),
            ServerSetting("log_destination", "stderr"),
            ServerSetting("log_directory", "../\(ClusterLayout.logFolderName)"),
            ServerSetting("log_filename", "server-%Y%m%d-%H%M%S.log"),
            ServerSetting("log_file_mode", "0600"),
            ServerSetting("log_rotation_age", "1d"),
            ServerSetting("log_rotation_size", "16MB"),
        ]
        let lossy = ["fsync", "full_page_writes"].map { ServerSetting($0, "off") }
        let settings = shared + own + (haveAuditLibrary ? ofAudit : []) + (durability == .none ? lossy : [])
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
