import AuditLog
import ProofReplay
import Testing

// What Scripts/fuzz tries proofs and notes by, tried itself.
struct ReplayTests {
    @Test func `What is lawful is taken, and written again as it was read`() {
        for seed in ProofReplay.seeds {
            let violation = ProofReplay().violation(of: seed)
            #expect(ProofReplay().isAccepted(seed) && violation == nil)
        }
        for seed in NoteReplay.seeds {
            let violation = NoteReplay().violation(of: seed)
            #expect(NoteReplay().isAccepted(seed) && violation == nil)
        }
    }

    @Test func `No changed byte makes anything say what is not true`() {
        for (number, seed) in (ProofReplay.seeds + NoteReplay.seeds).enumerated() {
            for place in stride(from: number % 7, to: seed.count, by: max(1, seed.count / 40)) {
                var bytes = seed
                bytes[place] ^= [1, 0x20, 0x80][place % 3]
                let violation = ProofReplay().violation(of: bytes) ?? NoteReplay().violation(of: bytes)
                #expect(violation == nil, "seed \(number), byte \(place)")
            }
        }
    }

    @Test func `What holds under the keys and is not true is found out`() {
        // The same keys have signed this one; its fourth event is another.
        let truth = SampleLog(changing: 3)
        let proofs = ProofReplay.seeds.compactMap { ProofReplay(truth).violation(of: $0) }
        #expect(proofs.count == 8, "three bundles and five proofs of growth reach to that event: \(proofs)")
        let notes = NoteReplay.seeds.compactMap { NoteReplay(truth).violation(of: $0) }
        #expect(notes.count == 3, "\(notes)")
    }
}
