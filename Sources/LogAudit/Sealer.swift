package import AuditLog
package import PostgresClient

/// Takes the events that came since the last checkpoint into the tree, and signs what it has become.
///
/// Nothing is signed that is not proved to go on from what was signed before.
package struct Sealer {
    private let folder: AuditFolder
    private let key: SigningKey
    private let former: [FormerKey]
    private let signed: Checkpoint?
    private let mayBegin: Bool
    private let remember: (SignedNote) throws(AuditFailure) -> Void

    /// `former` are the keys that signed before this one; `signed` is what the key is known to have signed last, and
    /// `remember` is told what it signs before anybody else is.
    ///
    /// Without `mayBegin` a new folder is one that was lost, and nothing is signed: a second first checkpoint would be a
    /// fork.
    package init(
        _ folder: AuditFolder, key: SigningKey, former: [FormerKey] = [], signed: Checkpoint? = nil, mayBegin: Bool,
        remember: @escaping (SignedNote) throws(AuditFailure) -> Void = { _ in }
    ) {
        self.folder = folder
        self.key = key
        self.former = former
        self.signed = signed
        self.mayBegin = mayBegin
        self.remember = remember
    }

    /// What came of it.
    package struct Seal: Sendable {
        package let checkpoint: Checkpoint
        package let note: SignedNote
        /// How many events were taken in.
        package let added: Int64
        /// The position of the last event in it; 0 when there is none.
        package let lastPosition: Int64
    }

    /// Seals the log up to its watermark; `time` is in seconds since 1970.
    ///
    /// Without new events the last checkpoint stays the last one. Throws, and has signed nothing then, when the log does
    /// not reach to what was sealed, when that does not lead to the last root, when a leaf is not that of its record, or when
    /// a version does not follow on those of its stream that are there.
    package func seal(_ connection: borrowing Connection, at time: UInt64) throws(AuditFailure) -> Seal {
        try connection.takeSealingLock()
        defer { connection.giveBackSealingLock() }
        let latest = try latest()
        if latest == nil { try folder.begin() }
        let earlier = latest?.checkpoint
        let size = earlier?.head.size ?? 0
        let start = try requireLastLeaf(size: size, connection)
        var builder = try TileBuilder(folder, size: size)
        var last = start
        var order = RisingPositions(after: start)
        var versions = AddedVersions(after: start)
        try ReadLedger.run(
            connection, .between(after: start, through: try sealableEnd(connection))
        ) { (record) throws(AuditFailure) in
            guard let leaf = record.leaf, leaf == record.storedLeaf, let position = record.position else {
                throw .finding(record.finding)
            }
            try order.pass(position)
            try versions.pass(record)
            try builder.append(leaf, position: position)
            last = position
        }
        try versions.requireGoingOn(connection)
        if let latest, builder.size == size {
            // Whoever was killed may have left it half kept.
            try folder.add(latest.note, latest.checkpoint)
            return Seal(checkpoint: latest.checkpoint, note: latest.note, added: 0, lastPosition: start)
        }
        try builder.finish()
        let (note, checkpoint) = try sign(builder.size, goingOnFrom: earlier, at: time)
        return Seal(checkpoint: checkpoint, note: note, added: builder.size - size, lastPosition: last)
    }

    private func sealableEnd(_ connection: borrowing Connection) throws(AuditFailure) -> Int64 {
        do throws(PostgresError) { return try connection.execute(SealableEnd()).first ?? 0 } catch {
            throw .database(error)
        }
    }

    /// The largest checkpoint that was signed; nil before the first.
    ///
    /// It must hold under the sealer's keys, and the tiles must lead to its root.
    private func latest() throws(AuditFailure) -> (note: SignedNote, checkpoint: Checkpoint)? {
        guard let note = try folder.latestNote() else {
            let isNew = try folder.isNew()
            guard mayBegin, isNew else { throw .folder(path: "checkpoint", .notTheFirst) }
            return nil
        }
        let policy = TrustPolicy(origin: key.verifier.name, logKeys: [key.verifier], former: former)
        let latest = (
            note: note,
            checkpoint: try AuditFailure.of { () throws(AuditFault) in try policy.checkpoint(of: note) }
        )
        let head = latest.checkpoint.head
        guard try TiledTree(size: head.size, tiles: folder).head(at: head.size) == head else {
            throw .finding(.falseTiles(size: head.size))
        }
        return latest
    }

    /// The position of the last leaf, whose event must be there as it was sealed; 0 when nothing is sealed.
    private func requireLastLeaf(size: Int64, _ connection: borrowing Connection) throws(AuditFailure) -> Int64 {
        guard size > 0 else { return 0 }
        let position = try folder.lastPosition(size: size)
        let leaf = try TiledTree(size: size, tiles: folder).subtree(level: 0, index: size - 1)
        var found: TreeHash?
        try ReadLedger.run(connection, .at(position)) { (record) throws(AuditFailure) in found = record.leaf }
        guard let found else { throw .finding(.missing(position: position)) }
        guard found == leaf else { throw .finding(.changed(position: position)) }
        return position
    }

    private func sign(
        _ size: Int64, goingOnFrom earlier: Checkpoint?, at time: UInt64
    ) throws(AuditFailure) -> (note: SignedNote, checkpoint: Checkpoint) {
        let tree = TiledTree(size: size, tiles: folder)
        let head = try tree.head(at: size)
        for start in [earlier, signed].compactMap({ $0?.head }) {
            guard start.size <= size, try tree.consistencyProof(from: start.size, to: size).links(start, to: head)
            else {
                throw .finding(.falseTiles(size: start.size))
            }
        }
        let checkpoint = Checkpoint(origin: key.verifier.name, head: head)
        let note = try AuditFailure.of { () throws(AuditFault) in try key.sign(checkpoint.note(), at: time) }
        try remember(note)
        try folder.add(note, checkpoint)
        return (note, checkpoint)
    }
}
