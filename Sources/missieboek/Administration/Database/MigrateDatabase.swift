import ArgumentParser
import CanonicalJSON
import TradeMissions

extension DatabaseCommand {
    struct Migrate: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "migrate")

        static let help = HelpPage(
            title: Phrase(
                nl: "Het schema bijwerken tot dat van dit programma", en: "Bring the schema to this program's"),
            usage: "db migrate", options: [],
            examples: [
                "missieboek db migrate", "missieboek db migrate --database postgresql://eigenaar@server/missieboek",
            ],
            details: [
                Phrase(
                    nl:
                        "Alleen vooruit, alles of niets. Vraagt een login die superuser is, of lid van missieboek_owner als "
                        + "de rollen er zijn.",
                    en:
                        "Forward only, all or nothing. Needs a login that is a superuser, or a member of missieboek_owner "
                        + "once the roles are there.")
            ])

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let console = options.console
            let paths = try Session.migrate(address: try await DatabaseCommand.ownerAddress(options, console))
            let done =
                paths.isEmpty
                ? Phrase(nl: "Het schema was al bijgewerkt.", en: "The schema was up to date already.")
                : Phrase(
                    nl: "Toegepast: \(paths.count) bestanden.\n" + paths.joined(separator: "\n"),
                    en: "Applied: \(paths.count) files.\n" + paths.joined(separator: "\n"))
            try console.print(done, json: ["applied": .array(paths.map(Node.string))], as: options.output)
        }
    }
}
