package import EventSourcing

/// That somebody of the register is named on a file by what is about to be recorded.
package struct Naming: Hashable, Sendable {
    package let subject: SubjectID
    package let dossier: StreamName

    package init(_ subject: SubjectID, on dossier: StreamName) {
        self.subject = subject
        self.dossier = dossier
    }

    fileprivate var isOwnFile: Bool { dossier == subject.stream }
}

extension Records {
    /// Refuses by ``Rule/erasure`` to name somebody whose entry in the register was erased, on their own file or on one
    /// that did not name them: it would hold data on them anew.
    ///
    /// A file that did name them goes on: what it says can be closed, corrected and taken back. What was erased is looked
    /// at, so that an erasure meanwhile is a conflict.
    package func requireNamable(_ namings: [Naming]) throws(Interruption) {
        let erasures = try current(namings.map { ErasureID($0.subject) })
        for (naming, erasure) in zip(namings, erasures) {
            let (subject, dossier) = (naming.subject.text, naming.dossier.text)
            let goesOn = naming.isOwnFile ? false : try hasGone(naming, erasure)
            try Rule.erasure.require(
                !erasure.isRegisterErased || goesOn,
                naming.isOwnFile
                    ? Phrase(
                        nl: "\(subject) is gewist: aan dit dossier wordt niets toegevoegd",
                        en: "\(subject) was erased: nothing is added to this file")
                    : Phrase(
                        nl: "\(subject) is gewist, en wordt in \(dossier) niet opnieuw genoemd",
                        en: "\(subject) was erased, and is not named anew in \(dossier)"),
                remedy: .registerAnew)
        }
    }

    /// Whether the file named them when their data went from it: by their own erasure, or on a destruction list.
    private func hasGone(_ naming: Naming, _ erasure: Erasure) throws(Interruption) -> Bool {
        if erasure.dossiers.contains(naming.dossier) { return true }
        guard erasure.isRegisterErased, let id = ErasureID(of: naming.dossier) else { return false }
        return try current(id).dataDestroyedOn != nil
    }

    /// Whether a file has any event, as far as it was loaded.
    package func hasBegun(_ dossier: StreamName) -> Bool { version(of: dossier) > 0 }
}

extension DomainEvent {
    /// Whether the event only takes back what an account was given, or whose it is said to be: that is open to the end.
    package var onlyTakesBack: Bool {
        if case .officer(let event) = self { event.onlyTakesBack } else { false }
    }
}

extension DomainEvent {
    /// Whom a legal hold is placed on; nil for everything else.
    ///
    /// The files that it keeps name nobody anew.
    package var subjectsHeld: Set<SubjectID>? {
        guard case .hold(let event) = self else { return nil }
        switch event {
        case .placed(let placed): return Set(placed.subjects)
        case .lifted: return []
        }
    }
}

extension Officer.Event {
    fileprivate var onlyTakesBack: Bool {
        switch self {
        case .roleRevoked, .mandateRevoked, .identityCorrected: true
        case .registered, .identified, .roleGranted, .mandateGranted: false
        }
    }
}

extension Phrase {
    static let registerAnew = Phrase(
        nl: "Schrijf opnieuw in wie terugkomt: onder een nieuwe aanduiding.",
        en: "Register anew whoever comes back: under a new id.")
}
