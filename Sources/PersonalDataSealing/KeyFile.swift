package import ByteStreams
package import EventSourcing
import Glibc

/// The file with the key under which all keys of the database are wrapped: outside the database and its backups.
///
/// Only its owner can read it. While the keys are wrapped anew there are two, and a program that was killed then leaves
/// both: whoever reads takes the one that opens.
package struct KeyFile: Hashable, Sendable {
    package let path: String

    private static let heading = "missieboek register key 1: "

    /// Reads and makes nothing yet.
    package init(path: String) {
        self.path = path
    }

    /// Where the next key lies while the keys are wrapped anew.
    package var next: KeyFile { KeyFile(path: path + ".next") }

    /// The key; nil when there is no such file.
    package func read() throws(KeyTrouble) -> SecretKey? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw unusable()
        }
        defer { close(descriptor) }
        try requirePrivate(descriptor)
        ProcessMemory.withhold()
        var bytes = [UInt8](repeating: 0, count: 256)
        defer { bytes.overwrite() }
        let count = unsafe Glibc.read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw unusable() }
        guard let key = Self.key(in: bytes, count: count) else {
            throw .fileHoldsNoKey(path: path)
        }
        return key
    }

    /// The keys that may be in force: this file's and the next one's.
    ///
    /// Fails when there is neither.
    package func candidates() throws(KeyTrouble) -> [SecretKey] {
        let first = try read()
        let second = try next.read()
        let keys = [first, second].compactMap { $0 }
        guard !keys.isEmpty else { throw .fileMissing(path: path) }
        return keys
    }

    /// The key of the file, which is made with a new one where there is none.
    ///
    /// Of several that make it at once, one does, and all have its key.
    package func readOrMake() throws(KeyTrouble) -> SecretKey {
        if let key = try read() { return key }
        let key = SecretKey.random()
        return try keep(key) ? key : readOrMake()
    }

    /// Puts a key into the file, on the disk, unless there is one already; whether it did.
    package func keep(_ key: SecretKey) throws(KeyTrouble) -> Bool {
        // Whoever reads it would refuse it there.
        try requirePrivateFolder()
        let unfinished = "\(path).\(getpid()).\(UInt32.random(in: .min ... .max))"
        try write(key, to: unfinished)
        defer { _ = unsafe unlink(unfinished) }
        // Unlike `rename`, this never takes the place of a file.
        guard unsafe link(unfinished, path) == 0 else {
            if errno == EEXIST { return false }
            throw unusable()
        }
        try synchroniseFolder()
        return true
    }

    /// Waits until nobody else is replacing this key; whoever has the lock may.
    ///
    /// It lies beside the key, whose file is another one afterwards. The kernel gives it back when the process ends.
    package func lock() throws(KeyTrouble) -> FileLock {
        let place = path + ".lock"
        do throws(StreamError) {
            return try FileLock(place)
        } catch {
            throw .fileUnusable(path: place, reason: error.description)
        }
    }

    /// Puts the next key in the place of this one, for good; for whoever has the lock.
    ///
    /// `key` is what the next one must be: in the place of the key that opens the database nothing else may come. A key
    /// that is there already stays.
    package func replaceByNext(_ key: SecretKey) throws(KeyTrouble) {
        guard let found = try next.read() else {
            guard let first = try read(), first.isSame(as: key) else { throw .fileMissing(path: next.path) }
            return
        }
        guard found.isSame(as: key) else { throw .otherFile(path: next.path) }
        guard unsafe rename(next.path, path) == 0 else { throw unusable() }
        try synchroniseFolder()
    }

    private func write(_ key: SecretKey, to unfinished: String) throws(KeyTrouble) {
        let descriptor = unsafe open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw unusable() }
        defer { close(descriptor) }
        ProcessMemory.withhold()
        var text = [UInt8](repeating: UInt8(ascii: "\n"), count: Self.fileByteCount)
        defer { text.overwrite() }
        let start = Self.heading.utf8.count
        text.replaceSubrange(..<start, with: Self.heading.utf8)
        key.write(hexadecimalTo: &text, at: start)
        // So few bytes are written at one go, or the disk is full.
        guard unsafe Glibc.write(descriptor, text, text.count) == text.count, fsync(descriptor) == 0 else {
            let failure = unusable()
            _ = unsafe unlink(unfinished)
            throw failure
        }
    }

    private var folder: String { path.folderAbove }

    private func synchroniseFolder() throws(KeyTrouble) {
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unusable() }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw unusable() }
    }

    /// Its owner alone can read it, and nobody else can put another in its place.
    private func requirePrivate(_ descriptor: Int32) throws(KeyTrouble) {
        var file = stat()
        guard unsafe fstat(descriptor, &file) == 0 else { throw unusable() }
        guard file.st_mode & S_IFMT == S_IFREG else { throw .fileHoldsNoKey(path: path) }
        guard [geteuid(), 0].contains(file.st_uid) || geteuid() == 0, file.st_mode & 0o077 == 0 else {
            throw .fileNotPrivate(path: path)
        }
        try requirePrivateFolder()
    }

    /// Nobody else can put another file in the place of one in this folder.
    private func requirePrivateFolder() throws(KeyTrouble) {
        var parent = stat()
        guard unsafe stat(folder, &parent) == 0 else { throw unusable() }
        let isOthers = ![geteuid(), 0].contains(parent.st_uid) && geteuid() != 0
        let isOpen = parent.st_mode & 0o022 != 0 && parent.st_mode & S_ISVTX == 0
        guard !isOthers, !isOpen else { throw .folderNotPrivate(path: path, folder: folder) }
    }

    private func unusable() -> KeyTrouble {
        .fileUnusable(path: path, reason: unsafe String(cString: strerror(errno)))
    }

    /// The key in so many bytes of a buffer; none of them is copied on the way.
    private static func key(in text: [UInt8], count: Int) -> SecretKey? {
        guard count == fileByteCount, text.starts(with: heading.utf8), text[count - 1] == UInt8(ascii: "\n") else {
            return nil
        }
        return SecretKey(hexadecimal: text[heading.utf8.count..<(count - 1)])
    }

    private static let fileByteCount = heading.utf8.count + 2 * SecretKey.byteCount + 1
}
