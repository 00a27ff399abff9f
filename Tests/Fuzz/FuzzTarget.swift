import CommandReplay
import ProofReplay

/// What is tried.
enum FuzzTarget: String, CaseIterable {
    /// The three ways of reading a stored document: see ``DecoderTarget``.
    case decoder
    /// Lines for `dispatch`.
    case commands
    /// Bundles, proofs of growth, and records of events.
    case proofs
    /// Notes, checkpoints and keys.
    case checkpoints

    /// What is amiss with an input; nil when it was read or refused as it should be.
    func violation(of input: [UInt8]) -> String? {
        switch self {
        case .decoder: DecoderTarget.violation(of: input)
        case .commands: CommandReplay().violation(of: input)
        case .proofs: ProofReplay().violation(of: input)
        case .checkpoints: NoteReplay().violation(of: input)
        }
    }

    func isAccepted(_ input: [UInt8]) -> Bool {
        switch self {
        case .decoder: DecoderTarget.violation(of: input) == nil
        case .commands: CommandReplay().isAccepted(input)
        case .proofs: ProofReplay().isAccepted(input)
        case .checkpoints: NoteReplay().isAccepted(input)
        }
    }

    /// What is lawful, to begin with; that of the decoder lies in files.
    var seeds: [[UInt8]] {
        switch self {
        case .decoder: []
        case .commands: CommandReplay.seeds
        case .proofs: ProofReplay.seeds
        case .checkpoints: NoteReplay.seeds
        }
    }

    /// Words that inputs are made of.
    var tokens: [String] {
        switch self {
        case .decoder: DecoderTarget.tokens
        case .commands: CommandReplay.tokens
        case .proofs: ProofReplay.tokens
        case .checkpoints: NoteReplay.tokens
        }
    }
}
