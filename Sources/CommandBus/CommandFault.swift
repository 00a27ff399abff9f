package import CanonicalJSON
package import TradeMissions

/// Why a document is not a command.
package struct CommandFault: Error, Sendable {
    /// The id that was given, when one could be read.
    package let id: String?
    package let reason: Reason

    package enum Reason: Sendable {
        case notJSON(JSONFault)
        case unknownCommand(String, nearest: [String])
        case invalid([DecodingFault.Problem])
        case textTooLong(JSONPath, limit: Int)
        /// A text for the register in which nothing stands.
        case blankText(JSONPath)
        case controlCharacter(JSONPath)
        case lineTooLong(count: Int, limit: Int)
        /// A file without one command.
        case empty
        /// A KvK number or name that stands for none, or for several.
        case reference(String, found: [String], JSONPath)
        /// A confidential text about somebody whose data were erased, there or altogether.
        case keyDestroyed(subject: String, JSONPath)
    }

    init(id: String?, _ reason: Reason) {
        self.id = id
        self.reason = reason
    }

    /// A line of `count` bytes that was passed over.
    package init(lineOf count: Int, limit: Int) {
        self.init(id: nil, .lineTooLong(count: count, limit: limit))
    }

    /// A file in which there is no command.
    package static let emptyFile = CommandFault(id: nil, .empty)

    /// A reference to the register that stands for none, or for several of `found`.
    package init(reference words: String, found: [String], at path: JSONPath, id: String?) {
        self.init(id: id, .reference(words, found: found, path))
    }

    /// What is wrong and where, one line for each problem.
    package var message: Phrase {
        switch reason {
        case .notJSON(let fault):
            return Phrase(nl: fault.dutch, en: fault.english)
        case .unknownCommand(let name, let nearest):
            let shown = name.shownSafely
            return Phrase(
                nl: "$.command: de opdracht \(shown) bestaat niet"
                    + (nearest.isEmpty ? "" : "; bedoelde u \(nearest.joined(separator: " of "))?"),
                en: "$.command: there is no command \(shown)"
                    + (nearest.isEmpty ? "" : "; did you mean \(nearest.joined(separator: " or "))?"))
        case .invalid(let problems):
            return Phrase(
                nl: problems.map(\.dutch).joined(separator: "; "),
                en: problems.map(\.english).joined(separator: "; "))
        case .lineTooLong(let count, let limit):
            return Phrase(
                nl: "$: de regel is \(count) bytes lang; het maximum is \(limit)",
                en: "$: the line is \(count) bytes long; the limit is \(limit)")
        case .empty:
            return Phrase(
                nl: "$: de invoer is leeg, er staat geen opdracht in", en: "$: the input is empty, no command is in it")
        case .reference(let words, let found, let path):
            let ids = found.joined(separator: ", ")
            return Phrase(
                nl: "\(path.text): \(words.shownSafely) "
                    + (found.isEmpty ? "staat niet in het register" : "staat voor meer dan één: \(ids)"),
                en: "\(path.text): \(words.shownSafely) "
                    + (found.isEmpty ? "is not in the register" : "stands for more than one: \(ids)"))
        case .keyDestroyed(let subject, let path):
            return Phrase(
                nl: "\(path.text): de gegevens van \(subject) zijn hier gewist; over wie gewist is, wordt niets meer "
                    + "vastgelegd dat die noemt. Geef de opdracht zonder deze tekst; wie terugkomt, schrijft u opnieuw in. "
                    + "Werd deze opdracht eerder uitgevoerd, dan blijft dat zo",
                en:
                    "\(path.text): the data of \(subject) were erased here; of whoever was erased, nothing is recorded any "
                    + "more that names them. Give the command without this text; register anew whoever comes back. If "
                    + "this command was carried out before, that stands")
        case .blankText(let path):
            return Phrase(nl: "\(path.text): de tekst is leeg", en: "\(path.text): the text is empty")
        case .textTooLong(let path, let limit):
            return Phrase(
                nl: "\(path.text): de tekst is langer dan \(limit) bytes",
                en: "\(path.text): the text is longer than \(limit) bytes")
        case .controlCharacter(let path):
            return Phrase(
                nl: "\(path.text): de tekst bevat een besturingsteken of een onzichtbaar teken, zoals een dat de "
                    + "schrijfrichting keert of, in een naam, een regeleinde",
                en: "\(path.text): the text holds a control character or an invisible one, such as one that turns the "
                    + "writing direction or, in a name, a line break")
        }
    }
}
