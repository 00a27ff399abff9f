import CommandBus
import EmbeddedPostgres
import EventSourcing
import FoundationEssentials
import PostgresClient
import PostgresEventStore
import TradeMissions

/// One run of the program on one database.
struct Session {
    var console: Console
    let options: GlobalOptions
    let store: PostgresEventStore
    /// Nil unless a replica answers.
    var replica: ReplicaLag?
    /// Nil unless the login sees only what lies within a scope.
    var scoped: ScopedStart?
    /// As of which position names are shown; nil for now.
    var namesPosition: Int64?

    /// Connects: to the database that is named, or to a private cluster, which is started when it must be.
    static func open(_ options: GlobalOptions) async throws -> Session {
        try requireNoReplica(options)
        return try await open(options) { try? $0.schemaStanding() == .current ? () : nil }.session
    }

    /// The same with what a question needs to know first, read at one go; nil when it could not be.
    static func open(
        _ options: GlobalOptions, glancingAt model: ProjectionName?
    ) async throws -> (session: Session, found: Glance?) {
        try await open(options) { $0.glance(at: model) }
    }

    /// Over the first connection that is there, when `look` finds something: that is only in a database whose schema
    /// is this program's.
    ///
    /// Where it finds nothing, ``openWithSchema(_:)`` makes up for what is missing, or fails with the reason.
    private static func open<Found>(
        _ options: GlobalOptions, _ look: (PostgresEventStore) -> Found?
    ) async throws -> (session: Session, found: Found?) {
        if let store = try connectedStore(options), let found = look(store) {
            return (Session(console: options.console, options: options, store: store), found)
        }
        return (try await openWithSchema(options), nil)
    }

    /// The store of the database that is named, or of a private cluster to which a connection was begun.
    private static func connectedStore(_ options: GlobalOptions) throws -> PostgresEventStore? {
        guard let address = try namedAddress(options) else { return HeadStart.store() }
        return try PostgresEventStore(ConnectionOptions(named: address), keys: keyFile(options))
    }

    private static func requireNoReplica(_ options: GlobalOptions) throws(Failure) {
        guard options.replica != nil else { return }
        throw Failure(
            .usage,
            Phrase(
                nl: "--replica is alleen voor vragen: op een replica wordt niets vastgelegd",
                en: "--replica is for questions only: nothing is recorded on a replica"))
    }

    private static func openWithSchema(_ options: GlobalOptions) async throws -> Session {
        let console = options.console
        if let address = try namedAddress(options) {
            let store = try PostgresEventStore(ConnectionOptions(named: address), keys: keyFile(options))
            try requireSchema(store)
            return Session(console: console, options: options, store: store)
        }
        let cluster = embeddedCluster
        console.say(try await cluster.start())
        return Session(console: console, options: options, store: try await migratedStore(of: cluster))
    }

    /// A database that is somebody else's is never migrated unasked.
    static func requireSchema(_ store: PostgresEventStore) throws {
        let what: Phrase
        switch try store.schemaStanding() {
        case .current: return
        case .missing:
            what = Phrase(nl: "deze database heeft nog geen schema", en: "this database has no schema yet")
        case .other:
            what = Phrase(
                nl: "het schema van deze database is ouder of nieuwer dan dit programma",
                en: "this database's schema is older or newer than this program")
        case .untold:
            throw Failure(
                .verificationFailed,
                Phrase(
                    nl:
                        "welk schema deze database heeft, is niet na te gaan: het logboek is er, en schema_history.current() is "
                        + "weg of noemt niets. Geen programma van missieboek doet dat.\nVolgende stap: verander niets, en "
                        + "waarschuw de auditor; daarna zet Schema/functions/schema_history/current.sql van deze uitgave haar "
                        + "terug, en Schema/grants/grants.sql haar rechten. Noemt zij ook dan niets, zet dan een back-up in een lege "
                        + "database terug: missieboek db restore",
                    en:
                        "which schema this database has cannot be told: the log is there, and schema_history.current() is gone "
                        + "or names nothing. No program of missieboek does that.\nNext step: change nothing, and call the "
                        + "auditor; after that, Schema/functions/schema_history/current.sql of this release puts it back, and "
                        + "Schema/grants/grants.sql its rights. If it names nothing even then, restore a backup "
                        + "into an empty database: missieboek db restore"
                ))
        case .lost:
            throw Failure(
                .verificationFailed,
                Phrase(
                    nl:
                        "welk schema deze database heeft, is niet na te gaan: het logboek is er, en schema_history, waar dat "
                        + "wordt bijgehouden, is weg. Geen programma van missieboek doet dat.\nVolgende stap: verander niets, en "
                        + "waarschuw de auditor; zet daarna een back-up in een lege database terug: missieboek db restore",
                    en:
                        "which schema this database has cannot be told: the log is there, and schema_history, where that is "
                        + "kept, is gone. No program of missieboek does that.\nNext step: change nothing, and call the auditor; "
                        + "after that, restore a backup into an empty database: missieboek db restore"
                ))
        }
        throw Failure(
            .databaseUnavailable,
            Phrase(
                nl:
                    "\(what.nl).\nVolgende stap, als superuser of lid van missieboek_owner: missieboek db migrate --database URL",
                en:
                    "\(what.en).\nNext step, as a superuser or a member of missieboek_owner: missieboek db migrate --database URL"
            ))
    }

    /// The store of an embedded cluster that runs, after bringing it to this program's schema when it must be.
    static func migratedStore(of cluster: EmbeddedCluster) async throws -> PostgresEventStore {
        let options = ConnectionOptions(address: try cluster.connectionString())
        // A database whose login is not there yet cannot be logged in to.
        if let store = try? PostgresEventStore(options, keys: homeKeyFile), try store.schemaStanding() == .current {
            return store
        }
        _ = try migrate(address: cluster.connectionString(as: .superuser), keys: homeKeyFile)
        try await cluster.renewLogins()
        return try PostgresEventStore(options, keys: homeKeyFile)
    }

    /// The database that the user named, if any.
    ///
    /// Fails when it is no address at all.
    static func namedAddress(_ options: GlobalOptions) throws(Failure) -> String? {
        try address(options.database, named: "--database", else: databaseVariable)
    }

    /// The replica that the user named for questions, if any.
    static func replicaAddress(_ options: GlobalOptions) throws(Failure) -> String? {
        try address(options.replica, named: "--replica", else: "MISSIEBOEK_REPLICA_URL")
    }

    /// Where `follow` is to listen, if the user named it.
    static func listenAddress(_ given: String?) throws(Failure) -> String? {
        try address(given, named: "--listen", else: "MISSIEBOEK_LISTEN_URL")
    }

    /// The server that is looked at itself: the replica that the user named on this command line, else the database.
    static func examinedServer(_ options: GlobalOptions) throws(Failure) -> ConnectionOptions? {
        if options.replica != nil { return try replicaAddress(options).map { ConnectionOptions(address: $0) } }
        guard let named = try namedAddress(options) else { return nil }
        return try ConnectionOptions(named: named)
    }

    private static func address(
        _ given: String?, named option: String, else variable: String
    ) throws(Failure) -> String? {
        let named = given ?? ProcessEnvironment.variables[variable]
        // A variable that is empty counts as none; an empty option is a mistake, as of a command that gave nothing.
        guard let named, given != nil || !named.isEmpty else { return nil }
        return try lawfulAddress(named, from: given == nil ? variable : option)
    }

    /// The same address; fails, naming where it is from, when it is none.
    static func lawfulAddress(_ named: String, from source: String) throws(Failure) -> String {
        guard ["postgresql://", "postgres://"].contains(where: named.hasPrefix) || named.contains("=") else {
            let example = "postgresql://missieboek@server/missieboek"
            throw Failure(
                .usage,
                Phrase(
                    nl: "\(source): \(named.shownSafely) is geen adres van een PostgreSQL-database, zoals \(example)",
                    en: "\(source): \(named.shownSafely) is no address of a PostgreSQL database, such as \(example)"))
        }
        return named
    }

    static let databaseVariable = "MISSIEBOEK_DATABASE_URL"

    static var embeddedCluster: EmbeddedCluster {
        EmbeddedCluster(home: EmbeddedCluster.home(in: ProcessEnvironment.variables))
    }

    /// The clock of this machine.
    static func now() -> Timestamp {
        Timestamp(microseconds: Int64((Date.now.timeIntervalSince1970 * 1_000_000).rounded()))
    }
}

extension Console {
    /// Says when a server was started that the user did not ask for.
    func say(_ report: StartReport) {
        guard report.didStart else { return }
        say(
            Phrase(
                nl: "\(report.dutch) Stoppen: missieboek db stop",
                en: "\(report.english) To stop it: missieboek db stop"))
    }
}
