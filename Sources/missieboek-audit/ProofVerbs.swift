import ArgumentParser
import AuditLog
import AuditMessages
import CanonicalJSON
import LogAudit
import PostgresClient
import TradeMissions

struct ProveStreams: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "prove")

    @OptionGroup var sealed: SealedFolder
    @Option var out: String
    /// Public keys of those who must have signed the checkpoint too.
    @Option var witness: [String] = []
    @Argument var streams: [String]

    func run() throws {
        let policy = try sealed.policy().witnessed(byThose: witness)
        let connection = try AuditDatabase.connect()
        // An event that was taken out of a file shows in the whole only.
        let verdict = try Verification(sealed, since: []).run(connection)
        guard verdict.isSound else { return try Audit.finish(verdict.words, verdict.node, isSound: false) }
        guard let prover = try policy.prover(of: sealed.proofs()) else {
            guard witness.isEmpty else { throw AuditAbort.unwitnessed }
            throw AuditAbort(
                .verificationFailed,
                nl: "in de map van de bewijzen is geen ijkpunt; de sleutel heeft er een ondertekend",
                en: "the folder of the proofs has no checkpoint, and the key has signed one")
        }
        let bundle = try prover.bundle(of: streams, connection)
        guard !bundle.proofs.isEmpty || witness.isEmpty else { throw AuditAbort.unwitnessed }
        guard !bundle.proofs.isEmpty else {
            throw AuditAbort(
                .notFound, nl: "hiervan is nog niets verzegeld. Volgende stap: missieboek audit checkpoint",
                en: "nothing of this is sealed yet. Next step: missieboek audit checkpoint")
        }
        // As whoever gets it will look at it.
        let finding = try bundle.verify(under: policy)
        // It holds the events themselves.
        try NewFile.keep(bundle.encoded, in: out)
        let (count, size) = (finding.records.count, finding.checkpoint.head.size)
        let key = policy.publicKey(of: bundle.proofs[0].checkpoint)
        let seen = witness.map { " --witness " + $0 }.joined()
        let names = Set(finding.records.map(\.stream)).sorted()
        try Audit.finish(
            Phrase(
                nl: "Bewijs geschreven: \(out), van \(count) gebeurtenissen onder het ijkpunt van \(size).\n"
                    + "Na te gaan zonder database: missieboek-verify bundle \(out) --key \(key)\(seen)",
                en: "Proof written: \(out), of \(count) events under the checkpoint of \(size).\n"
                    + "To check it without a database: missieboek-verify bundle \(out) --key \(key)\(seen)"),
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
    @Option var witness: [String] = []

    func run() throws {
        // Whoever watches may have begun later than that was signed.
        let logPolicy = try sealed.policy()
        let policy = try logPolicy.witnessed(byThose: witness)
        let start = try since.map { try InputFile.checkpoint(in: $0, under: logPolicy) } ?? .ofNothing(policy.origin)
        guard let prover = try policy.prover(of: sealed.proofs()) else {
            guard witness.isEmpty else { throw AuditAbort.unwitnessed }
            throw AuditAbort(
                .notFound, nl: "er is nog geen ijkpunt. Volgende stap: missieboek audit checkpoint",
                en: "there is no checkpoint yet. Next step: missieboek audit checkpoint")
        }
        guard prover.size >= start.head.size || witness.isEmpty else { throw AuditAbort.unwitnessed }
        let growth = try prover.growth(since: start.head.size)
        let later = try growth.verify(from: start, under: policy)
        try NewFile.publish(growth.encoded, to: out)
        let (from, to) = (start.head.size, later.head.size)
        // The earlier one may have been signed by a key of before.
        let keys = policy.logKeys.map(\.encoded) + policy.former.map(\.encoded)
        let earlier = since.map { " " + $0 } ?? ""
        let check =
            "\nmissieboek-verify growth\(earlier) \(out)" + keys.map { " --key " + $0 }.joined()
            + witness.map { " --witness " + $0 }.joined()
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

extension AuditAbort {
    fileprivate static let unwitnessed = AuditAbort(
        .notFound,
        nl: "onder geen ijkpunt dat de getuige medeondertekende, is dit te bewijzen. Volgende stap: missieboek audit "
            + "growth FILE, laat de getuige tekenen, en missieboek audit cosign",
        en:
            "under no checkpoint that the witness has cosigned can this be proved. Next step: missieboek audit growth FILE, "
            + "have the witness sign, and missieboek audit cosign")
}

extension TrustPolicy {
    /// By those who watch the log, as they were given on a command line.
    func witnessed(byThose texts: [String]) throws(AuditAbort) -> TrustPolicy {
        var keys: [VerifierKey] = []
        for text in texts {
            do throws(AuditFault) { keys.append(try VerifierKey(parsing: text)) } catch {
                throw AuditAbort(badKey: error)
            }
        }
        let policy = witnessed(by: keys)
        if let words = policy.misuse?.words { throw AuditAbort(.usage, nl: words.nl, en: words.en) }
        return policy
    }

    /// Of the log's keys, the one that has signed a note that holds, as whoever checks it must name it: a former one with
    /// its bound, without which it would be trusted for good.
    func publicKey(of note: SignedNote) -> String {
        let keys = logKeys.map { (key: $0, text: $0.encoded) } + former.map { (key: $0.key, text: $0.encoded) }
        return keys.first { $0.key.hasSigned(note) }?.text ?? logKeys[0].encoded
    }

    /// Over the last checkpoint, or, with witnesses, the last one that they have signed.
    fileprivate func prover(of folder: AuditFolder) throws(AuditFailure) -> Prover? {
        witnesses.isEmpty ? try Prover(folder) : try Prover(folder, under: self)
    }
}

extension VerifierKey {
    fileprivate func hasSigned(_ note: SignedNote) -> Bool {
        do throws(AuditFault) {
            // Of a log's signature it gives no moment.
            try verify(note)
            return true
        } catch {
            return false
        }
    }
}
