import AuditLog

/// Which full tiles of a folder are what was signed, where a checkpoint follows from what stands highest in it.
///
/// A root rests on the last tile of each level, and reads no other: a full one is bound to it by its own hash, which stands
/// in the tile above.
struct SignedTiles {
    private let folder: AuditFolder
    private let bound: Int64
    private let tree: TiledTree<AuditFolder>
    /// By level, the full tile that was looked at last, with what is to be said of it.
    private var latest: [Int: (index: Int64, stretch: UntrueStretch?)] = [:]

    /// `bound` is the size of that checkpoint, `size` that to which the folder goes.
    init(_ folder: AuditFolder, size: Int64, bound: Int64) {
        self.folder = folder
        self.bound = bound
        tree = TiledTree(size: size, tiles: folder)
    }

    /// The highest tile above this one of level 0, or that itself, that is not what was signed; nil when all are.
    mutating func untrueStretch(above tile: Tile, of leaves: [TreeHash]) throws(AuditFailure) -> UntrueStretch? {
        for above in tile.fullOnes(inLogOf: bound) {
            if let stretch = try stretch(of: above, above.level == 0 ? leaves : nil) { return stretch }
        }
        return nil
    }

    private mutating func stretch(of tile: Tile, _ known: [TreeHash]?) throws(AuditFailure) -> UntrueStretch? {
        if let latest = latest[tile.level], latest.index == tile.index { return latest.stretch }
        let signed = try tree.subtree(level: (tile.level + 1) * Tile.height, index: tile.index)
        var frontier = MerkleFrontier()
        let hashes: [TreeHash]
        if let known { hashes = known } else { hashes = try folder.hashes(of: tile) }
        for hash in hashes { frontier.append(hash) }
        let stretch = frontier.root == signed ? nil : UntrueStretch(tile: tile, root: signed)
        latest[tile.level] = (tile.index, stretch)
        return stretch
    }
}

/// Leaves of which the folder has a tile that is not what was signed, so that no single one can be compared.
///
/// All of them together can: the root over them was signed.
struct UntrueStretch {
    let tile: Tile
    private let root: TreeHash
    private var frontier = MerkleFrontier()
    private var positions: (first: Int64, last: Int64)?

    init(tile: Tile, root: TreeHash) {
        self.tile = tile
        self.root = root
    }

    /// The event that comes next; what the folder says of its position was not signed either.
    mutating func take(_ record: LedgerRecord, at position: Int64) {
        frontier.append(record.leaf ?? .empty)
        positions = (positions?.first ?? position, position)
    }

    /// What its events are, once all have come.
    enum Verdict {
        case asSigned
        /// At least one between these positions is another one.
        case rewritten(from: Int64, through: Int64)
    }

    /// Nil when the log ends within it: what was signed next tells that.
    var verdict: Verdict? {
        guard let positions, frontier.size == 1 << ((tile.level + 1) * Tile.height) else { return nil }
        return frontier.root == root ? .asSigned : .rewritten(from: positions.first, through: positions.last)
    }
}
