import ArgumentParser
import CanonicalJSON
import EmbeddedPostgres
import TradeMissions

extension DatabaseCommand {
    struct Stop: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "stop")

        static let help = HelpPage(
            title: Phrase(nl: "De eigen database stoppen", en: "Stop the private database"),
            usage: "db stop", options: [], examples: ["missieboek db stop"],
            details: [
                Phrase(
                    nl: "Wat is vastgelegd, blijft. De volgende opdracht die de database nodig heeft, start haar weer.",
                    en: "What was recorded stays. The next command that needs the database starts it again.")
            ])

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let cluster = try DatabaseCommand.embeddedCluster(options)
            let report = try await cluster.stop()
            try options.console.print(
                Phrase(nl: report.dutch, en: report.english),
                json: try cluster.state().node(home: cluster.home, [Member("changed", .bool(report == .stopped))]),
                as: options.output)
        }
    }
}
