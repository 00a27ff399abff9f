import ArgumentParser
import CanonicalJSON
import EmbeddedPostgres
import FoundationEssentials
import PostgresClient
import TradeMissions

extension DatabaseCommand {
    struct Backup: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "backup")

        static let help = HelpPage(
            title: Phrase(
                nl: "De hele database bewaren, in één bestand of als bestanden van de server",
                en: "Keep the whole database, in one file or as the server's files"),
            usage: "db backup [FILE] [--physical FOLDER] [--ground TEXT]",
            options: [
                (
                    "FILE",
                    Phrase(
                        nl: "het nieuwe bestand; een bestaand wordt niet overschreven",
                        en: "the new file; one that exists is not overwritten")
                ),
                (
                    "--physical FOLDER",
                    Phrase(
                        nl: "de nieuwe map voor de bestanden van de hele server, met het logboek dat haar heel maakt",
                        en: "the new folder for the whole server's files, with the log that makes it whole")
                ),
                GroundOption.help,
            ],
            examples: [
                "missieboek db backup boek-2026-03-16.dump", "missieboek db backup --physical boek-2026-03-16",
            ],
            details: [
                Phrase(
                    nl:
                        "Het formaat is dat van pg_dump -Fc, van één moment, terwijl het werk doorgaat. Het bestand bevat ook "
                        + "het register, versleuteld, en niet de sleutels: bewaar die met missieboek keys backup. Bij een genoemde database moet de login alles "
                        + "mogen lezen.",
                    en:
                        "The format is that of pg_dump -Fc, of one moment, while work goes on. The file holds the register "
                        + "too, sealed, and not the keys: keep those with missieboek keys backup. On a named database the login must be allowed to read everything."
                ),
                Phrase(
                    nl:
                        "Met --physical is het een kopie van pg_basebackup: groter, sneller terug bij een groot logboek, en "
                        + "alleen voor dezelfde hoofdversie van PostgreSQL. Bij een genoemde database moet de login mogen "
                        + "repliceren.",
                    en:
                        "With --physical it is a copy by pg_basebackup: larger, sooner back when the log is large, and for the "
                        + "same major version of PostgreSQL only. On a named database the login must be allowed to replicate."
                ),
            ])

        @Argument(completion: .file()) var file: String?
        @Option(completion: .directory) var physical: String?
        @OptionGroup var ground: GroundOption
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try ground.requireLawful()
            switch (file, physical) {
            case (let file?, nil): try await dump(to: file)
            case (nil, let folder?): try await copy(to: folder)
            case (nil, nil), (.some, .some):
                throw Failure(
                    .usage,
                    Phrase(nl: "geef FILE of --physical FOLDER", en: "give either FILE or --physical FOLDER"))
            }
        }

        private func dump(to file: String) async throws {
            let path = try Self.free(file)
            try DatabaseCommand.requireDatabase(options)
            let address = try await DatabaseCommand.ownerAddress(options, options.console)
            let connection = try ConnectionOptions(address: address).environment
            try await WholeCopy(.backUp, of: address, options, on: ground).make {
                try await write(DatabaseBackup(connection: connection), to: file, at: path)
            }
        }

        private func write(_ backup: DatabaseBackup, to file: String, at path: String) async throws {
            // Whole or not at all, and never readable by others.
            let partial = path + ".partial"
            guard
                FileManager.default.createFile(atPath: partial, contents: nil, attributes: [.posixPermissions: 0o600])
            else {
                throw Self.unwritable(file)
            }
            do {
                try await backup.write(to: partial)
                try FileManager.default.moveItem(atPath: partial, toPath: path)
            } catch {
                try? FileManager.default.removeItem(atPath: partial)
                throw error
            }
            try noteInHome()
            let size = (try? FileManager.default.attributesOfItem(atPath: path))?.number(.size) ?? 0
            try options.console.print(
                Phrase(
                    nl: "Back-up geschreven: \(file) (\(size) bytes), zonder de sleutels van het register.",
                    en: "Backup written: \(file) (\(size) bytes), without the keys of the register."),
                json: ["file": .string(path), "bytes": .number(String(size))], as: options.output)
        }

        private func copy(to folder: String) async throws {
            let path = try Self.free(folder)
            try DatabaseCommand.requireDatabase(options)
            let address = try await DatabaseCommand.ownerAddress(options, options.console)
            let connection = try ConnectionOptions(address: address).environment
            try await WholeCopy(.backUp, of: address, options, on: ground).make {
                try await copy(from: connection, to: folder, at: path)
            }
        }

        private func copy(from connection: [String: String], to folder: String, at path: String) async throws {
            do throws(EmbeddedPostgresError) {
                try await BaseBackup(folder: path).make(from: connection) {
                    options.console.say(
                        Phrase(
                            nl: "Opgeruimd: \(folder).partial, dat een afgebroken back-up achterliet.",
                            en: "Removed: \(folder).partial, which a backup that was broken off had left."))
                }
            } catch .folderUnusable(_, let reason) {
                throw Self.unwritable(folder, ": \(reason)")
            } catch .folderReadOnly {
                throw Self.unwritable(folder)
            }
            try noteInHome()
            try options.console.print(
                Phrase(
                    nl: "Back-up geschreven en nagerekend: \(folder).", en: "Backup written and verified: \(folder)."),
                json: ["folder": .string(path)], as: options.output)
        }

        private static func unwritable(_ name: String, _ reason: String = "") -> Failure {
            Failure(
                .cannotCreate,
                Phrase(nl: "\(name) kan niet worden geschreven\(reason)", en: "\(name) cannot be written\(reason)"))
        }

        /// The path from the root, of something that is not there yet.
        private static func free(_ name: String) throws(Failure) -> String {
            guard !name.isEmpty else {
                throw Failure(
                    .usage,
                    Phrase(
                        nl: "de naam van de back-up is leeg; geef er een", en: "the backup's name is empty; give one"))
            }
            let path = name.absolutePath
            guard !FileManager.default.fileExists(atPath: path) else {
                throw Failure(
                    .cannotCreate,
                    Phrase(
                        nl: "\(name) bestaat al; kies een andere naam",
                        en: "\(name) exists already; choose another name"))
            }
            return path
        }

        private func noteInHome() throws {
            if try Session.namedAddress(options) == nil { LastBackup.note(in: Session.embeddedCluster.home) }
        }
    }
}

extension String {
    /// The path from the root, of a file named from the current folder; an empty name stays one.
    var absolutePath: String {
        isEmpty || hasPrefix("/") ? self : FileManager.default.currentDirectoryPath + "/" + self
    }
}

extension [FileAttributeKey: Any] {
    /// A whole number, in whatever type it comes.
    func number(_ key: FileAttributeKey) -> Int64? {
        (self[key] as? any BinaryInteger).flatMap { Int64(exactly: $0) }
    }
}
