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

    /// Throws ``AuditFault/malformed(_:)``; a proof without its record proves nothing here, and is malformed too.
    package init(parsing text: some StringProtocol) throws(AuditFault) {
        let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard parts.first.map({ $0 == Self.header }) == true else {
            throw .malformed("a proof begins with \(Self.header)")
        }
        guard let blank = parts.firstIndex(of: "") else { throw .malformed("a proof ends with a checkpoint") }
        var lines = parts[1..<blank]
        guard let extra = lines.popFirst(), extra.hasPrefix("extra "), let record = Base64.decode(extra.dropFirst(6))
        else { throw .malformed("the second line of a proof holds its record") }
        guard let place = lines.popFirst(), place.hasPrefix("index "), let index = Int64(canonical: place.dropFirst(6))
        else { throw .malformed("the third line of a proof holds its place") }
        guard lines.count <= Self.pathLimit else { throw .malformed("no path has \(lines.count) hashes") }
        var path: [TreeHash] = []
        for line in lines {
            guard let hash = TreeHash(base64: line) else { throw .malformed("“\(line.prefix(60))” is no hash") }
            path.append(hash)
        }
        self.init(
            record: record, inclusion: InclusionProof(index: index, path: path),
            checkpoint: try SignedNote(parsing: Array(parts[(blank + 1)...].joined(separator: "\n").utf8)))
    }

    package var encoded: String {
        var lines = [Self.header, "extra \(Base64.encode(record))", "index \(inclusion.index)"]
        lines += inclusion.path.map(\.base64)
        return lines.joined(separator: "\n") + "\n\n" + checkpoint.encoded
    }

    /// Throws when nobody who is trusted vouches for a log in which the record stands at this place.
    package func verify(under policy: TrustPolicy) throws(AuditFault) -> Checkpoint {
        let checkpoint = try policy.checkpoint(of: checkpoint)
        guard inclusion.root(of: TreeHash(leaf: record), size: checkpoint.head.size) == checkpoint.head.root else {
            throw .notIncluded(index: inclusion.index)
        }
        return checkpoint
    }
}
