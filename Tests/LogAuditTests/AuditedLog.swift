import AuditLog
import ByteStreams
import EventSourcing
import FoundationEssentials
import LogAudit
import PostgresClient
import PostgresEventStore
import TestSupport

/// A log in a database of its own, with a folder for its proofs.
final class AuditedLog {
    let database: ThrowawayDatabase
    let folder: AuditFolder
    let superuser: Connection

    private init(_ database: ThrowawayDatabase) throws {
        self.database = database
        folder = AuditFolder("\(FileManager.default.temporaryDirectory.path)/missieboek-audit-\(UUID().uuidString)")
        superuser = try Connection(ConnectionOptions(address: database.superuserURL))
    }

    deinit { try? FileManager.default.removeItem(atPath: folder.path) }

    static func make() async throws -> AuditedLog {
        try AuditedLog(await ThrowawayCluster.shared.database())
    }

    /// The same log, with a folder that has no proofs yet.
    func copy() throws -> AuditedLog {
        try AuditedLog(database)
    }

    /// Records events, each in one of some streams by turns, in commands of five; a position between two commands is
    /// left out.
    func record(_ count: Int, in streams: Int = 10) throws {
        let store = try PostgresEventStore(ConnectionOptions(address: database.url), keys: RegisterOfTests.keys)
        for start in stride(from: 0, to: count, by: 5) {
            let events = try (start..<min(start + 5, count)).map { number in
                NewEvent.sample(try StreamName(text: "mission-\(number % streams)"), data: #"{"number":\#(number)}"#)
            }
            _ = try store.append(AppendRequest.sample(events))
            try superuser.run("select nextval('event_store.position')")
        }
        _ = try store.advanceWatermark()
    }

    func number(_ sql: String) throws -> Int64 {
        try superuser.run(sql).text(row: 0).flatMap { Int64($0) } ?? 0
    }

    @discardableResult
    func seal(
        _ key: SigningKey, after former: [FormerKey] = [], mayBegin: Bool = true, on disk: any Disk = RecordedDisk()
    ) throws -> Sealer.Seal {
        try Sealer(AuditFolder(folder.path, on: disk), key: key, former: former, mayBegin: mayBegin)
            .seal(superuser, at: 1_770_000_000)
    }

    /// Makes the folder anew, trusting the key of ``key(_:name:)`` and no other.
    @discardableResult
    func rebuild(on disk: any Disk = RecordedDisk()) throws -> FolderRebuild.Outcome {
        try FolderRebuild(AuditFolder(folder.path, on: disk), under: Self.policy).run(superuser)
    }

    func latestNote() throws -> SignedNote? {
        try folder.notes().last
    }

    /// What a check of the folder finds, with checkpoints that were kept elsewhere beside it.
    func verify(keeping kept: [Checkpoint] = [], withFolder: Bool = true) throws -> LogVerification.Report {
        let sealed = withFolder ? try folder.notes().map { try Checkpoint(of: $0) } : []
        return try LogVerification(withFolder ? folder : nil, sealed: sealed, kept: kept)
            .run(superuser)
    }

    static var policy: TrustPolicy {
        get throws {
            let key = try Self.key().verifier
            return TrustPolicy(origin: key.name, logKeys: [key])
        }
    }

    static func key(_ seed: UInt8 = 1, name: String = "missieboek.example/test") throws -> SigningKey {
        try SigningKey(name: name, kind: .note, seed: Array(repeating: seed, count: 32))
    }
}
