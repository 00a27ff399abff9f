package import AuditLog
import FoundationEssentials

/// Where the proofs of a log are kept, outside its database: the tiles of its tree, the position of each leaf, every
/// checkpoint that was signed, and the public keys that may have signed them.
///
/// Laid out as C2SP tlog-tiles, with `positions` and `checkpoints` beside it, so that it can be copied, mirrored and
/// served as plain files. Nothing in it is secret.
package struct AuditFolder: Sendable {
    package let path: String

    package init(_ path: String) {
        self.path = path
    }

    private var root: URL { URL(fileURLWithPath: path, isDirectory: true) }

    /// The last checkpoint; nil before the first.
    package func latestNote() throws(AuditFailure) -> SignedNote? {
        try note(at: "checkpoint")
    }

    /// Those that were signed, in order of size.
    package func notes() throws(AuditFailure) -> [SignedNote] {
        var notes: [SignedNote] = []
        for size in try names(in: "checkpoints").compactMap({ Int64($0) }).sorted() {
            if let note = try note(at: "checkpoints/\(size)") { notes.append(note) }
        }
        return notes
    }

    /// The keys that may have signed, a line each; a later one does not make an earlier one false.
    package func keys() throws(AuditFailure) -> [VerifierKey] {
        guard let bytes = try read("keys") else { return [] }
        var keys: [VerifierKey] = []
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            do throws(AuditFault) { keys.append(try VerifierKey(parsing: String(line))) } catch {
                throw AuditFailure.folder(path: "keys", what: "\(error)")
            }
        }
        return keys
    }

    func add(_ key: VerifierKey) throws(AuditFailure) {
        let keys = try keys()
        guard !keys.contains(key) else { return }
        try write(Array((keys + [key]).map { $0.encoded + "\n" }.joined().utf8), to: "keys")
    }

    /// Keeps a checkpoint whose tiles are there.
    func add(_ note: SignedNote, size: Int64) throws(AuditFailure) {
        try write(Array(note.encoded.utf8), to: "checkpoints/\(size)")
        try write(Array(note.encoded.utf8), to: "checkpoint")
    }

    /// The positions of the leaves of a tile of level 0.
    func positions(of tile: Tile) throws(AuditFailure) -> [Int64] {
        let bytes = try require(Self.positionsPath(tile))
        guard bytes.count == 8 * tile.width else {
            throw AuditFailure.folder(
                path: Self.positionsPath(tile), what: "\(bytes.count) bytes for \(tile.width) positions")
        }
        return stride(from: 0, to: bytes.count, by: 8).map { start in
            Int64(bitPattern: bytes[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) })
        }
    }

    /// Of a leaf that is in a tile of a log of this size or more.
    package func position(of index: Int64, size: Int64) throws(AuditFailure) -> Int64 {
        let place = Int(index) % Tile.fullWidth
        let width = min(Int64(Tile.fullWidth), size - index + Int64(place))
        return try positions(of: Tile(level: 0, index: index >> Tile.height, width: Int(width)))[place]
    }

    /// The position of the last leaf of a log of this size; 0 when it has none.
    func lastPosition(size: Int64) throws(AuditFailure) -> Int64 {
        size == 0 ? 0 : try position(of: size - 1, size: size)
    }

    package func keep(_ hashes: [TreeHash], as tile: Tile) throws(AuditFailure) {
        try write(hashes.flatMap(\.bytes), to: tile.path)
    }

    package func keep(_ positions: [Int64], as tile: Tile) throws(AuditFailure) {
        let bytes = positions.flatMap { position in
            stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: position >> $0) }
        }
        try write(bytes, to: Self.positionsPath(tile))
    }

    private static func positionsPath(_ tile: Tile) -> String {
        "positions" + tile.path.dropFirst("tile/0".count)
    }

    private func note(at name: String) throws(AuditFailure) -> SignedNote? {
        guard let bytes = try read(name) else { return nil }
        do throws(AuditFault) { return try SignedNote(parsing: bytes) } catch {
            throw AuditFailure.folder(path: name, what: "\(error)")
        }
    }

    private func require(_ name: String) throws(AuditFailure) -> [UInt8] {
        guard let bytes = try read(name) else { throw AuditFailure.folder(path: name, what: "it is missing") }
        return bytes
    }

    /// Nil when there is no such file.
    private func read(_ name: String) throws(AuditFailure) -> [UInt8]? {
        let file = root.appending(path: name)
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        do { return Array(try Data(contentsOf: file)) } catch {
            throw AuditFailure.folder(path: name, what: "\(error)")
        }
    }

    private func names(in folder: String) throws(AuditFailure) -> [String] {
        let place = root.appending(path: folder)
        guard FileManager.default.fileExists(atPath: place.path) else { return [] }
        do { return try FileManager.default.contentsOfDirectory(atPath: place.path) } catch {
            throw AuditFailure.folder(path: folder, what: "\(error)")
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
