/// A stretch of the hashes of a tree at one height, in the form of C2SP tlog-tiles: 256 in a row, each the root over
/// `256 << level` to the power of the level leaves; fewer at the end of a log.
package struct Tile: Hashable, Sendable {
    /// 0 for the leaves; each is eight levels of the tree above the one before.
    package let level: Int
    /// From the left, from 0.
    package let index: Int64
    /// How many hashes are in it: 1 to 256.
    package let width: Int

    package static let fullWidth = 256
    package static let height = 8

    package init(level: Int, index: Int64, width: Int = Tile.fullWidth) {
        self.level = level
        self.index = index
        self.width = width
    }

    /// Where it is kept below the folder of a log, with the parts of its number in folders of a thousand.
    package var path: String {
        var rest = index
        var parts = [Self.digits(rest % 1000)]
        rest /= 1000
        while rest > 0 {
            parts.append("x" + Self.digits(rest % 1000))
            rest /= 1000
        }
        let partial = width == Self.fullWidth ? "" : ".p/\(width)"
        return "tile/\(level)/\(parts.reversed().joined(separator: "/"))\(partial)"
    }

    private static func digits(_ number: Int64) -> String {
        let digits = String(number)
        return String(repeating: "0", count: 3 - digits.count) + digits
    }

    /// Those that a log of one size has and a shorter one had not, from below: what must be kept before its checkpoint is
    /// signed.
    package static func added(from old: Int64, to new: Int64) -> [Tile] {
        var tiles: [Tile] = []
        var level = 0
        var (first, last) = (old, new)
        while last > 0 {
            var index = first >> height
            while index << height < last {
                let width = Int(min(Int64(fullWidth), last - index << height))
                if last > first { tiles.append(Tile(level: level, index: index, width: width)) }
                index += 1
            }
            level += 1
            (first, last) = (first >> height, last >> height)
        }
        return tiles
    }
}

/// Where the tiles of a log are kept.
package protocol TileSource {
    associatedtype Failure: Error

    /// The hashes of a tile, as many as its width says.
    func hashes(of tile: Tile) throws(Failure) -> [TreeHash]
}

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
        let tileIndex = first >> Tile.height
        let width = min(Int64(Tile.fullWidth), size >> (tileLevel * Tile.height) - tileIndex << Tile.height)
        let hashes = try source.hashes(of: Tile(level: tileLevel, index: tileIndex, width: Int(width)))
        let start = Int(first - tileIndex << Tile.height)
        var level = Array(hashes[start..<start + 1 << heightInTile])
        while level.count > 1 {
            level = stride(from: 0, to: level.count, by: 2).map { TreeHash(left: level[$0], right: level[$0 + 1]) }
        }
        return level[0]
    }
}
