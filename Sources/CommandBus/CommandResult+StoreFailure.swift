import EventSourcing
package import TradeMissions

/// What a command is answered where the store did not take it, and would not take it again.
extension CommandResult {
    /// INV-28.
    static func idReused(_ id: UniqueID) -> CommandResult {
        CommandResult(
            id: id.text, .invalid,
            message: Phrase(
                nl: "$.id: dit nummer is al gebruikt voor een andere opdracht (INV-28)",
                en: "$.id: this id was used before for another command (INV-28)"))
    }

    /// In the store's own words: what it takes as a name, and its limits.
    static func notStorable(_ envelope: CommandEnvelope, _ what: String) -> CommandResult {
        CommandResult(id: envelope.id.text, .invalid, message: Phrase(nl: "$: \(what)", en: "$: \(what)"))
    }

    static func numberTaken(_ envelope: CommandEnvelope, holder: String) -> CommandResult {
        CommandResult(
            id: envelope.id.text, .invalid,
            message: Phrase(
                nl: "$.data.kvkNumber: dit nummer staat in het register al voor \(holder); verwijs daarnaar",
                en: "$.data.kvkNumber: the register has this number for \(holder) already; refer to that"))
    }

    /// INV-29.
    static func keyDestroyed(_ envelope: CommandEnvelope, _ subject: String, in dossier: String?) -> CommandResult {
        let erased = Phrase.erased(subject, in: dossier)
        return CommandResult(
            id: envelope.id.text, .invalid, message: Phrase(nl: "$: \(erased.nl)", en: "$: \(erased.en)"))
    }

    /// Of this command's actor only: whoever gives the next one may do so.
    static func mayNotAct(_ envelope: CommandEnvelope) -> CommandResult {
        CommandResult(
            id: envelope.id.text, .unauthorised,
            message: Phrase(
                nl: "$.actor: deze login mag niet vastleggen voor \(envelope.actor.text)",
                en: "$.actor: this login may not record for \(envelope.actor.text)"))
    }

    /// Of this command only: the login of daily work may give the next one, and destroys no keys.
    static func mayNotDestroyKeys(_ envelope: CommandEnvelope, _ what: String) -> CommandResult {
        CommandResult(
            id: envelope.id.text, .unauthorised,
            message: Phrase(
                nl:
                    "$.command: deze login mag geen sleutels vernietigen; er is niets vastgelegd. Geef deze opdracht met de "
                    + "login die dat mag, zoals missieboek_keeper (\(what))",
                en:
                    "$.command: this login may not destroy keys; nothing was recorded. Give this command with the login that "
                    + "may, such as missieboek_keeper (\(what))"))
    }

    /// That each attempt met a conflict, the last of them this one.
    static func outrun(_ envelope: CommandEnvelope, by conflict: StoreFailure?) -> CommandResult {
        let what = conflict.map { "\($0)" } ?? ""
        return CommandResult(
            id: envelope.id.text, .conflict,
            message: Phrase(
                nl: "anderen schreven steeds tegelijk; probeer het opnieuw (\(what))",
                en: "others kept writing at the same time; try again (\(what))"))
    }
}

extension Phrase {
    /// That nothing more is recorded that names somebody, by the id of whoever it is (INV-29): in this file, or anywhere.
    package static func erased(_ subject: String, in dossier: String?) -> Phrase {
        if let dossier {
            return Phrase(
                nl: "wat \(dossier) vertrouwelijk over \(subject) zei, is vernietigd; daar wordt niets vertrouwelijks "
                    + "meer over vastgelegd. Geef de opdracht zonder die tekst",
                en: "what \(dossier) said of \(subject) in confidence was destroyed; nothing confidential is recorded "
                    + "there any more. Give the command without that text")
        }
        return Phrase(
            nl: "de gegevens van \(subject) zijn gewist; over wie gewist is, wordt niets meer vastgelegd dat die "
                + "noemt. Wie terugkomt, schrijft u opnieuw in, onder een ander nummer",
            en: "the data of \(subject) were erased; of whoever was erased, nothing is recorded any more that names "
                + "them. Register anew whoever comes back, under another id")
    }
}

extension Refusal {
    /// That the database kept duties apart where the program had not: by the same rule, which it holds for whoever appends
    /// without the program, or with one that knows less of it.
    init(by rule: Rule, file: String, account: String, position: Int64?) {
        let place = position.map { Phrase(nl: ", positie \($0)", en: ", position \($0)") } ?? Phrase(nl: "", en: "")
        self.init(
            rule: rule,
            finding: Phrase(
                nl: "de database nam dit niet op: dezelfde persoon deed, als \(account), aan \(file) al wat hiervan "
                    + "gescheiden blijft\(place.nl)",
                en: "the database did not take this: the same person, as \(account), did already on \(file) what is "
                    + "kept apart from it\(place.en)"),
            remedy: rule.remedy)
    }
}
