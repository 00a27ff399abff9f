/// That a log was only added to since an earlier checkpoint, in the form in which a witness is asked to sign the later
/// one: C2SP tlog-witness, `add-checkpoint`.
package struct GrowthProof: Hashable, Sendable {
    /// The size of the earlier checkpoint.
    package let oldSize: Int64
    package let consistency: ConsistencyProof
    package let checkpoint: SignedNote

    /// As tlog-witness has it.
    private static let pathLimit = 63

    package init(oldSize: Int64, consistency: ConsistencyProof, checkpoint: SignedNote) {
        self.oldSize = oldSize
        self.consistency = consistency
        self.checkpoint = checkpoint
    }

    /// Throws ``AuditFault/malformed(nl:en:)``.
    package init(parsing bytes: [UInt8]) throws(AuditFault) {
        guard bytes.count <= SignedNote.sizeLimit, let text = String(validating: bytes, as: UTF8.self) else {
            throw .malformed(
                nl: "een bewijs van groei is tekst van hoogstens \(SignedNote.sizeLimit) bytes",
                en: "a proof of growth is text of at most \(SignedNote.sizeLimit) bytes")
        }
        try PlainLines.require(bytes)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.first, first.hasPrefix("old "), let size = Int64(canonical: first.dropFirst(4)),
            let blank = lines.firstIndex(of: ""), blank - 1 <= Self.pathLimit
        else {
            throw .malformed(
                nl: "een bewijs van groei is “old SIZE”, hashes, een lege regel en een ijkpunt",
                en: "a proof of growth is “old SIZE”, hashes, an empty line and a checkpoint")
        }
        var path: [TreeHash] = []
        for line in lines[1..<blank] {
            guard let hash = TreeHash(base64: line) else {
                throw .malformed(nl: "“\(line.prefix(60))” is geen hash", en: "“\(line.prefix(60))” is no hash")
            }
            path.append(hash)
        }
        self.init(
            oldSize: size, consistency: ConsistencyProof(path: path),
            checkpoint: try SignedNote(parsing: Array(lines[(blank + 1)...].joined(separator: "\n").utf8)))
    }

    package var encoded: String {
        (["old \(oldSize)"] + consistency.path.map(\.base64)).joined(separator: "\n") + "\n\n" + checkpoint.encoded
    }

    /// The later checkpoint, when it holds and its log begins with that of the earlier one.
    package func verify(from earlier: Checkpoint, under policy: TrustPolicy) throws(AuditFault) -> Checkpoint {
        let later = try policy.checkpoint(of: checkpoint)
        guard earlier.origin.utf8.elementsEqual(policy.origin.utf8) else { throw .otherLog(earlier.origin) }
        guard oldSize == earlier.head.size else {
            throw .malformed(
                nl: "het gaat uit van een logboek van \(oldSize), niet van \(earlier.head.size)",
                en: "it is from a log of \(oldSize), not of \(earlier.head.size)")
        }
        guard consistency.links(earlier.head, to: later.head) else {
            throw .inconsistent(earlier: earlier.head.size, later: later.head.size)
        }
        return later
    }
}
