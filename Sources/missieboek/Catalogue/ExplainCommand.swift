import ArgumentParser
import CommandBus
import TradeMissions

struct ExplainCommand: AsyncParsableCommand, Documented {
    static let configuration = CommandConfiguration(commandName: "explain")

    static let help = HelpPage(
        title: Phrase(
            nl: "Wat een regel, uitkomst of afsluitcode betekent, en wat te doen",
            en: "What a rule, outcome or exit code means, and what to do"),
        usage: "explain CODE",
        options: [
            (
                "CODE",
                Phrase(
                    nl: "een regel (R1, INV-8), een uitkomst (conflict) of een afsluitcode (69)",
                    en: "a rule (R1, INV-8), an outcome (conflict) or an exit code (69)")
            )
        ],
        examples: ["missieboek explain R1", "missieboek explain conflict", "missieboek explain 75"])

    @Argument(completion: .list(Explanation.codes)) var code: String
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        guard let explanation = Explanation(of: code) else {
            throw Explanation.unknown(code, among: Explanation.codes, topic: "explain")
        }
        try options.console.print(explanation, as: options.output)
    }
}
