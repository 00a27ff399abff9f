package import EventSourcing

/// One command: its fields, who may give it, and what it leads to.
///
/// Everything that shows commands is fed by this.
///
/// The fields are the stored properties (`let`, no defaults); their names are explained in ``Vocabulary``.
package protocol Command: Codable, Sendable {
    static var definition: CommandDefinition { get }

    /// What the command leads to, or the rule that refuses it. Pure: time, actor and reason arrive with the act.
    func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision
}

package struct CommandDefinition: Sendable {
    /// `aggregate.verb`, as in `mission.announce`.
    package let name: String
    package let title: Phrase
    /// Any one of these suffices.
    package let roles: [Role]
    /// The rules that `decide` calls.
    package let rules: [Rule]
    /// Fields that go to the register and never into an event or the journal (INV-29).
    package let registerFields: [String]
    /// Those of them that may be given empty, which takes out of the register what it held there.
    package let clearableFields: [String]
    /// Lists that may be left out, which says the same as giving them empty; every other list has at least one item.
    package let optionalLists: [String]
    /// Fields that say what the sender had seen, and change nothing of what is asked: as with an expected version, a command
    /// that is repeated is the same without them.
    package let preconditions: [String]
    /// Whether it can destroy keys of personal data, which takes a right of its own.
    package let destroysKeys: Bool

    package init(
        _ name: String, nl: String, en: String, roles: [Role], rules: [Rule], registerFields: [String] = [],
        clearableFields: [String] = [], optionalLists: [String] = [], preconditions: [String] = [],
        destroysKeys: Bool = false
    ) {
        self.name = name
        title = Phrase(nl: nl, en: en)
        self.roles = roles
        self.rules = rules
        self.registerFields = registerFields
        self.clearableFields = clearableFields
        self.optionalLists = optionalLists
        self.preconditions = preconditions
        self.destroysKeys = destroysKeys
    }
}

/// Who acts, when, and why: everything about an act that is not in the command itself.
package struct Act: Sendable {
    package let actor: OfficerID
    /// The actor's roles and mandates as recorded.
    package let officer: Officer
    /// When it happened; may lie before ``now`` (INV-26).
    package let occurredAt: Timestamp
    /// The clock of the book at the moment of deciding.
    package let now: Timestamp
    package let reason: String?
    /// The role in which it was admitted (``Admission/admit(_:giving:)``); nil before that, and where none is asked.
    package internal(set) var role: Role?

    package init(actor: OfficerID, officer: Officer, occurredAt: Timestamp, now: Timestamp, reason: String?) {
        self.actor = actor
        self.officer = officer
        self.occurredAt = occurredAt
        self.now = now
        self.reason = reason
    }

    /// The civil date in Amsterdam on which it happened.
    package var date: CivilDate { occurredAt.dateInAmsterdam }
}
