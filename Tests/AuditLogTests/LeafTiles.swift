import AuditLog
import ProofReplay

/// The tiles of a log whose leaves are at hand, made when they are asked for; only those that a log of its size has.
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
