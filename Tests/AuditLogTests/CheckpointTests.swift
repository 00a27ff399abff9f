import AuditLog
import ProofReplay
import Testing

struct CheckpointTests {
    static let origin = "missieboek.example/log"

    static func key(_ name: String = origin, _ kind: SignatureKind = .note, seed: UInt8 = 1) throws -> SigningKey {
        try SigningKey(name: name, kind: kind, seed: Array(repeating: seed, count: 32))
    }

    static func checkpoint(_ size: Int = 100, origin: String = origin) -> Checkpoint {
        Checkpoint(origin: origin, head: LeafTree(size: size).head(at: Int64(size)))
    }

    @Test func `A checkpoint is three lines, and is read back`() throws {
        let note = try Self.checkpoint(0).note()
        #expect(note.text == "\(Self.origin)\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")
        #expect(try Checkpoint(of: note) == Self.checkpoint(0))
        #expect(try Checkpoint(of: Self.checkpoint().note()) == Self.checkpoint())
    }

    @Test(arguments: [
        "a\n1\n", "a\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "a\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "a\n+1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n", "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hS\n",
        "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "a\n9223372036854775808\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nmore\n",
    ])
    func `What is no checkpoint is refused`(text: String) throws {
        let note = try SignedNote(text: text)
        #expect(throws: AuditFault.self) { try Checkpoint(of: note) }
    }

    @Test func `A checkpoint holds under the log's key, and under an old one beside it while keys change`() throws {
        let (old, new) = (try Self.key(seed: 1), try Self.key(seed: 2))
        let byOld = try old.sign(Self.checkpoint().note(), at: 0)
        let byBoth = try new.sign(byOld, at: 0)
        for note in [byOld, byBoth] {
            let both = TrustPolicy(origin: Self.origin, logKeys: [old.verifier, new.verifier])
            #expect(try both.checkpoint(of: note) == Self.checkpoint())
        }
        let newOnly = TrustPolicy(origin: Self.origin, logKeys: [new.verifier])
        #expect(try newOnly.checkpoint(of: byBoth) == Self.checkpoint())
        #expect(throws: AuditFault.unsigned) { try newOnly.checkpoint(of: byOld) }
        let nobody = TrustPolicy(origin: Self.origin, logKeys: [])
        #expect(throws: AuditFault.unsigned) { try nobody.checkpoint(of: byBoth) }
    }

    @Test func `A former key counts up to where it handed over, and its text says so`() throws {
        let (old, new) = (try Self.key(seed: 1), try Self.key(seed: 2))
        let former = FormerKey(old.verifier, through: 100)
        let policy = TrustPolicy(origin: Self.origin, logKeys: [new.verifier], former: [former])
        for size in [0, 99, 100] {
            let note = try old.sign(Self.checkpoint(size).note(), at: 0)
            #expect(try policy.checkpoint(of: note).head.size == Int64(size))
        }
        // As whoever stole it would go on.
        let late = try old.sign(Self.checkpoint(101).note(), at: 0)
        #expect(throws: AuditFault.handedOver(size: 101, at: 100)) { try policy.checkpoint(of: late) }
        #expect(try policy.checkpoint(of: new.sign(late, at: 0)) == Self.checkpoint(101))

        let keys = try LogKeys(parsing: [former.encoded, new.verifier.encoded])
        #expect(keys.former == [former] && keys.current == [new.verifier] && keys.name == Self.origin)
        for text in ["\(old.verifier.encoded)@", "\(old.verifier.encoded)@-1", "\(old.verifier.encoded)@01", "@5"] {
            #expect(throws: AuditFault.self, "\(text)") { try LogKeys(parsing: [text]) }
        }
        #expect(try LogKeys(parsing: [new.verifier.encoded, Self.key("other.example").verifier.encoded]).name == nil)
    }

    @Test func `Bytes that are no text are not taken for changed line ends`() throws {
        let fault = #expect(throws: AuditFault.self) { try SignedNote(parsing: [0x61, 0x0D, 0xFF]) }
        #expect(try #require(fault).words { $0 }.en.hasSuffix("it is no text"))
    }

    @Test(arguments: ["\u{FEFF}%", "%\r\n", "\r%"])
    func `What a mail program or an editor adds is told from a forgery`(form: String) throws {
        let text = try Self.key().sign(Self.checkpoint().note(), at: 0).encoded
        let changed = form.replacing("%", with: form.contains("\n") ? text.replacing("\n", with: "\r\n") : text)
        let fault = #expect(throws: AuditFault.self) { try SignedNote(parsing: Array(changed.utf8)) }
        let words = try #require(fault).words { $0 }
        #expect(words.en.contains("copy the file without editing it") && words.nl.contains("zonder het te bewerken"))
        #expect(throws: AuditFault.self) { try GrowthProof(parsing: Array(changed.utf8)) }
        #expect(throws: AuditFault.self) { try ProofBundle(parsing: Array(changed.utf8)) }
    }

    @Test func `A wrong signature of one trusted key spoils a note that another has signed`() throws {
        let (old, new) = (try Self.key(seed: 1), try Self.key(seed: 2))
        let forged = try #require(try new.sign(Self.checkpoint(99).note(), at: 0).signatures.first)
        var note = try old.sign(Self.checkpoint().note(), at: 0)
        note.add(forged)
        let policy = TrustPolicy(origin: Self.origin, logKeys: [old.verifier, new.verifier])
        #expect(throws: AuditFault.wrongSignature(key: Self.origin)) { try policy.checkpoint(of: note) }
    }

    @Test func `A checkpoint of another log is refused, also by the same key`() throws {
        let key = try Self.key()
        let note = try key.sign(Self.checkpoint(origin: "other.example").note(), at: 0)
        let policy = TrustPolicy(origin: Self.origin, logKeys: [key.verifier])
        #expect(throws: AuditFault.otherLog("other.example")) { try policy.checkpoint(of: note) }
    }

    @Test func `A witness signs the moment too, and all who are named must have signed`() throws {
        let (key, witness) = (try Self.key(), try Self.key("auditor.example", .cosignature, seed: 3))
        let signed = try key.sign(Self.checkpoint().note(), at: 0)
        let cosigned = try witness.sign(signed, at: 1_770_000_000)
        #expect(try witness.verifier.verify(cosigned) == 1_770_000_000)
        let policy = TrustPolicy(origin: Self.origin, logKeys: [key.verifier], witnesses: [witness.verifier])
        #expect(try policy.checkpoint(of: cosigned) == Self.checkpoint())
        #expect(throws: AuditFault.unwitnessed(key: "auditor.example")) { try policy.checkpoint(of: signed) }

        // The moment is part of what is signed.
        let line = try #require(cosigned.signatures.last)
        var bytes = line.bytes
        bytes[7] ^= 1
        var moved = signed
        moved.add(NoteSignature(keyName: line.keyName, keyID: line.keyID, bytes: bytes))
        #expect(throws: AuditFault.wrongSignature(key: "auditor.example")) { try policy.checkpoint(of: moved) }
    }

    @Test func `A key for one kind of signature makes none of the other`() throws {
        let seed: UInt8 = 4
        let (asLog, asWitness) = (try Self.key("a", .note, seed: seed), try Self.key("a", .cosignature, seed: seed))
        #expect(asLog.verifier.publicKey == asWitness.verifier.publicKey && asLog.verifier.id != asWitness.verifier.id)
        let note = try asLog.sign(Self.checkpoint().note(), at: 5)
        #expect(throws: AuditFault.unsigned) { try asWitness.verifier.verify(note) }
    }
}
