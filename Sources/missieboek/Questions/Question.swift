import ArgumentParser
import CommandBus
import EventSourcing
import TradeMissions

/// A subcommand that answers with one report.
protocol Question: AsyncParsableCommand, Documented {
    var options: GlobalOptions { get }
    /// The tables to show; none for all.
    var tables: [String] { get }
    /// The read model whose rows it asks for, if any.
    var readModel: ProjectionName? { get }

    /// What ``run()`` does, on the caller's thread.
    ///
    /// The parser declares `run` to begin on another one, and to make that takes longer than many an answer.
    func ask() async throws
    func report(in inquiry: Inquiry) throws -> Report
}

extension Question {
    static var asksDatabase: Bool { true }
    static var scope: [ScopeOption] { ScopeOption.allCases }
    var tables: [String] { [] }
    var readModel: ProjectionName? { nil }

    func run() async throws { try await ask() }

    func ask() async throws {
        // Before the database: what cannot be asked starts no cluster.
        try options.requireMoments()
        let asksForNow = options.asOf == nil && options.validAt == nil
        let (session, glance) = try await Session.openToAsk(options, glancingAt: asksForNow ? readModel : nil)
        try answer(in: session, knowing: glance)
    }

    /// Asks within a session that is open already; `glance` is what was read since the question was asked.
    func answer(in session: Session, knowing glance: Glance? = nil) throws {
        let inquiry = try Inquiry(session, knowing: glance)
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
