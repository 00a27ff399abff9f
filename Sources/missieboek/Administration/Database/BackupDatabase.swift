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
            title: Phrase(nl: "De hele database in één bestand bewaren", en: "Keep the whole database in one file"),
            usage: "db backup FILE",
            options: [
                (
                    "FILE",
                    Phrase(
                        nl: "het nieuwe bestand; een bestaand wordt niet overschreven",
                        en: "the new file; one that exists is not overwritten")
                )
            ],
            examples: ["missieboek db backup boek-2026-03-16.dump"],
            details: [
                Phrase(
                    nl:
                        "Het formaat is dat van pg_dump -Fc, van één moment, terwijl het werk doorgaat. Het bestand bevat ook "
                        + "het register met namen: alleen u kunt het lezen. Bij een genoemde database moet de login alles "
                        + "mogen lezen.",
                    en:
                        "The format is that of pg_dump -Fc, of one moment, while work goes on. The file holds the register of "
                        + "names too: only you can read it. On a named database the login must be allowed to read everything."
                )
            ])

        @Argument(completion: .file()) var file: String
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let console = options.console
            let path = file.absolutePath
            guard !FileManager.default.fileExists(atPath: path) else {
                throw Failure(
                    .cannotCreate,
                    Phrase(
                        nl: "\(file) bestaat al; kies een andere naam",
                        en: "\(file) exists already; choose another name"))
            }
            let address = try await DatabaseCommand.ownerAddress(options, console)
            let backup = DatabaseBackup(connection: try ConnectionOptions(address: address).environment)
            // Whole or not at all, and never readable by others.
            let partial = path + ".partial"
            guard
                FileManager.default.createFile(atPath: partial, contents: nil, attributes: [.posixPermissions: 0o600])
            else {
                throw Failure(
                    .cannotCreate, Phrase(nl: "\(file) kan niet worden geschreven", en: "\(file) cannot be written"))
            }
            do {
                try await backup.write(to: partial)
                try FileManager.default.moveItem(atPath: partial, toPath: path)
            } catch {
                try? FileManager.default.removeItem(atPath: partial)
                throw error
            }
            if try Session.namedAddress(options) == nil { LastBackup.note(in: Session.embeddedCluster.home) }
            let size = (try? FileManager.default.attributesOfItem(atPath: path))?.number(.size) ?? 0
            try console.print(
                Phrase(
                    nl: "Back-up geschreven: \(file) (\(size) bytes).", en: "Backup written: \(file) (\(size) bytes)."),
                json: ["file": .string(path), "bytes": .number(String(size))], as: options.output)
        }
    }
}

extension String {
    /// The path from the root, of a file named from the current folder.
    var absolutePath: String { hasPrefix("/") ? self : FileManager.default.currentDirectoryPath + "/" + self }
}

extension [FileAttributeKey: Any] {
    /// A whole number, in whatever type it comes.
    func number(_ key: FileAttributeKey) -> Int64? {
        (self[key] as? any BinaryInteger).flatMap { Int64(exactly: $0) }
    }
}
