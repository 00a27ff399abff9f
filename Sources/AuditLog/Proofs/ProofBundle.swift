/// The proofs of one file: of each of its events, one behind the other, all under one checkpoint.
///
/// Written as tlog-proofs with an empty line between them, so that any program that knows those can take it apart.
package struct ProofBundle: Hashable, Sendable {
    package let proofs: [LogProof]

    package init(_ proofs: [LogProof]) {
        self.proofs = proofs
    }

    /// In bytes: more than any file has whose events a person could read.
    package static let sizeLimit = 32 << 20

    package init(parsing bytes: [UInt8]) throws(AuditFault) {
        guard bytes.count <= Self.sizeLimit else {
            throw .malformed(
                nl: "bewijzen hebben hoogstens \(Self.sizeLimit) bytes",
                en: "proofs have at most \(Self.sizeLimit) bytes")
        }
        try PlainLines.require(bytes)
        // Each line is remembered while they are read: a file of empty ones would fill the memory.
        guard bytes.count(where: { $0 == 0x0A }) <= bytes.count / 8 + 16 else {
            throw .malformed(nl: "geen bewijs heeft zoveel korte regels", en: "no proof has so many short lines")
        }
        let header = Array(LogProof.header.utf8)
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        // A proof goes to the empty line before the next one's first, or to the end.
        var starts: [Int] = []
        for (place, line) in lines.enumerated() where line.elementsEqual(header) {
            guard place == 0 || lines[place - 1].isEmpty else {
                throw .malformed(nl: "een bewijs begint na een lege regel", en: "a proof begins behind an empty line")
            }
            starts.append(place)
        }
        guard starts.first == 0 else {
            throw .malformed(
                nl: "een bewijs begint met \(LogProof.header)", en: "a proof begins with \(LogProof.header)")
        }
        var proofs: [LogProof] = []
        for (place, start) in starts.enumerated() {
            let end = place + 1 < starts.count ? starts[place + 1] - 1 : lines.count
            let part = lines[start..<end].joined(separator: [0x0A])
            proofs.append(try LogProof(parsing: Array(part) + (end == lines.count ? [] : [0x0A])))
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
        guard let first = proofs.first else { throw .malformed(nl: "er staat geen bewijs in", en: "no proof is in it") }
        let checkpoint = try policy.checkpoint(of: first.checkpoint)
        var records: [EventRecord] = []
        // By bytes: to Swift two names are one that are written otherwise, and not to the log.
        var versions: [[UInt8]: Int64] = [:]
        var last: (index: Int64, position: Int64) = (-1, .min)
        for proof in proofs {
            guard proof.checkpoint.isSame(as: first.checkpoint) else {
                throw .malformed(nl: "er staat meer dan één ijkpunt in", en: "its checkpoints are not one")
            }
            try proof.requireIncluded(in: checkpoint)
            let record = try EventRecord(parsing: proof.record)
            guard proof.inclusion.index > last.index, record.position > last.position else {
                throw .malformed(
                    nl: "de gebeurtenissen staan niet in de volgorde van het logboek",
                    en: "its events are not in the order of the log")
            }
            last = (proof.inclusion.index, record.position)
            let name = Array(record.stream.utf8)
            let version = versions[name, default: 0] + 1
            guard record.version == version else { throw .incomplete(stream: record.stream, version: version) }
            versions[name] = version
            records.append(record)
        }
        return Finding(checkpoint: checkpoint, records: records)
    }
}
