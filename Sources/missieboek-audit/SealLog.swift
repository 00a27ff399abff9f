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
        let sealer = LogSealer(folder: AuditFolder(folder), keyFile: keyFile)
        guard follow else {
            let seal = try sealer.seal(AuditDatabase.connect())
            return try Audit.finish(seal.words, seal.node)
        }
        try goOn(sealer)
    }

    private func goOn(_ sealer: LogSealer) throws {
        let signal = try PostgresLogSignal(listeningAt: AuditDatabase.options)
        var pace = SealingPace(events: events, interval: .seconds(every))
        var isLost = false
        repeat {
            do {
                if let seal = try pace.seal(sealer) { Audit.tell(.part(seal.words, data: seal.node)) }
                isLost = false
            } catch AuditFailure.busy {
                // Somebody seals by hand: what that leaves is looked at next.
            } catch let error where AuditAbort(any: error).status == .databaseUnavailable {
                if !isLost { Audit.tell(.part(AuditAbort(any: error).words, data: .null)) }
                isLost = true
            }
            // Whoever ran it is gone: nobody would know that it goes on.
        } while signal.wait() && getppid() == Audit.parent
    }
}

/// When a log is sealed that is followed.
private struct SealingPace: ~Copyable {
    private let events: Int64
    private let interval: Duration
    private var position: Int64?
    private var last = ContinuousClock.now

    init(events: Int64, interval: Duration) {
        self.events = events
        self.interval = interval
    }

    /// What was sealed, when that was due.
    mutating func seal(_ sealer: LogSealer) throws -> LogSealer.Outcome? {
        let connection = try AuditDatabase.connect()
        if let position {
            _ = try connection.executeOne(AdvanceWatermark())
            let waiting = try connection.executeOne(SealableEvents(after: position, limit: events))
            guard waiting >= (ContinuousClock.now - last >= interval ? 1 : events) else { return nil }
        }
        let outcome = try sealer.seal(connection)
        (position, last) = (outcome.lastPosition, ContinuousClock.now)
        return outcome
    }
}

/// Seals one log with one key.
struct LogSealer {
    let folder: AuditFolder
    let keyFile: String
    /// Blocks for a while.
    var pause: (Duration) -> Void = { usleep(UInt32($0 / .microseconds(1))) }

    /// What was sealed, with what is told of it.
    struct Outcome {
        let lastPosition: Int64
        let words: Phrase
        let node: Node
    }

    /// The key is read anew each time: it may have been replaced.
    func seal(_ connection: borrowing Connection) throws -> Outcome {
        let held = try HeldKey(keyFile, for: .note)
        let (key, memory) = (held.file, held.file.memory)
        let signed = try memory.complete(folder, under: key.policy)
        let end = try connection.execute(LastPosition()).first ?? 0
        _ = try AdvanceWatermark.run(connection, upTo: end, waitingBy: pause)
        let sealer = Sealer(
            folder, key: key.signing, former: key.former, signed: signed, mayBegin: signed == nil,
            remember: { (note) throws(AuditFailure) in try memory.keep(note) })
        let seal = try sealer.seal(connection, at: UInt64(max(0, Date.now.timeIntervalSince1970)))
        // What was recorded since the seal began is the next one's, and no news.
        let isBehind = seal.lastPosition < end
        let behind = isBehind ? try connection.executeOne(EventsBehind(seal.lastPosition)) : 0
        return outcome(seal, isFirst: signed == nil, behind: behind)
    }

    /// `behind` is how many events were there and could not be sealed yet.
    private func outcome(_ seal: Sealer.Seal, isFirst: Bool, behind: Int64) -> Outcome {
        let file = folder.path + "/checkpoint"
        let (size, added) = (seal.checkpoint.head.size, seal.added)
        let all = Self.events(size)
        let words =
            if added > 0 || isFirst {
                Phrase(
                    nl: "IJkpunt van \(all.nl), waarvan \(added) nieuw, tot en met positie "
                        + "\(seal.lastPosition): \(file)\nBewaar er een afschrift van op een andere plaats: wat sinds het "
                        + "laatste afschrift is herschreven, kan niemand ontdekken.",
                    en: "Checkpoint of \(all.en), \(added) of them new, up to position \(seal.lastPosition): "
                        + "\(file)\nKeep a copy of it elsewhere: what was rewritten since the last copy, nobody can find out."
                )
            } else if behind > 0 {
                Phrase(
                    nl: "Het laatste ijkpunt blijft dat van \(all.nl): \(file)",
                    en: "The last checkpoint stays that of \(all.en): \(file)")
            } else {
                Phrase(
                    nl: "Sinds het laatste ijkpunt, van \(all.nl), is niets vastgelegd: \(file)",
                    en: "Nothing was recorded since the last checkpoint, of \(all.en): \(file)")
            }
        let waiting = Self.waiting(behind)
        return Outcome(
            lastPosition: seal.lastPosition, words: Phrase(nl: words.nl + waiting.nl, en: words.en + waiting.en),
            node: [
                "origin": .string(seal.checkpoint.origin), "size": .number(String(size)),
                "root": .string(seal.checkpoint.head.root.base64), "added": .number(String(added)),
                "position": .number(String(seal.lastPosition)), "behind": .number(String(behind)),
                "file": .string(file),
                "note": .string(seal.note.encoded),
            ])
    }

    /// A line of its own where there are any.
    private static func waiting(_ behind: Int64) -> Phrase {
        guard behind > 0 else { return Phrase(nl: "", en: "") }
        let isMore = behind == EventsBehind.limit
        let (events, isOne) = (Self.events(behind), behind == 1)
        return Phrase(
            nl:
                "\n\(isMore ? "Ten minste " : "")\(events.nl) erachter \(isOne ? "is" : "zijn") nog niet te verzegelen, "
                + "omdat er nog iets wordt vastgelegd dat ervoor kan komen. Volgende stap: missieboek audit checkpoint, dat "
                + "\(isOne ? "haar" : "ze") meeneemt",
            en:
                "\n\(isMore ? "At least " : "")\(events.en) behind it cannot be sealed yet, because something is still "
                + "being recorded that may come before \(isOne ? "it" : "them"). Next step: missieboek audit checkpoint, which "
                + "takes \(isOne ? "it" : "them")")
    }

    private static func events(_ count: Int64) -> Phrase {
        let isOne = count == 1
        return Phrase(
            nl: "\(count) \(isOne ? "gebeurtenis" : "gebeurtenissen")", en: "\(count) \(isOne ? "event" : "events")")
    }
}
