import ArgumentParser
import CanonicalJSON
import EmbeddedPostgres
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
                    nl: "Start niets. Alles nagaan: missieboek doctor. Met --replica: over die server.",
                    en: "Starts nothing. To check everything: missieboek doctor. With --replica: of that server.")
            ])

        static let scope: [ScopeOption] = [.replica]

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let console = options.console
            if let server = try Session.examinedServer(options) {
                let connection = try Connection(server)
                let standing = try SchemaMigrator().standing(connection)
                let version = connection.serverVersion / 10_000
                try console.print(
                    Phrase(
                        nl: "PostgreSQL \(version) is bereikbaar; \(standing.phrase.nl).",
                        en: "PostgreSQL \(version) can be reached; \(standing.phrase.en)."),
                    json: [
                        "state": "running", "serverVersion": .number(String(version)), "schema": .string(standing.word),
                    ], as: options.output)
                return
            }
            let cluster = Session.embeddedCluster
            let state = try cluster.state()
            try console.print(
                Phrase(nl: "\(state.dutch) Map: \(cluster.home)", en: "\(state.english) Folder: \(cluster.home)"),
                json: state.node(home: cluster.home), as: options.output)
        }
    }
}

extension SchemaStanding {
    var word: String {
        switch self {
        case .current: "current"
        case .missing: "missing"
        case .other: "other"
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
        }
    }
}
