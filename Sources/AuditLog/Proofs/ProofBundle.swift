/// The proofs of one file: of each of its events, one behind the other, all under one checkpoint.
///
/// Written as tlog-proofs with an empty line between them, so that any program that knows those can take it apart.
package struct ProofBundle: Hashable, Sendable {
    package let proofs: [LogProof]

    package init(_ proofs: [LogProof]) {
        self.proofs = proofs
    }

    /// In bytes: more than any file has whose events a person could read.
    package static let sizeLimit = 1 << 28

    package init(parsing bytes: [UInt8]) throws(AuditFault) {
        guard bytes.count <= Self.sizeLimit else { throw .malformed("proofs have at most \(Self.sizeLimit) bytes") }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .malformed("proofs are UTF-8") }
        guard text.hasPrefix(LogProof.header + "\n") else { throw .malformed("a proof begins with \(LogProof.header)") }
        let separator = "\n\n" + LogProof.header + "\n"
        var proofs: [LogProof] = []
        let parts = text.split(byText: separator)
        for (place, part) in parts.enumerated() {
            // What parts them has taken the first line of one and the last line feed of the other.
            let first = place == 0 ? "" : LogProof.header + "\n"
            proofs.append(try LogProof(parsing: first + part + (place < parts.count - 1 ? "\n" : "")))
        }
        self.init(proofs)
    }

    package var encoded: String { proofs.map(\.encoded).joined(separator: "\n") }

    /// What a bundle proves.
    package struct Finding: Hashable, Sendable {
        package let checkpoint: Checkpoint
        /// In the order of the log.
        package let records: [EventRecord]
    }

    /// The records, when each is in the log of one checkpoint, and each stream's versions follow on each other from 1.
    ///
    /// What comes behind the last version of a stream in the log, nobody can tell from a bundle alone.
    package func verify(under policy: TrustPolicy) throws(AuditFault) -> Finding {
        guard let first = proofs.first else { throw .malformed("no proof is in it") }
        var records: [EventRecord] = []
        var versions: [String: Int64] = [:]
        let checkpoint = try policy.checkpoint(of: first.checkpoint)
        var last: (index: Int64, position: Int64) = (-1, 0)
        for proof in proofs {
            guard proof.checkpoint == first.checkpoint else { throw .malformed("its checkpoints are not one") }
            _ = try proof.verify(under: policy)
            let record = try EventRecord(parsing: proof.record)
            guard proof.inclusion.index > last.index, record.position > last.position else {
                throw .malformed("its events are not in the order of the log")
            }
            last = (proof.inclusion.index, record.position)
            let version = versions[record.stream, default: 0] + 1
            guard record.version == version else { throw .incomplete(stream: record.stream, version: version) }
            versions[record.stream] = version
            records.append(record)
        }
        return Finding(checkpoint: checkpoint, records: records)
    }
}

extension String {
    /// As `split` does by a character.
    fileprivate func split(byText separator: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = self[...]
        while let found = rest.firstRange(of: separator) {
            parts.append(rest[..<found.lowerBound])
            rest = rest[found.upperBound...]
        }
        return parts + [rest]
    }
}
