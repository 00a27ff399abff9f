import EventSourcing

/// Who prepared a file, and by what: none of them decides on it (INV-7; DOMAIN 2c, segregation of duties).
package struct FilePreparers: Hashable, Sendable {
    /// What each officer did, in the order in which it was first done.
    private var acts: [String: [Phrase]] = [:]

    mutating func note(_ preparation: Phrase?, by officer: String) {
        guard let preparation, !acts[officer, default: []].contains(preparation) else { return }
        acts[officer, default: []].append(preparation)
    }

    /// Refuses by ``Rule/inv7`` a decision of someone who prepared it, and names what they prepared.
    func requireAbsent(_ act: Act, deciding file: String) throws(Interruption) {
        let prepared = acts[act.actor.text, default: []]
        try Rule.inv7.require(
            prepared.isEmpty,
            Phrase(
                nl:
                    "\(act.actor.text) bereidde \(file) voor (\(prepared.map(\.nl).joined(separator: ", "))) en beslist "
                    + "er niet over",
                en: "\(act.actor.text) prepared \(file) (\(prepared.map(\.en).joined(separator: ", "))) and does not "
                    + "decide on it"))
    }
}

extension Measure {
    /// Refuses by ``Rule/inv7`` an act of someone who took a step in this file, or judged the company in the assessment
    /// that it rests on.
    func requireUnprepared(by act: Act, _ id: MeasureID, _ records: Records) throws(Interruption) {
        try preparers.requireAbsent(act, deciding: id.text)
        guard let assessment else { return }
        try records.current(assessment).preparers.requireAbsent(act, deciding: id.text)
    }
}

extension Measure.Event {
    /// How this prepared the decision; nil for the decision and for what follows it.
    var preparation: Phrase? {
        switch self {
        case .opened: Phrase(nl: "opende het dossier", en: "opened the file")
        case .evidenceAdded: Phrase(nl: "voegde bewijs toe", en: "added evidence")
        case .proposed: Phrase(nl: "deed een voorstel", en: "made a proposal")
        case .intentionNotified: Phrase(nl: "maakte het voornemen bekend", en: "notified the intention")
        case .viewReceived: Phrase(nl: "nam de zienswijze op", en: "took in the view")
        case .viewTermLapsed:
            Phrase(nl: "stelde vast dat de termijn verstreek", en: "recorded that the term had passed")
        case .hearingExceptionInvoked: Phrase(nl: "zag af van horen", en: "left the hearing out")
        case .adviceReceived: Phrase(nl: "nam het advies op", en: "took in the advice")
        case .decided, .notified, .dropped, .suspended, .resumed, .reviewed, .revoked, .expired: nil
        }
    }
}

extension Assessment.Event {
    /// How this prepared a decision on a measure: a judgement of the company; nil for what was only asked, received or
    /// noted.
    var preparation: Phrase? {
        switch self {
        case .stepRecorded: Phrase(nl: "beoordeelde een stap", en: "assessed a step")
        case .completed: Phrase(nl: "rondde de beoordeling af", en: "completed the assessment")
        case .planAccepted: Phrase(nl: "aanvaardde het verbeterplan", en: "accepted the improvement plan")
        case .planRejected: Phrase(nl: "wees het verbeterplan af", en: "rejected the improvement plan")
        case .stepsRefused: Phrase(nl: "legde een weigering vast", en: "recorded a refusal")
        case .reviewed: Phrase(nl: "begon de herbeoordeling", en: "began the review")
        case .nonAdherenceFound: .made(.nonAdherence)
        case .unwillingnessFound: .made(.unwillingness)
        case .nonAdherenceConfirmed: .confirmed(.nonAdherence)
        case .unwillingnessConfirmed: .confirmed(.unwillingness)
        case .nonAdherenceRefuted: .refuted(.nonAdherence)
        case .unwillingnessRefuted: .refuted(.unwillingness)
        case .started, .riskCheckerConsulted, .publicReportingNoted, .informationRequested, .planRequested,
            .planSubmitted, .progressRecorded:
            nil
        }
    }
}

extension Phrase {
    fileprivate static func made(_ limb: Limb) -> Phrase {
        Phrase(nl: "deed bevinding \(limb.word.nl)", en: "made finding \(limb.word.en)")
    }

    fileprivate static func confirmed(_ limb: Limb) -> Phrase {
        Phrase(nl: "bevestigde bevinding \(limb.word.nl)", en: "confirmed finding \(limb.word.en)")
    }

    fileprivate static func refuted(_ limb: Limb) -> Phrase {
        Phrase(nl: "weerlegde bevinding \(limb.word.nl)", en: "refuted finding \(limb.word.en)")
    }
}
