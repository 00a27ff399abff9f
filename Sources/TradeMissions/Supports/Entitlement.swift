package import EventSourcing

/// What the company has a right to: the grant, and every decision that put another amount in its place.
///
/// The last decision that stands counts; one that is undone leaves those beside it as they are.
package struct Entitlement: Codable, Sendable {
    package private(set) var granted = Cents.zero
    /// In order, those that were undone included.
    package private(set) var decisions: [Decision] = []

    package struct Decision: Codable, Sendable {
        package let content: Content
        package let date: CivilDate
        package let decider: String
        package fileprivate(set) var isUndone = false

        package enum Content: Codable, Sendable {
            case determined(Support.Determined)
            case terminated(Support.Terminated)
            case grantWithdrawn(Support.GrantWithdrawn)
            case determinationWithdrawn(Support.DeterminationWithdrawn)
        }
    }

    mutating func grant(_ amount: Cents) { granted = amount }

    mutating func decide(_ content: Decision.Content, by decider: String, on date: CivilDate) {
        decisions.append(Decision(content: content, date: date, decider: decider))
    }

    mutating func undo(_ index: Int?) {
        if let index { decisions[index].isUndone = true }
    }

    /// What each decision that stands made undue of what was paid, in order.
    func takings(of paid: Cents) -> [(decision: Decision, amount: Cents)] {
        var before = granted
        return standing.map { decision in
            defer { before = decision.entitled }
            return (decision, min(paid, before).less(decision.entitled))
        }
    }

    private var standing: [Decision] { decisions.filter { !$0.isUndone } }

    package var amount: Cents { standing.last?.entitled ?? granted }

    /// Where granted support stands by these decisions.
    var stage: Support.Stage { standing.compactMap(\.stage).last ?? .granted }

    /// The same without the decision at `index`: what it took, or no more than what was decided since.
    func without(_ index: Int) -> Entitlement {
        var copy = self
        copy.undo(index)
        return copy
    }

    /// Whether a decision after the one at `index` stands.
    func wasDecided(since index: Int) -> Bool { decisions[(index + 1)...].contains { !$0.isUndone } }
}

// What was decided.
extension Entitlement {
    package var determination: (content: Support.Determined, date: CivilDate)? {
        // A withdrawal that stands is of a determination, also of one that was undone since.
        let index = decisions.indices.last { index in
            guard case .determined = decisions[index].content else { return false }
            return !decisions[index].isUndone
                || decisions[index...].contains { !$0.isUndone && $0.determinationWithdrawal != nil }
        }
        guard let index, case .determined(let content) = decisions[index].content else { return nil }
        return (content, decisions[index].date)
    }

    var isGrantWithdrawn: Bool { standing.contains { $0.withdrawsGrant } }

    var determinationWithdrawals: [Support.DeterminationWithdrawn] { standing.compactMap(\.determinationWithdrawal) }

    /// The measures on which it was terminated, also where that was undone.
    var terminationMeasures: [MeasureID] { decisions.compactMap { $0.termination?.measure } }

    /// The place of the termination on this measure, or by contract when nil; nil when none stands.
    func termination(on measure: MeasureID?) -> Int? {
        decisions.lastIndex { !$0.isUndone && $0.termination.map { $0.measure == measure } ?? false }
    }
}

extension Entitlement.Decision {
    var authority: DecisionAuthority {
        switch content {
        case .determined(let content): content.authority
        case .terminated(let content): content.authority
        case .grantWithdrawn(let content): content.authority
        case .determinationWithdrawn(let content): content.authority
        }
    }

    var entitled: Cents {
        switch content {
        case .determined(let content): content.amount
        case .terminated(let content): content.entitled
        case .grantWithdrawn(let content): content.entitled
        case .determinationWithdrawn(let content): content.entitled
        }
    }

    /// Nil when support stands where it stood: a grant that was only lowered.
    fileprivate var stage: Support.Stage? {
        switch content {
        case .determined: .determined
        case .terminated: .terminated
        case .grantWithdrawn(let content): content.entitled == .zero ? .withdrawn : nil
        case .determinationWithdrawn: .revised
        }
    }

    /// On which basis, and by which measure, what this made undue is reclaimed.
    var basis: (basis: ReclaimBasis, measure: MeasureID?) {
        switch content {
        case .determined: (.undueAdvance, nil)
        case .terminated(let content): (content.measure == nil ? .contract : .measure, content.measure)
        case .grantWithdrawn: (.grantWithdrawn, nil)
        case .determinationWithdrawn: (.determinationWithdrawn, nil)
        }
    }

    /// The breach after determination on which it rests.
    var breachedOn: CivilDate? {
        switch content {
        case .determined, .grantWithdrawn: nil
        case .terminated(let content): content.breachedOn
        case .determinationWithdrawn(let content): content.breachedOn
        }
    }

    fileprivate var termination: Support.Terminated? {
        guard case .terminated(let content) = content else { return nil }
        return content
    }

    fileprivate var determinationWithdrawal: Support.DeterminationWithdrawn? {
        guard case .determinationWithdrawn(let content) = content else { return nil }
        return content
    }

    fileprivate var withdrawsGrant: Bool {
        guard case .grantWithdrawn = content else { return false }
        return true
    }
}
