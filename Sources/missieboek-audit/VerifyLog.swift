import ArgumentParser
import AuditLog
import AuditMessages
import CanonicalJSON
import FoundationEssentials
import LogAudit
import PostgresClient
import PostgresEventStore
import TradeMissions

/// Where the proofs are, and whose signatures count.
struct SealedFolder: ParsableArguments {
    /// Nil where only checkpoints count that were kept elsewhere.
    @Option var folder: String?
    @Option var keyFile: String?
    /// In place of a key file: for whoever has no private key.
    @Option var publicKey: [String] = []

    /// For what cannot be done without one.
    func proofs() throws(AuditAbort) -> AuditFolder {
        guard let folder else { throw AuditAbort(.usage, nl: "geef een map", en: "give a folder") }
        return AuditFolder(folder)
    }

    func policy() throws -> TrustPolicy {
        guard publicKey.isEmpty else { return try TrustPolicy(publicKeys: publicKey) }
        guard let keyFile else { throw AuditAbort(.usage, nl: "geef een sleutel", en: "give a key") }
        let key = try KeyFile.read(keyFile)
        guard key.signing.verifier.kind == .note else { throw HeldKey.wrongKind(.note) }
        return key.policy
    }

    /// What the key itself knows that it has signed; nil without a key file.
    var memory: SigningMemory? { publicKey.isEmpty ? keyFile.map { SigningMemory(ofKey: $0) } : nil }
}

extension TrustPolicy {
    /// From what was given on a command line, of one log.
    init(publicKeys: [String]) throws(AuditAbort) {
        let keys: LogKeys
        do throws(AuditFault) { keys = try LogKeys(parsing: publicKeys) } catch { throw AuditAbort(badKey: error) }
        guard !publicKeys.isEmpty else { throw AuditAbort(.usage, nl: "geef een sleutel", en: "give a key") }
        guard let name = keys.name, !keys.hold(.cosignature) else {
            throw AuditAbort(
                .usage, nl: "de openbare sleutels zijn niet van één logboek",
                en: "the public keys are not of one log")
        }
        self.init(origin: name, logKeys: keys.current, former: keys.former)
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
    private let folder: AuditFolder?
    private let policy: TrustPolicy
    private let memory: SigningMemory?
    private let kept: [Checkpoint]
    /// The files that were given, with what the checkpoint in each says.
    private let files: [(name: String, head: TreeHead)]
    /// How long the log may take to say what it finds by its own rules.
    private let patience: Duration

    init(_ sealed: SealedFolder, since files: [String], patience: Duration = AuditDatabase.patience) throws {
        self.patience = patience
        folder = sealed.folder.map { AuditFolder($0) }
        policy = try sealed.policy()
        memory = sealed.memory
        var kept = [try memory?.last(under: policy)?.checkpoint].compactMap { $0 }
        var compared: [(name: String, head: TreeHead)] = []
        for file in files {
            let checkpoint = try InputFile.checkpoint(in: file, under: policy)
            kept.append(checkpoint)
            compared.append((file, checkpoint.head))
        }
        self.kept = kept
        self.files = compared
    }

    func run(_ connection: borrowing Connection) throws -> Verdict {
        var (sealed, untrue): ([Checkpoint], [LogFinding]) = ([], [])
        var sizes: Set<Int64> = []
        let found = try folder?.readNotes()
        for (path, fault) in found?.faults ?? [] {
            // It is there, whatever it has become.
            if let size = Int64(path.dropFirst("checkpoints/".count)) { sizes.insert(size) }
            if untrue.count <= Verdict.limit { untrue.append(.unreadable(path: path, fault)) }
        }
        for note in found?.notes ?? [] {
            let size = try Checkpoint(of: note).head.size
            sizes.insert(size)
            do throws(AuditFault) { sealed.append(try policy.checkpoint(of: note)) } catch {
                if untrue.count <= Verdict.limit { untrue.append(.untrusted(size: size, error)) }
            }
        }
        guard !(sealed.isEmpty && kept.isEmpty && untrue.isEmpty) else {
            throw AuditAbort(
                .notFound, nl: "er is nog geen ijkpunt. Volgende stap: missieboek audit checkpoint",
                en: "there is no checkpoint yet. Next step: missieboek audit checkpoint")
        }
        if folder != nil {
            // In front, where no number of untrue ones hides them.
            untrue = Set(files.map(\.head.size)).subtracting(sizes).sorted().map { .lacking(size: $0) } + untrue
        }
        if untrue.isEmpty, let folder, let finding = try memory?.finding(in: folder, under: policy) {
            untrue.append(finding)
        }
        let report = try read(connection, against: sealed)
        let testimony = Testimony(of: connection, within: patience) { try Self.defects($0) }
        return Verdict(
            report: report, files: files, unsigned: untrue, strays: try folder?.strayFiles() ?? [], testimony: testimony
        )
    }

    /// Reads the log; what keeps this login from it is told as what it is.
    private func read(
        _ connection: borrowing Connection, against sealed: [Checkpoint]
    ) throws -> LogVerification.Report {
        do throws(AuditFailure) {
            var end: Int64?
            do throws(PostgresError) { end = try connection.execute(LastPosition()).first } catch {
                // Whatever else keeps it from that, the reading itself says; a lock would be waited for twice.
                if error.sqlState == .lockNotAvailable { throw .database(error) }
            }
            return try LogVerification(folder, sealed: sealed, kept: kept).run(connection) { position in
                Audit.tell(.progress(position: position, end: end ?? position))
            }
        } catch {
            guard case .database(let error) = error else { throw error }
            throw AuditAbort(reading: error, by: connection)
        }
    }

    /// What the log's own rules find; nil when this login may not ask.
    ///
    /// Whoever may ask needs no other right for it: a function that wants one is none of the schema's.
    private static func defects(_ connection: borrowing Connection) throws -> [LogDefect]? {
        switch try connection.executeOne(MayAskForFindings()) {
        case .yes: break
        case .no: return nil
        case .notAnyMore: throw Testimony.RightTaken()
        }
        do throws(PostgresError) { return try connection.execute(LogFindings()).map { LogDefect($0) } } catch {
            guard case .server(let report) = error, report.sqlState == .insufficientPrivilege else { throw error }
            throw AuditAbort(
                .verificationFailed,
                nl: "event_store.verify() in deze database is een andere functie dan die van dit programma: zij vraagt "
                    + "rechten die nagaan niet nodig heeft (\(report.message))",
                en: "event_store.verify() in this database is another function than this program's: it asks for rights "
                    + "that verification does not need (\(report.message))")
        }
    }
}
