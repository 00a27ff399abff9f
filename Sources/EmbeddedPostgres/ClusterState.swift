/// Whether a cluster exists and is served.
package enum ClusterState: Hashable, Sendable {
    /// There is no cluster yet.
    case absent
    case stopped
    /// The server runs but does not accept connections yet, for instance while it recovers from a crash.
    case starting
    case running(processID: Int32)
}

/// How much a cluster does to survive a crash of the machine.
package enum Durability: Hashable, Sendable {
    /// What was acknowledged is on disk.
    case full
    /// For tests: the data is lost when the machine crashes.
    case none
}

/// The logins of a cluster.
///
/// Operating-system users reach them by `peer` authentication.
package enum ClusterRole: String, Hashable, Sendable, CaseIterable {
    /// The login of all daily work, with no more rights than the schema grants it.
    case `operator` = "missieboek"
    /// The login of whoever destroys keys of personal data.
    case keeper = "missieboek_keeper"
    /// The login of whoever verifies the log: it reads, and what somebody has put in the way of that gains nothing by it.
    case inspector = "missieboek_inspector"
    /// The superuser, for migrations, backup, restore and what clears the server's files only.
    case superuser = "missieboek_superuser"
}

/// What ``EmbeddedCluster/start()`` did.
package enum StartReport: Hashable, Sendable {
    /// The cluster was made in the folder, and started.
    case initialised(folder: String)
    case started(folder: String)
    case alreadyRunning(processID: Int32)

    /// Whether a server runs now that did not run before.
    package var didStart: Bool {
        switch self {
        case .initialised, .started: true
        case .alreadyRunning: false
        }
    }
}

/// What ``EmbeddedCluster/stop()`` did.
package enum StopReport: Hashable, Sendable {
    case stopped
    case notRunning
}
