package import EventSourcing

/// A company, known here by a random id only: its name and KvK number live in the register (INV-29).
package struct Company: Aggregate {
    /// One attempt to reach or help the company, and what came back: what limb (b) of R1 is judged on.
    package struct Engagement: Hashable, Codable, Sendable {
        package enum Kind: Hashable, Codable, Sendable {
            case contact(ContactMeans)
            case response(ResponseKind)
            case concernLetter
            case intervention(InterventionKind)
        }

        package let kind: Kind
        package let at: Timestamp
        package let position: Int64
        package let summary: String
    }

    package private(set) var isEntered = false
    package private(set) var sizeClass: SizeClass?
    package private(set) var sector = ""
    /// The streams about this company: participations, assessments, support, measure files.
    package private(set) var files: Set<StreamName> = []
    /// In order of recording.
    package private(set) var engagements: [Engagement] = []

    package static let hasSnapshots = false

    package init() {}

    /// The event by which a stream joins the company's file; nothing when it had joined before.
    package func link(_ file: StreamName, to id: CompanyID) -> [Emission] {
        files.contains(file) ? [] : [id.event(.fileLinked(FileLinked(file: file)))]
    }

    package mutating func apply(_ event: Event, _ header: EventHeader) {
        func note(_ kind: Engagement.Kind, _ summary: String) {
            engagements.append(
                Engagement(kind: kind, at: header.occurredAt, position: header.position, summary: summary))
        }
        switch event {
        case .entered(let entered):
            isEntered = true
            sizeClass = entered.sizeClass
            sector = entered.sector
        case .corrected(let corrected):
            sizeClass = corrected.sizeClass
            sector = corrected.sector
        case .contactAttempted(let attempted): note(.contact(attempted.means), attempted.summary)
        case .responseReceived(let received): note(.response(received.response), received.summary)
        case .concernLetterSent(let sent): note(.concernLetter, sent.facts)
        case .interventionRecorded(let recorded): note(.intervention(recorded.kind), recorded.summary)
        case .fileLinked(let linked): files.insert(linked.file)
        }
    }
}

/// The size of a company, for reports.
package enum SizeClass: String, Choice {
    case micro = "micro"
    case small = "klein"
    case medium = "middelgroot"
    case large = "groot"
}

package enum ContactMeans: String, Choice {
    case letter = "brief"
    case email = "e-mail"
    case telephone = "telefoon"
    case conversation = "gesprek"
}

/// What came back on an attempt.
///
/// Silence is `none`, and never by itself unwillingness.
package enum ResponseKind: String, Choice {
    case substantive = "inhoudelijk"
    case partial = "gedeeltelijk"
    case declined = "afgewezen"
    case none = "geen"
}

/// The five kinds of policy towards companies that the letter names.
package enum InterventionKind: String, Choice {
    case oblige = "verplichten"
    case setConditions = "voorwaarden-stellen"
    case entice = "verleiden"
    case ease = "vergemakkelijken"
    case inform = "voorlichten"
}
