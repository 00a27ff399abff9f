import AuditLog
import ByteStreams

/// Writes into a folder of proofs; what it has written counts once ``synchronise()`` has come back.
///
/// The files are forced to the disk together: one by one, each would wait for the disk before the next is made.
struct FolderWriter {
    private let folder: AuditFolder
    /// What may not be on the disk yet, by its name in the folder.
    private var files: [String] = []
    /// The paths of those in which a name may not be on the disk yet.
    private var folders: Set<String> = []

    /// How many files at most are not on the disk yet, so that their names take no more memory for a longer log.
    private static let limit = 4_096

    init(_ folder: AuditFolder) {
        self.folder = folder
    }

    /// Nothing that counts rests on this tile yet.
    mutating func keep(_ hashes: [TreeHash], as tile: Tile) throws(AuditFailure) {
        try keep(hashes.flatMap(\.bytes), tile, tile.path)
    }

    /// The positions of the leaves of a tile of level 0.
    mutating func keep(_ positions: [Int64], as tile: Tile) throws(AuditFailure) {
        try keep(positions.flatMap(\.bigEndianBytes), tile, AuditFolder.positionsPath(tile))
    }

    private mutating func keep(_ bytes: [UInt8], _ tile: Tile, _ name: String) throws(AuditFailure) {
        try put(bytes, as: name, isForced: false)
        files.append(name)
        // Nobody comes back to where the parts of a tile lie once it is whole.
        if tile.width == Tile.fullWidth { try remove("\(name).p/\(LocalDisk.unfinishedName)") }
        if files.count == Self.limit { try synchronise() }
    }

    /// Takes a file away, which need not be there.
    func remove(_ name: String) throws(AuditFailure) {
        try AuditFailure.at(name) { () throws(StreamError) in try folder.disk.remove("\(folder.path)/\(name)") }
    }

    /// Puts a file that counts at once in the place of another one that did.
    mutating func replace(_ name: String, by bytes: [UInt8]) throws(AuditFailure) {
        try put(bytes, as: name, isForced: true)
    }

    /// Takes a file over from another folder, where it is on the disk already.
    mutating func take(_ name: String, from other: AuditFolder) throws(AuditFailure) {
        let target = try place(of: name)
        try AuditFailure.at(name) { () throws(StreamError) in
            try folder.disk.move("\(other.path)/\(name)", to: "\(target.folder)/\(target.name)")
        }
    }

    /// All that was written is on the disk then, under its name.
    mutating func synchronise() throws(AuditFailure) {
        for name in files {
            try AuditFailure.at(name) { () throws(StreamError) in
                try folder.disk.synchronise("\(folder.path)/\(name)")
            }
        }
        for path in folders.sorted() {
            try AuditFailure.at(path) { () throws(StreamError) in try folder.disk.synchronise(path) }
        }
        files = []
        folders = []
    }

    private mutating func put(_ bytes: [UInt8], as name: String, isForced: Bool) throws(AuditFailure) {
        let target = try place(of: name)
        try AuditFailure.at(name) { () throws(StreamError) in
            try folder.disk.put(bytes, as: target.name, in: target.folder, isForced: isForced)
        }
    }

    /// Where a file is to be written, in a folder that is there.
    private mutating func place(of name: String) throws(AuditFailure) -> (folder: String, name: String) {
        let parts = name.split(separator: "/")
        let path = ([folder.path] + parts.dropLast().map(String.init)).joined(separator: "/")
        let made = try AuditFailure.at(name) { () throws(StreamError) in try folder.disk.makeFolder(path) }
        folders.formUnion(made)
        folders.insert(path)
        return (path, parts.last.map(String.init) ?? name)
    }
}

extension AuditFailure {
    /// `name` is the file that what is done is about.
    static func at<Value>(_ name: String, _ body: () throws(StreamError) -> Value) throws(AuditFailure) -> Value {
        do throws(StreamError) { return try body() } catch { throw .storage(path: name, what: "\(error)") }
    }
}
