/// Why personal data could not be sealed or opened, though the store answered.
///
/// All that is not personal can be read and recorded all the same.
package enum KeyTrouble: Error, Hashable, Sendable {
    /// Nobody said where the key lies that opens the register.
    case fileNotNamed
    case fileMissing(path: String)
    /// Others than its owner can read the file.
    case fileNotPrivate(path: String)
    /// Others can put another file in its place.
    case folderNotPrivate(path: String, folder: String)
    /// The system could not read or make it, for this reason.
    case fileUnusable(path: String, reason: String)
    /// It is no file of this program's.
    case fileHoldsNoKey(path: String)
    /// It is not the key under which the keys of this database are wrapped.
    case otherFile(path: String)
    /// The database was restored without its keys, or lost them.
    case keysMissing
    /// The register of an older version is still to be sealed.
    case registerNotSealed
}
