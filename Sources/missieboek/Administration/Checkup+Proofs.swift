import EventSourcing
import FoundationEssentials
import PostgresClient
import PostgresEventStore
import TradeMissions

/// The folder of a log's proofs, as far as it can be told without cryptography: what `doctor` looks at.
struct SealedProofs {
    /// How many events the last checkpoint is of.
    let size: Int64
    /// When its file was written.
    let moment: Timestamp

    /// As `audit` finds it: `MISSIEBOEK_AUDIT_FOLDER`, else `audit` in the home of a private cluster, else none.
    static func folder(ofHome home: String?) -> String? {
        let named = ProcessEnvironment.variables["MISSIEBOEK_AUDIT_FOLDER"] ?? ""
        return named.isEmpty ? home.map { $0 + "/audit" } : named.absolutePath
    }

    /// Nil when there is no checkpoint that can be read.
    init?(in folder: String) {
        let file = folder + "/checkpoint"
        guard let bytes = FileManager.default.contents(atPath: file),
            let written = (try? FileManager.default.attributesOfItem(atPath: file))?[.modificationDate] as? Date
        else { return nil }
        // C2SP tlog-checkpoint: the name of the log, the size, the root.
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count > 2, let size = Int64(lines[1]), size >= 0 else { return nil }
        self.size = size
        moment = Timestamp(microseconds: Int64(written.timeIntervalSince1970 * 1_000_000))
    }
}

extension Checkup {
    /// How old a checkpoint may be while there are events behind it: what is not sealed can be rewritten unseen.
    private static let usualDays: Int64 = 1

    mutating func checkProofs(_ connection: borrowing Connection, in folder: String) throws(PostgresError) {
        // Sealing is the work of whoever runs the primary.
        guard try !connection.executeOne(ReplicaStanding()).isStandby else { return }
        let seal = Phrase(
            nl: "missieboek audit checkpoint, en bewaar een afschrift op een andere plaats",
            en: "missieboek audit checkpoint, and keep a copy of it elsewhere")
        let events = try connection.executeOne(EventCount())
        guard let proofs = SealedProofs(in: folder) else {
            return add(
                "checkpoint", .warn,
                Phrase(
                    nl: "er is nog geen ijkpunt van het logboek (\(events) gebeurtenissen): \(folder)",
                    en: "there is no checkpoint of the log yet (\(events) events): \(folder)"),
                next: Phrase(
                    nl: "missieboek audit key NAAM, dan \(seal.nl)", en: "missieboek audit key NAME, then \(seal.en)"))
        }
        let behind = events - proofs.size
        guard behind >= 0 else {
            return add(
                "checkpoint", .fail,
                Phrase(
                    nl: "het logboek heeft \(events) gebeurtenissen, en er zijn er \(proofs.size) verzegeld",
                    en: "the log has \(events) events, and \(proofs.size) were sealed"),
                next: Phrase(same: "missieboek audit verify"))
        }
        let days = (Session.now().microseconds - proofs.moment.microseconds) / 86_400_000_000
        let isLate = behind > 0 && days >= Self.usualDays
        let written = proofs.moment.clockTextInAmsterdam
        add(
            "checkpoint", isLate ? .warn : .ok,
            Phrase(
                nl: "laatste ijkpunt: \(written), van \(proofs.size) gebeurtenissen; daarna kwamen er \(behind)",
                en: "last checkpoint: \(written), of \(proofs.size) events; \(behind) came after it"),
            next: isLate ? seal : nil)
    }
}
