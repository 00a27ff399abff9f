/// The tree of a log whose tiles are kept.
package struct TiledTree<Source: TileSource>: MerkleTree {
    package let size: Int64
    private let source: Source

    package init(size: Int64, tiles source: Source) {
        self.size = size
        self.source = source
    }

    package func subtree(level: Int, index: Int64) throws(Source.Failure) -> TreeHash {
        let (tileLevel, heightInTile) = level.quotientAndRemainder(dividingBy: Tile.height)
        let first = index << heightInTile
        let tile = Tile(level: tileLevel, index: first >> Tile.height, inLogOf: size)
        let hashes = try source.hashes(of: tile)
        let start = Int(first - tile.index << Tile.height)
        var level = Array(hashes[start..<start + 1 << heightInTile])
        while level.count > 1 {
            level = stride(from: 0, to: level.count, by: 2).map { TreeHash(left: level[$0], right: level[$0 + 1]) }
        }
        return level[0]
    }
}
