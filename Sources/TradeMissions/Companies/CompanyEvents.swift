package import EventSourcing

extension Company {
    package enum Event: Message {
        case entered(Entered)
        case corrected(Corrected)
        case contactAttempted(ContactAttempted)
        case responseReceived(ResponseReceived)
        case concernLetterSent(ConcernLetterSent)
        case interventionRecorded(InterventionRecorded)
        case fileLinked(FileLinked)
    }

    package struct Entered: Codable, Sendable {
        package let sizeClass: SizeClass
        package let sector: String
    }

    package struct Corrected: Codable, Sendable {
        package let sizeClass: SizeClass
        package let sector: String
        package let reason: String
    }

    package struct ContactAttempted: Codable, Sendable {
        package let means: ContactMeans
        package let summary: String
    }

    package struct ResponseReceived: Codable, Sendable {
        package let response: ResponseKind
        package let summary: String
        /// Whom ``confidential`` is about, under whose key it is sealed.
        package let confidentialAbout: SubjectID?
        /// What was answered that names a person.
        package let confidential: ConfidentialStatement?
    }

    /// A letter of concern: a step before any file, with facts and a day to reply by.
    package struct ConcernLetterSent: Codable, Sendable {
        package let facts: String
        package let replyBy: CivilDate
    }

    package struct InterventionRecorded: Codable, Sendable {
        package let kind: InterventionKind
        package let summary: String
    }

    package struct FileLinked: Codable, Sendable {
        package let file: StreamName
    }
}

extension Company {
    package typealias ID = CompanyID
    package static let category = Category.company
    package static func domainEvent(_ event: Event) -> DomainEvent { .company(event) }
}

extension Company.Event {
    package enum Name: String, CaseIterable, Sendable {
        case entered = "CompanyEntered"
        case corrected = "CompanyCorrected"
        case contactAttempted = "ContactAttempted"
        case responseReceivedWithoutStatement = "ResponseReceived"
        case responseReceived = "ResponseReceived.v2"
        case concernLetterSent = "ConcernLetterSent"
        case interventionRecorded = "InterventionRecorded"
        case fileLinked = "CompanyFileLinked"
    }

    package var name: Name {
        switch self {
        case .entered: .entered
        case .corrected: .corrected
        case .contactAttempted: .contactAttempted
        case .responseReceived: .responseReceived
        case .concernLetterSent: .concernLetterSent
        case .interventionRecorded: .interventionRecorded
        case .fileLinked: .fileLinked
        }
    }

    package var payload: any Encodable & Sendable {
        switch self {
        case .entered(let payload): payload
        case .corrected(let payload): payload
        case .contactAttempted(let payload): payload
        case .responseReceived(let payload): payload
        case .concernLetterSent(let payload): payload
        case .interventionRecorded(let payload): payload
        case .fileLinked(let payload): payload
        }
    }

    package static func decode(_ name: Name, from body: some MessageBody) throws -> Self {
        switch name {
        case .entered: .entered(try body.decode(Company.Entered.self))
        case .corrected: .corrected(try body.decode(Company.Corrected.self))
        case .contactAttempted: .contactAttempted(try body.decode(Company.ContactAttempted.self))
        case .responseReceivedWithoutStatement:
            .responseReceived(Company.ResponseReceived(try body.decode(Company.ResponseReceivedWithoutStatement.self)))
        case .responseReceived: .responseReceived(try body.decode(Company.ResponseReceived.self))
        case .concernLetterSent: .concernLetterSent(try body.decode(Company.ConcernLetterSent.self))
        case .interventionRecorded: .interventionRecorded(try body.decode(Company.InterventionRecorded.self))
        case .fileLinked: .fileLinked(try body.decode(Company.FileLinked.self))
        }
    }
}
