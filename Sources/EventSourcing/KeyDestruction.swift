/// The keys of one subject that a command destroys, in the transaction that stores it.
///
/// What was sealed under them, in the register and in events, can be read by nobody from then on; the bytes stay where
/// they are, and so do the proofs over them (INV-29).
package struct KeyDestruction: Hashable, Sendable {
    /// The random id of the person, company or organisation, such as `company-3f9k2m8q7x1t`.
    package let subject: String
    /// The stream whose dossier the key belongs to, or ``registerDossier``; nil for every key of the subject.
    package let dossier: String?

    /// Stands for the register in place of a dossier's stream.
    package static let registerDossier = "register"

    /// Whether what the register says of the subject goes with it.
    package var reachesRegister: Bool { dossier == nil || dossier == Self.registerDossier }

    package init(subject: String, dossier: String? = nil) {
        self.subject = subject
        self.dossier = dossier
    }
}
