package import AuditLog

/// What is wrong with a file of the folder of proofs, or with what is kept beside a key.
package enum FolderFault: Hashable, Sendable {
    case missing
    /// It cannot be read or removed, with the system's own words.
    case unreadable(String)
    /// Its name says that it is of another size than this.
    case misnamed(size: Int64)
    case notANote(AuditFault)
    /// It has another number of bytes than its hashes or positions take; where it has more, `bytes` are those read.
    case wrongLength(bytes: Int, expected: Int)
    /// No checkpoint is there, and what is signed next is not to be the first.
    case notTheFirst
    /// No checkpoint is there that the log could be held against.
    case nothingSigned
    /// The key has signed a checkpoint of this size, and it is not there.
    case lacksSigned(size: Int64)
}
