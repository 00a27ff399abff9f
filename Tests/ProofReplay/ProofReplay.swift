import AuditLog

/// What the readers and the check of proofs are held to, whatever bytes they are given.
///
/// What is read is written again as it was; and what is proved under the keys of a log is what stands in that log.
package struct ProofReplay: Sendable {
    private let log: SampleLog

    /// The keys are those of every ``SampleLog``, and what is true is told by this one.
    package init(_ log: SampleLog = .shared) {
        self.log = log
    }

    /// Files that are proofs, and records of events.
    package static var seeds: [[UInt8]] {
        let log = SampleLog.shared
        var seeds: [[UInt8]] = []
        for (stream, size) in [(0, 1), (1, 2), (3, 37), (6, 64), (2, 100)] as [(Int, Int64)] {
            if let bundle = log.bundle(ofStream: stream, size: size) { seeds.append(Array(bundle.encoded.utf8)) }
        }
        for (size, later) in [(0, 1), (1, 2), (2, 37), (37, 64), (64, 100), (37, 100), (100, 100)] as [(Int64, Int64)] {
            if let growth = log.growth(from: size, to: later) { seeds.append(Array(growth.encoded.utf8)) }
        }
        return seeds + log.records.prefix(2).map(\.bytes)
    }

    /// Words of the form, for whoever makes up others.
    package static let tokens = [
        LogProof.header, "extra ", "index ", "old ", "\n\n", "\n", "— ", "\n\n\(LogProof.header)\n",
        SampleLog.shared.heads[1].root.base64, SampleLog.shared.heads[100].root.base64, "9223372036854775807",
    ]

    /// Whether it is taken for something at all.
    package func isAccepted(_ input: [UInt8]) -> Bool {
        if (try? EventRecord(parsing: input)) != nil { return true }
        if let bundle = try? ProofBundle(parsing: input) {
            return SamplePolicies.shared.all.allSatisfy { (try? bundle.verify(under: $0)) != nil }
        }
        guard let growth = try? GrowthProof(parsing: input), let earlier = checkpoint(of: growth.oldSize) else {
            return false
        }
        return SamplePolicies.shared.all.allSatisfy { (try? growth.verify(from: earlier, under: $0)) != nil }
    }

    /// What is amiss; nil when all is well, whether it was taken or refused.
    package func violation(of input: [UInt8]) -> String? {
        if let record = try? EventRecord(parsing: input), record.bytes != input {
            return "a record is written otherwise than it was read"
        }
        if let bundle = try? ProofBundle(parsing: input) {
            if !bundle.encoded.utf8.elementsEqual(input) { return "a bundle is written otherwise than it was read" }
            for policy in SamplePolicies.shared.all {
                if let what = violation(of: bundle, under: policy) { return what }
            }
        }
        if let growth = try? GrowthProof(parsing: input) {
            if !growth.encoded.utf8.elementsEqual(input) {
                return "a proof of growth is written otherwise than it was read"
            }
            for policy in SamplePolicies.shared.all {
                if let what = violation(of: growth, under: policy) { return what }
            }
        }
        return nil
    }

    private func violation(of bundle: ProofBundle, under policy: TrustPolicy) -> String? {
        guard let finding = try? bundle.verify(under: policy) else { return nil }
        guard log.hasSaid(finding.checkpoint) else { return "\(finding.checkpoint) is proved, and was never signed" }
        guard finding.records.count == bundle.proofs.count else { return "not every proof is a record" }
        for (record, proof) in zip(finding.records, bundle.proofs) {
            let place = Int(proof.inclusion.index)
            guard place < finding.checkpoint.head.size, record.bytes == log.records[place].bytes else {
                return "\(record) is proved at \(place), where the log has another"
            }
        }
        return nil
    }

    private func violation(of growth: GrowthProof, under policy: TrustPolicy) -> String? {
        for size in SampleLog.sizes {
            guard let earlier = checkpoint(of: size), let later = try? growth.verify(from: earlier, under: policy)
            else {
                continue
            }
            guard size == growth.oldSize, size <= later.head.size, log.hasSaid(earlier), log.hasSaid(later) else {
                return "\(later) is proved to go on from \(earlier), which the log never said"
            }
        }
        return nil
    }

    /// As the log of the keys has signed it.
    private func checkpoint(of size: Int64) -> Checkpoint? {
        SampleLog.shared.notes[size].flatMap { try? Checkpoint(of: $0) }
    }
}
