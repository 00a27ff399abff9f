import AuditLog
import ByteStreams
import FoundationEssentials
import Glibc
import LogAudit
import SystemPackage

/// A file with the private key that signs checkpoints, and below it the public keys that did so before: a line each.
///
/// Only its keeper may read it.
struct KeyFile {
    let path: String
    let signing: SigningKey
    let former: [VerifierKey]

    /// What a checkpoint must be signed with to count.
    var policy: TrustPolicy {
        TrustPolicy(origin: signing.verifier.name, logKeys: [signing.verifier] + former)
    }

    /// Makes a new key, in a file that was not there.
    static func make(_ path: String, name: String, kind: SignatureKind) throws -> KeyFile {
        let signing: SigningKey
        do throws(AuditFault) { signing = try SigningKey.generate(name: name, kind: kind) } catch {
            throw AuditAbort(
                64, nl: "\(name) kan geen naam van een logboek zijn: zonder spaties en plustekens",
                en: "\(name) cannot be the name of a log: without blanks and plus signs")
        }
        let folder = FilePath(path).removingLastComponent().string
        if !folder.isEmpty {
            do {
                // Not closed to others: the private database's own account lives beside it.
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            } catch {
                throw AuditAbort(73, nl: "\(folder) kan niet worden gemaakt", en: "\(folder) cannot be made")
            }
        }
        let file = KeyFile(path: path, signing: signing, former: [])
        try NewFile.write(file.text, to: path, permissions: .ownerReadWrite)
        return file
    }

    private var text: String { ([signing.encoded] + former.map(\.encoded)).map { $0 + "\n" }.joined() }

    /// Puts a new private key in the place of this one, of which the public key stays; what takes its place is whole.
    func replace(by new: SigningKey) throws -> KeyFile {
        let file = KeyFile(path: path, signing: new, former: [signing.verifier] + former)
        let partial = path + ".new"
        try? FileManager.default.removeItem(atPath: partial)
        try NewFile.write(file.text, to: partial, permissions: .ownerReadWrite)
        guard unsafe rename(partial, path) == 0 else {
            throw AuditAbort(73, nl: "\(path) kan niet worden vervangen", en: "\(path) cannot be replaced")
        }
        return file
    }

    static func read(_ path: String) throws -> KeyFile {
        let text = String(decoding: try InputFile.bytes(of: path, limit: 1 << 16), as: UTF8.self)
        let others: FilePermissions = [.groupReadWriteExecute, .otherReadWriteExecute]
        guard let permissions = try? Stat(FilePath(path)).permissions, permissions.isDisjoint(with: others) else {
            throw AuditAbort(
                4, nl: "anderen kunnen de sleutel lezen. Volgende stap: chmod 600 \(path)",
                en: "others can read the key. Next step: chmod 600 \(path)")
        }
        let lines = text.split(separator: "\n").map(String.init)
        do throws(AuditFault) {
            let signing = try SigningKey(parsing: lines.first ?? "")
            var former: [VerifierKey] = []
            for line in lines.dropFirst() { former.append(try VerifierKey(parsing: line)) }
            return KeyFile(path: path, signing: signing, former: former)
        } catch {
            // The fault is not told: it could hold a part of the key.
            throw AuditAbort(65, nl: "\(path) is geen sleutelbestand", en: "\(path) is no key file")
        }
    }
}
