import ArgumentParser
import ByteStreams
import CanonicalJSON
import EventSourcing
import FoundationEssentials
import PersonalDataSealing
import PostgresClient
import PostgresEventStore
import TradeMissions

extension KeysCommand {
    struct Backup: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "backup")

        static let help = HelpPage(
            title: Phrase(nl: "De sleutels bewaren, voor korte tijd", en: "Keep the keys, for a short time"),
            usage: "keys backup FILE [--days NUMBER]",
            options: [
                (
                    "FILE",
                    Phrase(
                        nl: "het nieuwe bestand; een bestaand wordt niet overschreven",
                        en: "the new file; one that exists is not overwritten")
                ),
                (
                    "--days NUMBER",
                    Phrase(
                        nl:
                            "zo lang blijven back-ups van sleutels in die map staan; anders MISSIEBOEK_KEY_BACKUP_DAYS, anders 14",
                        en: "for so long backups of keys stay in that folder; else MISSIEBOEK_KEY_BACKUP_DAYS, else 14")
                ),
            ],
            examples: [
                "missieboek keys backup sleutels-2026-03-16.keys", "missieboek keys backup today.keys --days 7",
            ],
            details: [
                Phrase(
                    nl:
                        "Oudere back-ups van de sleutels van dit boek in dezelfde map worden verwijderd en genoemd: een vernietigde sleutel "
                        + "leeft voort in de back-ups van eerder, zo lang als die bestaan. Kopieën elders ruimt u zelf op. De "
                        + "sleutels in het bestand zijn verpakt; zonder het sleutelbestand zijn ze niets waard.",
                    en:
                        "Older backups of this book's keys in the same folder are removed and named: a destroyed key lives on in the backups "
                        + "from before, for as long as they exist. Copies elsewhere are yours to remove. The keys in the file "
                        + "are wrapped; without the key file they are worth nothing.")
            ])

        @Argument(completion: .file()) var file: String
        @Option var days: Int?
        @OptionGroup var options: GlobalOptions

        private static let variable = "MISSIEBOEK_KEY_BACKUP_DAYS"
        private static let usualDays = 14

        func run() async throws {
            let days = try term()
            let path = file.absolutePath
            guard !FileManager.default.fileExists(atPath: path) else {
                throw Failure(
                    .cannotCreate,
                    Phrase(
                        nl: "\(file) bestaat al; kies een andere naam",
                        en: "\(file) exists already; choose another name"))
            }
            try DatabaseCommand.requireDatabase(options)
            let connection = try await KeysCommand.connection(options)
            let keys = try connection.execute(ExportKeys())
            let outer = try KeysCommand.outerKey(of: keys, options)
            let now = Session.now()
            let book = try connection.executeOne(ReadBookOfKeys())
            let backup = KeyBackupFile(of: book, madeAt: now, keys: keys)
            try Self.write(backup.encoded(under: outer), to: path, named: file)
            let (removed, left) = try Self.removeOld(
                of: book, under: outer, in: path.folderAbove, before: now.adding(seconds: -Int64(days) * 86_400))
            let count = keys.count { $0.wrapped != nil }
            let list = removed.map { "\n  \($0)" }.joined()
            try options.console.print(
                Phrase(
                    nl: "Back-up van \(count) sleutels geschreven: \(file). Verwijder hem na \(days) dagen."
                        + (removed.isEmpty ? "" : "\nOuder dan \(days) dagen, en verwijderd:\(list)"),
                    en: "Backup of \(count) keys written: \(file). Remove it after \(days) days."
                        + (removed.isEmpty ? "" : "\nOlder than \(days) days, and removed:\(list)")),
                json: [
                    "file": .string(path), "keys": .number(String(count)), "days": .number(String(days)),
                    "removed": .array(removed.map(Node.string)), "left": .array(left.map(Node.string)),
                ], as: options.output)
            guard left.isEmpty else { throw Self.notRemoved(left, in: path.folderAbove, days) }
        }

        /// A destroyed key lives on in them, so that this is no success.
        private static func notRemoved(_ left: [String], in folder: String, _ days: Int) -> Failure {
            let list = left.map { "\n  \($0)" }.joined()
            return Failure(
                .inputOutput,
                Phrase(
                    nl:
                        "de back-up is geschreven, maar in \(folder) staan er nog die ouder zijn dan \(days) dagen en niet te "
                        + "verwijderen waren:\(list)\nVolgende stap: verwijder ze zelf; vernietigde sleutels leven erin voort",
                    en:
                        "the backup was written, but in \(folder) there are still some older than \(days) days that could not be "
                        + "removed:\(list)\nNext step: remove them yourself; destroyed keys live on in them"))
        }

        private func term() throws(Failure) -> Int {
            let named = ProcessEnvironment.variables[Self.variable].flatMap { $0.isEmpty ? nil : $0 }
            let days = days ?? (named == nil ? Self.usualDays : named.flatMap { Int($0) } ?? 0)
            guard (1...3_650).contains(days) else {
                throw Failure(
                    .usage,
                    Phrase(
                        nl: "--days of \(Self.variable): een aantal dagen van 1 tot 3650",
                        en: "--days or \(Self.variable): a number of days from 1 to 3650"))
            }
            return days
        }

        /// Whole or not at all, and never readable by others.
        private static func write(_ bytes: [UInt8], to path: String, named name: String) throws {
            let partial = path + ".partial"
            try? FileManager.default.removeItem(atPath: partial)
            guard
                FileManager.default.createFile(
                    atPath: partial, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
            else {
                throw Failure(
                    .cannotCreate,
                    Phrase(nl: "\(name) kan niet worden geschreven", en: "\(name) cannot be written"))
            }
            // Before older ones go: a loss of power then leaves this one.
            try LocalDisk().synchronise(partial)
            try FileManager.default.moveItem(atPath: partial, toPath: path)
            try LocalDisk().synchronise(path.folderAbove)
        }

        /// Removes the backups of a book's keys in a folder that were made before a moment, and no other book's; gives the
        /// names of those that went, and of those that could not be removed.
        ///
        /// One that does not say whose keys it holds is this book's when it was made under its key.
        private static func removeOld(
            of book: UniqueID, under outer: SecretKey, in folder: String, before moment: Timestamp
        ) throws(Failure) -> (removed: [String], left: [String]) {
            let names: [String]
            do { names = try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
                throw Failure(
                    .inputOutput,
                    Phrase(
                        nl:
                            "de back-up is geschreven, maar of er in \(folder) oudere staan is niet te zien: die map is niet te lezen",
                        en:
                            "the backup was written, but whether there are older ones in \(folder) does not show: that folder "
                            + "cannot be read"))
            }
            var (removed, left): ([String], [String]) = ([], [])
            for name in names.sorted() {
                let path = folder + "/" + name
                guard let heading = KeyBackupFile.Heading(of: path), heading.madeAt < moment else { continue }
                let isOwn =
                    heading.book.map { $0 == book }
                    ?? ((try? KeyBackupFile(contentsOf: path, under: [outer])) != nil)
                guard isOwn else { continue }
                if (try? FileManager.default.removeItem(atPath: path)) != nil {
                    removed.append(name)
                } else {
                    left.append(name)
                }
            }
            return (removed, left)
        }
    }

    struct Restore: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "restore")

        static let help = HelpPage(
            title: Phrase(nl: "Sleutels terugzetten uit een back-up", en: "Take keys back from a backup"),
            usage: "keys restore FILE",
            options: [
                ("FILE", Phrase(nl: "een bestand van missieboek keys backup", en: "a file of missieboek keys backup"))
            ],
            examples: ["missieboek keys restore sleutels-2026-03-16.keys"],
            details: [
                Phrase(
                    nl:
                        "Na missieboek db restore, waarna de database geen sleutels heeft. Wat vernietigd is, blijft vernietigd: "
                        + "volgens deze database en volgens de back-up. Sleutels die er zijn, blijven.",
                    en:
                        "After missieboek db restore, which leaves the database without keys. What was destroyed stays destroyed: "
                        + "by this database and by the backup. Keys that are there stay.")
            ])

        @Argument(completion: .file()) var file: String
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            guard let keyFile = try Session.keyFile(options) else { throw Failure(KeyTrouble.fileNotNamed) }
            let backup = try KeyBackupFile(contentsOf: file, under: keyFile.candidates())
            try DatabaseCommand.requireDatabase(options)
            let connection = try await KeysCommand.connection(options)
            guard try backup.book == nil || connection.executeOne(ReadBookOfKeys()) == backup.book else {
                throw Failure(
                    .badInput,
                    Phrase(
                        nl: "\(file) heeft de sleutels van een ander boek; er is niets teruggezet",
                        en: "\(file) holds the keys of another book; nothing was restored"))
            }
            let outcome = try connection.executeOne(RestoreKeys(keys: backup.keys))
            try options.console.print(
                Phrase(
                    nl:
                        "Sleutels teruggezet: \(outcome.restored), uit een back-up van \(backup.madeAt.clockTextInAmsterdam). "
                        + "Sindsdien vernietigd, en niet teruggezet: \(outcome.refused). Alsnog vernietigd volgens de back-up: "
                        + "\(outcome.destroyed).",
                    en: "Keys restored: \(outcome.restored), from a backup of \(backup.madeAt.clockTextInAmsterdam). "
                        + "Destroyed since, and not restored: \(outcome.refused). Destroyed after all by what the backup "
                        + "knows: \(outcome.destroyed)."),
                json: [
                    "restored": .number(String(outcome.restored)), "refused": .number(String(outcome.refused)),
                    "destroyed": .number(String(outcome.destroyed)), "madeAt": .string(backup.madeAt.text),
                ], as: options.output)
        }
    }

    /// As whoever may keep keys: the URL for that, else the named database's login, else the private cluster's keeper.
    static func connection(_ options: GlobalOptions) async throws -> Connection {
        let address: String
        if try Session.namedAddress(options) != nil {
            address = try Session.keeperAddress(options)
        } else {
            // Started and brought to this program's schema first.
            _ = try await Session.open(options)
            address = try Session.keeperAddress(options)
        }
        return try Connection(ConnectionOptions(named: address))
    }

    /// The key under which these keys are wrapped.
    static func outerKey(of keys: [KeptKey], _ options: GlobalOptions) throws -> SecretKey {
        guard let file = try Session.keyFile(options) else { throw Failure(KeyTrouble.fileNotNamed) }
        let candidates = try file.candidates()
        let wrapped = keys.first { $0.wrapped != nil }
        let inForce = candidates.first { outer in
            wrapped.map { $0.wrapped?.unwrapped(by: outer, for: $0.scope) != nil } ?? true
        }
        guard let inForce else { throw Failure(KeyTrouble.otherFile(path: file.path)) }
        return inForce
    }
}
