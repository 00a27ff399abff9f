package import AuditLog
import FoundationEssentials
package import PostgresClient

/// Makes the tiles and positions of a folder anew from the log, where they were lost or damaged and its checkpoints were
/// not.
///
/// What was signed decides, and not the database: unless the log leads to every root that was signed, nothing of it comes
/// into the folder.
package struct FolderRebuild {
    private let folder: AuditFolder
    private let policy: TrustPolicy
    /// Where the files are made; nobody else reads or writes there.
    private let stage: AuditFolder

    /// The checkpoints of the folder must hold under `policy`, all of them.
    package init(_ folder: AuditFolder, under policy: TrustPolicy) {
        self.folder = folder
        self.policy = policy
        stage = AuditFolder("\(folder.path)/.rebuilding", on: folder.disk)
    }

    /// What came of it.
    package struct Outcome: Hashable, Sendable {
        /// The last that was signed, to which the folder leads again.
        package let checkpoint: Checkpoint
        /// The files that were not there, or not as they must be.
        package let mended: [String]
    }

    /// Throws ``LogFinding/rewritten(size:after:through:)`` or ``LogFinding/cutOff(size:found:)`` with the first checkpoint that
    /// the log does not lead to, and ``LogFinding/changed(position:)`` for an event that is none any more; the folder is
    /// what it was then.
    ///
    /// Whoever is killed in between can begin anew: each file is the old one or the right one.
    package func run(_ connection: borrowing Connection) throws(AuditFailure) -> Outcome {
        try connection.takeSealingLock()
        defer { connection.giveBackSealingLock() }
        var checkpoints: [Checkpoint] = []
        for note in try folder.notes() {
            checkpoints.append(try AuditFailure.of { () throws(AuditFault) in try policy.checkpoint(of: note) })
        }
        guard let last = checkpoints.last else {
            throw .folder(path: "checkpoint", .nothingSigned)
        }
        try removeStage()
        defer { try? removeStage() }
        let heads = checkpoints.map(\.head)
        var log = try SignedLog(heads, keptIn: stage)
        try ReadLedger.run(connection, .first(last.head.size)) { (record) throws(AuditFailure) in try log.take(record) }
        try log.finish()
        return Outcome(checkpoint: last, mended: try mend(heads))
    }

    /// Puts what was made in the place of what differs from it.
    private func mend(_ heads: [TreeHead]) throws(AuditFailure) -> [String] {
        var writer = FolderWriter(folder)
        var mended: [String] = []
        for tile in Self.tiles(of: heads) {
            let names = tile.level == 0 ? [tile.path, AuditFolder.positionsPath(tile)] : [tile.path]
            for name in names {
                // What cannot be read is not as it must be.
                let (found, made) = (try? folder.require(name), try stage.require(name))
                guard found != made else { continue }
                try writer.take(name, from: stage)
                mended.append(name)
            }
        }
        try writer.synchronise()
        return mended
    }

    /// All that were kept for checkpoints that followed on each other.
    private static func tiles(of heads: [TreeHead]) -> [Tile] {
        let sizes = heads.map(\.size)
        return zip([0] + sizes, sizes).flatMap { Tile.added(from: $0, to: $1) }
    }

    private func removeStage() throws(AuditFailure) {
        guard FileManager.default.fileExists(atPath: stage.path) else { return }
        do { try FileManager.default.removeItem(atPath: stage.path) } catch {
            throw .folder(path: stage.path, .unreadable("\(error)"))
        }
    }
}

/// Follows the log from its beginning, as far as it is what was signed.
private struct SignedLog {
    private let stage: AuditFolder
    private let last: TreeHead?
    /// Those that the log has not come to yet.
    private var rest: ArraySlice<TreeHead>
    /// The position of the last event under one of those that the log has come to.
    private var held: Int64 = 0
    private var order = RisingPositions()
    private var frontier = MerkleFrontier()
    private var builder: TileBuilder

    /// The heads do not fall; their tiles are made in a folder that is empty.
    init(_ heads: [TreeHead], keptIn stage: AuditFolder) throws(AuditFailure) {
        self.stage = stage
        last = heads.last
        rest = heads[...]
        builder = try TileBuilder(stage, size: 0)
        try passHeads(at: 0)
    }

    mutating func take(_ record: LedgerRecord) throws(AuditFailure) {
        guard let leaf = record.leaf, let position = record.position else { throw .finding(record.finding) }
        try order.pass(position)
        frontier.append(leaf)
        try builder.append(leaf, position: position)
        try passHeads(at: position)
    }

    /// All that was made is on the disk then, and leads to the last root.
    mutating func finish() throws(AuditFailure) {
        if let next = rest.first { throw .finding(.cutOff(size: next.size, found: frontier.size)) }
        try builder.finish()
        guard let last, try TiledTree(size: last.size, tiles: stage).head(at: last.size) == last else {
            throw .finding(.falseTiles(size: frontier.size))
        }
    }

    private mutating func passHeads(at position: Int64) throws(AuditFailure) {
        while let next = rest.first, next.size == frontier.size {
            guard next == frontier.head else {
                throw .finding(.rewritten(size: next.size, after: held, through: position))
            }
            held = position
            try builder.keepUnfinished()
            rest.removeFirst()
        }
    }
}
