package import EventSourcing

/// Whom an entry of the register stands for: a person, company, organisation or officer, by its random id (INV-29).
///
/// It is the name of that one's own stream too.
package struct SubjectID: Scalar, Comparable {
    package static let shape = ScalarShape.text(format: "subject")
    package static let sample = SubjectID(PersonID.sample)
    package let stream: StreamName

    package var text: String { stream.text }

    package init(_ id: some RandomID) {
        stream = id.stream
    }

    package init(text: String) throws(InvalidText) {
        func stream<ID: RandomID>(_: ID.Type) throws(InvalidText) -> StreamName { try ID(text: text).stream }
        switch Category.registered.first(where: { text.hasPrefix($0.rawValue + "-") }) {
        case .person: self.stream = try stream(PersonID.self)
        case .company: self.stream = try stream(CompanyID.self)
        case .organisation: self.stream = try stream(OrganisationID.self)
        case .officer: self.stream = try stream(OfficerID.self)
        default:
            throw InvalidText(
                text, expected: "the id of somebody in the register, such as \(PersonID.sample.text)",
                dutch: "de aanduiding van iemand in het register, zoals \(PersonID.sample.text)")
        }
    }

    /// Whether it may stand for a legal person.
    package var mayBeLegalPerson: Bool { Category(of: stream)?.mayBeLegalPerson ?? false }

    package static func < (left: SubjectID, right: SubjectID) -> Bool { left.stream < right.stream }
}

/// A contact person, local defender, signatory or other person whom the book knows by name; or the person behind one or
/// more accounts (``Officer/Identify``), who need not be in the register for that.
package struct PersonID: RandomID {
    package typealias Subject = Person
    package let local: String
    package init(local: String) { self.local = local }
}

extension Category {
    /// Those whose streams stand for somebody with a name in the register.
    package static let registered = allCases.filter(\.isRegistered)

    /// Whether each stream stands for somebody with a name in the register.
    package var isRegistered: Bool {
        switch self {
        case .person, .company, .organisation, .officer: true
        case .administration, .country, .mission, .briefing, .participation, .involvement, .bmoMeeting, .concern,
            .assessment, .measure, .support, .claim, .hold, .retention, .erasure, .disposal:
            false
        }
    }

    /// Whether one of these may be a legal person, of whom nothing is personal data.
    fileprivate var mayBeLegalPerson: Bool { [.company, .organisation].contains(self) }

    /// Whether it keeps the book of what is kept, held and destroyed, and so is no dossier of its own.
    package var isAboutKeeping: Bool {
        switch self {
        case .hold, .retention, .erasure, .disposal: true
        case .administration, .officer, .person, .country, .mission, .briefing, .participation, .company,
            .organisation, .involvement, .bmoMeeting, .concern, .assessment, .measure, .support, .claim:
            false
        }
    }
}
