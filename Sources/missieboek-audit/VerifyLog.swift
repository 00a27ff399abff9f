import ArgumentParser
import AuditLog
import AuditMessages
import CanonicalJSON
import LogAudit
import PostgresClient
import PostgresEventStore
import TradeMissions

/// Where the proofs are, and whose signatures count.
struct SealedFolder: ParsableArguments {
    @Option var folder: String
    @Option var keyFile: String?
    /// In place of a key file: for whoever has no private key.
    @Option var publicKey: [String] = []

    var proofs: AuditFolder { AuditFolder(folder) }

    func policy() throws -> TrustPolicy {
        guard publicKey.isEmpty else { return try TrustPolicy(publicKeys: publicKey) }
        guard let keyFile else { throw AuditAbort(64, nl: "geef een sleutel", en: "give a key") }
        return try KeyFile.read(keyFile).policy
    }

    /// What the key itself knows that it has signed.
    func remembered(under policy: TrustPolicy) throws -> Checkpoint? {
        try keyFile.flatMap { try SigningMemory(ofKey: $0).checkpoint(under: policy) }
    }
}

extension TrustPolicy {
    /// From what was given on a command line, of one log.
    init(publicKeys: [String]) throws {
        var keys: [VerifierKey] = []
        do throws(AuditFault) {
            for text in publicKeys { keys.append(try VerifierKey(parsing: text)) }
        } catch {
            let words = error.words { $0 }
            throw AuditAbort(64, nl: words.nl, en: words.en)
        }
        guard let first = keys.first else { throw AuditAbort(64, nl: "geef een sleutel", en: "give a key") }
        self.init(origin: first.name, logKeys: keys)
    }
}

struct VerifyLog: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "verify")

    @OptionGroup var sealed: SealedFolder
    /// Checkpoints that were kept elsewhere.
    @Option var since: [String] = []

    func run() throws {
        let verdict = try Verification(sealed, since: since).run(AuditDatabase.connect())
        try Audit.finish(verdict.words, verdict.node, isSound: verdict.isSound)
    }
}

/// A log, held against everything that was signed of it, with its own rules.
struct Verification {
    private let folder: AuditFolder
    private let policy: TrustPolicy
    private let kept: [Checkpoint]

    init(_ sealed: SealedFolder, since files: [String]) throws {
        folder = sealed.proofs
        policy = try sealed.policy()
        var kept = [try sealed.remembered(under: policy)].compactMap { $0 }
        for file in files {
            let bytes = try InputFile.bytes(of: file, limit: SignedNote.sizeLimit)
            kept.append(try policy.checkpoint(of: SignedNote(parsing: bytes)))
        }
        self.kept = kept
    }

    func run(_ connection: borrowing Connection) throws -> Verdict {
        var (sealed, unsigned): ([Checkpoint], [LogFinding]) = ([], [])
        for note in try folder.notes() {
            do throws(AuditFault) { sealed.append(try policy.checkpoint(of: note)) } catch {
                let size = try Checkpoint(of: note).head.size
                unsigned.append(.damagedFolder(path: "checkpoints/\(size)"))
            }
        }
        guard !(sealed.isEmpty && kept.isEmpty && unsigned.isEmpty) else {
            throw AuditAbort(
                66, nl: "er is nog geen ijkpunt. Volgende stap: missieboek audit checkpoint",
                en: "there is no checkpoint yet. Next step: missieboek audit checkpoint")
        }
        let end = try connection.executeOne(LogProgress()).lastPosition
        let report = try LogVerification(folder, sealed: sealed, kept: kept).run(connection) { position in
            Audit.tell(.progress(position: position, end: end))
        }
        return Verdict(
            report: report, unsigned: unsigned, defects: try Self.defects(connection),
            unguarded: try connection.execute(UnguardedTables()))
    }

    /// What the log's own rules find; nil when this login may not ask.
    private static func defects(_ connection: borrowing Connection) throws(PostgresError) -> [String]? {
        do throws(PostgresError) { return try connection.execute(LogFindings()) } catch {
            guard case .server(let report) = error, report.sqlState == .insufficientPrivilege else { throw error }
            return nil
        }
    }
}
