import ArgumentParser
import CommandBus
import EventSourcing
import ReadModels
import TradeMissions

/// `missieboek projections …`: what is folded from the log for questions.
struct ProjectionsCommand: ParsableCommand, Documented {
    static let configuration = CommandConfiguration(
        commandName: "projections",
        subcommands: [Status.self, Rebuild.self, Verify.self, Parked.self, Retry.self])

    static let help = HelpPage(
        title: Phrase(
            nl: "De leesmodellen: stand, herbouwen, nagaan, geparkeerde dossiers",
            en: "The read models: status, rebuild, verify, parked streams"),
        usage: "projections status|rebuild|verify|parked|retry", options: [],
        examples: ["missieboek projections status", "missieboek projections rebuild board"],
        details: [
            Phrase(
                nl: "Leesmodellen zijn rijen die uit het logboek zijn gevormd. Een vraag werkt ze eerst bij; ze kunnen "
                    + "altijd opnieuw worden gevormd.",
                en:
                    "Read models are rows folded from the log. A question brings them up to date first; they can always "
                    + "be folded anew.")
        ])

    /// The read models that a name stands for: all when there is none.
    static func models(named name: String?) throws(Failure) -> [any ReadModel.Type] {
        guard let name else { return ReadModelCatalogue.all }
        guard let model = ReadModelCatalogue.named(name) else {
            let known = ReadModelCatalogue.all.map { $0.name.name }.joined(separator: ", ")
            throw Failure(
                .usage,
                Phrase(
                    nl: "er is geen leesmodel \(name.shownSafely); kies uit: \(known)",
                    en: "there is no read model \(name.shownSafely); choose from: \(known)"))
        }
        return [model]
    }

    static let nameOption = (
        name: "NAME", meaning: Phrase(nl: "één leesmodel; anders alle", en: "one read model; all when left out")
    )
}
