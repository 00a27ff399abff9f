import AuditLog

/// The leaves of a folder in their order, with where it says that each is; three tiles in memory.
///
/// Nobody has signed the positions: they are believed as long as they rise, and nothing contradicts them.
struct SealedLeaves {
    struct Leaf {
        let index: Int64
        /// Nil where the folder is not to be believed.
        let position: Int64?
        let hash: TreeHash
        /// The stretch that it is in, where the folder has something else there than was signed.
        let stretch: UntrueStretch?
        /// Whether a checkpoint that follows from the tiles covers it.
        let isCovered: Bool

        /// Whether its hash is known to be what was signed.
        var isSigned: Bool { isCovered && stretch == nil }
    }

    private let folder: AuditFolder
    private let size: Int64
    private let bound: Int64
    private var index: Int64 = 0
    /// That of the next leaf, the one before it, and the one behind it where something was looked for there.
    private var tiles: [KeptTile] = []
    private var signed: SignedTiles
    /// Those of which the positions were found to be false.
    private var falsePositions: [String] = []

    /// The numbers of their tiles.
    private var disbelieved: Set<Int64> = []

    private struct KeptTile {
        let tile: Tile
        let hashes: [TreeHash]
        var positions: [Int64]?
        let stretch: UntrueStretch?
    }

    /// `bound` is the size of the largest checkpoint that follows from the tiles: what stands behind it was not signed.
    init(_ folder: AuditFolder, size: Int64, bound: Int64) {
        self.folder = folder
        self.size = size
        self.bound = bound
        signed = SignedTiles(folder, size: size, bound: bound)
    }

    /// Nil at the end.
    mutating func next() throws(AuditFailure) -> Leaf? {
        guard index < size else { return nil }
        let (tile, place) = (try tile(of: index), Int(index) % Tile.fullWidth)
        defer { index += 1 }
        return Leaf(
            index: index, position: tile.positions?[place], hash: tile.hashes[place], stretch: tile.stretch,
            isCovered: index < bound)
    }

    /// Goes on with the leaf of this place.
    mutating func move(to index: Int64) {
        self.index = index
    }

    /// The place of the leaf with this hash, from one place on to the end of the tile behind it; nil when none of those
    /// that were signed is it.
    mutating func place(of hash: TreeHash, from start: Int64) -> Int64? {
        let second = (start >> Tile.height + 1) << Tile.height
        for first in [start, second] where first < bound {
            // What cannot be read is told when it is come to.
            guard let tile = try? tile(of: first), tile.stretch == nil else { continue }
            let beginning = tile.tile.index << Tile.height
            let end = min(bound - beginning, Int64(tile.tile.width))
            let place = tile.hashes[Int(first - beginning)..<Int(end)].firstIndex(of: hash)
            if let place { return beginning + Int64(place) }
        }
        return nil
    }

    /// The place of the leaf with this hash among those of the tiles in memory that were passed; nil as ``place(of:from:)``.
    func place(of hash: TreeHash, passedBefore index: Int64) -> Int64? {
        for tile in tiles where tile.stretch == nil {
            let beginning = tile.tile.index << Tile.height
            let end = min(index - beginning, Int64(tile.tile.width))
            guard end > 0, let place = tile.hashes[..<Int(end)].firstIndex(of: hash) else { continue }
            if beginning + Int64(place) < bound { return beginning + Int64(place) }
        }
        return nil
    }

    /// An event was found that is the leaf at this place, and the folder says that it is elsewhere.
    mutating func contradictPositions(at index: Int64) {
        guard let place = tiles.firstIndex(where: { $0.tile.index == index >> Tile.height }) else { return }
        tiles[place].positions = nil
        disbelieved.insert(tiles[place].tile.index)
        falsePositions.append(AuditFolder.positionsPath(tiles[place].tile))
    }

    /// The files of positions that were found to be false since this was asked last.
    mutating func takeFalsePositions() -> [String] {
        defer { falsePositions = [] }
        return falsePositions
    }

    /// The file that says where the leaf of an event is, or what it is: the first of them that does not say that it is this
    /// one; nil when both do.
    func falseFile(_ leaf: Leaf, for record: LedgerRecord) -> String? {
        let tile = Tile.ofLeaf(leaf.index, inLogOf: size)
        if let position = leaf.position, position != record.position { return AuditFolder.positionsPath(tile) }
        return leaf.hash == record.leaf ? nil : tile.path
    }

    private mutating func tile(of index: Int64) throws(AuditFailure) -> KeptTile {
        let number = index >> Tile.height
        if let kept = tiles.first(where: { $0.tile.index == number }) { return kept }
        let tile = Tile.ofLeaf(index, inLogOf: size)
        let hashes = try folder.hashes(of: tile)
        let kept = KeptTile(
            tile: tile, hashes: hashes, positions: try risingPositions(of: tile),
            stretch: index < bound ? try signed.untrueStretch(above: tile, of: hashes) : nil)
        tiles = tiles.suffix(2) + [kept]
        return kept
    }

    /// Nil when they do not rise from 1 on: no log that was signed has others.
    private mutating func risingPositions(of tile: Tile) throws(AuditFailure) -> [Int64]? {
        let positions = try folder.positions(of: tile)
        guard !disbelieved.contains(tile.index) else { return nil }
        guard zip([0] + positions, positions).allSatisfy(<) else {
            falsePositions.append(AuditFolder.positionsPath(tile))
            return nil
        }
        return positions
    }
}
