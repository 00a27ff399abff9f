import ArgumentParser
import CanonicalJSON
import EmbeddedPostgres
import FoundationEssentials
import PostgresClient
import PostgresEventStore
import TradeMissions

extension DatabaseCommand {
    struct Restore: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "restore")

        static let help = HelpPage(
            title: Phrase(nl: "Een back-up terugzetten in een leeg boek", en: "Restore a backup into an empty book"),
            usage: "db restore FILE",
            options: [
                ("FILE", Phrase(nl: "een bestand van missieboek db backup", en: "a file of missieboek db backup"))
            ],
            examples: ["MISSIEBOEK_HOME=/srv/nieuw missieboek db restore boek-2026-03-16.dump"],
            details: [
                Phrase(
                    nl:
                        "Een boek waarin iets is vastgelegd, wordt niet overschreven (INV-27). Na afloop wordt het logboek "
                        + "nagerekend; vindt dat iets, dan is de afsluitcode 5.",
                    en:
                        "A book in which something was recorded is not overwritten (INV-27). Afterwards the log is checked; "
                        + "when that finds something, the exit code is 5.")
            ])

        @Argument(completion: .file()) var file: String
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let console = options.console
            let path = file.absolutePath
            guard FileManager.default.fileExists(atPath: path) else {
                throw Failure(.notFound, Phrase(nl: "\(file) bestaat niet", en: "there is no file \(file)"))
            }
            let address = try await DatabaseCommand.ownerAddress(options, console)
            // The roles that own what comes back must be there, and so must something to look into.
            _ = try Session.migrate(address: address)
            try Self.makeRoom(address)
            let backup = DatabaseBackup(connection: try ConnectionOptions(address: address).environment)
            do throws(EmbeddedPostgresError) {
                try await backup.read(from: path)
            } catch {
                // The book was empty and is empty again.
                _ = try? Session.migrate(address: address)
                throw Failure(
                    .badInput,
                    Phrase(
                        nl: "\(file) is niet teruggezet; het boek is leeg gebleven.\n\(error.dutch)",
                        en: "\(file) was not restored; the book stayed empty.\n\(error.english)"))
            }
            _ = try Session.migrate(address: address)
            try report(on: try Connection(ConnectionOptions(address: address)), console)
        }

        /// Drops the schemas of an empty book, or refuses.
        private static func makeRoom(_ address: String) throws {
            var connection = try Connection(ConnectionOptions(address: address))
            let contents = try connection.transaction { (connection) throws(PostgresError) in
                try connection.run(DropSchemas.lock)
                let contents = try connection.executeOne(LogContents())
                guard contents.isEmpty else { return .rollBack(contents) }
                try connection.run(DropSchemas.sql)
                return .commit(contents)
            }
            guard contents.isEmpty else {
                throw Failure(
                    .ruleRefused,
                    Phrase(
                        nl:
                            "dit boek is niet leeg: \(contents.events) gebeurtenissen, \(contents.commands) opdrachten, "
                            + "\(contents.registerEntries) inschrijvingen. Er is niets teruggezet (INV-27).\n"
                            + "Volgende stap: zet terug in een nieuwe map, met MISSIEBOEK_HOME, of in een lege database.",
                        en: "this book is not empty: \(contents.events) events, \(contents.commands) commands, "
                            + "\(contents.registerEntries) register entries. Nothing was restored (INV-27).\n"
                            + "Next step: restore into a new folder, with MISSIEBOEK_HOME, or into an empty database."))
            }
        }

        private func report(on connection: borrowing Connection, _ console: Console) throws {
            let contents = try connection.executeOne(LogContents())
            let findings = try connection.execute(LogFindings())
            try console.print(
                Phrase(
                    nl: "Teruggezet: \(contents.events) gebeurtenissen, \(contents.commands) opdrachten.",
                    en: "Restored: \(contents.events) events, \(contents.commands) commands."),
                json: [
                    "events": .number(String(contents.events)), "commands": .number(String(contents.commands)),
                    "findings": .array(findings.map(Node.string)),
                ], as: options.output)
            guard findings.isEmpty else {
                let list = findings.joined(separator: "\n")
                throw Failure(
                    .verificationFailed,
                    Phrase(
                        nl: "het teruggezette logboek klopt niet:\n\(list)",
                        en: "the restored log does not add up:\n\(list)"))
            }
        }
    }
}
