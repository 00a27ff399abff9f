package import AuditLog
package import PostgresClient

/// Writes what a file of the log proves, for whoever trusts neither the operator nor the database.
package struct Prover {
    private let folder: AuditFolder
    private let note: SignedNote
    private let head: TreeHead

    /// Over the last checkpoint of the folder; nil before the first.
    package init?(_ folder: AuditFolder) throws(AuditFailure) {
        guard let note = try folder.latestNote() else { return nil }
        self.folder = folder
        self.note = note
        head = try AuditFailure.of { () throws(AuditFault) in try Checkpoint(of: note) }.head
    }

    /// Over the last checkpoint of the folder that holds under `policy`, nil when none does: witnesses sign later than the
    /// log, and not each of its checkpoints.
    package init?(_ folder: AuditFolder, under policy: TrustPolicy) throws(AuditFailure) {
        let last = try folder.notes().reversed().lazy.compactMap { note in
            (try? policy.checkpoint(of: note)).map { (note: note, head: $0.head) }
        }.first
        guard let last else { return nil }
        self.folder = folder
        note = last.note
        head = last.head
    }

    /// The proofs of all events of some streams that are sealed, in the order of the log; none when none is.
    ///
    /// An event that was removed shows in ``LogVerification`` only: whoever proves, verifies first.
    ///
    /// Throws ``LogFinding/changed(position:)`` and ``LogFinding/inserted(position:)`` where an event is not what was
    /// sealed: what is false is not proved.
    package func bundle(
        of streams: [String], _ connection: borrowing Connection
    ) throws(AuditFailure) -> ProofBundle {
        let records: [LedgerRecord]
        do throws(PostgresError) {
            try connection.run(ReadLedger.ownNames)
            records = try connection.execute(ReadLedgerStreams(streams: streams))
        } catch {
            throw .database(error)
        }
        let tree = TiledTree(size: head.size, tiles: folder)
        let last = try folder.lastPosition(size: head.size)
        var search = PositionSearch(folder, size: head.size)
        var proofs: [LogProof] = []
        for record in records {
            guard let position = record.position else { throw .finding(.unplaced) }
            guard position <= last else { continue }
            guard let index = try search.index(of: position) else {
                throw .finding(.inserted(position: position))
            }
            guard let bytes = record.record, try tree.subtree(level: 0, index: index) == TreeHash(leaf: bytes) else {
                throw .finding(.changed(position: position))
            }
            let inclusion = try tree.inclusionProof(of: index, at: head.size)
            guard inclusion.root(of: TreeHash(leaf: bytes), size: head.size) == head.root else {
                throw .finding(.falseTiles(size: head.size))
            }
            proofs.append(LogProof(record: bytes, inclusion: inclusion, checkpoint: note))
        }
        return ProofBundle(proofs)
    }

    /// In events, of the checkpoint that it proves under.
    package var size: Int64 { head.size }

    /// That the log of the last checkpoint begins with that of an earlier size, which is not above it.
    ///
    /// Throws ``LogFinding/falseTiles(size:)`` where what it would be made of is not what was signed: that proves nothing of
    /// the log.
    package func growth(since size: Int64) throws(AuditFailure) -> GrowthProof {
        guard size >= 0, size <= head.size else { throw .finding(.cutOff(size: size, found: head.size)) }
        guard try isSigned(through: size) else { throw .finding(.falseTiles(size: size == 0 ? head.size : size)) }
        let tree = TiledTree(size: head.size, tiles: folder)
        return GrowthProof(
            oldSize: size, consistency: try tree.consistencyProof(from: size, to: head.size), checkpoint: note)
    }
}

extension Prover {
    /// Whether the tiles lead to the last checkpoint, and those that say what the log of an earlier size was, with them.
    private func isSigned(through size: Int64) throws(AuditFailure) -> Bool {
        guard try TiledTree(size: head.size, tiles: folder).head(at: head.size) == head else { return false }
        guard size > 0 else { return true }
        let last = Tile.ofLeaf(size - 1, inLogOf: head.size)
        var tiles = SignedTiles(folder, size: head.size, bound: head.size)
        return try tiles.untrueStretch(above: last, of: folder.hashes(of: last)) == nil
    }
}

/// Finds the leaf of a position among those of a folder, which rise.
private struct PositionSearch {
    private let folder: AuditFolder
    private let size: Int64
    private var tile: (index: Int64, positions: [Int64])?

    init(_ folder: AuditFolder, size: Int64) {
        self.folder = folder
        self.size = size
    }

    /// Nil when no leaf has it.
    mutating func index(of position: Int64) throws(AuditFailure) -> Int64? {
        var (first, last) = (0 as Int64, (size - 1) >> Tile.height)
        while first <= last, size > 0 {
            let middle = first + (last - first) / 2
            let positions = try positions(of: middle)
            guard let low = positions.first, let high = positions.last else { return nil }
            if position < low {
                last = middle - 1
            } else if position > high {
                first = middle + 1
            } else {
                return positions.firstIndex(of: position).map { middle << Tile.height + Int64($0) }
            }
        }
        return nil
    }

    private mutating func positions(of index: Int64) throws(AuditFailure) -> [Int64] {
        if let tile, tile.index == index { return tile.positions }
        let positions = try folder.positions(of: Tile(level: 0, index: index, inLogOf: size))
        tile = (index, positions)
        return positions
    }
}
