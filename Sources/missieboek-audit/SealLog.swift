import ArgumentParser
import AuditLog
import AuditMessages
import CanonicalJSON
import FoundationEssentials
import Glibc
import LogAudit
import PostgresClient
import PostgresEventStore
import TradeMissions

struct SealLog: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "seal")

    @Option var folder: String
    @Option var keyFile: String
    /// Goes on until it is ended.
    @Flag var follow = false
    /// After so many new events, when it goes on.
    @Option var events: Int64 = 100
    /// In seconds: after as long, when there is any new event.
    @Option var every: Int = 60

    func run() throws {
        let sealer = try LogSealer(AuditFolder(folder), KeyFile.read(keyFile))
        guard follow else {
            let seal = try sealer.seal()
            return try Audit.finish(seal.words, seal.node)
        }
        try goOn(sealer)
    }

    private func goOn(_ sealer: borrowing LogSealer) throws {
        let parent = getppid()
        let signal = try PostgresLogSignal(listeningAt: AuditDatabase.options)
        var position: Int64?
        var last = ContinuousClock.now
        repeat {
            let isDue =
                if let position {
                    try sealer.waiting(after: position, upTo: events)
                        >= (ContinuousClock.now - last >= .seconds(every) ? 1 : events)
                } else { true }
            if isDue {
                let seal = try sealer.seal()
                (position, last) = (seal.lastPosition, ContinuousClock.now)
                Audit.tell(.part(seal.words, data: seal.node))
            }
            // Whoever ran it is gone: nobody would know that it goes on.
        } while signal.wait() && getppid() == parent
    }
}

/// Seals one log with one key, as long as its connection lasts.
struct LogSealer: ~Copyable {
    private let folder: AuditFolder
    private let key: KeyFile
    private let memory: SigningMemory
    private let connection: Connection

    init(_ folder: AuditFolder, _ key: KeyFile) throws {
        self.folder = folder
        self.key = key
        memory = SigningMemory(ofKey: key.path)
        connection = try AuditDatabase.connect()
    }

    /// What was sealed, with what is told of it.
    struct Outcome {
        let lastPosition: Int64
        let words: Phrase
        let node: Node
    }

    func seal() throws -> Outcome {
        let signed = try memory.require(in: folder, under: key.policy)
        _ = try connection.executeOne(AdvanceWatermark())
        let seal = try Sealer(folder, key: key.signing, former: key.former, mayBegin: signed == nil)
            .seal(connection, at: UInt64(max(0, Date.now.timeIntervalSince1970)))
        guard let note = try folder.notes().last else { preconditionFailure("a sealed log has a checkpoint") }
        try memory.keep(note)
        let file = folder.path + "/checkpoint"
        let (size, added) = (seal.checkpoint.head.size, seal.added)
        let words =
            added == 0 && signed != nil
            ? Phrase(
                nl: "Sinds het laatste ijkpunt, van \(size) gebeurtenissen, is niets vastgelegd: \(file)",
                en: "Nothing was recorded since the last checkpoint, of \(size) events: \(file)")
            : Phrase(
                nl:
                    "IJkpunt van \(size) gebeurtenissen, waarvan \(added) nieuw, tot en met positie \(seal.lastPosition): "
                    + "\(file)\nBewaar er een afschrift van op een andere plaats: wat sinds het laatste afschrift is "
                    + "herschreven, kan niemand ontdekken.",
                en: "Checkpoint of \(size) events, \(added) of them new, up to position \(seal.lastPosition): \(file)\n"
                    + "Keep a copy of it elsewhere: what was rewritten since the last copy, nobody can find out.")
        return Outcome(
            lastPosition: seal.lastPosition, words: words,
            node: [
                "origin": .string(seal.checkpoint.origin), "size": .number(String(size)),
                "root": .string(seal.checkpoint.head.root.base64), "added": .number(String(added)),
                "position": .number(String(seal.lastPosition)), "file": .string(file), "note": .string(note.encoded),
            ])
    }

    /// How many events can be sealed behind a position, counted up to a limit.
    func waiting(after position: Int64, upTo limit: Int64) throws(PostgresError) -> Int64 {
        _ = try connection.executeOne(AdvanceWatermark())
        return try connection.executeOne(SealableEvents(after: position, limit: limit))
    }
}
