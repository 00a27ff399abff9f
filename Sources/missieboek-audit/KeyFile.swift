import AuditLog
import AuditMessages
import ByteStreams
import FoundationEssentials
import Glibc
import LogAudit
import PersonalDataSealing
import SystemPackage

/// A file with the private key that signs checkpoints, and below it the public keys that did so before: a line each.
///
/// Only its keeper may read it.
struct KeyFile {
    let path: String
    let signing: SigningKey
    let former: [FormerKey]

    /// What a checkpoint must be signed with to count.
    var policy: TrustPolicy {
        TrustPolicy(origin: signing.verifier.name, logKeys: [signing.verifier], former: former)
    }

    var memory: SigningMemory { SigningMemory(ofKey: path) }

    /// Makes a new key, in a file that was not there, which has signed nothing.
    static func make(
        _ path: String, name: String, kind: SignatureKind, on disk: any Disk = LocalDisk()
    ) throws -> KeyFile {
        let unlawful = AuditAbort(
            .usage, nl: "“\(name)” kan geen naam zijn: een webadres zonder https://, spaties en plustekens",
            en: "“\(name)” cannot be a name: a web address without https://, blanks and plus signs")
        // It stands in every checkpoint for good, so that it must look like what it is.
        guard !name.contains("://"), name.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .format }) else {
            throw unlawful
        }
        let signing: SigningKey
        ProcessMemory.withhold()
        do throws(AuditFault) { signing = try SigningKey.generate(name: name, kind: kind) } catch { throw unlawful }
        guard !NewFile.isTaken(path) else { throw AuditAbort(existingKey: path) }
        let folder = path.folderAbove
        do throws(StreamError) {
            // Not closed to others: the private database's own account lives beside it.
            for above in try disk.makeFolder(folder) { try disk.synchronise(above) }
        } catch {
            throw AuditAbort(
                .cannotCreate, nl: "\(folder) kan niet worden gemaakt: \(error)",
                en: "\(folder) cannot be made: \(error)")
        }
        let key = KeyFile(path: path, signing: signing, former: [])
        try NewFile.keep(key.text, in: path, on: disk)
        try key.memory.begin()
        return key
    }

    private var text: String { ([signing.encoded] + former.map(\.encoded)).map { $0 + "\n" }.joined() }

    /// Puts a new private key in the place of this one, of which the public key stays and counts for logs of up to `size`
    /// events; what takes its place is whole, and there for good when this comes back: nobody else has the new one.
    func replace(
        by new: SigningKey, handingOverAt size: Int64, on disk: any Disk = LocalDisk()
    ) throws(AuditAbort) -> KeyFile {
        let former = [FormerKey(signing.verifier, through: size)] + former
        let key = KeyFile(path: path, signing: new, former: former)
        let unfinished = path + ".unfinished"
        try? FileManager.default.removeItem(atPath: unfinished)
        try NewFile.keep(key.text, in: unfinished, on: disk)
        do throws(StreamError) {
            try disk.move(unfinished, to: path)
            try disk.synchronise(path.folderAbove)
        } catch {
            throw AuditAbort(
                .inputOutput, nl: "\(path) kan niet worden vervangen: \(error)",
                en: "\(path) cannot be replaced: \(error)")
        }
        return key
    }

    /// Fails when it is not there, with how one of this kind is made.
    static func read(_ path: String, for kind: SignatureKind = .note) throws(AuditAbort) -> KeyFile {
        ProcessMemory.withhold()
        var bytes: [UInt8]
        do throws(AuditAbort) { bytes = try InputFile.bytes(of: path, limit: 1 << 16) } catch {
            throw error.status == .notFound ? AuditAbort(missingKey: path, for: kind) : error
        }
        defer { bytes.overwrite() }
        let others: FilePermissions = [.groupReadWriteExecute, .otherReadWriteExecute]
        guard let permissions = try? Stat(FilePath(path)).permissions, permissions.isDisjoint(with: others) else {
            throw AuditAbort(
                .notAllowed, nl: "anderen kunnen de sleutel lezen. Volgende stap: chmod 600 \(path)",
                en: "others can read the key. Next step: chmod 600 \(path)")
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        do throws(AuditFault) {
            let signing = try SigningKey(parsing: lines.first ?? "")
            var former: [FormerKey] = []
            for line in lines.dropFirst() { former.append(try FormerKey(parsing: line)) }
            return KeyFile(path: path, signing: signing, former: former)
        } catch {
            // The fault is not told: it could hold a part of the key.
            throw AuditAbort(.badInput, nl: "\(path) is geen sleutelbestand", en: "\(path) is no key file")
        }
    }
}

/// A key that one process at a time has, from reading what it has signed until it remembers what it signs now.
///
/// The kernel gives the lock back when the process ends, however it ends.
struct HeldKey: ~Copyable {
    let file: KeyFile
    private let lock: FileLock

    /// Waits until nobody else has it; `kind` is what it must be for.
    init(_ path: String, for kind: SignatureKind) throws(AuditAbort) {
        let lock: FileLock
        do throws(StreamError) { lock = try FileLock(path + ".lock") } catch {
            throw error == .noSuchFile || error == .noFolder
                ? AuditAbort(missingKey: path, for: kind)
                : AuditAbort(.inputOutput, nl: "\(path).lock: \(error)", en: "\(path).lock: \(error)")
        }
        let file = try KeyFile.read(path, for: kind)
        guard file.signing.verifier.kind == kind else { throw Self.wrongKind(kind) }
        self.lock = lock
        self.file = file
    }

    static func wrongKind(_ wanted: SignatureKind) -> AuditAbort {
        switch wanted {
        case .note:
            AuditAbort(
                .usage, nl: "dit is de sleutel van een getuige, niet van een logboek",
                en: "this is the key of a witness, not of a log")
        case .cosignature:
            AuditAbort(
                .usage, nl: "dit is de sleutel van een logboek. Volgende stap: missieboek audit key NAAM --witness",
                en: "this is the key of a log. Next step: missieboek audit key NAME --witness")
        }
    }
}

extension AuditAbort {
    /// A new key is no help to whoever has one elsewhere: that is said as well.
    fileprivate init(missingKey path: String, for kind: SignatureKind) {
        let (dutch, english) =
            switch kind {
            case .note:
                (
                    "missieboek audit key NAAM, dan missieboek audit checkpoint",
                    "missieboek audit key NAME, then missieboek audit checkpoint"
                )
            case .cosignature: ("missieboek audit key NAAM --witness", "missieboek audit key NAME --witness")
            }
        self.init(
            .notFound,
            nl: "\(path) bestaat niet.\nVolgende stap: \(dutch); is er al een sleutel, noem hem dan met --key-file",
            en: "\(path) does not exist.\nNext step: \(english); where there is a key already, name it with --key-file")
    }

    fileprivate init(existingKey path: String) {
        self.init(
            .cannotCreate,
            nl:
                "\(path) bestaat al.\nVolgende stap: toon de sleutel met missieboek audit key, vervang die van een logboek "
                + "met missieboek audit key --rotate, of noem met --key-file een ander bestand",
            en:
                "\(path) exists already.\nNext step: show the key with missieboek audit key, replace that of a log with "
                + "missieboek audit key --rotate, or name another file with --key-file")
    }
}
