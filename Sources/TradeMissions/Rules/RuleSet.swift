package import EventSourcing

/// A version of the rules: each event says in its metadata under which one it was decided.
///
/// The rules themselves are ``Rule/all``. There is one version so far, and a second one would need rules of its own.
package struct RuleSet: Sendable {
    package let version: String
    package let validFrom: CivilDate

    /// Oldest first.
    ///
    /// The letter of 30 January 2026 is the first; what lies before it is judged under it too.
    package static let all: [RuleSet] = [
        RuleSet(version: "2026-01-30", validFrom: CivilDate(daysSince1970: 20_483))
    ]

    package static func inForce(on date: CivilDate) -> RuleSet {
        all.last { $0.validFrom <= date } ?? all[0]
    }
}
