import ArgumentParser
import AuditLog
import CanonicalJSON
import LogAudit
import PostgresClient
import TradeMissions

struct ProveStreams: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "prove")

    @OptionGroup var sealed: SealedFolder
    @Option var out: String
    @Argument var streams: [String]

    func run() throws {
        let policy = try sealed.policy()
        let connection = try AuditDatabase.connect()
        // An event that was taken out of a file shows in the whole only.
        let verdict = try Verification(sealed, since: []).run(connection)
        guard verdict.isSound else { return try Audit.finish(verdict.words, verdict.node, isSound: false) }
        guard let prover = try Prover(sealed.proofs) else {
            throw AuditAbort(
                5, nl: "in de map van de bewijzen is geen ijkpunt; de sleutel heeft er een ondertekend",
                en: "the folder of the proofs has no checkpoint, and the key has signed one")
        }
        let bundle = try prover.bundle(of: streams, connection)
        guard !bundle.proofs.isEmpty else {
            throw AuditAbort(
                66, nl: "hiervan is nog niets verzegeld. Volgende stap: missieboek audit checkpoint",
                en: "nothing of this is sealed yet. Next step: missieboek audit checkpoint")
        }
        // As whoever gets it will look at it.
        let finding = try bundle.verify(under: policy)
        // It holds the events themselves.
        try NewFile.keep(bundle.encoded, in: out)
        let (count, size) = (finding.records.count, finding.checkpoint.head.size)
        let key = policy.signer(of: bundle.proofs[0].checkpoint).encoded
        let names = Set(finding.records.map(\.stream)).sorted()
        try Audit.finish(
            Phrase(
                nl: "Bewijs geschreven: \(out), van \(count) gebeurtenissen onder het ijkpunt van \(size).\n"
                    + "Na te gaan zonder database: missieboek-verify bundle \(out) --key \(key)",
                en: "Proof written: \(out), of \(count) events under the checkpoint of \(size).\n"
                    + "To check it without a database: missieboek-verify bundle \(out) --key \(key)"),
            [
                "file": .string(out), "events": .number(String(count)), "size": .number(String(size)),
                "streams": .array(names.map { .string($0) }), "publicKey": .string(key),
            ])
    }
}

struct ProveGrowth: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "grow")

    @OptionGroup var sealed: SealedFolder
    @Option var out: String
    /// The checkpoint that somebody has kept; from nothing when left out.
    @Option var since: String?

    func run() throws {
        let policy = try sealed.policy()
        let start = try since.map { try policy.checkpoint(of: InputFile.note(in: $0)) } ?? .ofNothing(policy.origin)
        guard let prover = try Prover(sealed.proofs) else {
            throw AuditAbort(
                66, nl: "er is nog geen ijkpunt. Volgende stap: missieboek audit checkpoint",
                en: "there is no checkpoint yet. Next step: missieboek audit checkpoint")
        }
        let growth = try prover.growth(since: start.head.size)
        let later = try growth.verify(from: start, under: policy)
        try NewFile.publish(growth.encoded, to: out)
        let (from, to) = (start.head.size, later.head.size)
        // The earlier one may have been signed by a key of before.
        let keys = policy.logKeys.map(\.encoded)
        let earlier = since.map { " " + $0 } ?? ""
        let check = "\nmissieboek-verify growth\(earlier) \(out)" + keys.map { " --key " + $0 }.joined()
        try Audit.finish(
            Phrase(
                nl: "Bewijs geschreven: \(out): van \(from) tot \(to) gebeurtenissen is alleen toegevoegd.\(check)",
                en: "Proof written: \(out): from \(from) to \(to) events the log was only added to.\(check)"),
            [
                "file": .string(out), "from": .number(String(from)), "to": .number(String(to)),
                "publicKeys": .array(keys.map { .string($0) }),
            ])
    }
}

extension TrustPolicy {
    /// Of the log's keys, the one that has signed a note that holds.
    func signer(of note: SignedNote) -> VerifierKey {
        logKeys.first { (try? $0.verify(note)) != nil } ?? logKeys[0]
    }
}
