import ArgumentParser
import CanonicalJSON
import TradeMissions

/// `missieboek simulate`: commands for tests and measurements, as `dispatch` takes them.
struct SimulateCommand: AsyncParsableCommand, Documented {
    static let configuration = CommandConfiguration(commandName: "simulate")

    static let help = HelpPage(
        title: Phrase(
            nl: "Verzonnen missies als opdrachten, steeds dezelfde bij hetzelfde zaad",
            en: "Made-up missions as commands, the same for the same seed"),
        usage: "simulate --missions NUMBER [--seed NUMBER]",
        options: [
            ("--missions NUMBER", Phrase(nl: "hoeveel missies", en: "how many missions")),
            ("--seed NUMBER", Phrase(nl: "het zaad; anders 1", en: "the seed; else 1")),
        ],
        examples: ["missieboek simulate --missions 20 --seed 7 | missieboek dispatch -"])

    static let writesCSV = false

    @Option var missions: Int
    @Option var seed: UInt64 = 1
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try options.requireNoCSV(of: "simulate")
        guard missions >= 0 else {
            throw Failure(
                .usage, Phrase(nl: "--missions is niet negatief", en: "--missions is not negative"))
        }
        let output = LineBuffer(options.console)
        var simulation = try Simulation(seed: seed, output.append)
        for _ in 0..<missions { try simulation.addMission() }
        try output.flush()
    }
}

/// Gathers lines, so that each does not take a system call.
private final class LineBuffer {
    private let console: Console
    private var lines: [String] = []

    private static let capacity = 128

    init(_ console: Console) {
        self.console = console
    }

    func append(_ line: String) throws {
        lines.append(line)
        if lines.count == Self.capacity { try flush() }
    }

    func flush() throws {
        try console.print(lines: lines)
        lines.removeAll(keepingCapacity: true)
    }
}
