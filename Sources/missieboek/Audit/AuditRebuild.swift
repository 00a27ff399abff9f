import ArgumentParser
import TradeMissions

extension AuditCommand {
    struct Rebuild: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "rebuild")

        static let help = HelpPage(
            title: Phrase(
                nl: "De map van de bewijzen herstellen, als het logboek nog is wat is ondertekend",
                en: "Mend the folder of the proofs, when the log still is what was signed"),
            usage: "audit rebuild [--folder FOLDER] [--key-file FILE | --public-key KEY]",
            options: [AuditPlaces.folderHelp, AuditPlaces.keyHelp, TrustedKeys.help],
            examples: ["missieboek audit rebuild"],
            details: [
                Phrase(
                    nl:
                        "Voor een map waaruit bestanden zijn verdwenen of beschadigd, en waarvan de ijkpunten er nog zijn. Leidt "
                        + "het logboek niet tot ieder ondertekend ijkpunt, dan blijft de map zoals zij is, en is de afsluitcode "
                        + "5.",
                    en:
                        "For a folder from which files have gone or were damaged, and whose checkpoints are still there. When "
                        + "the log does not lead to each checkpoint that was signed, the folder stays as it is, and the exit "
                        + "code is 5.")
            ])

        @OptionGroup var keys: TrustedKeys
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let arguments = try keys.arguments(options)
            try await AuditProgram.onDatabase(options).run(["rebuild"] + arguments)
        }
    }
}
