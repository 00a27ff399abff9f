extension Measure {
    /// Refuses by ``Rule/inv7`` an act of someone who took a step in this file, judged the company in the assessment
    /// that it rests on, or prepared or paid something of the support that would end.
    func requireUnprepared(
        by act: Act, for duty: SegregationOfDuties.Duty = .deciding, _ id: MeasureID,
        ending supports: [SupportID] = [], _ records: Records
    ) throws(Interruption) {
        try duties.requireFree(act, for: duty, on: id, records)
        for (support, state) in zip(supports, try records.current(supports)) {
            try state.requireFree(act, for: duty, on: support, records)
        }
        guard let assessment else { return }
        try records.current(assessment).duties.requireFree(act, for: duty, on: assessment, barring: id.text, records)
    }
}

extension Measure {
    /// Refuses by ``Rule/inv7`` to have the measure revoked by someone who paid or booked something of the support that it
    /// ends.
    func requireUnpaid(by act: Act, _ id: MeasureID, _ records: Records) throws(Interruption) {
        try duties.requireFree(act, for: .revoking, on: id, records)
        let supports = consequences.endedSupport
        for (support, state) in zip(supports, try records.current(supports)) {
            try state.requireFree(act, for: .revoking, on: support, records)
        }
    }
}

extension Act {
    /// Refuses by ``Rule/inv7`` whoever prepared one of these measures or decided on it: none of them pays what it costs.
    func requirePayingApart(
        from measures: [MeasureID], barring file: String, _ records: Records
    ) throws(Interruption) {
        for (measure, state) in zip(measures, try records.current(measures)) {
            try state.duties.requireFree(self, for: .paying, on: measure, barring: file, records)
        }
    }
}

extension Measure.Event {
    /// Which duty this did: preparing the decision, or taking it; nil for what follows from it.
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
        case .decided, .resumed: .deciding
        case .revoked(let revoked): revoked.ruling == nil ? .deciding : nil
        case .notified, .dropped, .suspended, .reviewed, .expired: nil
        }
    }
}
