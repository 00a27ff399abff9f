import AuditLog

/// Adds leaves at the end of a tree of tiles, with no more than one tile of each level in memory.
struct TileBuilder {
    private var writer: FolderWriter
    private(set) var size: Int64
    /// Of which all tiles are kept.
    private var keptSize: Int64
    /// The hashes of the tile that is not full yet, for each level.
    private var levels: [[TreeHash]] = []
    private var positions: [Int64] = []

    /// Goes on behind the leaves that are there.
    init(_ folder: AuditFolder, size: Int64) throws(AuditFailure) {
        writer = FolderWriter(folder)
        self.size = size
        keptSize = size
        var (level, count) = (0, size)
        while count > 0 {
            let tile = Tile(level: level, index: count >> Tile.height, width: Int(count) % Tile.fullWidth)
            levels.append(tile.width == 0 ? [] : try folder.hashes(of: tile))
            if level == 0, tile.width > 0 { positions = try folder.positions(of: tile) }
            level += 1
            count >>= Tile.height
        }
    }

    mutating func append(_ leaf: TreeHash, position: Int64) throws(AuditFailure) {
        positions.append(position)
        size += 1
        if positions.count == Tile.fullWidth {
            try writer.keep(positions, as: Tile(level: 0, index: (size - 1) >> Tile.height))
            positions = []
        }
        try append(leaf, level: 0)
    }

    private mutating func append(_ hash: TreeHash, level: Int) throws(AuditFailure) {
        if level == levels.count { levels.append([]) }
        levels[level].append(hash)
        guard levels[level].count == Tile.fullWidth else { return }
        let index = (size >> (level * Tile.height) - 1) >> Tile.height
        try writer.keep(levels[level], as: Tile(level: level, index: index))
        var frontier = MerkleFrontier()
        for hash in levels[level] { frontier.append(hash) }
        levels[level] = []
        try append(frontier.root, level: level + 1)
    }

    /// Keeps those tiles that are not full and that no checkpoint of an earlier size rests on.
    mutating func keepUnfinished() throws(AuditFailure) {
        for (level, hashes) in levels.enumerated() where !hashes.isEmpty && hasGrown(level) {
            let index = size >> ((level + 1) * Tile.height)
            try writer.keep(hashes, as: Tile(level: level, index: index, width: hashes.count))
        }
        if !positions.isEmpty, hasGrown(0) {
            try writer.keep(positions, as: Tile(level: 0, index: size >> Tile.height, width: positions.count))
        }
        keptSize = size
    }

    /// All that a checkpoint of this size rests on is on the disk then.
    mutating func finish() throws(AuditFailure) {
        try keepUnfinished()
        try writer.synchronise()
    }

    private func hasGrown(_ level: Int) -> Bool {
        size >> (level * Tile.height) > keptSize >> (level * Tile.height)
    }
}
