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
        usage: "dispatch [FILE | -] [--dry-run] [--stop-on-error] [--parallel NUMBER]",
        options: [
            (
                "FILE",
                Phrase(
                    nl: "bestand met één opdracht per regel; - is standaardinvoer",
                    en: "file with one command a line; - is standard input")
            ),
            (
                "--dry-run",
                Phrase(
                    nl: "beslis alles, leg niets vast; de database moet er al zijn",
                    en: "decide everything, record nothing; the database must be there already")
            ),
            (
                "--stop-on-error",
                Phrase(
                    nl: "stop bij de eerste regel die niet wordt aangenomen",
                    en: "stop at the first line that is not accepted")
            ),
            (
                "--parallel NUMBER",
                Phrase(
                    nl: "zoveel regels tegelijk, 1 tot 64 (1), met dezelfde uitkomst als een voor een",
                    en: "so many lines at the same time, 1 to 64 (1), with the same outcome as one by one")
            ),
        ],
        examples: [
            "missieboek dispatch opdrachten.jsonl",
            "missieboek commands mission.announce",
            "cat opdrachten.jsonl | missieboek dispatch - --dry-run",
            "missieboek dispatch opdrachten.jsonl --parallel 8",
        ],
        details: [
            Phrase(
                nl:
                    "De antwoorden komen in de volgorde van de regels. Met --parallel wachten regels op elkaar als ze "
                    + "elkaar raken; met --stop-on-error worden regels die al onderweg waren nog beantwoord. In een pijp "
                    + "en met --output json of jsonl is elk antwoord één JSON-object op een regel.",
                en:
                    "The answers come in the order of the lines. With --parallel, lines that touch each other wait for "
                    + "each other; with --stop-on-error, lines that were under way already are still answered. In a pipe "
                    + "and with --output json or jsonl each answer is one JSON object on a line."),
            Phrase(
                nl:
                    "De exitcode is die van de eerste regel die niet is aangenomen; 0 als elke regel is aangenomen of al "
                    + "eerder was uitgevoerd. Op een terminal begint elk ander antwoord met zijn regelnummer.",
                en:
                    "The exit code is that of the first line that was not accepted; 0 when each line was accepted, or had "
                    + "been carried out before. On a terminal every other answer begins with the number of its line."),
            Phrase(
                nl:
                    "Opdrachten die sleutels vernietigen (person.erase, disposal.execute) vragen de login die dat mag, zoals "
                    + "missieboek_keeper met --database; anders is hun antwoord unauthorised en gaan de andere regels door. "
                    + "Achter het bestand wordt één keer opgeruimd wat er van de sleutels nog ligt.",
                en:
                    "Commands that destroy keys (person.erase, disposal.execute) take the login that may, such as "
                    + "missieboek_keeper with --database; else their answer is unauthorised, and the other lines go on. What is "
                    + "left of the keys is cleared away once, behind the file."),
        ])

    static let writesCSV = false

    @Argument var file: String = "-"
    @Flag(name: .customLong("dry-run")) var dryRun = false
    @Flag(name: .customLong("stop-on-error")) var stopOnError = false
    @Option(name: .customLong("parallel")) var parallel = 1
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let destroyed = DestroyedKeys()
        // Once for the whole file: that takes longer than a line.
        try await Session.clearingDestroyedKeys(options, where: { destroyed.areThere }) {
            try await carryOutFile(noting: destroyed)
        }
    }

    /// Whether a line destroyed keys.
    private final class DestroyedKeys {
        private(set) var areThere = false

        func note(_ answer: LineAnswer) {
            if answer.hasDestroyedKeys { areThere = true }
        }
    }

    private func carryOutFile(noting destroyed: DestroyedKeys) async throws {
        try options.requireNoCSV(of: "dispatch")
        try requireParallel()
        // Before the database: a file that is not there starts no cluster.
        let input = try Self.open(file)
        if dryRun { try DatabaseCommand.requireDatabase(options) }
        let session = try await Session.open(options)
        try session.requireNoScope(for: "dispatch")
        if file == "-", FileStream.standardInput.isTerminal {
            session.console.say(
                Phrase(
                    nl: "Leest opdrachten van het toetsenbord, één JSON-object per regel; klaar: Ctrl-D.",
                    en: "Reads commands from the keyboard, one JSON object a line; when done: Ctrl-D."))
        }
        let interrupts = dryRun ? nil : Interrupts(saying: Self.brokenOff(session.console))
        let summary = try dispatch(LineReader(input, limit: Dispatcher.longestLine), in: session, destroyed)
        withExtendedLifetime(interrupts) {}
        if summary.status != .ok { throw Failure(summary.status, nil) }
    }

    private static func brokenOff(_ console: Console) -> @Sendable () -> Void {
        {
            console.say(
                Phrase(
                    nl:
                        "Afgebroken. Wat is beantwoord, is vastgelegd; wat onderweg was, misschien. Geef dezelfde opdrachten "
                        + "opnieuw voor de rest: niets wordt dubbel vastgelegd.",
                    en:
                        "Broken off. What was answered is recorded; what was under way, perhaps. Give the same commands again "
                        + "for the rest: nothing is recorded twice."))
        }
    }

    private func dispatch(
        _ lines: consuming LineReader, in session: Session, _ destroyed: DestroyedKeys
    ) throws -> Dispatcher.Summary {
        var progress = Progress(session.console)
        defer { progress.finish() }
        var pace = WatermarkPace(session.store)
        let summary = try carryOut(lines, in: session) { answer in
            progress.step()
            if !dryRun {
                pace.step()
                destroyed.note(answer)
            }
            do {
                try write(answer, in: session)
            } catch  where !dryRun {
                throw Failure(error, answering: answer, isParallel: parallel > 1)
            }
        }
        // Helps `--as-of` only: whatever comes of it, the lines are stored and have been answered.
        if !dryRun { _ = try? session.store.advanceWatermark() }
        return summary
    }

    private func write(_ answer: LineAnswer, in session: Session) throws {
        if options.output == .table, FileStream.standardOutput.isTerminal {
            let text = answer.text(in: session.console.language, isDryRun: dryRun)
            try session.print(text, of: answer.result, isDryRun: dryRun)
        } else {
            try session.console.print(answer.numbered.line(in: session.console.language, isDryRun: dryRun))
        }
    }

    private func carryOut(
        _ lines: consuming LineReader, in session: Session, report: (LineAnswer) throws -> Void
    ) throws -> Dispatcher.Summary {
        guard parallel == 1 else {
            return try ParallelDispatcher(
                options: session.store.options, keys: try Session.keyFile(session.options), workers: parallel,
                stopsOnError: stopOnError
            ).dispatch(lines, report: report)
        }
        let book = session.book(rehearsing: dryRun)
        return try Dispatcher(bus: book.bus, references: book.references, stopsOnError: stopOnError)
            .dispatch(lines, report: report)
    }

    private func requireParallel() throws(Failure) {
        let range = ParallelDispatcher.workerRange
        guard range.contains(parallel) else {
            throw Failure(
                .usage,
                Phrase(
                    nl: "--parallel: \(parallel) ligt niet tussen \(range.lowerBound) en \(range.upperBound)",
                    en: "--parallel: \(parallel) is not from \(range.lowerBound) to \(range.upperBound)"))
        }
        guard parallel == 1 || !dryRun else {
            throw Failure(
                .usage,
                Phrase(
                    nl:
                        "--parallel gaat niet samen met --dry-run: een proef wordt in het geheugen gedaan, regel na regel",
                    en: "--parallel does not go with --dry-run: a rehearsal is done in memory, line after line"))
        }
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
        let book: any EventStore & Register & TextSealing =
            rehearsing ? RehearsalStore(over: store, clock: Session.now) : store
        // What is only rehearsed is kept nowhere.
        let snapshots = rehearsing ? nil : SnapshotKeeper(store)
        let bus = CommandBus(book, snapshots: snapshots, waitingBy: Inquiry.block, clock: Session.now)
        return (bus, References(register: book))
    }
}
