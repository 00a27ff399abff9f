import CanonicalJSON
import EventSourcing
import PostgresEventStore
import TradeMissions

extension Session {
    /// Begins a question of a login that sees only what lies within a scope, and says which.
    static func beginScopedQuestion(_ console: Console, _ store: PostgresEventStore) throws -> ScopedStart {
        let begun = try store.beginScopedQuestion()
        console.say(begun.phrase)
        return begun
    }

    /// Fails for a login that sees only a part: where a part would be taken for the whole, no answer is better.
    func requireWholeView(of command: String) throws(Failure) {
        guard scoped != nil else { return }
        throw Failure(
            .notAllowed,
            Phrase(
                nl:
                    "\(command) kijkt naar het hele logboek, en deze login ziet alleen een leesgebied.\nVolgende stap: vraag "
                    + "het iemand die alles mag lezen, of stel een vraag over één dossier: board, gate, dossier, timeline",
                en:
                    "\(command) looks at the whole log, and this login sees a reading scope only.\nNext step: ask somebody who "
                    + "may read everything, or ask about one file: board, gate, dossier, timeline"))
    }
}

extension Session {
    /// Fails for a login that is held to a scope: what `command` does is not for those who read a part.
    func requireNoScope(for command: String) throws {
        guard try store.isScoped() else { return }
        throw Failure(
            .notAllowed,
            Phrase(
                nl:
                    "\(command): deze login leest alleen binnen een leesgebied; zij legt niets vast en gaat niet over de "
                    + "leesmodellen.\nVolgende stap: log in met een login die dat mag, of vraag het de beheerder",
                en:
                    "\(command): this login reads within a reading scope only; it records nothing and has no say over the "
                    + "read models.\nNext step: log in by one that may, or ask the administrator"))
    }
}

extension ScopedStart {
    /// What lies outside is named by no number: how much it is, is nobody's business either.
    var phrase: Phrase {
        guard let scope else {
            return Phrase(
                nl:
                    "Deze login is aan geen leesgebied gebonden en ziet niets. Volgende stap: vraag de beheerder van de "
                    + "database om event_store.bind_scope.",
                en:
                    "This login is bound to no reading scope and sees nothing. Next step: ask the database's administrator "
                    + "for event_store.bind_scope.")
        }
        let countries = scope.countries.map { $0.joined(separator: ", ") }
        let hidden = scope.hiddenCategories.joined(separator: ", ")
        let without = hidden.isEmpty ? Phrase(same: "") : Phrase(nl: ", zonder \(hidden)", en: ", without \(hidden)")
        return Phrase(
            nl:
                "Antwoord binnen uw leesgebied: \(countries ?? "alle landen")\(without.nl). Wat daarbuiten ligt is niet "
                + "gelezen, namen uit het register evenmin.",
            en:
                "Answer within your reading scope: \(countries ?? "all countries")\(without.en). What lies outside was not "
                + "read, nor were names of the register.")
    }

    var node: Node {
        [
            "countries": scope.map { $0.countries.map { .array($0.map { .string($0) }) } ?? .null } ?? .array([]),
            "hiddenCategories": .array((scope?.hiddenCategories ?? []).map { .string($0) }),
        ]
    }
}
