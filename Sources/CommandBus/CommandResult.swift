package import EventSourcing
package import TradeMissions

/// What came of one command.
package struct CommandResult: Sendable {
    package enum Outcome: String, Sendable, CaseIterable {
        case accepted, rejected, duplicate, conflict, invalid, unauthorised
    }

    /// The command's id as given; nil when none could be read.
    package let id: String?
    package let outcome: Outcome
    package let placements: [Placement]
    package let rejection: StoredRefusal?
    package let advisories: [StoredAdvisory]
    /// What was wrong with the line, or which stream moved.
    package let message: Phrase?

    init(
        id: String?, _ outcome: Outcome, placements: [Placement] = [], rejection: StoredRefusal? = nil,
        advisories: [StoredAdvisory] = [], message: Phrase? = nil
    ) {
        self.id = id
        self.outcome = outcome
        self.placements = placements
        self.rejection = rejection
        self.advisories = advisories
        self.message = message
    }

    package init(_ fault: CommandFault) {
        self.init(id: fault.id, .invalid, message: fault.message)
    }

    /// The same, said of a line of a file, counted from 1: where the command itself is at fault the message begins with it.
    package func at(line: Int) -> CommandResult {
        guard outcome == .invalid, let message else { return self }
        return CommandResult(
            id: id, outcome, message: Phrase(nl: "regel \(line), \(message.nl)", en: "line \(line), \(message.en)"))
    }

    /// The position of the last event, when there is one.
    package var position: Int64? { placements.last?.position }
}

/// A refusal as the journal keeps it: complete, so that it reads the same years later.
package struct StoredRefusal: Codable, Hashable, Sendable {
    package let rule: String
    package let force: String
    package let finding: Phrase
    package let remedy: Phrase
    /// Where the rule comes from.
    package let source: Phrase
    /// The words of the source.
    package let quote: String

    init(_ refusal: Refusal) {
        rule = refusal.rule.id
        force = refusal.rule.force.rawValue
        finding = refusal.finding
        remedy = refusal.remedy
        source = refusal.rule.source.citation
        quote = refusal.rule.source.quote
    }
}

package struct StoredAdvisory: Codable, Hashable, Sendable {
    package let rule: String
    package let finding: Phrase

    init(_ advisory: Advisory) {
        rule = advisory.rule.id
        finding = advisory.finding
    }
}
