import AuditLog
import LogAudit
import PostgresClient
import TestSupport

/// A way to change the folder of the proofs, where 300 events are sealed, half of them first.
struct FolderTampering: Sendable {
    let name: String
    /// Gives what must be among that which is found.
    let apply: @Sendable (AuditedLog, inout Attempt) throws -> Set<Finding>

    /// What a check of the folder says.
    enum Finding: Hashable {
        case log(LogFinding)
        /// A checkpoint is none, or nobody's who is trusted.
        case refused

        /// Whether it says of an event, or of the log, that it is not what was signed; a second checkpoint of the log's key
        /// says nothing of this one.
        var accusesEvent: Bool {
            if case .log(let finding) = self { !finding.isOfFolder && finding != .forked(size: 300) } else { false }
        }
    }

    static let all = leaves + lost + checkpoints

    private static let leaves = [
        FolderTampering(name: "a byte of a leaf") { log, attempt in
            let index = Int64(attempt.chance.number(0...299))
            let tile = Tile.ofLeaf(index, inLogOf: 300).path
            let place = Int(index) % Tile.fullWidth * TreeHash.byteCount + attempt.chance.number(0...31)
            try log.change(tile) { $0[place] ^= UInt8(attempt.chance.number(1...255)) }
            return [.log(.falseIndex(path: tile))]
        },
        FolderTampering(name: "two leaves swapped") { log, attempt in
            let (one, other) = (attempt.chance.number(0...127), attempt.chance.number(128...255))
            try log.change("tile/0/000") { bytes in
                for place in 0..<TreeHash.byteCount {
                    bytes.swapAt(one * TreeHash.byteCount + place, other * TreeHash.byteCount + place)
                }
            }
            return [.log(.falseIndex(path: "tile/0/000"))]
        },
        FolderTampering(name: "all leaves of a tile, and nothing above it") { log, attempt in
            let byte = UInt8(attempt.chance.number(1...255))
            try log.change("tile/0/000") { $0 = $0.map { $0 ^ byte } }
            return [.log(.falseIndex(path: "tile/0/000"))]
        },
        FolderTampering(name: "a byte of the root of a tile") { log, attempt in
            try log.change("tile/1/000.p/1") {
                $0[attempt.chance.number(0...31)] ^= UInt8(attempt.chance.number(1...255))
            }
            return [.log(.falseTiles(size: 300))]
        },
        FolderTampering(name: "a byte of a position") { log, attempt in
            let index = Int64(attempt.chance.number(0...299))
            let place = Int(index) % Tile.fullWidth * 8 + attempt.chance.number(0...7)
            let name = "positions" + Tile.ofLeaf(index, inLogOf: 300).path.dropFirst("tile/0".count)
            try log.change(name) { $0[place] ^= UInt8(attempt.chance.number(1...255)) }
            return [.log(.falseIndex(path: name))]
        },
        FolderTampering(name: "a byte of a leaf, and a position set too high in the same tile") { log, attempt in
            let (leaf, position) = (attempt.chance.number(0...255), attempt.chance.number(0...255))
            try log.change("tile/0/000") { $0[leaf * TreeHash.byteCount] ^= 1 }
            try log.change("positions/000") { $0[position * 8 + attempt.chance.number(1...5)] ^= 1 }
            // One of them hides the other, which stands before it or behind.
            return [.log(.falseIndex(path: position <= leaf ? "positions/000" : "tile/0/000"))]
        },
        FolderTampering(name: "tiles over another event") { log, attempt in
            let index = Int64(attempt.chance.number(0...299))
            let position = try log.folder.position(of: index, size: 300)
            let forged = AuditFolder("\(log.folder.path)/forged", on: RecordedDisk())
            let (files, others) = (FolderFiles(log.folder), FolderFiles(forged))
            try log.superuser.run("begin")
            try log.rewrite("position = \(position)")
            _ = try Sealer(forged, key: AuditedLog.key(9), mayBegin: true).seal(log.superuser, at: 0)
            try log.superuser.run("rollback")
            // Those of the first 300 of its 307.
            for name in ["tile/0/000", "tile/1/000.p/1"] { try files.write(others.read(name), to: name) }
            let end = try others.read("tile/0/001.p/51").prefix(44 * TreeHash.byteCount)
            try files.write(Array(end), to: "tile/0/001.p/44")
            let tile = Tile.ofLeaf(index, inLogOf: 300).path
            return [.log(.falseTiles(size: index < 150 ? 150 : 300)), .log(.falseIndex(path: tile))]
        },
    ]

    private static let files = [
        "tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "positions/000", "positions/001.p/44",
    ]

    private static let lost = [
        FolderTampering(name: "a file gone") { log, attempt in
            let name = attempt.chance.pick(Self.files)
            try FolderFiles(log.folder).remove(name)
            return [.log(.damagedFolder(path: name))]
        },
        FolderTampering(name: "a file cut short") { log, attempt in
            let name = attempt.chance.pick(Self.files)
            try log.change(name) { $0.removeLast(attempt.chance.number(1...$0.count)) }
            return [.log(.damagedFolder(path: name))]
        },
        FolderTampering(name: "a file with more in it") { log, attempt in
            let name = attempt.chance.pick(Self.files)
            try log.change(name) { $0 += Array(repeating: 0, count: attempt.chance.number(1...64)) }
            return [.log(.damagedFolder(path: name))]
        },
    ]

    private static let checkpoints = [
        FolderTampering(name: "a byte of a checkpoint") { log, attempt in
            let name = attempt.chance.pick(["checkpoint", "checkpoints/150", "checkpoints/300"])
            try FolderFiles(log.folder).changeByte(of: name, &attempt.chance)
            return [.refused]
        },
        FolderTampering(name: "a checkpoint cut short") { log, attempt in
            let name = attempt.chance.pick(["checkpoint", "checkpoints/150", "checkpoints/300"])
            try log.change(name) { $0.removeLast(attempt.chance.number(1...$0.count)) }
            return [.refused]
        },
        FolderTampering(name: "a checkpoint of another key over another root") { log, attempt in
            let root = TreeHash(leaf: Array("\(attempt.seed)".utf8))
            let checkpoint = Checkpoint(
                origin: try AuditedLog.key().verifier.name, head: TreeHead(size: 300, root: root))
            let note = try AuditedLog.key(9).sign(checkpoint.note(), at: 0)
            for name in ["checkpoint", "checkpoints/300"] {
                try FolderFiles(log.folder).write(Array(note.encoded.utf8), to: name)
            }
            return [.refused]
        },
        FolderTampering(name: "a checkpoint of the log's key over another root") { log, attempt in
            let root = TreeHash(leaf: Array("\(attempt.seed)".utf8))
            let checkpoint = Checkpoint(
                origin: try AuditedLog.key().verifier.name, head: TreeHead(size: 300, root: root))
            let note = try AuditedLog.key().sign(checkpoint.note(), at: 0)
            try FolderFiles(log.folder).write(
                Array(note.encoded.utf8), to: attempt.chance.pick(["checkpoint", "checkpoints/300"]))
            return [.log(.falseTiles(size: 300))]
        },
    ]
}

extension AuditedLog {
    /// What a check says of whom only the log's key is trusted.
    func findings() throws -> [FolderTampering.Finding] {
        let sealed: [Checkpoint]
        do { sealed = try folder.notes().map { try Self.policy.checkpoint(of: $0) } } catch {
            return [.refused]
        }
        let report = try LogVerification(folder, sealed: sealed, kept: []).run(superuser)
        return report.findings.map { .log($0) }
    }

    func change(_ name: String, _ body: (inout [UInt8]) -> Void) throws {
        var bytes = try FolderFiles(folder).read(name)
        body(&bytes)
        try FolderFiles(folder).write(bytes, to: name)
    }
}

/// A way to change history with all that the operator has: the database, the folder, and the log's key.
struct Conspiracy: Sendable {
    let name: String
    /// Gives what a checkpoint of 300 events shows that somebody else has kept.
    let apply: @Sendable (AuditedLog, inout Attempt) throws -> LogFinding

    static let all = [
        Conspiracy(name: "an event") { log, attempt in
            try log.rewrite("position = \(try log.anySealed(&attempt))")
            return try log.rewritten()
        },
        Conspiracy(name: "a stream") { log, attempt in
            try log.rewrite("stream = '\(attempt.stream)'")
            return try log.rewritten()
        },
        Conspiracy(name: "an earlier backup, and other events behind it") { log, attempt in
            try log.rewrite("position >= \(try log.anySealed(&attempt))")
            return try log.rewritten()
        },
        Conspiracy(name: "the end of a stream taken out") { log, attempt in
            let position = try log.anySealed(&attempt)
            try log.superuser.run(
                """
                delete from event_store.events where position >= \(position)
                    and stream = (select stream from event_store.events where position = \(position))
                """)
            return try log.rewritten()
        },
        Conspiracy(name: "a stream taken out, and others in its place") { log, attempt in
            let stream = attempt.stream
            try log.superuser.run(
                "update event_store.events set stream = stream || '-2' where stream = '\(stream)'")
            try log.rewrite("stream = '\(stream)-2'")
            return try log.rewritten()
        },
        Conspiracy(name: "an earlier backup") { log, attempt in
            let index = attempt.chance.number(1...299)
            let position = try log.folder.position(of: Int64(index), size: 300)
            try log.superuser.run("delete from event_store.events where position >= \(position)")
            return .cutOff(size: 300, found: Int64(index))
        },
    ]
}

extension AuditedLog {
    /// Up to the event that is the 300th now.
    fileprivate func rewritten() throws -> LogFinding {
        let position = try number("select position from event_store.events order by position offset 299 limit 1")
        return .rewritten(size: 300, through: position)
    }
}
