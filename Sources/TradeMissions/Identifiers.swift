package import EventSourcing

/// The text of an identifier: the category's name, a hyphen, and a local part.
///
/// By bytes, here and below: read models ask for identifiers several times for each event.
private func checkedLocal(_ text: String, _ category: Category, isRandom: Bool) throws(InvalidText) -> String {
    let prefix = category.rawValue + "-"
    let isPrefixed = text.utf8.starts(with: prefix.utf8)
    let local = isPrefixed ? String(Substring(text.utf8.dropFirst(prefix.utf8.count))) : text
    let bytes = local.utf8
    let isLawful =
        isRandom
        ? bytes.count == 12 && bytes.allSatisfy { Ascii.isLowercase($0) || Ascii.isDigit($0) }
            && !bytes.holdsRegisterNumber
        : (try? StreamName(text: prefix + local)) != nil && bytes.count <= 80
    guard isLawful else {
        guard isRandom else {
            let example = "\(prefix)riyad-2026"
            throw InvalidText(
                text, expected: "an identifier such as \(example)", dutch: "een aanduiding zoals \(example)")
        }
        let example = "\(prefix)3f9k2m8q7x1t"
        throw InvalidText(
            text,
            expected: "an identifier such as \(example) (12 random characters a-z, 0-9, and no eight or nine digits on "
                + "end)",
            dutch: "een aanduiding zoals \(example) (12 willekeurige tekens a-z, 0-9, zonder acht of negen cijfers "
                + "achtereen)")
    }
    return local
}

extension String.UTF8View {
    /// Whether there are eight or nine digits on end: the shape of a KvK or citizen service number (INV-29).
    fileprivate var holdsRegisterNumber: Bool {
        var digits = 0
        for byte in self {
            if Ascii.isDigit(byte) {
                digits += 1
            } else {
                if (8...9).contains(digits) { return true }
                digits = 0
            }
        }
        return (8...9).contains(digits)
    }
}

/// An identifier that people choose and read, as in `mission-riyad-2026`.
///
/// The category may be left out.
package protocol ReadableID: StreamID {
    init(local: String)
    var local: String { get }
}

extension ReadableID {
    package static var sample: Self { Self(local: "sample") }
    package var text: String { "\(Subject.category.rawValue)-\(local)" }

    package init(text: String) throws(InvalidText) {
        self.init(local: try checkedLocal(text, Subject.category, isRandom: false))
    }
}

/// A random identifier that stands for a person, company or organisation (INV-29), as in `company-3f9k2m8q7x1t`.
package protocol RandomID: StreamID {
    init(local: String)
    var local: String { get }
}

extension RandomID {
    package static var sample: Self { Self(local: "3f9k2m8q7x1t") }
    package var text: String { "\(Subject.category.rawValue)-\(local)" }

    package init(text: String) throws(InvalidText) {
        self.init(local: try checkedLocal(text, Subject.category, isRandom: true))
    }

    /// A new identifier.
    ///
    /// 36¹² values: two companies do not meet.
    package static func random(using generator: inout some RandomNumberGenerator) -> Self {
        while true {
            let local = String((0..<12).map { _ in alphabet[Int.random(in: 0..<36, using: &generator)] })
            if !local.utf8.holdsRegisterNumber { return Self(local: local) }
        }
    }

    /// The identifier of what this command enters into the register.
    ///
    /// The same for the same command, so that a command that is given again after its answer was lost is the same
    /// command. As good as random: nobody can tell what it was made from.
    package static func entered(by command: UniqueID) -> Self {
        var digest = SHA256.digest(of: Array("register".utf8) + command.bytes)
        while true {
            let local = String(digest.prefix(12).map { alphabet[Int($0) % alphabet.count] })
            if !local.utf8.holdsRegisterNumber { return Self(local: local) }
            digest = SHA256.digest(of: digest)
        }
    }
}

private let alphabet = Array("abcdefghijklmnopqrstuvwxyz0123456789")

/// An officer of the ministry, RVO or a post: a person.
package struct OfficerID: RandomID {
    package typealias Subject = Officer
    package let local: String
    package init(local: String) { self.local = local }
}

/// A company.
package struct CompanyID: RandomID {
    package typealias Subject = Company
    package let local: String
    package init(local: String) { self.local = local }
}

/// A civil-society organisation, trade union, or independent expert.
package struct OrganisationID: RandomID {
    package typealias Subject = Organisation
    package let local: String
    package init(local: String) { self.local = local }
}

package struct MissionID: ReadableID {
    package typealias Subject = Mission
    package let local: String
    package init(local: String) { self.local = local }
}

package struct CountryID: ReadableID {
    package typealias Subject = Country
    package let local: String
    package init(local: String) { self.local = local }
}

package struct BriefingID: ReadableID {
    package typealias Subject = Briefing
    package let local: String
    package init(local: String) { self.local = local }
}

/// A meeting of the Breed Mensenrechten Overleg.
package struct BmoMeetingID: ReadableID {
    package typealias Subject = BmoMeeting
    package let local: String
    package init(local: String) { self.local = local }
}

package struct ConcernID: ReadableID {
    package typealias Subject = Concern
    package let local: String
    package init(local: String) { self.local = local }
}

package struct AssessmentID: ReadableID {
    package typealias Subject = Assessment
    package let local: String
    package init(local: String) { self.local = local }
}

/// The file of a measure: a possible termination, reclaim or exclusion.
package struct MeasureID: ReadableID {
    package typealias Subject = Measure
    package let local: String
    package init(local: String) { self.local = local }
}

package struct SupportID: ReadableID {
    package typealias Subject = Support
    package let local: String
    package init(local: String) { self.local = local }
}

package struct ClaimID: ReadableID {
    package typealias Subject = Claim
    package let local: String
    package init(local: String) { self.local = local }
}

/// An identifier made of a mission and one who takes part in it; the second part is random and has no hyphen.
package protocol MissionPartyID: StreamID {
    associatedtype Party: RandomID
    init(_ mission: MissionID, _ party: Party)
    var mission: MissionID { get }
    var party: Party { get }
}

extension MissionPartyID {
    package static var sample: Self { Self(.sample, .sample) }
    package var text: String { "\(Subject.category.rawValue)-\(mission.local)-\(party.local)" }

    package init(text: String) throws(InvalidText) {
        let prefix = Subject.category.rawValue + "-"
        let bytes = text.utf8
        let local = bytes.dropFirst(prefix.utf8.count)
        guard bytes.starts(with: prefix.utf8), let hyphen = local.lastIndex(of: UInt8(ascii: "-")),
            local.startIndex < hyphen
        else {
            throw InvalidText(
                text, expected: "an identifier such as \(Self.sample.text)",
                dutch: "een aanduiding zoals \(Self.sample.text)")
        }
        self.init(
            try MissionID(text: String(Substring(local[..<hyphen]))),
            try Party(text: String(Substring(local[local.index(after: hyphen)...]))))
    }
}

/// One company on one mission.
package struct ParticipationID: MissionPartyID {
    package typealias Subject = Participation
    package let mission: MissionID
    package let party: CompanyID
    package init(_ mission: MissionID, _ party: CompanyID) { (self.mission, self.party) = (mission, party) }
}

/// One organisation invited to one mission.
package struct InvolvementID: MissionPartyID {
    package typealias Subject = Involvement
    package let mission: MissionID
    package let party: OrganisationID
    package init(_ mission: MissionID, _ party: OrganisationID) { (self.mission, self.party) = (mission, party) }
}
