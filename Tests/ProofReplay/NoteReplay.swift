import AuditLog

/// What the readers of notes, checkpoints and keys are held to, whatever bytes they are given.
///
/// What is read is written again as it was; and a checkpoint that holds under the keys of a log is one of that log.
package struct NoteReplay: Sendable {
    private let log: SampleLog

    /// As ``ProofReplay/init(_:)``.
    package init(_ log: SampleLog = .shared) {
        self.log = log
    }

    /// Notes, and keys as they are written.
    package static var seeds: [[UInt8]] {
        let notes = SampleLog.sizes.compactMap { SampleLog.shared.notes[$0]?.encoded }
        do {
            let (key, witness) = (try SampleLog.key, try SampleLog.witness)
            let keys = [key.encoded, key.verifier.encoded, witness.encoded, witness.verifier.encoded]
            let other = try SignedNote(text: "one\n\ntwo\n")
            return (notes + [try key.sign(other, at: 0).encoded] + keys).map { Array($0.utf8) }
        } catch {
            preconditionFailure("the sample's keys are lawful: \(error)")
        }
    }

    /// As ``ProofReplay/tokens``.
    package static let tokens = [
        "\n\n", "\n", "— ", " ", "+", "PRIVATE+KEY+", SampleLog.origin, "auditor.example", "\u{A0}", "\u{301}", "=",
        "==",
        SampleLog.shared.heads[1].root.base64, SampleLog.shared.heads[100].root.base64, "9223372036854775807",
    ]

    /// As ``ProofReplay/isAccepted(_:)``.
    package func isAccepted(_ input: [UInt8]) -> Bool {
        if (try? SignedNote(parsing: input)) != nil { return true }
        guard let text = String(validating: input, as: UTF8.self) else { return false }
        return (try? VerifierKey(parsing: text)) != nil || (try? SigningKey(parsing: text)) != nil
    }

    /// As ``ProofReplay/violation(of:)``.
    package func violation(of input: [UInt8]) -> String? {
        if let note = try? SignedNote(parsing: input) {
            if !note.encoded.utf8.elementsEqual(input) { return "a note is written otherwise than it was read" }
            if let what = violation(of: note) { return what }
        }
        guard let text = String(validating: input, as: UTF8.self) else { return nil }
        if let key = try? VerifierKey(parsing: text), !key.encoded.utf8.elementsEqual(input) {
            return "a public key is written otherwise than it was read"
        }
        if let key = try? SigningKey(parsing: text) {
            if !key.encoded.utf8.elementsEqual(input) { return "a private key is written otherwise than it was read" }
            if !Self.isOwnSignature(of: key) { return "what a key has signed does not hold under it" }
        }
        return nil
    }

    private func violation(of note: SignedNote) -> String? {
        if let checkpoint = try? Checkpoint(of: note) {
            let text = "\(checkpoint.origin)\n\(checkpoint.head.size)\n\(checkpoint.head.root.base64)\n"
            if !text.utf8.elementsEqual(note.text.utf8) { return "a checkpoint is written otherwise than it was read" }
        }
        for policy in SamplePolicies.shared.all {
            if let checkpoint = try? policy.checkpoint(of: note), !log.hasSaid(checkpoint) {
                return "\(checkpoint) holds, and was never signed"
            }
        }
        for witness in SamplePolicies.shared.witnessed.witnesses {
            guard let time = try? witness.verify(note) else { continue }
            guard time == SampleLog.witnessedAt, let checkpoint = try? Checkpoint(of: note), log.hasSaid(checkpoint)
            else {
                return "the witness has seen \(note.text) at \(time), and never did"
            }
        }
        return nil
    }

    private static func isOwnSignature(of key: SigningKey) -> Bool {
        do {
            try key.verifier.verify(key.sign(SignedNote(text: "text\n"), at: 1))
            return true
        } catch {
            return false
        }
    }
}
