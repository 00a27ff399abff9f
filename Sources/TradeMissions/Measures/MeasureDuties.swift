extension Measure {
    /// Refuses by ``Rule/inv7`` an act of someone who took a step in this file, or judged the company in the assessment
    /// that it rests on.
    func requireUnprepared(by act: Act, _ id: MeasureID, _ records: Records) throws(Interruption) {
        try duties.requireFree(act, for: .deciding, on: id, records)
        guard let assessment else { return }
        try records.current(assessment).duties.requireFree(
            act, for: .deciding, on: assessment, barring: id.text, records)
    }
}

extension Measure.Event {
    /// How this prepared the decision; nil for the decision and for what follows it.
    var deed: SegregationOfDuties.Deed? {
        switch self {
        case .opened: .preparing(nl: "opende het dossier", en: "opened the file")
        case .evidenceAdded: .preparing(nl: "voegde bewijs toe", en: "added evidence")
        case .proposed: .preparing(nl: "deed een voorstel", en: "made a proposal")
        case .intentionNotified: .preparing(nl: "maakte het voornemen bekend", en: "notified the intention")
        case .viewReceived: .preparing(nl: "nam de zienswijze op", en: "took in the view")
        case .viewTermLapsed:
            .preparing(nl: "stelde vast dat de termijn verstreek", en: "recorded that the term had passed")
        case .hearingExceptionInvoked: .preparing(nl: "zag af van horen", en: "left the hearing out")
        case .adviceReceived: .preparing(nl: "nam het advies op", en: "took in the advice")
        case .decided, .notified, .dropped, .suspended, .resumed, .reviewed, .revoked, .expired: nil
        }
    }
}
