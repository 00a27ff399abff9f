import EventSourcing
import PostgresEventStore

/// The store of one worker: an append waits until everything in front of its line that it depends on is done.
///
/// So the versions on which a decision rests are those that the earlier lines of the file left, whatever it looked at;
/// where they are not, it is a conflict, and the bus decides again.
final class OrderedEventStore: ForwardingEventStore {
    let base: any EventStore
    private let run: ParallelRun
    /// The line that is being carried out, and how often it came to be stored.
    private var line = 0
    private var appends = 0
    /// Whether its append was held back because the run had been stopped.
    private(set) var wasStopped = false

    init(_ base: any EventStore, in run: ParallelRun) {
        self.base = base
        self.run = run
    }

    /// Goes on to another line.
    func begin(_ line: Int) {
        self.line = line
        appends = 0
        wasStopped = false
    }

    func append(_ request: AppendRequest) throws(StoreFailure) -> AppendResult {
        appends += 1
        switch run.admit(line, request, attempt: appends) {
        case .stopped:
            wasStopped = true
            throw .unavailable("dispatch was stopped before this command was sent")
        case .outdated(let expectation, let version):
            throw .conflict(expectation.stream, expected: expectation.version, actual: version)
        case .admitted:
            let result = try base.append(request)
            if case .stored(let entry) = result { run.note(entry.placements) }
            return result
        }
    }

    func read(_ streams: [StreamName], through position: Int64?) throws(StoreFailure) -> [RecordedEvent] {
        try base.read(streams, through: position)
    }

    func read(
        _ streams: [StreamName], through position: Int64?, _ body: (RecordedEvent) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        try base.read(streams, through: position, body)
    }
}
