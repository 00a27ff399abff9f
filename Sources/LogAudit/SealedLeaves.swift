import AuditLog

/// The leaves of a folder in their order, with the position of each; two tiles in memory.
struct SealedLeaves {
    struct Leaf {
        let position: Int64
        let hash: TreeHash
    }

    private let folder: AuditFolder
    private let size: Int64
    private var index: Int64 = 0
    private var tile: (hashes: [TreeHash], positions: [Int64]) = ([], [])

    init(_ folder: AuditFolder, size: Int64) {
        self.folder = folder
        self.size = size
    }

    /// Nil at the end.
    mutating func next() throws(AuditFailure) -> Leaf? {
        guard index < size else { return nil }
        let place = Int(index) % Tile.fullWidth
        if place == 0 {
            let next = Tile.ofLeaf(index, inLogOf: size)
            tile = (try folder.hashes(of: next), try folder.positions(of: next))
        }
        index += 1
        return Leaf(position: tile.positions[place], hash: tile.hashes[place])
    }
}
