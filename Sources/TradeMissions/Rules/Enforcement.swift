/// How a rule is held to, derived from what calls it.
package enum Enforcement: String, Sendable, CaseIterable {
    /// Commands are decided by it.
    case decisions
    /// The log and the handling of commands hold to it, whatever is decided.
    case storage
    /// An aim: it steers wording and reports, and there is nothing to enforce.
    case wording
    /// Nothing is decided by it: what it is about is not part of this book yet.
    case notYet = "not-yet"
}

extension Rule {
    package var enforcement: Enforcement {
        if Rule.decisive.contains(self) { return .decisions }
        if Rule.ofStorage.contains(self) { return .storage }
        return force == .purpose ? .wording : .notYet
    }

    /// What the definitions of commands say they are decided by; a test holds them against the calls in the source.
    private static let decisive = Set(Category.allCases.flatMap { $0.commands.flatMap { $0.definition.rules } })
    private static let ofStorage: Set<Rule> = [.inv27, .inv28]
}
