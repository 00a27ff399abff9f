import TradeMissions

extension Enforcement {
    /// What `explain` says of it.
    var explanation: Phrase {
        switch self {
        case .decisions:
            Phrase(
                nl: "De opdrachten hieronder worden eraan getoetst.", en: "The commands below are checked against it.")
        case .storage:
            Phrase(
                nl: "Het logboek en de verwerking van opdrachten houden zich eraan, wat er ook wordt besloten.",
                en: "The log and the handling of commands hold to it, whatever is decided.")
        case .wording:
            Phrase(nl: "Een doel: er valt niets af te dwingen.", en: "An aim: there is nothing to enforce.")
        case .notYet:
            Phrase(
                nl: "Nog niet afgedwongen: geen opdracht wordt eraan getoetst.",
                en: "Not enforced yet: no command is checked against it.")
        }
    }
}

extension Rule {
    /// Whether it refuses commands, in a cell of `rules`.
    var refuses: Phrase {
        if enforcement == .notYet { return Phrase(nl: "nog niet afgedwongen", en: "not enforced yet") }
        return force.canRefuse ? Phrase(nl: "ja", en: "yes") : Phrase(same: "")
    }
}
