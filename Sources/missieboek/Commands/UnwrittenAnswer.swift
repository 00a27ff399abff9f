import CommandBus
import TradeMissions

extension Failure {
    /// The answer to a command could not be written, or its names not be read, after it was carried out.
    ///
    /// A reader that has gone away wants to hear nothing.
    init(_ error: any Error, answering result: CommandResult) {
        self.init(any: error)
        guard let message else { return }
        guard result.status == .ok, let id = result.id else {
            let outcome = result.status.meaning
            self.init(
                status,
                Phrase(
                    nl: "\(message.nl)\nDe opdracht zelf is niet aangenomen: \(outcome.nl).",
                    en: "\(message.en)\nThe command itself was not accepted: \(outcome.en)."))
            return
        }
        self.init(
            status,
            Phrase(
                nl:
                    "\(message.nl)\nDe opdracht zelf is wel uitgevoerd, en wat zij vastlegt is vastgelegd. Dezelfde opdracht "
                    + "opnieuw geeft het antwoord, zonder iets dubbel vast te leggen: --id \(id)",
                en:
                    "\(message.en)\nThe command itself was carried out, and what it records is recorded. The same command "
                    + "again gives the answer, recording nothing twice: --id \(id)"))
    }

    /// The answer to a line of a file could not be written, after that line was carried out.
    ///
    /// `isParallel`: lines behind it were under way, and have been waited for.
    init(_ error: any Error, answering answer: LineAnswer, isParallel: Bool) {
        self.init(any: error)
        guard let message else { return }
        let (dutch, english) =
            isParallel
            ? (" Ook regels daarachter kunnen zijn vastgelegd.", " Lines behind it may be recorded too.") : ("", "")
        self.init(
            status,
            Phrase(
                nl:
                    "\(message.nl)\nTot en met regel \(answer.line) is alles wel uitgevoerd, en wat is aangenomen, is vastgelegd."
                    + "\(dutch)\nGeef dezelfde opdrachten opnieuw: niets wordt dubbel vastgelegd.",
                en:
                    "\(message.en)\nEverything up to line \(answer.line) was carried out, and what was accepted is recorded."
                    + "\(english)\nGive the same commands again: nothing is recorded twice."))
    }
}
