import EmbeddedPostgres
import FoundationEssentials
import PostgresClient
import PostgresEventStore
import Synchronization

/// A connection to the private cluster that is begun before the command line is parsed.
///
/// The parser takes as long as the server takes to make its side ready. The parser also makes the commands, so that
/// nothing can be handed to them: the connection waits here until a session takes it.
enum HeadStart {
    private static let begun = Mutex<PendingConnection?>(nil)

    /// Asks for a connection when these arguments call for one and the cluster runs; a session makes do without.
    static func begin(for arguments: [String]) {
        guard let found = DocumentedCommand.named(by: arguments), found.command.parser.asksDatabase,
            !namesDatabase(arguments), case .running? = try? Session.embeddedCluster.state(), let options
        else { return }
        begun.withLock { $0 = PendingConnection(options) }
    }

    /// The store over the connection that was begun; nil when there is none, or it cannot be made.
    static func store() -> PostgresEventStore? {
        guard let pending = begun.withLock({ $0.take() }), let options else { return nil }
        do { return PostgresEventStore(options, over: try pending.finish(), keys: Session.homeKeyFile) } catch {
            return nil
        }
    }

    /// Takes leave of the server, if no session took the connection.
    static func end() {
        begun.withLock { $0 = nil }
    }

    private static var options: ConnectionOptions? {
        (try? Session.embeddedCluster.connectionString()).map { ConnectionOptions(address: $0) }
    }

    /// As ``Session/namedAddress(_:)`` finds it once the options are parsed.
    private static func namesDatabase(_ arguments: [String]) -> Bool {
        arguments.contains { $0.hasPrefix("--database") }
            || ProcessEnvironment.variables[Session.databaseVariable].map { !$0.isEmpty } ?? false
    }
}
