import ArgumentParser
import CanonicalJSON
import EmbeddedPostgres
import TradeMissions

extension DatabaseCommand {
    struct URL: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "url")

        static let help = HelpPage(
            title: Phrase(
                nl: "Het adres van de database, voor psql en andere programma's",
                en: "The database's address, for psql and other programs"),
            usage: "db url [--superuser]",
            options: [
                (
                    "--superuser",
                    Phrase(
                        nl: "als superuser van de eigen database, voor beheer",
                        en: "as the private database's superuser, for administration")
                )
            ],
            examples: ["psql \"$(missieboek db url)\""],
            details: [
                Phrase(
                    nl:
                        "Start niets: daarvoor is missieboek db start. Is er nog geen database, dan is er geen adres en "
                        + "is de afsluitcode 69.",
                    en: "Starts nothing: missieboek db start does. While there is no database yet there is no address "
                        + "and the exit code is 69."
                )
            ])

        @Flag var superuser = false
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let console = options.console
            let url: String
            if !superuser, let address = try Session.namedAddress(options) {
                url = address
            } else {
                let cluster = try DatabaseCommand.embeddedCluster(options)
                try DatabaseCommand.requireDatabase(options)
                url = try cluster.connectionString(as: superuser ? .superuser : .operator)
                let state = try cluster.state()
                if state == .stopped {
                    console.say(
                        Phrase(
                            nl: "\(state.dutch) Starten: missieboek db start",
                            en: "\(state.english) To start it: missieboek db start"))
                }
            }
            try console.print(Phrase(same: url), json: ["url": .string(url)], as: options.output)
        }
    }
}
