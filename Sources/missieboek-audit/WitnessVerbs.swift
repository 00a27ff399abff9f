import ArgumentParser
import AuditLog
import CanonicalJSON
import FoundationEssentials
import LogAudit
import TradeMissions

/// Signs a checkpoint that goes on from the one that this key has signed last, as a witness of C2SP tlog-witness does.
struct WitnessGrowth: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "witness")

    @Option var keyFile: String
    /// Of the log that is watched.
    @Option var publicKey: [String]
    @Option var out: String
    @Argument var growth: String

    func run() throws {
        let own = try KeyFile.read(keyFile)
        guard own.signing.verifier.kind == .cosignature else {
            throw AuditAbort(
                64, nl: "dit is de sleutel van een logboek. Volgende stap: missieboek audit key NAAM --witness",
                en: "this is the key of a log. Next step: missieboek audit key NAME --witness")
        }
        let policy = try TrustPolicy(publicKeys: publicKey)
        let memory = SigningMemory(ofKey: keyFile)
        let start = try memory.checkpoint(under: policy) ?? .ofNothing(policy.origin)
        let proof = try GrowthProof(parsing: InputFile.bytes(of: growth, limit: SignedNote.sizeLimit))
        guard proof.oldSize == start.head.size else {
            let (asked, given) = (start.head.size, proof.oldSize)
            throw AuditAbort(
                65,
                nl:
                    "dit bewijst groei vanaf \(given) gebeurtenissen, en deze sleutel tekende het laatst voor \(asked). "
                    + "Volgende stap: vraag om missieboek audit growth FILE --since \(keyFile).signed",
                en:
                    "this proves growth from \(given) events, and this key has signed for \(asked) last. Next step: ask for "
                    + "missieboek audit growth FILE --since \(keyFile).signed")
        }
        let later = try proof.verify(from: start, under: policy)
        let note = try own.signing.sign(proof.checkpoint, at: UInt64(max(0, Date.now.timeIntervalSince1970)))
        // Before anybody has it: what is signed must go on from this, also when the file cannot be written.
        try memory.keep(note)
        try NewFile.publish(note.encoded, to: out)
        let size = later.head.size
        try Audit.finish(
            Phrase(
                nl: "Gezien en medeondertekend: het ijkpunt van \(size) gebeurtenissen, dat voortbouwt op dat van "
                    + "\(start.head.size): \(out)",
                en:
                    "Seen and cosigned: the checkpoint of \(size) events, which goes on from that of \(start.head.size): \(out)"
            ),
            [
                "file": .string(out), "from": .number(String(start.head.size)), "size": .number(String(size)),
                "publicKey": .string(own.signing.verifier.encoded),
            ])
    }
}

/// Puts a witness's signature beside those of the log.
struct AddCosignature: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "cosign")

    @OptionGroup var sealed: SealedFolder
    /// The public key of whoever signed.
    @Option var witness: String
    @Argument var file: String

    func run() throws {
        let key = try VerifierKey(parsing: witness)
        guard key.kind == .cosignature else {
            throw AuditAbort(
                64, nl: "\(key.name) is geen sleutel van een getuige: hun handtekening noemt het moment",
                en: "\(key.name) is no key of a witness: their signature names the moment")
        }
        let note = try SignedNote(parsing: InputFile.bytes(of: file, limit: SignedNote.sizeLimit))
        let checkpoint = try sealed.policy().checkpoint(of: note)
        try key.verify(note)
        guard try sealed.proofs.notes().contains(where: { $0.text.utf8.elementsEqual(note.text.utf8) }) else {
            throw AuditAbort(
                5,
                nl: "het ijkpunt van \(file) is niet in de map: het is van een ander logboek, of van een andere stand",
                en: "the checkpoint of \(file) is not in the folder: it is of another log, or of another state of it")
        }
        let own = note.signatures.filter { $0.keyName.utf8.elementsEqual(key.name.utf8) && $0.keyID == key.id }
        try sealed.proofs.add(SignedNote(text: note.text, signatures: own), checkpoint)
        let size = checkpoint.head.size
        try Audit.finish(
            Phrase(
                nl: "Bijgeschreven: \(key.name) heeft het ijkpunt van \(size) gebeurtenissen medeondertekend.",
                en: "Added: \(key.name) has cosigned the checkpoint of \(size) events."),
            ["witness": .string(key.name), "size": .number(String(size))])
    }
}
