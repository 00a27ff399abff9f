import ArgumentParser
import AuditLog
import AuditMessages
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
        // Before it is remembered that this was signed.
        try NewFile.requireFree(out)
        let held = try HeldKey(keyFile, for: .cosignature)
        let own = held.file
        let policy = try TrustPolicy(publicKeys: publicKey)
        // By its own signature: the log may have changed its key since.
        let trusted = TrustPolicy(origin: policy.origin, logKeys: [own.signing.verifier])
        let last: (note: SignedNote, checkpoint: Checkpoint)?
        do throws(AuditFailure) { last = try own.memory.last(under: trusted) } catch {
            guard case .memory(_, .notANote(.otherLog(let watched))) = error else { throw error }
            throw Self.watchesOther(keyFile, watched, asked: policy.origin)
        }
        let start = last?.checkpoint ?? .ofNothing(policy.origin)
        let proof = try GrowthProof(parsing: InputFile.bytes(of: growth, limit: SignedNote.sizeLimit))
        if let last, last.note.text.utf8.elementsEqual(proof.checkpoint.text.utf8) {
            return try giveAgain(last.note, size: start.head.size, own.signing.verifier)
        }
        guard proof.oldSize == start.head.size else {
            let (asked, given) = (start.head.size, proof.oldSize)
            let since = asked == 0 ? "" : " --since \(keyFile).signed"
            throw AuditAbort(
                .badInput,
                nl:
                    "dit bewijst groei vanaf \(given) gebeurtenissen, en deze sleutel tekende het laatst voor \(asked). "
                    + "Volgende stap: vraag om missieboek audit growth FILE\(since)",
                en:
                    "this proves growth from \(given) events, and this key has signed for \(asked) last. Next step: ask for "
                    + "missieboek audit growth FILE\(since)")
        }
        let later = try proof.verify(from: start, under: policy)
        let note = try own.signing.sign(
            proof.checkpoint.signed(by: policy.everyLogKey), at: UInt64(max(0, Date.now.timeIntervalSince1970)))
        try own.memory.keep(note)
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

    /// Nothing is wrong then, and what the key remembers stays where it is.
    private static func watchesOther(_ keyFile: String, _ watched: String, asked: String) -> AuditAbort {
        let (watched, asked) = (watched.inOneLine, asked.inOneLine)
        return AuditAbort(
            .usage,
            nl:
                "de sleutel \(keyFile) tekent als getuige voor het logboek \(watched), en dit is \(asked): voor elk logboek "
                + "is er een eigen sleutel. Volgende stap: noem met --key-file die voor \(asked), of maak er een: "
                + "missieboek audit key NAAM --witness --key-file BESTAND",
            en:
                "the key \(keyFile) signs as a witness for the log \(watched), and this is \(asked): each log has a key of "
                + "its own. Next step: name the one for \(asked) with --key-file, or make one: "
                + "missieboek audit key NAME --witness --key-file FILE")
    }

    /// Whoever was stopped when it was signed has no file with the signature; it names the moment of then.
    private func giveAgain(_ note: SignedNote, size: Int64, _ key: VerifierKey) throws {
        try NewFile.publish(note.encoded, to: out)
        try Audit.finish(
            Phrase(
                nl:
                    "Dit ijkpunt van \(size) gebeurtenissen was al medeondertekend; hier is de handtekening van toen: \(out)",
                en: "This checkpoint of \(size) events was cosigned already; here is the signature of then: \(out)"),
            [
                "file": .string(out), "from": .number(String(size)), "size": .number(String(size)),
                "publicKey": .string(key.encoded),
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
        let policy = try sealed.policy().witnessed(byThose: [witness])
        let key = policy.witnesses[0]
        let note = try InputFile.note(in: file)
        let checkpoint = try policy.checkpoint(of: note)
        let proofs = try sealed.proofs()
        guard try proofs.notes().contains(where: { $0.text.utf8.elementsEqual(note.text.utf8) }) else {
            throw AuditAbort(
                .verificationFailed,
                nl: "het ijkpunt van \(file) is niet in de map: het is van een ander logboek, of van een andere stand",
                en: "the checkpoint of \(file) is not in the folder: it is of another log, or of another state of it")
        }
        try proofs.add(note.signed(by: [key]), checkpoint)
        let size = checkpoint.head.size
        try Audit.finish(
            Phrase(
                nl: "Bijgeschreven: \(key.name) heeft het ijkpunt van \(size) gebeurtenissen medeondertekend.",
                en: "Added: \(key.name) has cosigned the checkpoint of \(size) events."),
            ["witness": .string(key.name), "size": .number(String(size))])
    }
}
