import ArgumentParser
import AuditLog
import AuditMessages
import CanonicalJSON
import LogAudit
import TradeMissions

struct MakeKey: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "make-key")

    @Option var keyFile: String
    /// How the log is called in every checkpoint, or who watches it.
    @Option var name: String
    /// For whoever watches the log of another.
    @Flag var witness = false

    func run() throws {
        let key = try KeyFile.make(keyFile, name: name, kind: witness ? .cosignature : .note)
        let publicKey = key.signing.verifier.encoded
        try Audit.finish(
            Phrase(
                nl: "Sleutel gemaakt: \(keyFile). Wie de ondertekening wil nagaan, heeft deze openbare sleutel nodig:\n"
                    + publicKey,
                en: "Key made: \(keyFile). Whoever is to check what is signed needs this public key:\n\(publicKey)"),
            key.node)
    }
}

struct ShowKey: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show-key")

    @Option var keyFile: String

    /// The key in use is the whole result, so that a script can take it as it is; the rest is talk.
    func run() throws {
        let key = try KeyFile.read(keyFile)
        let former = key.former.map(\.encoded)
        Audit.tell(
            .part(
                Phrase(
                    nl: ((former.isEmpty ? [] : ["Eerdere openbare sleutels:"] + former) + ["De openbare sleutel:"])
                        .joined(separator: "\n"),
                    en: ((former.isEmpty ? [] : ["Former public keys:"] + former) + ["The public key:"])
                        .joined(separator: "\n")), data: .null))
        let publicKey = key.signing.verifier.encoded
        try Audit.finish(Phrase(nl: publicKey, en: publicKey), key.node)
    }
}

struct RotateKey: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "rotate-key")

    @Option var keyFile: String
    @Option var folder: String

    /// Signs the last checkpoint with both keys, so that whoever trusts the old one sees whom it hands over to.
    func run() throws {
        let held = try HeldKey(keyFile, for: .note)
        let (old, folder) = (held.file, AuditFolder(folder))
        let new = try SigningKey.generate(name: old.signing.verifier.name, kind: .note)
        let hasSigned = try old.memory.complete(folder, under: old.policy) != nil
        var size: Int64 = 0
        if hasSigned, let last = try folder.latestNote() {
            let checkpoint = try old.policy.checkpoint(of: last)
            let handover = try new.sign(last.signed(by: old.policy.everyLogKey), at: 0)
            try old.memory.keep(handover)
            try folder.add(handover, checkpoint)
            size = checkpoint.head.size
        }
        let key = try old.replace(by: new, handingOverAt: size)
        let publicKeys = ([new.verifier.encoded] + key.former.map(\.encoded)).joined(separator: "\n")
        try Audit.finish(
            Phrase(
                nl: (hasSigned
                    ? "Nieuwe sleutel; het laatste ijkpunt draagt beide handtekeningen. " : "Nieuwe sleutel. ")
                    + "De oude telt hier alleen nog tot en met \(size) gebeurtenissen; vernietig ieder afschrift van de geheime, "
                    + "en geef wie ijkpunten nagaat deze openbare sleutels, alle, voor --public-key en --key:\n\(publicKeys)",
                en: (hasSigned ? "New key; the last checkpoint has both signatures. " : "New key. ")
                    + "The old one counts here up to \(size) events and no further; destroy every copy of the secret one, and "
                    + "give whoever checks checkpoints these public keys, all of them, for --public-key and --key:\n\(publicKeys)"
            ),
            key.node)
    }
}

extension KeyFile {
    fileprivate var node: Node {
        [
            "file": .string(path), "origin": .string(signing.verifier.name),
            "publicKey": .string(signing.verifier.encoded),
            "formerKeys": .array(former.map { .string($0.encoded) }),
        ]
    }
}
