import EventSourcing

// Payloads that are no longer written, and what they are read as.

extension Measure {
    /// A view as it was stored at first, when nothing in it could be sealed.
    struct ViewReceivedWithoutStatement: Decodable {
        let mode: ViewMode
        let summary: String
        let offersSteps: Bool
        let evidence: [ContentHash]
    }
}

extension Measure.ViewReceived {
    init(_ stored: Measure.ViewReceivedWithoutStatement) {
        self.init(
            mode: stored.mode, summary: stored.summary, offersSteps: stored.offersSteps, evidence: stored.evidence,
            confidentialAbout: nil, confidential: nil)
    }
}
