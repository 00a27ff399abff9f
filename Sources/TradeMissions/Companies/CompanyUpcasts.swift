import EventSourcing

// Payloads that are no longer written, and what they are read as.

extension Company {
    /// A response as it was stored at first, when nothing in it could be sealed.
    struct ResponseReceivedWithoutStatement: Decodable {
        let response: ResponseKind
        let summary: String
    }
}

extension Company.ResponseReceived {
    init(_ stored: Company.ResponseReceivedWithoutStatement) {
        self.init(response: stored.response, summary: stored.summary, confidentialAbout: nil, confidential: nil)
    }
}
