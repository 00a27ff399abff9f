import ByteStreams
import FoundationEssentials
import TradeMissions

/// What stands under a name that should be a backup, found out before anything is made for it.
enum BackupContents {
    /// A file of `db backup FILE`.
    case dump
    /// A folder of `db backup --physical FOLDER`.
    case serverFiles
    case otherFile
    case otherFolder

    /// Fails when nothing is there, or it cannot be read.
    init(named name: String) throws {
        let path = name.absolutePath
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Failure(.notFound, Phrase(nl: "\(name) bestaat niet", en: "\(name) does not exist"))
        }
        if isFolder {
            let marks = ["PG_VERSION", "backup_manifest"]
            self =
                marks.allSatisfy { FileManager.default.fileExists(atPath: path + "/" + $0) }
                ? .serverFiles : .otherFolder
        } else {
            self = try Self.start(of: name) == Self.signature ? .dump : .otherFile
        }
    }

    /// With which `pg_dump -Fc` begins a file.
    private static let signature = Array("PGDMP".utf8)

    private static func start(of name: String) throws -> [UInt8] {
        let file = try DispatchCommand.open(name)
        var bytes: [UInt8] = []
        while bytes.count < signature.count {
            let part = try file.read(upTo: signature.count - bytes.count)
            if part.isEmpty { break }
            bytes += part
        }
        return bytes
    }

    /// Fails unless it is what `db restore FILE` takes.
    static func requireDump(_ name: String) throws {
        switch try BackupContents(named: name) {
        case .dump: return
        case .serverFiles:
            throw Failure(
                .usage,
                Phrase(
                    nl: "\(name) is een map van db backup --physical.\n"
                        + "Volgende stap: missieboek db restore --physical \(name)",
                    en: "\(name) is a folder of db backup --physical.\n"
                        + "Next step: missieboek db restore --physical \(name)"))
        case .otherFile, .otherFolder:
            throw Failure(
                .badInput,
                Phrase(
                    nl: "\(name) is geen back-up van missieboek db backup; er is niets gemaakt of teruggezet",
                    en: "\(name) is no backup of missieboek db backup; nothing was made or restored"))
        }
    }

    /// Fails unless it is what `db restore --physical FOLDER` takes.
    static func requireServerFiles(_ name: String) throws {
        switch try BackupContents(named: name) {
        case .serverFiles: return
        case .dump:
            throw Failure(
                .usage,
                Phrase(
                    nl: "\(name) is een bestand van db backup, geen map.\nVolgende stap: missieboek db restore \(name)",
                    en: "\(name) is a file of db backup, not a folder.\nNext step: missieboek db restore \(name)"))
        case .otherFile, .otherFolder:
            throw Failure(
                .badInput,
                Phrase(
                    nl: "\(name) is geen map van missieboek db backup --physical; er is niets gemaakt of teruggezet",
                    en: "\(name) is no folder of missieboek db backup --physical; nothing was made or restored"))
        }
    }
}
