/// Refuses by ``Rule/complete`` when no reason is written, for what `act` names or for the command itself.
func requireReason(_ reason: String, _ act: Phrase? = nil) throws(Interruption) {
    try Rule.complete.require(
        !reason.isBlank,
        act.map {
            Phrase(nl: "voor \($0.nl) is geen reden gegeven", en: "no reason is given for \($0.en)")
        } ?? Phrase(nl: "er is geen reden gegeven", en: "no reason is given"))
}

extension String {
    /// Whether nothing is written here but white space.
    package var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
