import ArgumentParser
import CommandBus
import EventSourcing
import PostgresEventStore
import TradeMissions

/// `missieboek person erase|export`: what the GDPR asks for; the other verbs are commands.
struct PersonCommand: ParsableCommand, Documented {
    static let configuration = CommandConfiguration(
        commandName: "person", subcommands: [Erase.self, Export.self])

    static let help = HelpPage(
        title: Phrase(
            nl: "Personen inschrijven, inzage geven en gegevens wissen",
            en: "Register persons, answer access requests and erase data"),
        usage: "person erase|export|register|correct", options: [],
        examples: [
            "missieboek person export person-4t8n1w6y3k0z",
            "missieboek person erase person-4t8n1w6y3k0z --ground bezwaar --received-on 2026-03-16 --dry-run",
        ],
        details: [
            Phrase(
                nl: "Gewist worden sleutels: namen, nummers en versleutelde teksten zijn daarna niet meer te lezen, "
                    + "aanduidingen en besluiten blijven. Dat is een technische maatregel; of zij rechtens volstaat, "
                    + "beoordeelt de verwerkingsverantwoordelijke.",
                en:
                    "What is erased are keys: names, numbers and encrypted texts cannot be read any more, ids and decisions "
                    + "stay. That is a technical measure; whether it suffices in law is for the controller to judge.")
        ])
}

extension Session {
    /// Whoever these words stand for in the register: an id, a KvK number or a name.
    func subject(named words: String) throws -> SubjectID {
        if let subject = try? SubjectID(text: words) { return subject }
        let found = try store.resolve(words).compactMap { try? SubjectID(text: $0.id) }
        guard let subject = found.first, found.count == 1 else {
            guard found.isEmpty else {
                let list = found.map(\.text).joined(separator: ", ")
                throw Failure(
                    .usage,
                    Phrase(
                        nl: "PERSON: \(words.shownSafely) staat voor meer dan één: \(list)",
                        en: "PERSON: \(words.shownSafely) stands for more than one: \(list)"))
            }
            throw Failure(
                .notFound,
                Phrase(
                    nl: "PERSON: \(words.shownSafely) staat niet in het register",
                    en: "PERSON: \(words.shownSafely) is not in the register"))
        }
        return subject
    }
}
