import ArgumentParser
import EventSourcing
import FoundationEssentials
import TradeMissions

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json, jsonl, csv
}

/// The options that every subcommand takes.
struct GlobalOptions: ParsableArguments {
    @Option(help: "PostgreSQL URL (else MISSIEBOEK_DATABASE_URL, else a private cluster).")
    var database: String?

    @Option(help: "PostgreSQL URL of a replica that answers questions (else MISSIEBOEK_REPLICA_URL, else none).")
    var replica: String?

    @Option(name: .customLong("max-lag"), help: "How many seconds a replica may be behind.")
    var maxLag = 10

    @Option(help: "How results are written.")
    var output: OutputFormat = .table

    @Option(name: .customLong("as-of"), help: "What was known then: a time, a date or a position of the log.")
    var asOf: String?

    @Option(name: .customLong("valid-at"), help: "What had happened by then, by today's knowledge.")
    var validAt: String?

    @Option(help: "The officer who acts.")
    var actor: String?

    @Option(help: "nl or en.")
    var lang: Language?

    @Flag(name: .customLong("no-input"), help: "Never ask anything.")
    var noInput = false

    @Flag(help: "No talk on standard error.")
    var quiet = false

    var console: Console {
        Console(
            language: language(option: lang, environment: ProcessEnvironment.variables), isQuiet: quiet)
    }
}

extension GlobalOptions {
    /// Fails when CSV is asked of what answers in objects with parts of their own, which make no rows.
    func requireNoCSV(of name: String) throws(Failure) {
        guard output == .csv else { return }
        throw Failure(
            .usage,
            Phrase(nl: "\(name) schrijft geen CSV; kies jsonl", en: "\(name) writes no CSV; choose jsonl"))
    }
}

extension Language: ExpressibleByArgument {}
