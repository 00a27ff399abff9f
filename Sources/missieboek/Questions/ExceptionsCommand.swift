import ArgumentParser
import CommandBus
import EventSourcing
import TradeMissions

struct ExceptionsCommand: Question {
    static let configuration = CommandConfiguration(commandName: "exceptions")

    static let help = HelpPage(
        title: Phrase(
            nl: "Wat een auditor apart wil zien: afwijkingen, terugdateringen, correcties en bevoegdheden",
            en: "What an auditor wants to see apart: departures, back-dating, corrections and authority"),
        usage: "exceptions [--kind KIND,…] [--after POSITION] [--table NAME] [--ground TEXT]",
        options: [
            (
                "--kind KIND,…",
                Phrase(
                    nl: "alleen deze soorten; zonder: alle. Het zijn: \(ExceptionKind.names)",
                    en: "these kinds only; all when left out. They are: \(ExceptionKind.names)")
            ),
            (
                "--after POSITION",
                Phrase(
                    nl: "alleen wat het logboek na deze positie liet zien: voor wie tot daar al keek",
                    en: "only what the log showed after this position: for whoever has looked up to there")
            ),
            TableOption.help(["exceptions", "kinds", "rules"]), GroundOption.help,
        ],
        examples: [
            "missieboek exceptions", "missieboek exceptions --kind override,waiver --output csv",
            "missieboek exceptions --after 120 --as-of 2026-12-31 --output jsonl",
        ],
        details: [
            Phrase(
                nl:
                    "Elke vermelding noemt wat is vastgelegd, met de reden die is gegeven en de regel met haar bron. Dat iets hier "
                    + "staat, zegt niet dat het niet mocht.",
                en:
                    "Each line states what was recorded, with the reason that was given and the rule with its source. That "
                    + "something is listed does not say that it was not allowed."),
            Phrase(
                nl:
                    "Wat een regel weigert, staat niet in het logboek. Rollen, mandaten en functiescheiding worden daarom "
                    + "beoordeeld naar alles wat nu bekend is: een rol die later met terugwerkende kracht is ingetrokken, een "
                    + "voorbereiding die later is vastgelegd en eerder is gedateerd. Eén mens met twee aanduidingen is hier "
                    + "te zien zodra ‘officer identify’ dat heeft vastgelegd.",
                en:
                    "What a rule refuses is not in the log. So roles, mandates and the segregation of duties are judged by "
                    + "everything that is known now: a role that was later revoked retroactively, a preparation that was "
                    + "recorded later and dated earlier. One person under two identifiers shows once ‘officer identify’ "
                    + "has recorded it."),
        ])

    @Option(name: .customLong("kind")) var kindList: String?
    @Option var after: Int64?
    @OptionGroup var table: TableOption
    @OptionGroup var ground: GroundOption
    @OptionGroup var options: GlobalOptions

    var tables: [String] { table.names }
    var reading: QuestionReading? { QuestionReading(.exceptions, of: .everything, on: ground) }

    func ask() async throws {
        try options.requireMoments()
        try ground.requireLawful()
        _ = try kinds()
        _ = try start()
        let (session, _) = try await Session.openToAsk(options, glancingAt: nil)
        try session.requireWholeView(of: "exceptions")
        try answer(in: session)
    }

    func report(in inquiry: Inquiry) throws -> Report {
        let wanted = try kinds()
        let position = try start()
        let (lines, end) = try inquiry.exceptions(of: Set(wanted), after: position)
        return Report(lines, of: wanted, after: position, through: end)
    }

    /// In the order in which they are explained.
    private func kinds() throws(Failure) -> [ExceptionKind] {
        guard let kindList else { return ExceptionKind.allCases }
        var wanted: Set<ExceptionKind> = []
        for name in kindList.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
            guard let kind = ExceptionKind(rawValue: name) else {
                throw Failure(
                    .usage,
                    Phrase(
                        nl: "--kind kent geen \(name.shownSafely); kies uit: \(ExceptionKind.names)",
                        en: "--kind knows no \(name.shownSafely); choose from: \(ExceptionKind.names)"))
            }
            wanted.insert(kind)
        }
        return ExceptionKind.allCases.filter(wanted.contains)
    }

    private func start() throws(Failure) -> Int64 {
        let position = after ?? 0
        guard position >= 0 else {
            throw Failure(
                .usage,
                Phrase(
                    nl: "--after: \(position) is geen positie: het logboek begint na 0",
                    en: "--after: \(position) is no position: the log begins after 0"))
        }
        return position
    }
}

extension ExceptionKind {
    fileprivate static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
