import EventSourcing

// Payloads that are no longer written, and what they are read as.

extension Erasure {
    /// An erasure as it was stored at first: it did not say in what form persons acted as a company, what was erased
    /// without a category, and for what a hold was placed.
    struct PersonErasedAtFirst: Decodable {
        let subject: SubjectID
        let ground: ErasureGround
        let requester: ErasureRequester
        let receivedOn: CivilDate
        let register: Bool
        let dossiers: [StreamName]
        let kept: [KeptAtFirst]
    }

    struct KeptAtFirst: Decodable {
        let dossier: StreamName
        let because: KeepReason
        let basis: String?
        let until: CivilDate?
    }
}

extension Erasure.PersonErased {
    /// What was not recorded stays open.
    init(_ stored: Erasure.PersonErasedAtFirst) {
        self.init(
            subject: stored.subject, ground: stored.ground, requester: stored.requester,
            receivedOn: stored.receivedOn, register: stored.register, dossiers: stored.dossiers,
            kept: stored.kept.map {
                Erasure.Kept(dossier: $0.dossier, because: $0.because, basis: $0.basis, until: $0.until)
            })
    }
}
