import ArgumentParser
import ByteStreams
import CommandBus
import EventSourcing
import PostgresEventStore
import TradeMissions

struct DispatchCommand: AsyncParsableCommand, Documented {
    static let configuration = CommandConfiguration(commandName: "dispatch")

    static let help = HelpPage(
        title: Phrase(nl: "Opdrachten uitvoeren uit JSON Lines", en: "Carry out commands from JSON Lines"),
        usage: "dispatch [FILE | -] [--dry-run] [--stop-on-error]",
        options: [
            (
                "FILE",
                Phrase(
                    nl: "bestand met één opdracht per regel; - is standaardinvoer",
                    en: "file with one command a line; - is standard input")
            ),
            ("--dry-run", Phrase(nl: "beslis alles, leg niets vast", en: "decide everything, record nothing")),
            (
                "--stop-on-error",
                Phrase(
                    nl: "stop bij de eerste regel die niet wordt aangenomen",
                    en: "stop at the first line that is not accepted")
            ),
        ],
        examples: [
            "missieboek dispatch opdrachten.jsonl",
            "missieboek commands mission.announce",
            "cat opdrachten.jsonl | missieboek dispatch - --dry-run",
        ])

    @Argument var file: String = "-"
    @Flag(name: .customLong("dry-run")) var dryRun = false
    @Flag(name: .customLong("stop-on-error")) var stopOnError = false
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        // Before the database: a file that is not there starts no cluster.
        let input = try Self.open(file)
        let session = try await Session.open(options)
        if file == "-", FileStream.standardInput.isTerminal {
            session.console.say(
                Phrase(
                    nl: "Leest opdrachten van het toetsenbord, één JSON-object per regel; klaar: Ctrl-D.",
                    en: "Reads commands from the keyboard, one JSON object a line; when done: Ctrl-D."))
        }
        let summary = try dispatch(LineReader(input, limit: Dispatcher.longestLine), in: session)
        if summary.status != .ok { throw Failure(summary.status, nil) }
    }

    private func dispatch(_ lines: consuming LineReader, in session: Session) throws -> Dispatcher.Summary {
        let book = session.book(rehearsing: dryRun)
        let dispatcher = Dispatcher(bus: book.bus, references: book.references, stopsOnError: stopOnError)
        var progress = Progress(session.console)
        defer { progress.finish() }
        var pace = WatermarkPace(session.store)
        let summary = try dispatcher.dispatch(lines) { result in
            progress.step()
            if !dryRun { pace.step() }
            if options.output == .table, FileStream.standardOutput.isTerminal {
                try session.print(result, isDryRun: dryRun)
            } else {
                try session.console.print(result.line(in: session.console.language, isDryRun: dryRun))
            }
        }
        // Helps `--as-of` only: whatever comes of it, the lines are stored and have been answered.
        if !dryRun { _ = try? session.store.advanceWatermark() }
        return summary
    }

    static func open(_ file: String) throws -> FileStream {
        if file == "-" { return .standardInput }
        do throws(StreamError) {
            return try FileStream(reading: file)
        } catch {
            throw Failure(
                error == .noSuchFile ? .notFound : .badInput,
                Phrase(same: "\(file): ") + error.phrase)
        }
    }
}

extension Session {
    /// The bus and the register of this database; when rehearsing, of a copy in memory that is thrown away.
    func book(rehearsing: Bool) -> (bus: CommandBus, references: References) {
        let book: any EventStore & Register =
            rehearsing ? RehearsalStore(over: store, clock: Session.now) : store
        return (CommandBus(book, clock: Session.now), References(register: book))
    }
}
