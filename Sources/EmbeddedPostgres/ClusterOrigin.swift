import FoundationEssentials

/// What a new cluster is made of.
enum ClusterOrigin: Sendable {
    case empty
    case backup(BaseBackup)
    /// The files of a running server, which the cluster then follows; `connection` is how it reaches it.
    case standby(connection: [String: String])
}

/// The files of a server.
enum DataFolder {
    /// As its file `PG_VERSION` says; nil when this is no such folder.
    static func majorVersion(of folder: String) -> Int? {
        FileManager.default.contents(atPath: folder + "/PG_VERSION")
            .flatMap { Int(String(decoding: $0, as: UTF8.self).prefix { $0.isNumber }) }
    }

    /// What makes a server a standby of another, or keeps it from being one.
    ///
    /// A backup of a standby holds the first two.
    static let standbyFiles = ["standby.signal", "recovery.signal"]

    /// Settings that only a standby has, in its `postgresql.auto.conf`.
    ///
    /// Whoever promotes it by hand finds it read-only: nothing is appended before `db promote` has seen to it that no
    /// position is given out twice. A primary that is silent is asked after half of the time-out, so that the standby's
    /// lag is known that exactly also when nothing is recorded. The standbys that the primary waits for are not there to be
    /// waited for when this one has taken over.
    static let standbySettings = [
        ServerSetting("default_transaction_read_only", "on"),
        ServerSetting("wal_receiver_timeout", "5s"),
        ServerSetting("synchronous_standby_names", ""),
    ]
}
