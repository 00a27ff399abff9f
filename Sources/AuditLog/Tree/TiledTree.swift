/// The tree of a log whose tiles are kept.
///
/// Remembers the tiles that it came upon last: a proof asks for the same few again and again.
package struct TiledTree<Source: TileSource>: MerkleTree {
    package let size: Int64
    private let source: Source
    private let latest = LatestTiles()

    package init(size: Int64, tiles source: Source) {
        self.size = size
        self.source = source
    }

    package func subtree(level: Int, index: Int64) throws(Source.Failure) -> TreeHash {
        let (tileLevel, heightInTile) = level.quotientAndRemainder(dividingBy: Tile.height)
        let first = index << heightInTile
        let tile = Tile(level: tileLevel, index: first >> Tile.height, inLogOf: size)
        let hashes = try hashes(of: tile)
        let start = Int(first - tile.index << Tile.height)
        var level = Array(hashes[start..<start + 1 << heightInTile])
        while level.count > 1 {
            level = stride(from: 0, to: level.count, by: 2).map { TreeHash(left: level[$0], right: level[$0 + 1]) }
        }
        return level[0]
    }

    private func hashes(of tile: Tile) throws(Source.Failure) -> [TreeHash] {
        if let hashes = latest.hashes(of: tile) { return hashes }
        let hashes = try source.hashes(of: tile)
        latest.add(hashes, of: tile)
        return hashes
    }
}

/// The tiles that were asked for last: a few, however long the log is.
private final class LatestTiles {
    /// The last one at the end.
    private var tiles: [(tile: Tile, hashes: [TreeHash])] = []

    /// A proof goes along two ways down the tree, with a tile at each of the levels on either: eight levels at most.
    private static let limit = 16

    func hashes(of tile: Tile) -> [TreeHash]? {
        guard let place = tiles.firstIndex(where: { $0.tile == tile }) else { return nil }
        let found = tiles.remove(at: place)
        tiles.append(found)
        return found.hashes
    }

    func add(_ hashes: [TreeHash], of tile: Tile) {
        if tiles.count == Self.limit { tiles.removeFirst() }
        tiles.append((tile, hashes))
    }
}
