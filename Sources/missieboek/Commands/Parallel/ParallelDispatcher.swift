import ByteStreams
import CanonicalJSON
import CommandBus
import Dispatch
import EventSourcing
import PersonalDataSealing
import PostgresClient
import PostgresEventStore
import Synchronization

/// Carries out commands that come as JSON Lines on several threads, with what would come of them one by one.
///
/// Each worker decides with a connection of its own; what they decide is stored by group commit, in an order that
/// ``LineSchedule`` keeps.
struct ParallelDispatcher {
    let options: ConnectionOptions
    /// Where the key of the register lies.
    let keys: KeyFile?
    let workers: Int
    let stopsOnError: Bool

    static let workerRange = 1...64
    private static let linesPerWorker = 16

    /// Hands each answer to `report` in the order of the lines.
    ///
    /// Throws when the store does not answer: what was reported is stored, and the same file again completes the rest.
    func dispatch(
        _ lines: consuming LineReader, report: (LineAnswer) throws -> Void
    ) throws -> Dispatcher.Summary {
        let run = ParallelRun(window: Self.linesPerWorker * workers, stopsOnError: stopsOnError)
        let groups = GroupCommit(options, keys: keys)
        let source = LineSource(lines)
        DispatchQueue(label: "dispatch reader").async { source.read(into: run) }
        for number in 0..<workers {
            DispatchQueue(label: "dispatch worker \(number)").async { [options, keys] in
                Worker(options, keys, groups, run).work()
            }
        }
        // Whatever ends this early: what was sent is waited for.
        defer { run.stop() }
        return try Self.report(run, to: report)
    }

    private static func report(
        _ run: ParallelRun, to report: (LineAnswer) throws -> Void
    ) throws -> Dispatcher.Summary {
        var summary = Dispatcher.Summary()
        var failure: StoreFailure?
        while let answer = run.nextAnswer() {
            switch answer {
            case .answered(let line):
                try report(line)
                summary.count(line)
            case .failed(let found):
                // The first, but for one of which nobody knows what came of it.
                if failure?.isOutcomeUnknown != true, failure == nil || found.isOutcomeUnknown { failure = found }
            case .notCarriedOut: break
            }
        }
        if let failure { throw Failure(halfWayFile: failure) }
        if let failure = run.readFailure { throw failure }
        try summary.requireCommands(report)
        return summary
    }
}

/// The lines of the file, for the thread that reads them.
private final class LineSource: Sendable {
    private let reader: Mutex<LineReader>

    init(_ reader: consuming sending LineReader) {
        self.reader = Mutex(reader)
    }

    func read(into run: ParallelRun) {
        do {
            try reader.withLock { reader in try Self.read(&reader, into: run) }
            run.end(nil)
        } catch {
            run.end(error)
        }
    }

    private static func read(_ reader: inout LineReader, into run: ParallelRun) throws(StreamError) {
        var number = 0
        while let line = try reader.next() {
            number += 1
            if line.isBlank { continue }
            let isWanted: Bool
            do throws(CommandFault) {
                let node = try line.node()
                isWanted = run.add(.command(node, line: number), LineClaims(node))
            } catch {
                isWanted = run.add(.answered(LineAnswer(error, line: number)), LineClaims())
            }
            if !isWanted { return }
        }
    }
}

/// One thread's part.
private final class Worker {
    private let options: ConnectionOptions
    private let keys: KeyFile?
    private let groups: GroupCommit
    private let run: ParallelRun
    /// Nil until there is a line for it.
    private var book: Book?

    private struct Book {
        let store: OrderedEventStore
        let bus: CommandBus
        let references: References
    }

    init(_ options: ConnectionOptions, _ keys: KeyFile?, _ groups: GroupCommit, _ run: ParallelRun) {
        self.options = options
        self.keys = keys
        self.groups = groups
        self.run = run
    }

    func work() {
        while let (number, work) = run.begin() {
            switch work {
            case .answered(let line): run.finish(number, .answered(line))
            case .command(let node, let line): run.finish(number, execute(node, line: line, number))
            }
        }
    }

    private func execute(_ node: Node, line: Int, _ number: Int) -> ParallelRun.Answer {
        do throws(StoreFailure) {
            let book = try opened()
            book.store.begin(number)
            do throws(StoreFailure) {
                return .answered(
                    try LineAnswer(node, line: line) { node in
                        try book.bus.execute(CommandEnvelope(book.references.resolved(node)))
                    })
            } catch {
                // What was sent before is not known to have come to nothing.
                return book.store.wasStopped && !error.isOutcomeUnknown ? .notCarriedOut : .failed(error)
            }
        } catch {
            return .failed(error)
        }
    }

    private func opened() throws(StoreFailure) -> Book {
        if let book { return book }
        let reader = try PostgresEventStore(options, keys: keys)
        let grouped = GroupedEventStore(groups, reader: reader)
        let store = OrderedEventStore(grouped, in: run)
        let made = Book(
            store: store,
            bus: CommandBus(
                store, snapshots: SnapshotKeeper(reader), waitingBy: Inquiry.block, clock: Session.now),
            references: References(register: grouped))
        book = made
        return made
    }
}

extension StoreFailure {
    fileprivate var isOutcomeUnknown: Bool {
        if case .outcomeUnknown = self { return true }
        return false
    }
}
