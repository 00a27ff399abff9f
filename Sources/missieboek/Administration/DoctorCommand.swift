import ArgumentParser
import CanonicalJSON
import TradeMissions

struct DoctorCommand: AsyncParsableCommand, Documented {
    static let configuration = CommandConfiguration(commandName: "doctor")

    static let help = HelpPage(
        title: Phrase(
            nl: "Nagaan of alles in orde is, met een volgende stap", en: "Check that all is well, with a next step"),
        usage: "doctor", options: [],
        examples: ["missieboek doctor", "missieboek doctor --output json"],
        details: [
            Phrase(
                nl:
                    "Maakt, start en wijzigt niets. Afsluitcode 0: in orde, of nog geen database; 69: niet bereikbaar; 5: "
                    + "iets is niet in orde. Met --replica gaat het over die server, en hoe ver hij achter is.",
                en:
                    "Makes, starts and changes nothing. Exit code 0: all is well, or no database yet; 69: not reachable; 5: "
                    + "something is wrong. With --replica it is about that server, and how far it is behind.")
        ])

    static let scope: [ScopeOption] = [.replica]

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let console = options.console
        let checkup = try await Checkup.of(options)
        let findings = checkup.findings
        switch options.output {
        case .table: try console.print(lines: findings.flatMap { $0.lines(in: console.language) })
        case .csv:
            try console.print(
                lines: Table(
                    columns: ["check", "level", "finding", "next"],
                    rows: findings.map {
                        [
                            $0.check, $0.level.rawValue, $0.text.text(in: console.language),
                            $0.nextStep?.text(in: console.language) ?? "",
                        ]
                    }
                ).csvLines)
        case .json: try console.print(Node.array(findings.map(\.node)).prettyText)
        case .jsonl: try console.print(lines: findings.map(\.node.lineText))
        }
        if checkup.isUnreachable { throw Failure(.databaseUnavailable, nil) }
        if findings.contains(where: { $0.level == .fail }) { throw Failure(.verificationFailed, nil) }
    }
}
