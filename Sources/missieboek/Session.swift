import EmbeddedPostgres
import EventSourcing
import FoundationEssentials
import PostgresClient
import PostgresEventStore
import TradeMissions

/// One run of the program on one database.
struct Session {
    let console: Console
    let options: GlobalOptions
    let store: PostgresEventStore

    /// Connects: to the database that is named, or to a private cluster, which is started when it must be.
    static func open(_ options: GlobalOptions) async throws -> Session {
        let console = options.console
        return Session(console: console, options: options, store: try await store(options, console))
    }

    /// The store on the named database, or on an embedded cluster that is made, started and migrated first.
    private static func store(_ options: GlobalOptions, _ console: Console) async throws -> PostgresEventStore {
        if let address = namedAddress(options) { return try PostgresEventStore(ConnectionOptions(address: address)) }
        let cluster = embeddedCluster
        console.sayWhatHappened(try await cluster.start())
        return try migratedStore(on: cluster)
    }

    /// The database that the user named, if any.
    static func namedAddress(_ options: GlobalOptions) -> String? {
        let named = options.database ?? ProcessInfo.processInfo.environment["MISSIEBOEK_DATABASE_URL"]
        return named.flatMap { $0.isEmpty ? nil : $0 }
    }

    static var embeddedCluster: EmbeddedCluster {
        EmbeddedCluster(home: EmbeddedCluster.home(in: ProcessInfo.processInfo.environment))
    }

    /// The position and moment at which the user wants to look back; nil for now.
    func cut() throws -> (position: Int64?, validAt: Timestamp?) {
        let validAt = try options.validAt.map { try Timestamp(text: $0) }
        guard let asOf = options.asOf else { return (nil, validAt) }
        if let position = Int64(asOf) { return (try min(position, store.advanceWatermark()), validAt) }
        return (try store.watermark(at: Timestamp(text: asOf)), validAt)
    }

    /// The clock of this machine.
    static func now() -> Timestamp {
        Timestamp(microseconds: Int64((Date.now.timeIntervalSince1970 * 1_000_000).rounded()))
    }
}

extension Console {
    fileprivate func sayWhatHappened(_ report: StartReport) {
        switch report {
        case .initialised(let folder):
            say(
                Phrase(
                    nl: "PostgreSQL is aangemaakt en gestart in \(folder); stoppen: missieboek db stop",
                    en: "PostgreSQL was set up and started in \(folder); to stop it: missieboek db stop"))
        case .started(let folder):
            say(
                Phrase(
                    nl: "PostgreSQL is gestart in \(folder); stoppen: missieboek db stop",
                    en: "PostgreSQL was started in \(folder); to stop it: missieboek db stop"))
        case .alreadyRunning: break
        }
    }
}
