/// A stretch of the hashes of a tree at one height, in the form of C2SP tlog-tiles: 256 in a row, each the root over 256
/// to the power of the level leaves; fewer at the end of a log.
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

    /// The one of this number in a log of this size, which reaches into it: full, but at the end of a log.
    package init(level: Int, index: Int64, inLogOf size: Int64) {
        let rest = size >> (level * Self.height) - index << Self.height
        precondition(index >= 0 && rest > 0, "a log of \(size) has no tile \(index) of level \(level)")
        self.init(level: level, index: index, width: Int(min(Int64(Self.fullWidth), rest)))
    }

    /// The one of level 0 that the leaf at this place of a log of this size is in.
    package static func ofLeaf(_ index: Int64, inLogOf size: Int64) -> Tile {
        Tile(level: 0, index: index >> height, inLogOf: size)
    }

    /// The full tiles that its leaves are under in a log of this size, from the highest down to this one of level 0; none
    /// when it is not full itself.
    ///
    /// The hash over a full tile stands in the one above it; that over a last one which is not, in none.
    package func fullOnes(inLogOf size: Int64) -> [Tile] {
        var tiles: [Tile] = []
        var next = Tile(level: level, index: index)
        while next.index < size >> ((next.level + 1) * Self.height) {
            tiles.append(next)
            next = Tile(level: next.level + 1, index: next.index >> Self.height)
        }
        return tiles.reversed()
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
            while last > first, index << height < last {
                tiles.append(Tile(level: level, index: index, inLogOf: new))
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
