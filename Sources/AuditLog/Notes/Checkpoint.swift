/// What a log commits to: its name, its size and its root, in the form of C2SP tlog-checkpoint v1.
package struct Checkpoint: Hashable, Sendable {
    /// The name of the log.
    package let origin: String
    package let head: TreeHead

    package init(origin: String, head: TreeHead) {
        self.origin = origin
        self.head = head
    }

    /// Of a log before its first event: nobody has to sign that.
    package static func ofNothing(_ origin: String) -> Checkpoint {
        Checkpoint(origin: origin, head: TreeHead(size: 0, root: .empty))
    }

    /// Reads the text of a note, of which no signature has to be verified yet.
    ///
    /// Lines beyond the third are refused: this program signs none, and nobody could check them.
    package init(of note: SignedNote) throws(AuditFault) {
        let lines = note.text.dropLast().split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 3, !lines[0].isEmpty, let size = Int64(canonical: lines[1]),
            let root = TreeHash(base64: lines[2])
        else { throw .malformed("a checkpoint is the name of a log, its size and its root") }
        self.init(origin: String(lines[0]), head: TreeHead(size: size, root: root))
    }

    /// Without signatures; throws ``AuditFault/malformed(_:)`` when no log can have this name.
    package func note() throws(AuditFault) -> SignedNote {
        guard KeyName.isLawful(origin) else { throw .malformed("“\(origin)” is no name of a log") }
        return try SignedNote(text: "\(origin)\n\(head.size)\n\(head.root.base64)\n")
    }
}

extension Int64 {
    /// From digits as they are written, not below zero, without a sign or a zero before others; nil otherwise.
    init?(canonical digits: some StringProtocol) {
        guard let number = Int64(digits), number >= 0, String(number) == digits else { return nil }
        self = number
    }
}

/// The keys that somebody trusts for one log.
package struct TrustPolicy: Sendable {
    package let origin: String
    /// Keys of the log, of which one must have signed: more than one while keys change.
    package let logKeys: [VerifierKey]
    /// Of those who watch the log, every one of whom must have signed.
    package let witnesses: [VerifierKey]

    package init(origin: String, logKeys: [VerifierKey], witnesses: [VerifierKey] = []) {
        self.origin = origin
        self.logKeys = logKeys
        self.witnesses = witnesses
    }

    /// The checkpoint of a note that holds under this policy.
    ///
    /// A note with a wrong signature of any trusted key is refused whole, as signed-note advises.
    package func checkpoint(of note: SignedNote) throws(AuditFault) -> Checkpoint {
        var isSigned = false
        for key in logKeys {
            do throws(AuditFault) {
                try key.verify(note)
                isSigned = true
            } catch  where error == .unsigned {}
        }
        guard isSigned else { throw .unsigned }
        for key in witnesses { try key.verify(note) }
        let checkpoint = try Checkpoint(of: note)
        guard checkpoint.origin.utf8.elementsEqual(origin.utf8) else { throw .otherLog(checkpoint.origin) }
        return checkpoint
    }
}
