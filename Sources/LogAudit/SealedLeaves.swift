import AuditLog

/// The leaves of a folder in their order, with the position of each; two tiles in memory.
struct SealedLeaves {
    struct Leaf {
        let index: Int64
        let position: Int64
        let hash: TreeHash
    }

    private let folder: AuditFolder
    private let size: Int64
    private var index: Int64 = 0
    private var tile: (index: Int64, hashes: [TreeHash], positions: [Int64])?

    init(_ folder: AuditFolder, size: Int64) {
        self.folder = folder
        self.size = size
    }

    /// Nil at the end.
    mutating func next() throws(AuditFailure) -> Leaf? {
        guard index < size else { return nil }
        let (start, place) = (index >> Tile.height, Int(index) % Tile.fullWidth)
        let tile: (index: Int64, hashes: [TreeHash], positions: [Int64])
        if let kept = self.tile, kept.index == start {
            tile = kept
        } else {
            let next = Tile.ofLeaf(index, inLogOf: size)
            tile = (start, try folder.hashes(of: next), try folder.positions(of: next))
            self.tile = tile
        }
        defer { index += 1 }
        return Leaf(index: index, position: tile.positions[place], hash: tile.hashes[place])
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
