import AuditLog
import ProofReplay
import Testing

struct ProofTests {
    @Test func `A record is read back, and none with a byte more or less`() throws {
        let record = ProofSamples.record(1)
        #expect(try EventRecord(parsing: record.bytes) == record)
        for length in record.bytes.indices {
            #expect(throws: AuditFault.self) { try EventRecord(parsing: Array(record.bytes.prefix(length))) }
        }
        #expect(throws: AuditFault.self) { try EventRecord(parsing: record.bytes + [0]) }
    }

    @Test func `A bundle says which records the log holds`() throws {
        let bundle = try ProofSamples.bundle(of: [2, 5, 8])
        let parsed = try ProofBundle(parsing: Array(bundle.encoded.utf8))
        #expect(parsed == bundle)
        let finding = try parsed.verify(under: ProofSamples.policy)
        #expect(finding.records == [2, 5, 8].map { ProofSamples.record($0) })
        #expect(finding.checkpoint.head.size == 10)
    }

    @Test func `Whoever changes a byte of a bundle is found`() throws {
        let bundle = try ProofSamples.bundle(of: [2, 5])
        let whole = Array(bundle.encoded.utf8)
        let sound = try bundle.verify(under: ProofSamples.policy)
        for place in whole.indices {
            var bytes = whole
            bytes[place] ^= 1
            let found = try? ProofBundle(parsing: bytes).verify(under: ProofSamples.policy)
            #expect(found == nil || found == sound, "byte \(place)")
            // What is found all the same is no other thing: no byte of it stands outside what is signed or hashed.
            #expect(found == nil, "byte \(place)")
        }
    }

    @Test func `A file with a gap, out of order or twice is refused`() throws {
        let policy = try ProofSamples.policy
        #expect(throws: AuditFault.incomplete(stream: "measure-x", version: 2)) {
            try ProofSamples.bundle(of: [2, 8]).verify(under: policy)
        }
        #expect(throws: AuditFault.incomplete(stream: "measure-x", version: 1)) {
            try ProofSamples.bundle(of: [5, 8]).verify(under: policy)
        }
        #expect(throws: AuditFault.self) { try ProofSamples.bundle(of: [5, 2]).verify(under: policy) }
        #expect(throws: AuditFault.self) { try ProofSamples.bundle(of: [2, 2]).verify(under: policy) }
        #expect(throws: AuditFault.self) { try ProofBundle([]).verify(under: policy) }
    }

    @Test func `Proofs under several checkpoints are no bundle`() throws {
        let proofs = try ProofSamples.bundle(of: [2], size: 9).proofs + ProofSamples.bundle(of: [5]).proofs
        #expect(throws: AuditFault.self) { try ProofBundle(proofs).verify(under: ProofSamples.policy) }
    }

    @Test(arguments: [
        "", "x\n\nc2sp.org/tlog-proof@v1\n", "c2sp.org/tlog-proof@v1\n",
        "c2sp.org/tlog-proof@v1\nindex 0\n\na\n1\nx\n\n— a AAAAAAA=\n",
        "c2sp.org/tlog-proof@v1\nextra AA==\nindex 00\n\na\n\n— a AAAAAAA=\n",
        "c2sp.org/tlog-proof@v2\nextra AA==\nindex 0\n\na\n\n— a AAAAAAA=\n",
        "c2sp.org/tlog-proof@v1\nextra AA==\nindex 0\nAA==\n\na\n\n— a AAAAAAA=\n",
    ])
    func `What is no bundle is refused`(text: String) {
        #expect(throws: AuditFault.self) { try ProofBundle(parsing: Array(text.utf8)) }
    }
}

/// A log of ten events, of which the third, sixth and ninth are those of one file.
enum ProofSamples {
    static let origin = CheckpointTests.origin

    static var policy: TrustPolicy {
        get throws { TrustPolicy(origin: origin, logKeys: [try CheckpointTests.key().verifier]) }
    }

    static func record(_ index: Int) -> EventRecord {
        let (isOfFile, version) = (index % 3 == 2, Int64(index / 3 + 1))
        return EventRecord(
            position: Int64(10 + 2 * index), version: isOfFile ? version : 1, recordedAt: 823_000_000_000_000,
            occurredAt: -1, eventID: Array(repeating: UInt8(index), count: 16),
            stream: isOfFile ? "measure-x" : "concern-\(index)", type: "MeasureProposed", actor: "officer-é",
            data: Array(#"{"reason":"één"}"#.utf8), metadata: [])
    }

    static func bundle(of indices: [Int64], size: Int = 10) throws -> ProofBundle {
        let tree = LeafTree((0..<size).map { record($0).bytes })
        let checkpoint = Checkpoint(origin: origin, head: tree.head(at: tree.size))
        let note = try CheckpointTests.key().sign(checkpoint.note(), at: 0)
        return ProofBundle(
            indices.map { index in
                LogProof(
                    record: record(Int(index)).bytes, inclusion: tree.inclusionProof(of: index, at: tree.size),
                    checkpoint: note)
            })
    }
}
