package import AuditLog
package import ByteStreams
import FoundationEssentials

/// Where the proofs of a log are kept, outside its database: the tiles of its tree, the position of each leaf, and every
/// checkpoint that was signed.
///
/// Laid out as C2SP tlog-tiles, with `positions` and `checkpoints` beside it, so that it can be copied, mirrored and
/// served as plain files. Nothing in it is secret, and nothing in it says whom to trust.
package struct AuditFolder: Sendable {
    package let path: String
    let disk: any Disk

    package init(_ path: String) {
        self.init(path, on: LocalDisk())
    }

    package init(_ path: String, on disk: any Disk) {
        self.path = path
        self.disk = disk
    }

    private var root: URL { URL(fileURLWithPath: path, isDirectory: true) }

    /// Those that were signed, in order of size; whether their signatures hold is for the caller to find out.
    ///
    /// Two of one size are both given when they differ: then one of them is not what it should be.
    package func notes() throws(AuditFailure) -> [SignedNote] {
        let (notes, faults) = try readNotes()
        if let (path, fault) = faults.first { throw .folder(path: path, fault) }
        return notes
    }

    /// As ``notes()``, with what is wrong with the files that hold none, in place of throwing it.
    package func readNotes() throws(AuditFailure) -> (notes: [SignedNote], faults: [(path: String, FolderFault)]) {
        var notes: [Int64: [SignedNote]] = [:]
        var faults: [(path: String, FolderFault)] = []
        for name in try checkpointNames().sizes.sorted() + ["checkpoint"] {
            let path = name == "checkpoint" ? name : "checkpoints/\(name)"
            do throws(AuditFailure) {
                guard let bytes = try read(path) else { continue }
                let (note, size) = try Self.checkpoint(bytes, path)
                guard name == path || name == String(size) else { throw .folder(path: path, .misnamed(size: size)) }
                let isKept = notes[size, default: []].contains { $0.isSame(as: note) }
                if !isKept { notes[size, default: []].append(note) }
            } catch {
                guard case .folder(let path, let fault) = error else { throw error }
                faults.append((path, fault))
            }
        }
        return (notes.sorted { $0.key < $1.key }.flatMap(\.value), faults)
    }

    /// The one of the largest size; nil before the first.
    ///
    /// Reads two files, however many there are: whether all of them hold is for ``notes()`` and whoever verifies. Throws
    /// ``LogFinding/falseTiles(size:)`` when two of that size say something else.
    package func latestNote() throws(AuditFailure) -> SignedNote? {
        var latest: (note: SignedNote, size: Int64)?
        if let largest = try checkpointNames().sizes.compactMap({ Int64($0) }).max() {
            let path = "checkpoints/\(largest)"
            latest = try Self.checkpoint(require(path), path)
            guard latest?.size == largest else { throw .folder(path: path, .misnamed(size: latest?.size ?? 0)) }
        }
        guard let bytes = try read("checkpoint") else { return latest?.note }
        let (note, size) = try Self.checkpoint(bytes, "checkpoint")
        guard let latest, latest.size >= size else { return note }
        guard latest.size > size || latest.note.text.utf8.elementsEqual(note.text.utf8) else {
            throw .finding(.falseTiles(size: size))
        }
        return latest.note
    }

    /// What lies among the checkpoints and is none, by its name in the folder, such as what another program has left: it is
    /// passed over.
    package func strayFiles() throws(AuditFailure) -> [String] {
        try checkpointNames().others.sorted().map { "checkpoints/\($0)" }
    }

    /// Those that are a size, as it is written, and those that are not.
    private func checkpointNames() throws(AuditFailure) -> (sizes: [String], others: [String]) {
        let names = try names(in: "checkpoints").filter { $0 != LocalDisk.unfinishedName }
        let isSize = { (name: String) in Int64(canonical: name) != nil }
        return (names.filter(isSize), names.filter { !isSize($0) })
    }

    private static func checkpoint(
        _ bytes: [UInt8], _ path: String
    ) throws(AuditFailure) -> (note: SignedNote, size: Int64) {
        do throws(AuditFault) {
            let note = try SignedNote(parsing: bytes)
            return (note, try Checkpoint(of: note).head.size)
        } catch {
            throw .folder(path: path, .notANote(error))
        }
    }

    /// Whether no checkpoint was ever kept in it: nothing is there, or what a first sealing has left that was broken off.
    func isNew() throws(AuditFailure) -> Bool {
        guard try checkpointNames().sizes.isEmpty, try read("checkpoint") == nil else { return false }
        let tiles = try names(in: "tile")
        return tiles.isEmpty ? true : try read(Self.beginning) != nil
    }

    /// Lies in it while the first checkpoint is being made.
    private static let beginning = "beginning"

    /// Says that what will be kept was never signed before, until the first checkpoint is there.
    func begin() throws(AuditFailure) {
        var writer = FolderWriter(self)
        try writer.replace(Self.beginning, by: [])
        try writer.synchronise()
    }

    /// Keeps a checkpoint whose tiles are on the disk, and where it is there already, the signatures that it lacks; it is
    /// there itself when this comes back.
    ///
    /// One of the same size that says something else is never replaced: it is evidence. The file `checkpoint` stays the largest.
    ///
    /// One at a time: a witness's signature may come while the log is sealed.
    package func add(_ note: SignedNote, _ checkpoint: Checkpoint) throws(AuditFailure) {
        let lock: FileLock
        do throws(StreamError) { lock = try FileLock("\(path)/lock") } catch {
            throw .storage(path: "lock", what: "\(error)")
        }
        try addAlone(note, checkpoint)
        _ = consume lock
    }

    private func addAlone(_ note: SignedNote, _ checkpoint: Checkpoint) throws(AuditFailure) {
        var writer = FolderWriter(self)
        let path = "checkpoints/\(checkpoint.head.size)"
        let found = try read(path)
        var whole = note
        if let found {
            let (kept, size) = try Self.checkpoint(found, path)
            guard kept.text.utf8.elementsEqual(note.text.utf8) else { throw .finding(.falseTiles(size: size)) }
            whole = try AuditFailure.of { () throws(AuditFault) in try kept.adding(signaturesOf: note) }
        }
        let bytes = Array(whole.encoded.utf8)
        if found != bytes {
            try writer.replace(path, by: bytes)
            try writer.synchronise()
        }
        let latest = try read("checkpoint")
        let latestSize = latest.flatMap { try? Self.checkpoint($0, "checkpoint").size } ?? 0
        if latest != bytes, latestSize <= checkpoint.head.size {
            try writer.replace("checkpoint", by: bytes)
            try writer.synchronise()
        }
        try writer.remove(Self.beginning)
    }

    /// The positions of the leaves of a tile of level 0.
    func positions(of tile: Tile) throws(AuditFailure) -> [Int64] {
        let bytes = try require(Self.positionsPath(tile))
        guard bytes.count == 8 * tile.width else {
            throw .folder(
                path: Self.positionsPath(tile), .wrongLength(bytes: bytes.count, expected: 8 * tile.width))
        }
        return stride(from: 0, to: bytes.count, by: 8).map { start in
            Int64(bigEndianBytes: bytes[start..<start + 8])
        }
    }

    /// Of a leaf that is in a tile of a log of this size or more.
    package func position(of index: Int64, size: Int64) throws(AuditFailure) -> Int64 {
        try positions(of: .ofLeaf(index, inLogOf: size))[Int(index) % Tile.fullWidth]
    }

    /// The position of the last leaf of a log of this size; 0 when it has none.
    func lastPosition(size: Int64) throws(AuditFailure) -> Int64 {
        size == 0 ? 0 : try position(of: size - 1, size: size)
    }

    /// Where the positions of the leaves of a tile of level 0 are kept.
    static func positionsPath(_ tile: Tile) -> String {
        "positions" + tile.path.dropFirst("tile/0".count)
    }

    func require(_ name: String) throws(AuditFailure) -> [UInt8] {
        guard let bytes = try read(name) else { throw .folder(path: name, .missing) }
        return bytes
    }

    /// Nil when there is no such file; what may not be read is no reason to take it for absent.
    ///
    /// No more than one byte beyond what the largest of them may have: who else writes in the folder could have put
    /// anything there.
    private func read(_ name: String) throws(AuditFailure) -> [UInt8]? {
        do throws(StreamError) {
            return try FileStream.contents(ofRegular: "\(path)/\(name)", limit: SignedNote.sizeLimit)
        } catch {
            if error == .noSuchFile { return nil }
            throw .folder(path: name, .unreadable("\(error)"))
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch (error as? CocoaError)?.code {
        case .fileReadNoPermission?: "no permission"
        case let code?: "CocoaError \(code.rawValue)"
        case nil: "\(error)"
        }
    }

    private func names(in folder: String) throws(AuditFailure) -> [String] {
        do { return try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path) } catch {
            if (error as? CocoaError)?.code == .fileReadNoSuchFile { return [] }
            throw .folder(path: folder, .unreadable(Self.reason(error)))
        }
    }
}

extension AuditFolder: TileSource {
    package func hashes(of tile: Tile) throws(AuditFailure) -> [TreeHash] {
        let bytes = try require(tile.path)
        guard bytes.count == TreeHash.byteCount * tile.width else {
            throw .folder(
                path: tile.path, .wrongLength(bytes: bytes.count, expected: TreeHash.byteCount * tile.width))
        }
        return stride(from: 0, to: bytes.count, by: TreeHash.byteCount).compactMap {
            TreeHash(bytes: bytes[$0..<$0 + TreeHash.byteCount])
        }
    }
}
