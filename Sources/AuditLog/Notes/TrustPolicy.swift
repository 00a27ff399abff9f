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
        // Of what is no checkpoint at all, nobody is told that a signature is false.
        let checkpoint = try Checkpoint(of: note)
        var isSigned = false
        for key in logKeys where try Self.has(note, signatureOf: key) { isSigned = true }
        var handedOver: Int64?
        for former in former where try Self.has(note, signatureOf: former.key) {
            handedOver = max(handedOver ?? 0, former.size)
        }
        guard isSigned || handedOver != nil else { throw .unsigned }
        for key in witnesses where try !Self.has(note, signatureOf: key) { throw .unwitnessed(key: key.name) }
        guard checkpoint.origin.utf8.elementsEqual(origin.utf8) else { throw .otherLog(checkpoint.origin) }
        if !isSigned, let handedOver, checkpoint.head.size > handedOver {
            throw .handedOver(size: checkpoint.head.size, at: handedOver)
        }
        return checkpoint
    }

    /// When a witness saw a checkpoint, as it says itself.
    package struct Sighting: Hashable, Sendable {
        package let witness: VerifierKey
        /// In seconds since 1970.
        package let time: UInt64
    }

    /// What each witness has signed of a note that holds under this policy.
    package func sightings(of note: SignedNote) throws(AuditFault) -> [Sighting] {
        var sightings: [Sighting] = []
        for key in witnesses {
            if let time = try key.verify(note) { sightings.append(Sighting(witness: key, time: time)) }
        }
        return sightings
    }

    /// Why these keys cannot be trusted for what they were given as; nil when they can.
    ///
    /// A witness signs the moment, and is somebody else than the log: a key that is both proves nothing twice.
    package var misuse: Misuse? {
        if let key = everyLogKey.first(where: { $0.kind != .note }) { return .notOfLog(key) }
        if let key = witnesses.first(where: { $0.kind != .cosignature }) { return .notOfWitness(key) }
        let own = witnesses.first { witness in everyLogKey.contains { $0.publicKey == witness.publicKey } }
        return own.map { .ownWitness($0) }
    }

    package enum Misuse: Hashable, Sendable {
        /// A witness's key in the place of the log's.
        case notOfLog(VerifierKey)
        /// A log's key in the place of a witness's.
        case notOfWitness(VerifierKey)
        /// The log would be its own witness.
        case ownWitness(VerifierKey)
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
