import ArgumentParser
import CanonicalJSON
import EmbeddedPostgres
import TradeMissions

extension DatabaseCommand {
    struct Start: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "start")

        static let help = HelpPage(
            title: Phrase(
                nl: "De eigen database starten; maakt haar als zij er niet is",
                en: "Start the private database; makes it when there is none"),
            usage: "db start", options: [], examples: ["missieboek db start"])

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let cluster = try DatabaseCommand.embeddedCluster(options)
            let report = try await cluster.start()
            _ = try await Session.migratedStore(of: cluster)
            try options.console.print(
                Phrase(nl: report.dutch, en: report.english),
                json: try cluster.state().node(home: cluster.home, [Member("changed", .bool(report.didStart))]),
                as: options.output)
        }
    }
}
