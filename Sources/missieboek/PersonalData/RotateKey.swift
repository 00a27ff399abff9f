import ArgumentParser
import CanonicalJSON
import EventSourcing
import PersonalDataSealing
import PostgresClient
import PostgresEventStore
import TradeMissions

extension KeysCommand {
    struct Rotate: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "rotate")

        static let help = HelpPage(
            title: Phrase(
                nl: "De sleutel buiten de database vervangen", en: "Replace the key outside the database"),
            usage: "keys rotate", options: [], examples: ["missieboek keys rotate"],
            details: [
                Phrase(
                    nl:
                        "Maakt een nieuwe sleutel, verpakt alle sleutels opnieuw, en zet het nieuwe bestand in de plaats van het "
                        + "oude. Werk gaat door. Wordt dit afgebroken, dan staan beide bestanden er (FILE en FILE.next) en "
                        + "gebruikt het programma het geldige; nog eens geven maakt het af. Back-ups van de sleutels van "
                        + "eerder horen bij de oude sleutel. Daarna: missieboek keys purge.",
                    en:
                        "Makes a new key, wraps all keys anew, and puts the new file in the place of the old one. Work goes on. "
                        + "When this is broken off, both files are there (FILE and FILE.next) and the program uses the one in "
                        + "force; giving it again completes it. Backups of the keys from before belong to the old key. "
                        + "Then: missieboek keys purge.")
            ])

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            guard let file = try Session.keyFile(options) else { throw Failure(KeyTrouble.fileNotNamed) }
            try DatabaseCommand.requireDatabase(options)
            let connection = try await KeysCommand.connection(options)
            let count: Int64
            do throws(StoreFailure) {
                count = try KeyRotation(file: file).run(over: connection)
            } catch {
                throw Failure(error)
            }
            try options.console.print(
                Phrase(
                    nl:
                        "Nieuwe sleutel: \(file.path). Opnieuw verpakt: \(count) sleutels. Volgende stap: missieboek keys purge",
                    en: "New key: \(file.path). Wrapped anew: \(count) keys. Next step: missieboek keys purge"),
                json: ["file": .string(file.path), "keys": .number(String(count))], as: options.output)
        }
    }
}
