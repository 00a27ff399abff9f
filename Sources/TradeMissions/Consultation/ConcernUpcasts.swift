import EventSourcing

// Payloads that are no longer written, and what they are read as.

extension Concern {
    /// A concern as it was stored at first, when nothing in it could be sealed.
    struct RaisedWithoutStatement: Decodable {
        let meeting: BmoMeetingID
        let organisation: OrganisationID
        let subject: String
        let text: String
        let country: CountryID
        let mission: MissionID?
        let company: CompanyID?
        let project: String?
        let affectedGroup: String
        let severity: Severity
    }
}

extension Concern.Raised {
    init(_ stored: Concern.RaisedWithoutStatement) {
        self.init(
            meeting: stored.meeting, organisation: stored.organisation, subject: stored.subject, text: stored.text,
            country: stored.country, mission: stored.mission, company: stored.company, project: stored.project,
            affectedGroup: stored.affectedGroup, severity: stored.severity, confidentialAbout: nil, confidential: nil)
    }
}
