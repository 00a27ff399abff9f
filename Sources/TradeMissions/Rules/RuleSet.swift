package import EventSourcing

/// The rules as they stood from a date on.
///
/// An act is judged under the set in force on its own date.
package struct RuleSet: Sendable {
    package let version: String
    package let validFrom: CivilDate
    package let rules: [Rule]

    /// Oldest first.
    ///
    /// The letter of 30 January 2026 is the first; what lies before it is judged under it too.
    package static let all: [RuleSet] = [
        RuleSet(version: "2026-01-30", validFrom: CivilDate(daysSince1970: 20_483), rules: Rule.all)
    ]

    package static func inForce(on date: CivilDate) -> RuleSet {
        all.last { $0.validFrom <= date } ?? all[0]
    }
}
