import AuditLog

/// The leaves of a folder in their order, with the position of each; two tiles in memory.
struct SealedLeaves {
    struct Leaf {
        let index: Int64
        let position: Int64
        let hash: TreeHash
        /// The stretch that it is in, where the folder has something else there than was signed.
        let stretch: UntrueStretch?
    }

    private let folder: AuditFolder
    private let size: Int64
    private var index: Int64 = 0
    private var tile: KeptTile?
    /// Nil where the last checkpoint does not follow from the tiles, so that none of these is known to be what was signed.
    private var signed: SignedTiles?

    private struct KeptTile {
        let index: Int64
        let hashes: [TreeHash]
        let positions: [Int64]
        let stretch: UntrueStretch?
    }

    /// `isSigned` tells whether the last checkpoint follows from the tiles.
    init(_ folder: AuditFolder, size: Int64, isSigned: Bool) {
        self.folder = folder
        self.size = size
        signed = isSigned ? SignedTiles(folder, size: size) : nil
    }

    /// Nil at the end.
    mutating func next() throws(AuditFailure) -> Leaf? {
        guard index < size else { return nil }
        let (start, place) = (index >> Tile.height, Int(index) % Tile.fullWidth)
        let tile: KeptTile
        if let kept = self.tile, kept.index == start {
            tile = kept
        } else {
            let next = Tile.ofLeaf(index, inLogOf: size)
            let hashes = try folder.hashes(of: next)
            tile = KeptTile(
                index: start, hashes: hashes, positions: try folder.positions(of: next),
                stretch: try signed?.untrueStretch(above: next, of: hashes))
            self.tile = tile
        }
        defer { index += 1 }
        return Leaf(
            index: index, position: tile.positions[place], hash: tile.hashes[place], stretch: tile.stretch)
    }

    /// Goes on with the leaf of this place.
    mutating func move(to index: Int64) {
        self.index = index
    }

    /// The file that says where the leaf of an event is, or what it is: the first of them that does not say that it is this
    /// one; nil when both do.
    func falseFile(_ leaf: Leaf, for record: LedgerRecord) -> String? {
        let tile = Tile.ofLeaf(leaf.index, inLogOf: size)
        if leaf.position != record.position { return AuditFolder.positionsPath(tile) }
        return leaf.hash == record.leaf ? nil : tile.path
    }
}
