import ArgumentParser
import CanonicalJSON
import EmbeddedPostgres
import PostgresClient
import PostgresEventStore
import TradeMissions

extension DatabaseCommand {
    struct Replicate: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "replicate")

        static let help = HelpPage(
            title: Phrase(
                nl: "Hier een replica maken die een andere server volgt",
                en: "Make a replica here that follows another server"),
            usage: "db replicate URL [--ground TEXT]",
            options: [
                (
                    "URL",
                    Phrase(
                        nl: "de server die wordt gevolgd; de login moet mogen repliceren",
                        en: "the server to follow; the login must be allowed to replicate")
                ),
                GroundOption.help,
            ],
            examples: [
                "MISSIEBOEK_HOME=/srv/replica missieboek db replicate \"$(missieboek db url --superuser)\"",
                "missieboek board --replica \"$(MISSIEBOEK_HOME=/srv/replica missieboek db url)\"",
            ],
            details: [
                Phrase(
                    nl:
                        "Maakt in MISSIEBOEK_HOME een eigen database uit de bestanden van de andere en start haar: een standby "
                        + "van PostgreSQL, met streaming replication. Vragen beantwoordt zij met --replica; vastleggen kan er "
                        + "pas na missieboek db promote.",
                    en:
                        "Makes a private database in MISSIEBOEK_HOME of the other one's files and starts it: a standby of "
                        + "PostgreSQL, by streaming replication. It answers questions with --replica; nothing is recorded "
                        + "there before missieboek db promote."),
                Phrase(
                    nl:
                        "De replica volgt asynchroon, tenzij de andere server haar in synchronous_standby_names noemt. Was zij "
                        + "te lang weg, dan heeft die server het logboek niet meer: verwijder de map en maak haar opnieuw.",
                    en:
                        "The replica follows asynchronously, unless the other server names it in synchronous_standby_names. "
                        + "When it was away too long, that server has its log no more: remove the folder and make it anew."
                ),
            ])

        @Argument var url: String
        @OptionGroup var ground: GroundOption
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try ground.requireLawful()
            let url = try Session.lawfulAddress(url, from: "URL")
            let cluster = try DatabaseCommand.embeddedCluster(options)
            try await WholeCopy(.replicate, of: url, options, on: ground).make {
                try await follow(url, by: cluster)
            }
        }

        private func follow(_ url: String, by cluster: EmbeddedCluster) async throws {
            let report = try await cluster.follow(connection: ConnectionOptions(address: url).environment)
            let follows = try Self.waitForPrimary(ConnectionOptions(address: cluster.connectionString(as: .superuser)))
            try options.console.print(
                follows
                    ? Phrase(
                        nl: "\(report.dutch) Zij volgt nu de andere server.",
                        en: "\(report.english) It follows the other server now.")
                    : Phrase(
                        nl: "\(report.dutch) Zij hoort nog niets van de andere server: missieboek doctor",
                        en: "\(report.english) It hears nothing of the other server yet: missieboek doctor"),
                json: try cluster.state().node(home: cluster.home, [Member("follows", .bool(follows))]),
                as: options.output)
        }

        /// Waits until the primary has said how far its log reaches: ten seconds at most.
        private static func waitForPrimary(_ options: ConnectionOptions) throws(PostgresError) -> Bool {
            let connection = try Connection(options)
            for _ in 0..<200 {
                // The other server's schema may be older: the replica follows it all the same.
                let standing = try? connection.executeOne(ReplicaStanding())
                if let standing, standing.isStreaming, standing.reportedEnd != nil { return true }
                Inquiry.block(.milliseconds(50))
            }
            return false
        }
    }
}
