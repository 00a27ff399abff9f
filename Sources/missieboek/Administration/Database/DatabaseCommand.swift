import ArgumentParser
import CanonicalJSON
import CommandBus
import EmbeddedPostgres
import TradeMissions

/// `missieboek db …`: the database itself.
struct DatabaseCommand: ParsableCommand, Documented {
    static let configuration = CommandConfiguration(
        commandName: "db",
        subcommands: [
            Start.self, Stop.self, Status.self, Migrate.self, URL.self, Backup.self, Restore.self, Replicate.self,
            Promote.self,
        ])

    static let help = HelpPage(
        title: Phrase(
            nl: "De database: starten, stoppen, migreren, back-up, replica",
            en: "The database: start, stop, migrate, back up, replicate"),
        usage: "db start|stop|status|migrate|url|backup|restore|replicate|promote", options: [],
        examples: ["missieboek db status", "missieboek db backup boek.dump", "psql \"$(missieboek db url)\""],
        details: [
            Phrase(
                nl: "Zonder --database of MISSIEBOEK_DATABASE_URL gaat het om een eigen PostgreSQL in MISSIEBOEK_HOME "
                    + "(.missieboek): zonder netwerk, gestart zodra een opdracht haar nodig heeft.",
                en:
                    "Without --database or MISSIEBOEK_DATABASE_URL this is about a private PostgreSQL in MISSIEBOEK_HOME "
                    + "(.missieboek): without network, started as soon as a command needs it.")
        ])

    /// The embedded cluster, for subcommands that are about nothing else.
    static func embeddedCluster(_ options: GlobalOptions) throws -> EmbeddedCluster {
        guard try Session.namedAddress(options) == nil else {
            throw Failure(
                .usage,
                Phrase(
                    nl:
                        "dit gaat alleen over de eigen database, maar --database of MISSIEBOEK_DATABASE_URL noemt een andere",
                    en:
                        "this is about the private database only, but --database or MISSIEBOEK_DATABASE_URL names another"
                ))
        }
        return Session.embeddedCluster
    }

    /// Fails when it is about a private database that is not there yet: for subcommands that have no use for a new one.
    static func requireDatabase(_ options: GlobalOptions) throws {
        guard try Session.namedAddress(options) == nil else { return }
        let cluster = Session.embeddedCluster
        let state = try cluster.state()
        guard state == .absent else { return }
        throw Failure(
            .databaseUnavailable,
            Phrase(
                nl: "\(state.dutch) Map: \(cluster.home)\nVolgende stap: missieboek db start, of noem de map met "
                    + "MISSIEBOEK_HOME",
                en: "\(state.english) Folder: \(cluster.home)\nNext step: missieboek db start, or name the folder by "
                    + "MISSIEBOEK_HOME"))
    }

    /// Where the owner of everything logs in: the named URL, or the embedded cluster's superuser after starting it.
    static func ownerAddress(_ options: GlobalOptions, _ console: Console) async throws -> String {
        if let address = try Session.namedAddress(options) { return address }
        let cluster = Session.embeddedCluster
        console.say(try await cluster.start())
        return try cluster.connectionString(as: .superuser)
    }
}

extension ClusterState {
    /// The state as one word, for programs.
    var word: String {
        switch self {
        case .absent: "absent"
        case .stopped: "stopped"
        case .starting: "starting"
        case .running: "running"
        }
    }

    var phrase: Phrase { Phrase(nl: dutch, en: english) }

    func node(home: String, _ more: [Member] = []) -> Node {
        var members = [Member("state", .string(word)), Member("home", .string(home))]
        if case .running(let processID) = self { members.append(Member("processId", .number(String(processID)))) }
        return .object(members + more)
    }
}

extension Console {
    /// Writes what was done: a sentence for people, an object for programs.
    func print(_ phrase: Phrase, json: Node, as format: OutputFormat) throws {
        switch format {
        case .table: try print(phrase.text(in: language))
        case .json: try print(json.prettyText)
        case .jsonl: try print(json.lineText)
        case .csv:
            guard case .object(let members) = json else { return }
            try print(
                lines: Table(
                    columns: members.map(\.key), rows: [members.map { $0.value.stringValue ?? $0.value.lineText }]
                ).csvLines)
        }
    }
}
