import ArgumentParser
import CanonicalJSON
import EmbeddedPostgres
import TradeMissions

extension DatabaseCommand {
    struct Migrate: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "migrate")

        static let help = HelpPage(
            title: Phrase(
                nl: "Het schema bijwerken tot dat van dit programma", en: "Bring the schema to this program's"),
            usage: "db migrate [--verbose]",
            options: [
                ("--verbose", Phrase(nl: "noem elk bestand dat is toegepast", en: "name every file that was applied"))
            ],
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

        @Flag var verbose = false
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let console = options.console
            let address = try await DatabaseCommand.ownerAddress(options, console)
            let migration = try Session.migrate(address: address, keys: Session.keyFile(options))
            if try Session.namedAddress(options) == nil { try await Session.embeddedCluster.renewLogins() }
            try console.print(
                done(migration.paths) + sealed(migration.sealedEntries),
                json: [
                    "applied": .array(migration.paths.map(Node.string)),
                    "sealedEntries": migration.sealedEntries.map { .number(String($0)) } ?? .null,
                ], as: options.output)
        }

        private func sealed(_ count: Int?) -> Phrase {
            guard let count else { return Phrase(same: "") }
            return Phrase(
                nl:
                    "\nHet register is versleuteld: \(count) inschrijvingen stonden leesbaar in de database. In eerdere "
                    + "back-ups staan ze nog leesbaar; het WAL op schijf ruimt missieboek keys purge op.",
                en:
                    "\nThe register was sealed: \(count) entries lay readable in the database. Earlier backups still hold "
                    + "them readable; missieboek keys purge clears the WAL on disk.")
        }

        /// How many files were applied, and which: all of them, or the migrations, which are applied once and for all.
        private func done(_ paths: [String]) -> Phrase {
            guard !paths.isEmpty else {
                return Phrase(nl: "Het schema was al bijgewerkt.", en: "The schema was up to date already.")
            }
            if verbose {
                let list = paths.joined(separator: "\n")
                return Phrase(
                    nl: "Toegepast: \(paths.count) bestanden.\n\(list)", en: "Applied: \(paths.count) files.\n\(list)")
            }
            let migrations = paths.filter { $0.hasPrefix("migrations/") }.map { "\n" + $0 }
            let count = migrations.count
            return Phrase(
                nl: "Toegepast: \(paths.count) bestanden, waarvan \(count) migraties."
                    + migrations.joined(),
                en: "Applied: \(paths.count) files, of which \(count) migrations." + migrations.joined())
        }
    }
}
