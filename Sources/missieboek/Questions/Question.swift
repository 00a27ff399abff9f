import ArgumentParser
import CommandBus
import EventSourcing
import PostgresEventStore
import TradeMissions

/// A subcommand that answers with one report.
protocol Question: AsyncParsableCommand, Documented {
    var options: GlobalOptions { get }
    /// The tables to show; none for all.
    var tables: [String] { get }
    /// The read model whose rows it asks for, if any.
    var readModel: ProjectionName? { get }
    /// What the log of readings says of it; nil for a question whose answers leave no trace, and so show ids only.
    ///
    /// Without a default, so that whoever adds a question decides.
    var reading: QuestionReading? { get }

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
        try reading?.ground.requireLawful()
        let asksForNow = options.asOf == nil && options.validAt == nil
        let (session, glance) = try await Session.openToAsk(options, glancingAt: asksForNow ? readModel : nil)
        try answer(in: session, knowing: glance)
    }

    /// Asks within a session that is open already; `glance` is what was read since the question was asked.
    func answer(in session: Session, knowing glance: Glance? = nil) throws {
        let answer = try tracedReport(in: session, knowing: glance)
        var session = session
        session.namesPosition = answer.namesPosition
        try session.print(answer.report, only: tables)
    }

    /// The answer, once it is entered in the log of readings that it is given, and as of where its names are shown.
    func tracedReport(
        in session: Session, knowing glance: Glance? = nil
    ) throws -> (report: Report, namesPosition: Int64?) {
        let console = session.console
        func answered() throws -> (Inquiry, Report) {
            let inquiry = try Inquiry(session, knowing: glance)
            if let caution = inquiry.caution { console.say(caution) }
            return (inquiry, try self.report(in: inquiry))
        }
        let (inquiry, report): (Inquiry, Report)
        if let reading {
            let trace = try session.trace(on: reading.ground)
            (inquiry, report) = try trace.attempt(reading.action, of: reading.object, answered)
            try trace.record(
                reading.action, of: reading.object, .shown, asOf: inquiry.position, validAt: inquiry.validAt,
                shown: try report.lineCount(of: tables))
        } else {
            (inquiry, report) = try answered()
        }
        // It names files, as the answer does.
        if let caution = inquiry.heldBack.caution { console.complain(caution.text(in: console.language)) }
        var marked = inquiry.heldBack.marked(report)
        marked.hidesNames = report.hidesNames || reading == nil
        return (marked, inquiry.namesPosition)
    }
}

/// How the log of readings names a question.
struct QuestionReading {
    let action: ReadAction
    let object: ReadObject
    let ground: GroundOption

    /// Of the file that was named; of something unknown when those words can name none.
    init<ID: StreamID>(_ action: ReadAction, _ words: String, as _: ID.Type, on ground: GroundOption) {
        self.init(action, of: (try? ID(text: words)).map { .file($0.stream.text) } ?? .unknown, on: ground)
    }

    init(_ action: ReadAction, of object: ReadObject, on ground: GroundOption) {
        (self.action, self.object, self.ground) = (action, object, ground)
    }
}

extension Report {
    /// How many lines these of its tables have; all of them when none is named.
    fileprivate func lineCount(of tables: [String]) throws(Failure) -> Int {
        try (tables.isEmpty ? self : showing(tables)).sections.map(\.rows.count).reduce(0, +)
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
