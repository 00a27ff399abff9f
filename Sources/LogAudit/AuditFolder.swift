package import AuditLog
import FoundationEssentials

/// Where the proofs of a log are kept, outside its database: the tiles of its tree, the position of each leaf, and every
/// checkpoint that was signed.
///
/// Laid out as C2SP tlog-tiles, with `positions` and `checkpoints` beside it, so that it can be copied, mirrored and
/// served as plain files. Nothing in it is secret, and nothing in it says whom to trust.
package struct AuditFolder: Sendable {
    package let path: String

    package init(_ path: String) {
        self.path = path
    }

    private var root: URL { URL(fileURLWithPath: path, isDirectory: true) }

    /// Those that were signed, in order of size; whether their signatures hold is for the caller to find out.
    package func notes() throws(AuditFailure) -> [SignedNote] {
        var notes: [Int64: SignedNote] = [:]
        for name in try names(in: "checkpoints") {
            let path = "checkpoints/\(name)"
            guard let bytes = try read(path) else { continue }
            let (note, size) = try Self.checkpoint(bytes, path)
            guard name == String(size) else { throw .folder(path: path, what: "it is a checkpoint of \(size) events") }
            notes[size] = note
        }
        if let bytes = try read("checkpoint") {
            let (note, size) = try Self.checkpoint(bytes, "checkpoint")
            notes[size] = notes[size] ?? note
        }
        return notes.sorted { $0.key < $1.key }.map(\.value)
    }

    private static func checkpoint(
        _ bytes: [UInt8], _ path: String
    ) throws(AuditFailure) -> (note: SignedNote, size: Int64) {
        do throws(AuditFault) {
            let note = try SignedNote(parsing: bytes)
            return (note, try Checkpoint(of: note).head.size)
        } catch {
            throw .folder(path: path, what: "\(error)")
        }
    }

    /// Whether anything was ever kept in it.
    func isEmpty() throws(AuditFailure) -> Bool {
        let kept = try names(in: "tile") + names(in: "checkpoints")
        let checkpoint = try read("checkpoint")
        return kept.isEmpty && checkpoint == nil
    }

    /// Keeps a checkpoint whose tiles are there; where it is there already, the signatures that it lacks.
    ///
    /// One of the same size that says something else is never replaced: it is evidence.
    package func add(_ note: SignedNote, _ checkpoint: Checkpoint) throws(AuditFailure) {
        let path = "checkpoints/\(checkpoint.head.size)"
        var whole = note
        if let bytes = try read(path) {
            let (kept, size) = try Self.checkpoint(bytes, path)
            guard kept.text.utf8.elementsEqual(note.text.utf8) else { throw .finding(.falseTiles(size: size)) }
            whole = kept.adding(signaturesOf: note)
        }
        try write(Array(whole.encoded.utf8), to: path)
        try write(Array(whole.encoded.utf8), to: "checkpoint")
    }

    /// The positions of the leaves of a tile of level 0.
    func positions(of tile: Tile) throws(AuditFailure) -> [Int64] {
        let bytes = try require(Self.positionsPath(tile))
        guard bytes.count == 8 * tile.width else {
            throw AuditFailure.folder(
                path: Self.positionsPath(tile), what: "\(bytes.count) bytes for \(tile.width) positions")
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

    package func keep(_ hashes: [TreeHash], as tile: Tile) throws(AuditFailure) {
        try write(hashes.flatMap(\.bytes), to: tile.path)
    }

    package func keep(_ positions: [Int64], as tile: Tile) throws(AuditFailure) {
        try write(positions.flatMap(\.bigEndianBytes), to: Self.positionsPath(tile))
    }

    private static func positionsPath(_ tile: Tile) -> String {
        "positions" + tile.path.dropFirst("tile/0".count)
    }

    private func require(_ name: String) throws(AuditFailure) -> [UInt8] {
        guard let bytes = try read(name) else { throw AuditFailure.folder(path: name, what: "it is missing") }
        return bytes
    }

    /// Nil when there is no such file; what may not be read is no reason to take it for absent.
    private func read(_ name: String) throws(AuditFailure) -> [UInt8]? {
        do { return Array(try Data(contentsOf: root.appending(path: name))) } catch {
            if (error as? CocoaError)?.code == .fileReadNoSuchFile { return nil }
            throw .folder(path: name, what: "\(error)")
        }
    }

    private func names(in folder: String) throws(AuditFailure) -> [String] {
        do { return try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path) } catch {
            if (error as? CocoaError)?.code == .fileReadNoSuchFile { return [] }
            throw .folder(path: folder, what: "\(error)")
        }
    }

    /// Whole or not at all.
    private func write(_ bytes: [UInt8], to name: String) throws(AuditFailure) {
        let file = root.appending(path: name)
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file, options: .atomic)
        } catch {
            throw AuditFailure.folder(path: name, what: "\(error)")
        }
    }
}

extension AuditFolder: TileSource {
    package func hashes(of tile: Tile) throws(AuditFailure) -> [TreeHash] {
        let bytes = try require(tile.path)
        guard bytes.count == TreeHash.byteCount * tile.width else {
            throw AuditFailure.folder(path: tile.path, what: "\(bytes.count) bytes for \(tile.width) hashes")
        }
        return stride(from: 0, to: bytes.count, by: TreeHash.byteCount).compactMap {
            TreeHash(bytes: bytes[$0..<$0 + TreeHash.byteCount])
        }
    }
}
