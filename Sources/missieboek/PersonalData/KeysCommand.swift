import ArgumentParser
import PostgresClient
import TradeMissions

/// `missieboek keys …`: the keys of names and other personal data.
struct KeysCommand: ParsableCommand, Documented {
    static let configuration = CommandConfiguration(
        commandName: "keys", subcommands: [Backup.self, Restore.self, Rotate.self, Purge.self])

    static let help = HelpPage(
        title: Phrase(
            nl: "De sleutels van namen en andere persoonsgegevens",
            en: "The keys of names and other personal data"),
        usage: "keys backup|restore|rotate|purge", options: [],
        examples: ["missieboek keys backup sleutels-2026-03-16.keys", "missieboek keys purge"],
        details: [
            Phrase(
                nl:
                    "Namen, nummers en contacten liggen versleuteld in de database, met een sleutel voor elke persoon of "
                    + "organisatie. Die sleutels zijn verpakt met de sleutel in een bestand buiten de database: "
                    + "MISSIEBOEK_REGISTER_KEY, anders register.key in MISSIEBOEK_HOME. Bewaar dat bestand apart van back-ups: "
                    + "zonder dat bestand leest niemand een naam, ook u niet.",
                en:
                    "Names, numbers and contacts lie sealed in the database, with a key for each person or organisation. "
                    + "Those keys are wrapped by the key in a file outside the database: MISSIEBOEK_REGISTER_KEY, else "
                    + "register.key in MISSIEBOEK_HOME. Keep that file apart from backups: without it nobody reads a name, "
                    + "you included.")
        ])
}
