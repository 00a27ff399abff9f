import ArgumentParser
import CommandBus
import EventSourcing
import TradeMissions

/// A subcommand that answers with one report.
protocol Question: AsyncParsableCommand, Documented {
    var options: GlobalOptions { get }
    /// The tables to show; none for all.
    var tables: [String] { get }

    func report(in inquiry: Inquiry) throws -> Report
}

extension Question {
    var tables: [String] { [] }

    func run() async throws {
        try answer(in: await Session.openToAsk(options))
    }

    /// Asks within a session that is open already.
    func answer(in session: Session) throws {
        if let asOf = options.asOf, let position = Int64(asOf), position < 0 {
            throw Failure(
                .usage,
                Phrase(
                    nl: "--as-of: \(asOf.shownSafely) is geen positie: het logboek begint bij 1",
                    en: "--as-of: \(asOf.shownSafely) is no position: the log begins at 1"))
        }
        let inquiry = try Inquiry(session)
        if let caution = inquiry.caution { session.console.say(caution) }
        let report = try report(in: inquiry)
        if let caution = inquiry.heldBack.caution {
            session.console.complain(caution.text(in: session.console.language))
        }
        try session.print(inquiry.heldBack.marked(report), only: tables)
    }
}

/// `--table`, for reports with several tables.
struct TableOption: ParsableArguments {
    @Option(name: .customLong("table")) var list: String?

    var names: [String] { list?.split(separator: ",").map(String.init) ?? [] }

    static func help(_ names: [String]) -> (name: String, meaning: Phrase) {
        let known = names.joined(separator: ", ")
        return (
            "--table NAME,…",
            Phrase(
                nl: "alleen deze tabellen; voor CSV één: \(known)", en: "these tables only; for CSV one: \(known)")
        )
    }
}
