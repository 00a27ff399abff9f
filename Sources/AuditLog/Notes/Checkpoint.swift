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
        else {
            throw .malformed(
                nl: "een ijkpunt is de naam van een logboek, zijn grootte en zijn wortel",
                en: "a checkpoint is the name of a log, its size and its root")
        }
        self.init(origin: String(lines[0]), head: TreeHead(size: size, root: root))
    }

    /// Without signatures; throws ``AuditFault/malformed(nl:en:)`` when no log can have this name.
    package func note() throws(AuditFault) -> SignedNote {
        guard KeyName.isLawful(origin) else {
            throw .malformed(nl: "“\(origin)” is geen naam van een logboek", en: "“\(origin)” is no name of a log")
        }
        return try SignedNote(text: "\(origin)\n\(head.size)\n\(head.root.base64)\n")
    }
}

extension Int64 {
    /// From digits as they are written, not below zero, without a sign or a zero before others; nil otherwise.
    package init?(canonical digits: some StringProtocol) {
        guard let number = Int64(digits), number >= 0, String(number) == digits else { return nil }
        self = number
    }
}
