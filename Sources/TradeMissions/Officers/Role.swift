package import EventSourcing

/// What an officer may do in the book, for as long as the role is held.
package enum Role: String, Choice {
    /// Registers officers, grants and revokes roles and records mandates (beheerder).
    case administrator
    /// Plans a mission and handles its registrations (missiemanager, projectmanager RVO).
    case missionManager = "mission-manager"
    /// Approves plans, overrides gates, and sets or publishes a lower risk than holds (goedkeurder).
    case missionApprover = "mission-approver"
    /// Briefs, assesses due diligence and advises (IMVO-adviseur).
    case imvoAdviser = "imvo-adviser"
    /// Keeps the register of the Breed Mensenrechten Overleg (BMO-coördinator).
    case bmoCoordinator = "bmo-coordinator"
    /// Opens and prepares measure files (dossierbehandelaar).
    case caseHandler = "case-handler"
    /// Decides, within a mandate (beslisser).
    case decisionMaker = "decision-maker"
    /// Decides in person, as the authority that mandates others (bewindspersoon; Awb 10:3).
    case officeHolder = "office-holder"
    /// Handles applications for support (steunbehandelaar).
    case supportOfficer = "support-officer"
    /// Pays, and books receipts (betaalfunctionaris).
    case paymentOfficer = "payment-officer"
    /// Acts for an embassy or consulate (postmedewerker).
    case postOfficer = "post-officer"
    /// Handles requests about personal data, and erases them (privacyfunctionaris).
    ///
    /// Not the data protection officer (functionaris voor gegevensbescherming), who supervises this and does not decide.
    case privacyOfficer = "privacy-officer"
    /// Keeps the retention schedule, and destroys what is due (informatiebeheerder).
    case recordsManager = "records-manager"
    /// Reads everything, changes nothing (auditor).
    case auditor
}

/// What a mandate empowers to decide on another's behalf (Awb 10:3).
package enum Power: String, Choice {
    case measures
    case support
    case objections
}

/// A period of whole days; open-ended when `until` is nil.
///
/// `until` is the last day.
package struct Period: Hashable, Sendable, Codable {
    package let from: CivilDate
    package let until: CivilDate?

    package init(from: CivilDate, until: CivilDate?) {
        self.from = from
        self.until = until
    }

    package func contains(_ date: CivilDate) -> Bool {
        from <= date && until.map { date <= $0 } ?? true
    }
}
