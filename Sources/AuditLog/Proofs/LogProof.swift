/// That a record is in a log, in the form of C2SP tlog-proof v1.
///
/// Its place, its path, and the checkpoint under which they lead to the root. What the leaf is the hash of stands in it as
/// extra data.
package struct LogProof: Hashable, Sendable {
    package let record: [UInt8]
    package let inclusion: InclusionProof
    package let checkpoint: SignedNote

    package static let header = "c2sp.org/tlog-proof@v1"
    /// Of a path: as many as a log of 2^62 leaves has.
    private static let pathLimit = 62

    package init(record: [UInt8], inclusion: InclusionProof, checkpoint: SignedNote) {
        self.record = record
        self.inclusion = inclusion
        self.checkpoint = checkpoint
    }

    /// Throws ``AuditFault/malformed(nl:en:)``; a proof without its record proves nothing here, and is malformed too.
    package init(parsing bytes: [UInt8]) throws(AuditFault) {
        let parts = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard let first = parts.first, first.elementsEqual(Self.header.utf8) else {
            throw .malformed(nl: "een bewijs begint met \(Self.header)", en: "a proof begins with \(Self.header)")
        }
        guard let blank = parts.firstIndex(where: \.isEmpty), blank >= 3 else {
            throw .malformed(
                nl: "een bewijs heeft de gebeurtenis, haar plaats, een lege regel en een ijkpunt",
                en: "a proof has its record, its place, an empty line and a checkpoint")
        }
        let lines = parts[1..<blank].map { String(decoding: $0, as: UTF8.self) }
        guard lines[0].hasPrefix("extra "), let record = Base64.decode(lines[0].dropFirst(6)) else {
            throw .malformed(
                nl: "de tweede regel van een bewijs is de gebeurtenis",
                en: "the second line of a proof holds its record")
        }
        guard lines[1].hasPrefix("index "), let index = Int64(canonical: lines[1].dropFirst(6)) else {
            throw .malformed(
                nl: "de derde regel van een bewijs is haar plaats", en: "the third line of a proof holds its place")
        }
        guard lines.count - 2 <= Self.pathLimit else {
            throw .malformed(
                nl: "geen pad heeft \(lines.count - 2) hashes", en: "no path has \(lines.count - 2) hashes")
        }
        var path: [TreeHash] = []
        for line in lines.dropFirst(2) {
            guard let hash = TreeHash(base64: line) else {
                throw .malformed(nl: "“\(line.prefix(60))” is geen hash", en: "“\(line.prefix(60))” is no hash")
            }
            path.append(hash)
        }
        self.init(
            record: record, inclusion: InclusionProof(index: index, path: path),
            checkpoint: try SignedNote(parsing: Array(parts[(blank + 1)...].joined(separator: [0x0A]))))
    }

    package var encoded: String {
        var lines = [Self.header, "extra \(Base64.encode(record))", "index \(inclusion.index)"]
        lines += inclusion.path.map(\.base64)
        return lines.joined(separator: "\n") + "\n\n" + checkpoint.encoded
    }

    /// Throws ``AuditFault/notIncluded(index:)`` when another record stands at this place of that log.
    func requireIncluded(in checkpoint: Checkpoint) throws(AuditFault) {
        guard inclusion.root(of: TreeHash(leaf: record), size: checkpoint.head.size) == checkpoint.head.root else {
            throw .notIncluded(index: inclusion.index)
        }
    }
}
