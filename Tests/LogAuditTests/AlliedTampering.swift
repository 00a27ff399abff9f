import AuditLog
import LogAudit
import PostgresClient
import TestSupport
import Testing

/// A way to change history with the database and the folder, and without the log's key, where 300 events are sealed, half
/// of them first.
struct AlliedTampering: Sendable {
    let name: String
    /// Gives all that is found.
    let apply: @Sendable (AuditedLog, inout Attempt) throws -> Set<LogFinding>

    static let all = [
        AlliedTampering(name: "an event, with its leaf in the tile and nothing above it") { log, attempt in
            let index = Int64(attempt.chance.number(0...255))
            try log.rewriteWithLeaf(index)
            return try log.expectedOfTile(index)
        },
        AlliedTampering(name: "an event with its leaf, and the leaf of another one as a decoy") { log, attempt in
            let index = Int64(attempt.chance.number(0...127))
            try log.rewriteWithLeaf(index)
            let decoy = attempt.chance.number(150...255) * TreeHash.byteCount
            try log.change("tile/0/000") { $0[decoy] ^= 1 }
            return try log.expectedOfTile(index)
        },
        AlliedTampering(name: "an event with its leaf, and another one behind it without") { log, attempt in
            let index = Int64(attempt.chance.number(150...255))
            try log.rewriteWithLeaf(index)
            let other = try log.folder.position(of: Int64(attempt.chance.number(256...299)), size: 300)
            try log.rewrite("position = \(other)")
            return [try log.withinTile, .changed(position: other)]
        },
        AlliedTampering(name: "an event, with its leaf at the end of the log") { log, attempt in
            try log.rewriteWithLeaf(Int64(attempt.chance.number(256...299)))
            return [.falseTiles(size: 300), try log.rewritten(300)]
        },
        AlliedTampering(name: "an event, with its leaf and all above it") { log, attempt in
            let index = Int64(attempt.chance.number(0...255))
            try log.rewriteWithLeaf(index)
            try log.raise("tile/0/000", to: "tile/1/000.p/1", at: 0)
            let size: Int64 = index < 150 ? 150 : 300
            return [.falseTiles(size: size), try log.rewritten(size)]
        },
        AlliedTampering(name: "an event, and its tile gone") { log, attempt in
            let index = Int64(attempt.chance.number(0...299))
            try log.rewriteWithLeaf(index)
            let tile = Tile.ofLeaf(index, inLogOf: 300).path
            try FolderFiles(log.folder).remove(tile)
            return [.damagedFolder(path: tile), try log.rewritten(index < 150 ? 150 : 300)]
        },
        AlliedTampering(name: "an event at the end, and the leaf of another one in its tile") { log, attempt in
            try log.rewrite("position = \(log.folder.position(of: Int64(attempt.chance.number(256...299)), size: 300))")
            let innocent = attempt.chance.number(0...43) * TreeHash.byteCount
            try log.change("tile/0/001.p/44") { $0[innocent] ^= 1 }
            return [.falseTiles(size: 300), try log.rewritten(300)]
        },
        AlliedTampering(name: "an event, and where the folder says that those around it are") { log, attempt in
            let position = try log.folder.position(of: Int64(attempt.chance.number(101...199)), size: 300)
            try log.rewrite("position = \(position)")
            // Each from the hundredth on is where the one behind it is.
            try log.change("positions/000") { $0 = Array($0[..<800] + $0[808...] + $0[2040...]) }
            try log.change("positions/000") { $0[2047] += 1 }
            return [.changed(position: position), .falseIndex(path: "positions/000")]
        },
        AlliedTampering(name: "an event behind a position that was left out, which the folder says is its own") {
            log, attempt in
            let index = 5 * attempt.chance.number(5...45)
            let position = try log.folder.position(of: Int64(index), size: 300)
            try log.rewrite("position = \(position)")
            try log.change("positions/000") { bytes in
                for place in 0...1 {
                    let claimed = UInt64(position - 1) + UInt64(place)
                    for byte in 0..<8 {
                        bytes[8 * (index + place) + byte] = UInt8(claimed >> (8 * (7 - UInt64(byte))) & 0xFF)
                    }
                }
            }
            return [.changed(position: position), .falseIndex(path: "positions/000")]
        },
        AlliedTampering(name: "the first event, and the folder says that all were before it") { log, _ in
            let position = try log.folder.position(of: 0, size: 300)
            try log.rewrite("position = \(position)")
            try log.change("positions/000") { bytes in
                for start in stride(from: 0, to: bytes.count, by: 8) { bytes[start] = 0x80 }
            }
            return [.changed(position: position), .falseIndex(path: "positions/000")]
        },
        AlliedTampering(name: "the end cut off, and its tile gone") { log, attempt in
            let index = Int64(attempt.chance.number(156...299))
            let position = try log.folder.position(of: index, size: 300)
            try log.superuser.run("delete from event_store.events where position >= \(position)")
            try FolderFiles(log.folder).remove("tile/0/001.p/44")
            // What the first tile holds behind the first checkpoint is bound to no signed root any more.
            return [.damagedFolder(path: "tile/0/001.p/44"), .cutOff(size: 300, found: index)]
        },
    ]
}

extension AuditedLog {
    /// Another content of the event in this place, with its leaf in the row and in the tile.
    func rewriteWithLeaf(_ index: Int64, size: Int64 = 300) throws {
        let position = try folder.position(of: index, size: size)
        try rewrite("position = \(position)")
        let row = try superuser.run(
            "select encode(leaf_hash, 'base64') from event_store.events where position = \(position)")
        let leaf = try #require(TreeHash(base64: row.text(row: 0) ?? ""))
        try put(leaf, in: Tile.ofLeaf(index, inLogOf: size).path, at: Int(index) % Tile.fullWidth)
    }

    /// Writes the hash over a tile into the one above it.
    func raise(_ tile: String, to above: String, at place: Int) throws {
        let bytes = try FolderFiles(folder).read(tile)
        var frontier = MerkleFrontier()
        for start in stride(from: 0, to: bytes.count, by: TreeHash.byteCount) {
            frontier.append(try #require(TreeHash(bytes: bytes[start..<start + TreeHash.byteCount])))
        }
        try put(frontier.root, in: above, at: place)
    }

    private func put(_ hash: TreeHash, in tile: String, at place: Int) throws {
        let start = place * TreeHash.byteCount
        try change(tile) { $0.replaceSubrange(start..<start + TreeHash.byteCount, with: hash.bytes) }
    }

    /// Of the first tile, the only one that is full.
    fileprivate var withinTile: LogFinding {
        get throws {
            .rewrittenWithin(
                from: try folder.position(of: 0, size: 300), through: try folder.position(of: 255, size: 300))
        }
    }

    fileprivate func rewritten(_ size: Int64) throws -> LogFinding {
        .rewritten(
            size: size, after: size == 150 ? 0 : try folder.position(of: 149, size: 300),
            through: try folder.position(of: size - 1, size: 300))
    }

    /// The first checkpoint, which ends in the tile, tells more.
    fileprivate func expectedOfTile(_ index: Int64) throws -> Set<LogFinding> {
        index < 150 ? [.falseTiles(size: 150), try rewritten(150), try withinTile] : [try withinTile]
    }
}
