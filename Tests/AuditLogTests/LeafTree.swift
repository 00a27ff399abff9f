import AuditLog

/// A log whose leaves are all at hand, hashed by the definition.
struct LeafTree: MerkleTree {
    let leaves: [TreeHash]

    /// Of the texts "0", "1", … as records.
    init(size: Int) {
        leaves = (0..<size).map { TreeHash(leaf: Array("\($0)".utf8)) }
    }

    init(_ records: [[UInt8]]) {
        leaves = records.map { TreeHash(leaf: $0) }
    }

    var size: Int64 { Int64(leaves.count) }

    func subtree(level: Int, index: Int64) throws(Never) -> TreeHash {
        guard level > 0 else { return leaves[Int(index)] }
        return TreeHash(
            left: subtree(level: level - 1, index: index << 1), right: subtree(level: level - 1, index: index << 1 + 1))
    }
}

/// The tiles of such a log, made when they are asked for; only those that a log of its size has.
struct LeafTiles: TileSource {
    let tree: LeafTree

    struct Missing: Error {
        let path: String
    }

    func hashes(of tile: Tile) throws(Missing) -> [TreeHash] {
        let available = tree.size >> (tile.level * Tile.height) - tile.index << Tile.height
        guard tile.width == min(256, available) else { throw Missing(path: tile.path) }
        return (0..<Int64(tile.width)).map { place in
            tree.subtree(level: tile.level * Tile.height, index: tile.index << Tile.height + place)
        }
    }
}

/// Such tiles, with a list of those that were asked for.
final class CountedTiles: TileSource {
    private let tiles: LeafTiles
    private(set) var reads: [Tile] = []

    init(_ tree: LeafTree) {
        tiles = LeafTiles(tree: tree)
    }

    func hashes(of tile: Tile) throws(LeafTiles.Missing) -> [TreeHash] {
        reads.append(tile)
        return try tiles.hashes(of: tile)
    }
}
