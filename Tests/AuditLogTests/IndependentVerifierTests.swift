import AuditLog
import Crypto
import FoundationEssentials
import ProofReplay
import Subprocess
import SystemPackage
import Testing

// What a program says that shares nothing with this one but the specifications.
@Suite(.timeLimit(.minutes(10)))
struct IndependentVerifierTests {
    @Test func `All roots and proofs of all sizes to 257 are those of the other`() async throws {
        let output = try await Self.run(["trees", "257"])
        let tree = LeafTree(size: 257)
        var lines: [String] = []
        for size in 0...tree.size {
            var digest = SHA256()
            for index in 0..<size {
                for node in tree.inclusionProof(of: index, at: size).path { digest.update(data: node.bytes) }
            }
            if size > 0 {
                for first in 1...size {
                    for node in tree.consistencyProof(from: first, to: size).path { digest.update(data: node.bytes) }
                }
            }
            let root = tree.head(at: size).root
            lines.append("\(size) \(Self.hexadecimal(root.bytes)) \(Self.hexadecimal(digest.finalize()))")
        }
        #expect(output.status == 0, "\(output.talk)")
        #expect(output.lines == lines)
    }

    @Test func `A bundle of this program holds for the other, and a changed one does not`() async throws {
        let bundle = try ProofSamples.bundle(of: [2, 5, 8])
        let key = try CheckpointTests.key().verifier.encoded
        let found = try await Self.run(["verify", ProofSamples.origin, key], input: bundle.encoded)
        #expect(found.status == 0, "\(found.talk)")
        #expect(found.lines.count == 3)
        #expect(found.lines.last?.contains(#""position": 26"#) == true)

        let place = try #require(bundle.encoded.firstRange(of: "index 5"))
        var changed = bundle.encoded
        changed.replaceSubrange(place, with: "index 6")
        let refused = try await Self.run(["verify", ProofSamples.origin, key], input: changed)
        #expect(refused.status == 1 && refused.talk.contains("refused"))
    }

    @Test func `Of every bundle with a byte changed both say the same`() async throws {
        let whole = Array(try ProofSamples.bundle(of: [2, 5]).encoded.utf8)
        var bundles = [whole]
        for place in whole.indices {
            for change: UInt8 in [1, 0x20] where whole[place] != change {
                var bytes = whole
                bytes[place] ^= change
                bundles.append(bytes)
            }
            bundles.append(Array(whole[..<place] + whole[(place + 1)...]))
        }
        bundles.removeAll { $0.contains(0) }
        let policy = try ProofSamples.policy
        let own = bundles.map { bundle in
            (try? ProofBundle(parsing: bundle).verify(under: policy)) == nil ? "refused" : "holds"
        }
        let key = try CheckpointTests.key().verifier.encoded
        let output = try await Self.run(
            ["verdicts", ProofSamples.origin, key], bytes: Array(bundles.joined(separator: [0])))
        #expect(output.status == 0, "\(output.talk)")
        #expect(output.lines == own)
        #expect(own.first == "holds" && own.count { $0 == "holds" } == 1)
    }

    @Test func `A cosignature of this program holds for the other`() async throws {
        let witness = try CheckpointTests.key("auditor.example", .cosignature, seed: 3)
        let bundle = try ProofSamples.bundle(of: [2])
        let proof = bundle.proofs[0]
        let cosigned = LogProof(
            record: proof.record, inclusion: proof.inclusion,
            checkpoint: try witness.sign(proof.checkpoint, at: 1_770_000_000))
        let keys = [try CheckpointTests.key().verifier.encoded, witness.verifier.encoded]
        let found = try await Self.run(["verify", ProofSamples.origin] + keys, input: cosigned.encoded)
        #expect(found.status == 0, "\(found.talk)")
        let unsigned = try await Self.run(["verify", ProofSamples.origin] + keys, input: proof.encoded)
        #expect(unsigned.status == 1)
    }

    @Test func `A checkpoint of the other holds for this program`() async throws {
        let key = try CheckpointTests.key()
        let output = try await Self.run(["sign", ProofSamples.origin], input: String(repeating: "01", count: 32))
        #expect(output.status == 0, "\(output.talk)")
        let note = try SignedNote(parsing: Array(output.text.utf8))
        let policy = TrustPolicy(origin: ProofSamples.origin, logKeys: [key.verifier])
        #expect(try policy.checkpoint(of: note) == CheckpointTests.checkpoint(100))
        #expect(try key.sign(CheckpointTests.checkpoint(100).note(), at: 0) == note)
    }

    private struct Output {
        let status: Int32
        let text: String
        let talk: String
        var lines: [String] { text.split(separator: "\n").map(String.init) }
    }

    private static func run(_ arguments: [String], input: String = "") async throws -> Output {
        try await run(arguments, bytes: Array(input.utf8))
    }

    private static func run(_ arguments: [String], bytes: [UInt8]) async throws -> Output {
        let script = #filePath.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/independent_verifier.py"
        let result = try await Subprocess.run(
            .path("/usr/bin/python3"), arguments: Arguments([script] + arguments), input: .array(bytes),
            output: .string(limit: 1 << 22), error: .string(limit: 1 << 16))
        guard case .exited(let status) = result.terminationStatus else { throw Ended(status: result.terminationStatus) }
        return Output(status: status, text: result.standardOutput, talk: result.standardError)
    }

    private struct Ended: Error {
        let status: TerminationStatus
    }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
