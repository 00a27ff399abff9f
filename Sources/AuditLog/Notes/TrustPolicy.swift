/// The keys that somebody trusts for one log.
package struct TrustPolicy: Sendable {
    package let origin: String
    /// Keys of the log, of which one must have signed.
    package let logKeys: [VerifierKey]
    /// Keys that handed over to those: what they signed counts up to there.
    package let former: [FormerKey]
    /// Of those who watch the log, every one of whom must have signed.
    package let witnesses: [VerifierKey]

    package init(
        origin: String, logKeys: [VerifierKey], former: [FormerKey] = [], witnesses: [VerifierKey] = []
    ) {
        self.origin = origin
        self.logKeys = logKeys
        self.former = former
        self.witnesses = witnesses
    }

    /// Those that were ever the log's.
    package var everyLogKey: [VerifierKey] { logKeys + former.map(\.key) }

    /// The same, with others who must have signed as well.
    package func witnessed(by witnesses: [VerifierKey]) -> TrustPolicy {
        TrustPolicy(origin: origin, logKeys: logKeys, former: former, witnesses: witnesses)
    }

    /// The checkpoint of a note that holds under this policy.
    ///
    /// A note with a wrong signature of any trusted key is refused whole, as signed-note advises.
    package func checkpoint(of note: SignedNote) throws(AuditFault) -> Checkpoint {
        var isSigned = false
        for key in logKeys where try Self.has(note, signatureOf: key) { isSigned = true }
        var handedOver: Int64?
        for former in former where try Self.has(note, signatureOf: former.key) {
            handedOver = max(handedOver ?? 0, former.size)
        }
        guard isSigned || handedOver != nil else { throw .unsigned }
        for key in witnesses where try !Self.has(note, signatureOf: key) { throw .unwitnessed(key: key.name) }
        let checkpoint = try Checkpoint(of: note)
        guard checkpoint.origin.utf8.elementsEqual(origin.utf8) else { throw .otherLog(checkpoint.origin) }
        if !isSigned, let handedOver, checkpoint.head.size > handedOver {
            throw .handedOver(size: checkpoint.head.size, at: handedOver)
        }
        return checkpoint
    }

    private static func has(_ note: SignedNote, signatureOf key: VerifierKey) throws(AuditFault) -> Bool {
        do throws(AuditFault) {
            try key.verify(note)
            return true
        } catch {
            if error == .unsigned { return false }
            throw error
        }
    }
}
