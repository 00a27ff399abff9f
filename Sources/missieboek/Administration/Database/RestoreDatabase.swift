import ArgumentParser
import AuditMessages
import CanonicalJSON
import EmbeddedPostgres
import PostgresClient
import PostgresEventStore
import TradeMissions

extension DatabaseCommand {
    struct Restore: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "restore")

        static let help = HelpPage(
            title: Phrase(nl: "Een back-up terugzetten in een leeg boek", en: "Restore a backup into an empty book"),
            usage: "db restore [FILE] [--physical FOLDER]",
            options: [
                ("FILE", Phrase(nl: "een bestand van missieboek db backup", en: "a file of missieboek db backup")),
                (
                    "--physical FOLDER",
                    Phrase(
                        nl: "een map van missieboek db backup --physical; er mag nog geen database zijn",
                        en: "a folder of missieboek db backup --physical; there may be no database yet")
                ),
            ],
            examples: [
                "MISSIEBOEK_HOME=/srv/nieuw missieboek db restore boek-2026-03-16.dump",
                "MISSIEBOEK_HOME=/srv/nieuw missieboek db restore --physical boek-2026-03-16",
            ],
            details: [
                Phrase(
                    nl:
                        "Een boek waarin iets is vastgelegd, wordt niet overschreven (INV-27). Na afloop wordt het logboek "
                        + "nagerekend; vindt dat iets, dan is de afsluitcode 5.",
                    en:
                        "A book in which something was recorded is not overwritten (INV-27). Afterwards the log is checked; "
                        + "when that finds something, the exit code is 5."),
                Phrase(
                    nl:
                        "Wat na de back-up is vastgelegd, ontbreekt. Dezelfde opdrachten nog eens, met hetzelfde nummer, "
                        + "leggen alleen vast wat ontbreekt; geen positie wordt voor iets anders gebruikt.",
                    en:
                        "What was recorded after the backup is missing. The same commands again, with the same ids, record "
                        + "only what is missing; no position is used for anything else."),
            ])

        @Argument(completion: .file()) var file: String?
        @Option(completion: .directory) var physical: String?
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            switch (file, physical) {
            case (let file?, nil): try await restoreDump(file)
            case (nil, let folder?):
                let address = try await restoreFiles(folder)
                try report(try begin(at: address), at: address)
            case (nil, nil), (.some, .some):
                throw Failure(
                    .usage,
                    Phrase(nl: "geef FILE of --physical FOLDER", en: "give either FILE or --physical FOLDER"))
            }
        }

        private func restoreDump(_ file: String) async throws {
            try BackupContents.requireDump(file)
            let address = try await DatabaseCommand.ownerAddress(options, options.console)
            try Self.requireEmpty(address)
            guard let closure = try DatabaseClosure.begin(ConnectionOptions(named: address)) else {
                throw Failure.beingRestored
            }
            // The roles that own what comes back must be there, and so must something to look into.
            _ = try Session.migrate(address: address, keys: Session.keyFile(options), isRestoring: true)
            try Self.makeRoom(address)
            let backup = DatabaseBackup(connection: try ConnectionOptions(address: address).environment)
            do throws(EmbeddedPostgresError) {
                try await backup.read(from: file.absolutePath)
            } catch {
                // The book was empty and is empty again.
                _ = try? Session.migrate(address: address, keys: Session.keyFile(options), isRestoring: true)
                throw Failure(
                    .badInput,
                    Phrase(
                        nl: "\(file) is niet teruggezet; het boek is leeg gebleven.\n\(error.dutch)",
                        en: "\(file) was not restored; the book stayed empty.\n\(error.english)"))
            }
            let beginning = try begin(at: address)
            try closure.end()
            try report(beginning, at: address)
        }

        /// Begins a life of its own with what has come back, before anything is appended.
        private func begin(at address: String) throws -> BeginIncarnation.Beginning {
            _ = try Session.migrate(address: address, keys: Session.keyFile(options), isRestoring: true)
            let connection = try Connection(ConnectionOptions(address: address))
            let beginning = try connection.executeOne(BeginIncarnation(.restored))
            options.console.say(emptied: try connection.execute(DiscardAhead()))
            return beginning
        }

        private func restoreFiles(_ folder: String) async throws -> String {
            try BackupContents.requireServerFiles(folder)
            let cluster = try DatabaseCommand.embeddedCluster(options)
            options.console.say(try await cluster.restore(BaseBackup(folder: folder.absolutePath)))
            return try cluster.connectionString(as: .superuser)
        }

        /// Refuses a book in which something was recorded, before anybody is kept out of it.
        private static func requireEmpty(_ address: String) throws {
            let options = try ConnectionOptions(named: address)
            let store = try PostgresEventStore(options)
            guard try store.schemaStanding() != .missing else { return }
            // What an older one holds is not asked in terms of this one.
            try Session.requireSchema(store)
            try require(Connection(options).executeOne(LogContents()))
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
            try require(contents)
        }

        private static func require(_ contents: LogContents.Contents) throws {
            guard !contents.isEmpty else { return }
            throw Failure(
                .ruleRefused,
                Phrase(
                    nl:
                        "dit boek is niet leeg: \(contents.events) gebeurtenissen, \(contents.commands) opdrachten, "
                        + "\(contents.registerEntries) inschrijvingen, \(contents.keys) sleutels. Er is niets teruggezet (INV-27).\n"
                        + "Volgende stap: zet terug in een nieuwe map, met MISSIEBOEK_HOME, of in een lege database.",
                    en: "this book is not empty: \(contents.events) events, \(contents.commands) commands, "
                        + "\(contents.registerEntries) register entries, \(contents.keys) keys. Nothing was restored (INV-27).\n"
                        + "Next step: restore into a new folder, with MISSIEBOEK_HOME, or into an empty database."))
        }

        private func report(_ beginning: BeginIncarnation.Beginning, at address: String) throws {
            let connection = try Connection(ConnectionOptions(address: address))
            let contents = try connection.executeOne(LogContents())
            let found = try connection.execute(LogFindings())
            let findings = found.prefix(LogFindings.limit).map { LogDefect($0) }
            let thereAreMore = found.count > findings.count
            try options.console.print(
                Phrase(
                    nl:
                        "Teruggezet: \(contents.events) gebeurtenissen, \(contents.commands) opdrachten, tot en met positie "
                        + "\(beginning.keptPosition); de volgende posities beginnen bij \(beginning.firstPosition).",
                    en: "Restored: \(contents.events) events, \(contents.commands) commands, up to position "
                        + "\(beginning.keptPosition); the next positions begin at \(beginning.firstPosition)."),
                json: [
                    "events": .number(String(contents.events)), "commands": .number(String(contents.commands)),
                    "keptPosition": .number(String(beginning.keptPosition)),
                    "firstPosition": .number(String(beginning.firstPosition)),
                    "incarnation": .number(String(beginning.number)),
                    "findings": .array(findings.map(\.node)), "thereAreMore": .bool(thereAreMore),
                ], as: options.output)
            guard findings.isEmpty else {
                throw Failure(
                    .verificationFailed,
                    Self.words(of: findings, thereAreMore: thereAreMore))
            }
        }

        private static func words(of findings: [LogDefect], thereAreMore: Bool) -> Phrase {
            let more =
                thereAreMore
                ? Phrase(
                    nl: "\nEn er is meer: dit zijn de eerste \(findings.count).",
                    en: "\nAnd there is more: these are the first \(findings.count).")
                : Phrase(same: "")
            return Phrase(
                nl: "het teruggezette logboek klopt niet:\n" + findings.map(\.words.nl).joined(separator: "\n")
                    + more.nl,
                en: "the restored log does not add up:\n" + findings.map(\.words.en).joined(separator: "\n") + more.en)
        }
    }
}

extension Console {
    /// Says which read models knew more than the log and are filled anew, if any.
    func say(emptied models: [String]) {
        guard !models.isEmpty else { return }
        let list = models.joined(separator: ", ")
        say(
            Phrase(
                nl: "Liep voor op het logboek, en wordt opnieuw gevuld: \(list).",
                en: "Was ahead of the log, and is filled anew: \(list)."))
    }
}
