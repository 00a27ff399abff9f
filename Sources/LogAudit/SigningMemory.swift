package import AuditLog
import ByteStreams

/// What a key has signed last, kept beside the key: a folder of proofs that was lost, or put back to an older state, is
/// told by it from a new one.
///
/// A key signs nothing that does not go on from there, whatever the folder and the database say. One at a time may have
/// it: whoever reads it, signs and keeps what was signed holds the key's lock meanwhile.
package struct SigningMemory: Sendable {
    private let path: String

    /// Of the key in this file.
    package init(ofKey file: String) {
        path = file + ".signed"
    }

    /// Says of a new key that it has signed nothing.
    package func begin() throws(AuditFailure) {
        try write([])
    }

    /// What was signed last, when it holds under `policy`; nil when the key is known to have signed nothing.
    ///
    /// Throws ``AuditFailure/memory(path:_:)`` when nobody knows what it has signed.
    package func last(under policy: TrustPolicy) throws(AuditFailure) -> (note: SignedNote, checkpoint: Checkpoint)? {
        let bytes: [UInt8]
        do throws(StreamError) { bytes = try FileStream.contents(ofRegular: path, limit: SignedNote.sizeLimit) } catch {
            throw .memory(path: path, error == .noSuchFile ? .missing : .unreadable("\(error)"))
        }
        guard !bytes.isEmpty else { return nil }
        do throws(AuditFault) {
            let note = try SignedNote(parsing: bytes)
            return (note, try policy.checkpoint(of: note))
        } catch {
            throw .memory(path: path, .notANote(error))
        }
    }

    /// What was signed last, which the folder goes on from; nil before the first.
    ///
    /// Where whoever signed it was killed before it was in the folder, it is put there. Throws
    /// ``AuditFailure/finding(_:)`` or ``AuditFailure/folder(path:what:)`` when the folder does not lead to it.
    package func complete(_ folder: AuditFolder, under policy: TrustPolicy) throws(AuditFailure) -> Checkpoint? {
        guard let (note, signed) = try last(under: policy) else { return nil }
        if try Self.isBehind(folder, signed) {
            guard let head = try? TiledTree(size: signed.head.size, tiles: folder).head(at: signed.head.size),
                head == signed.head
            else {
                throw .folder(path: "checkpoint", .lacksSigned(size: signed.head.size))
            }
            try folder.add(note, signed)
        }
        try requireLink(folder, signed)
        return signed
    }

    /// What stands in the way of going on from there, for whoever looks only; nil when nothing does.
    package func finding(in folder: AuditFolder, under policy: TrustPolicy) throws(AuditFailure) -> LogFinding? {
        guard let (_, signed) = try last(under: policy) else { return nil }
        if try Self.isBehind(folder, signed) {
            // Its tiles are there before anything is signed: somebody seals at this moment, or was killed at it.
            let head = try? TiledTree(size: signed.head.size, tiles: folder).head(at: signed.head.size)
            return head == signed.head ? nil : .damagedFolder(path: "checkpoint")
        }
        do throws(AuditFailure) { try requireLink(folder, signed) } catch {
            switch error {
            case .finding(let finding): return finding
            case .folder(let path, _): return .damagedFolder(path: path)
            case .memory, .storage, .proof, .database, .busy: throw error
            }
        }
        return nil
    }

    /// Before anybody else has it: whoever is killed then has signed nothing that this does not know of.
    package func keep(_ note: SignedNote) throws(AuditFailure) {
        try write(Array(note.encoded.utf8))
    }

    private static func isBehind(_ folder: AuditFolder, _ signed: Checkpoint) throws(AuditFailure) -> Bool {
        guard let note = try folder.latestNote() else { return true }
        let last = try AuditFailure.of { () throws(AuditFault) in try Checkpoint(of: note) }
        return last.head.size < signed.head.size
    }

    private func requireLink(_ folder: AuditFolder, _ signed: Checkpoint) throws(AuditFailure) {
        guard let note = try folder.latestNote() else { return }
        let last = try AuditFailure.of { () throws(AuditFault) in try Checkpoint(of: note) }
        let size = signed.head.size
        guard try TiledTree(size: last.head.size, tiles: folder).head(at: size) == signed.head else {
            throw .finding(.falseTiles(size: size))
        }
    }

    private func write(_ bytes: [UInt8]) throws(AuditFailure) {
        do throws(StreamError) {
            let unfinished = path + ".new"
            let file = try FileStream(replacing: unfinished)
            try file.write(bytes)
            try file.synchronise()
            let disk = LocalDisk()
            try disk.move(unfinished, to: path)
            try disk.synchronise(path.folderAbove)
        } catch {
            throw .storage(path: path, what: "\(error)")
        }
    }
}
