package import AuditLog
package import PostgresClient

/// Takes the events that came since the last checkpoint into the tree, and signs what it has become.
///
/// Nothing is signed that is not proved to go on from what was signed before.
package struct Sealer {
    private let folder: AuditFolder
    private let key: SigningKey

    package init(_ folder: AuditFolder, key: SigningKey) {
        self.folder = folder
        self.key = key
    }

    /// What came of it.
    package struct Seal: Sendable {
        package let checkpoint: Checkpoint
        /// How many events were taken in.
        package let added: Int64
        /// The position of the last event in it; 0 when there is none.
        package let lastPosition: Int64
    }

    /// Seals the log up to a position, which must not lie above the watermark; `time` is in seconds since 1970.
    ///
    /// Without new events the last checkpoint stays the last one. Throws, and has signed nothing then, when what was
    /// sealed does not lead to the last root, or when a leaf is not that of its record.
    package func seal(
        _ connection: borrowing Connection, through end: Int64, at time: UInt64
    ) throws(AuditFailure) -> Seal {
        let earlier = try lastCheckpoint()
        let size = earlier?.head.size ?? 0
        let start = try folder.lastPosition(size: size)
        var builder = try TileBuilder(folder, size: size)
        var last = start
        try ReadLedger.run(connection, after: start, through: end) { (record) throws(AuditFailure) in
            guard let leaf = record.leaf, leaf == record.storedLeaf else {
                throw .finding(.changed(position: record.position))
            }
            try builder.append(leaf, position: record.position)
            last = record.position
        }
        if let earlier, builder.size == size { return Seal(checkpoint: earlier, added: 0, lastPosition: start) }
        try builder.finish()
        let checkpoint = try sign(builder.size, goingOnFrom: earlier, at: time)
        return Seal(checkpoint: checkpoint, added: builder.size - size, lastPosition: last)
    }

    /// Nil before the first; it must hold under a key of the folder, and its tiles must lead to its root.
    private func lastCheckpoint() throws(AuditFailure) -> Checkpoint? {
        guard let note = try folder.latestNote() else { return nil }
        let policy = TrustPolicy(origin: key.verifier.name, logKeys: try folder.keys())
        let checkpoint = try AuditFailure.of { () throws(AuditFault) in try policy.checkpoint(of: note) }
        let size = checkpoint.head.size
        guard try TiledTree(size: size, tiles: folder).head(at: size) == checkpoint.head else {
            throw .finding(.falseTiles(size: size))
        }
        return checkpoint
    }

    private func sign(
        _ size: Int64, goingOnFrom earlier: Checkpoint?, at time: UInt64
    ) throws(AuditFailure) -> Checkpoint {
        let tree = TiledTree(size: size, tiles: folder)
        let head = try tree.head(at: size)
        if let earlier {
            let proof = try tree.consistencyProof(from: earlier.head.size, to: size)
            guard proof.links(earlier.head, to: head) else {
                throw .finding(.falseTiles(size: earlier.head.size))
            }
        }
        let checkpoint = Checkpoint(origin: key.verifier.name, head: head)
        let note = try AuditFailure.of { () throws(AuditFault) in try key.sign(checkpoint.note(), at: time) }
        try folder.add(key.verifier)
        try folder.add(note, size: size)
        return checkpoint
    }
}
