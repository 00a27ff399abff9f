import ArgumentParser
import TradeMissions

/// `missieboek snapshots …`: the cache of the states of long streams.
struct SnapshotsCommand: ParsableCommand, Documented {
    static let configuration = CommandConfiguration(
        commandName: "snapshots", subcommands: [Status.self, Verify.self, Drop.self])

    static let help = HelpPage(
        title: Phrase(
            nl: "Momentopnamen van lange dossiers: stand, nagaan, weggooien",
            en: "Snapshots of long streams: status, verify, drop"),
        usage: "snapshots status|verify|drop", options: [],
        examples: ["missieboek snapshots status", "missieboek snapshots drop"],
        details: [
            Phrase(
                nl:
                    "Een momentopname bewaart waar een lang dossier na een gebeurtenis staat, zodat niet alles ervoor opnieuw "
                    + "wordt gelezen. Zij hoort niet bij het boek: alles wat zij zegt staat in het logboek, een antwoord over "
                    + "een eerder moment gebruikt geen latere, en ze mag altijd weg.",
                en:
                    "A snapshot keeps how a long stream stands after an event, so that not everything before it is read again. "
                    + "It is no part of the book: all that it says is in the log, an answer about an earlier moment uses no "
                    + "later one, and it may always be dropped."),
            Phrase(
                nl:
                    "Een opdracht maakt er een zodra een dossier er sinds de vorige 100 gebeurtenissen bij heeft, en een "
                    + "achtste van wat de vorige bevatte.",
                en:
                    "A command makes one once a stream has 100 events more than at the last one, and an eighth of what that "
                    + "one held."),
        ])
}
