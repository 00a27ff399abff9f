import ArgumentParser
import CanonicalJSON
import EmbeddedPostgres
import EventSourcing
import PostgresClient
import PostgresEventStore
import TradeMissions

extension DatabaseCommand {
    struct Status: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "status")

        static let help = HelpPage(
            title: Phrase(nl: "Of de database er is en draait", en: "Whether the database is there and runs"),
            usage: "db status", options: [],
            examples: ["missieboek db status", "missieboek db status --output json"],
            details: [
                Phrase(
                    nl:
                        "Start niets. Alles nagaan: missieboek doctor. Met --replica: over die server, en hoe ver hij achter is.",
                    en:
                        "Starts nothing. To check everything: missieboek doctor. With --replica: of that server, and how far it "
                        + "is behind.")
            ])

        static let scope: [ScopeOption] = [.replica]

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let console = options.console
            if let server = try Session.examinedServer(options) {
                let connection = try Connection(server)
                let standing = try SchemaMigrator().standing(connection)
                let version = connection.serverVersion / 10_000
                let reachable = Phrase(
                    nl: "PostgreSQL \(version) is bereikbaar; \(standing.phrase.nl).",
                    en: "PostgreSQL \(version) can be reached; \(standing.phrase.en).")
                let lag = standing == .current ? try replicaLag(of: server) : nil
                try console.print(
                    lag.map { reachable + Phrase(same: " ") + $0.distance } ?? reachable,
                    json: .object(
                        [
                            Member("state", "running"), Member("serverVersion", .number(String(version))),
                            Member("schema", .string(standing.word)),
                        ] + (lag.map { [Member("replica", $0.node)] } ?? [])), as: options.output)
                return
            }
            let cluster = Session.embeddedCluster
            let state = try cluster.state()
            try console.print(
                Phrase(nl: "\(state.dutch) Map: \(cluster.home)", en: "\(state.english) Folder: \(cluster.home)"),
                json: state.node(home: cluster.home), as: options.output)
        }

        /// How far a replica is behind; nil for a server that nobody called one, and that is none.
        private func replicaLag(of server: ConnectionOptions) throws -> ReplicaLag? {
            let store = try PostgresEventStore(server)
            let lag = try ReplicaLag(
                asking: { () throws(StoreFailure) in try store.replicaStanding() }, waitingBy: Inquiry.block)
            return lag.isStandby || options.replica != nil ? lag : nil
        }
    }
}

extension ReplicaLag {
    /// How far the server is behind, as a sentence.
    fileprivate var distance: Phrase {
        guard isStandby else {
            return Phrase(
                nl: "Deze server volgt geen andere (meer): hij is geen replica.",
                en: "This server follows no other (any more): it is no replica.")
        }
        let age = Phrase(
            nl: seconds.map { "hoogstens \($0) s" } ?? "onbekend hoeveel tijd",
            en: seconds.map { "at most \($0) s" } ?? "nobody knows how much time")
        return Phrase(
            nl: "Deze replica reikt tot positie \(position) en loopt \(age.nl) achter; "
                + "\(waitingEvents) posities verder is nog niet volledig.",
            en: "This replica reaches position \(position) and is \(age.en) behind; "
                + "\(waitingEvents) positions further on are not complete yet.")
    }
}

extension SchemaStanding {
    var word: String {
        switch self {
        case .current: "current"
        case .missing: "missing"
        case .other: "other"
        case .untold: "untold"
        case .lost: "lost"
        }
    }

    var phrase: Phrase {
        switch self {
        case .current: Phrase(nl: "het schema is dat van dit programma", en: "the schema is this program's")
        case .missing: Phrase(nl: "er is nog geen schema", en: "there is no schema yet")
        case .other:
            Phrase(
                nl: "het schema is ouder of nieuwer dan dit programma",
                en: "the schema is older or newer than this program")
        case .untold:
            Phrase(
                nl: "welk schema er is, is niet na te gaan: schema_history.current() is weg of noemt niets",
                en: "which schema there is cannot be told: schema_history.current() is gone or names nothing")
        case .lost:
            Phrase(
                nl: "welk schema er is, is niet na te gaan: schema_history, waar dat wordt bijgehouden, is weg",
                en: "which schema there is cannot be told: schema_history, where that is kept, is gone")
        }
    }

    /// Nil where there is nothing to do.
    var next: Phrase? {
        switch self {
        case .current: nil
        case .missing, .other: Phrase(same: "missieboek db migrate")
        case .untold, .lost:
            Phrase(nl: "verander niets, en waarschuw de auditor", en: "change nothing, and call the auditor")
        }
    }
}
