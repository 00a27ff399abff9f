package import AuditLog
import FoundationEssentials

/// What a key has signed last, kept beside the key: a folder of proofs that was lost, or put back to an older state, is
/// told by it from a new one.
///
/// A key that has signed before signs nothing that does not go on from there, whatever the folder and the database say.
package struct SigningMemory {
    private let path: String

    /// Of the key in this file.
    package init(ofKey file: String) {
        path = file + ".signed"
    }

    /// The checkpoint that was signed last, to which the folder must lead; nil before the first.
    ///
    /// Throws ``AuditFailure/finding(_:)`` or ``AuditFailure/folder(path:what:)`` when it does not.
    @discardableResult
    package func require(in folder: AuditFolder, under policy: TrustPolicy) throws(AuditFailure) -> Checkpoint? {
        guard let signed = try checkpoint(under: policy) else { return nil }
        let size = signed.head.size
        guard let note = try folder.notes().last else { throw Self.lost(size) }
        let last = try AuditFailure.of { () throws(AuditFault) in try policy.checkpoint(of: note) }
        guard last.head.size >= size else { throw Self.lost(size) }
        guard try TiledTree(size: last.head.size, tiles: folder).head(at: size) == signed.head else {
            throw .finding(.falseTiles(size: size))
        }
        return signed
    }

    private static func lost(_ size: Int64) -> AuditFailure {
        .folder(path: "checkpoint", what: "this key has signed a checkpoint of \(size) events, and it is not there")
    }

    /// What was signed last; nil before the first.
    package func checkpoint(under policy: TrustPolicy) throws(AuditFailure) -> Checkpoint? {
        let bytes: [UInt8]
        do { bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path))) } catch {
            if (error as? CocoaError)?.code == .fileReadNoSuchFile { return nil }
            throw .folder(path: path, what: "\(error)")
        }
        return try AuditFailure.of { () throws(AuditFault) in
            try policy.checkpoint(of: SignedNote(parsing: bytes))
        }
    }

    /// Once its checkpoint is in the folder: whoever is killed in between has signed nothing that the folder lacks.
    package func keep(_ note: SignedNote) throws(AuditFailure) {
        do { try Data(note.encoded.utf8).write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
            throw .folder(path: path, what: "\(error)")
        }
    }
}
