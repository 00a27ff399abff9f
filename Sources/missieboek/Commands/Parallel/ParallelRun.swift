import CanonicalJSON
import CommandBus
import EventSourcing
import PostgresEventStore

/// What the threads of a ``ParallelDispatcher`` share.
final class ParallelRun: Sendable {
    /// A line as a worker takes it.
    enum Work: Sendable {
        case command(Node, line: Int)
        /// No command, so nothing to carry out.
        case answered(LineAnswer)
    }

    enum Answer: Sendable {
        case answered(LineAnswer)
        /// The store did not answer.
        case failed(StoreFailure)
        /// Stopped before it was sent.
        case notCarriedOut
    }

    enum Admission: Sendable {
        case admitted
        /// A line that was stored meanwhile has moved what the decision rests on.
        case outdated(Expectation, Int64)
        case stopped
    }

    private struct State: Sendable {
        var schedule: LineSchedule
        var work: [Int: Work] = [:]
        var answers: [Int: Answer] = [:]
        /// The versions that this run made, to find an outdated decision out without asking the server.
        var versions: [StreamName: Int64] = [:]
        var next = 1
        var isAtEnd = false
        /// Nothing more is begun behind this line.
        var limit: Int?
        var readFailure: (any Error)?

        /// Whether the store failed: then nothing more is sent.
        var isBroken = false

        mutating func stop(behind line: Int) {
            limit = min(line, limit ?? line)
            for number in schedule.dropWaiting(behind: line) {
                work[number] = nil
                answers[number] = .notCarriedOut
            }
        }

        func isOutdated(_ expectation: Expectation) -> Int64? {
            guard case .exactly(let expected) = expectation.version, let version = versions[expectation.stream],
                expected < version
            else { return nil }
            return version
        }
    }

    private static let versionLimit = 1 << 14

    private let state: Monitor<State>
    private let stopsOnError: Bool

    /// Holds `window` lines at most.
    init(window: Int, stopsOnError: Bool) {
        state = Monitor(State(schedule: LineSchedule(capacity: window)))
        self.stopsOnError = stopsOnError
    }

    // MARK: - The reader

    /// Waits for room and takes the line in; false when no more are wanted.
    func add(_ work: Work, _ claims: LineClaims) -> Bool {
        state.change(once: { $0.schedule.hasRoom || $0.limit != nil }) { state in
            guard state.limit == nil else { return false }
            state.work[state.schedule.add(claims)] = work
            return true
        }
    }

    /// No more lines come, since there are none or they cannot be read.
    func end(_ failure: (any Error)?) {
        state.change { state in
            state.isAtEnd = true
            state.readFailure = failure
        }
    }

    // MARK: - The workers

    /// Waits for a line that may be decided; nil when there will be none.
    func begin() -> (number: Int, work: Work)? {
        state.change(once: { $0.schedule.canBegin || ($0.isAtEnd || $0.limit != nil) && $0.schedule.isIdle }) { state in
            guard let number = state.schedule.begin() else { return nil }
            guard let work = state.work.removeValue(forKey: number) else { preconditionFailure("a line without work") }
            return (number, work)
        }
    }

    /// Waits until the command may be stored.
    ///
    /// Only at the first attempt is a decision given up before its line's turn: the bus does not decide again and again.
    /// From the third on every earlier line is waited for, so that nothing of this run can outdate the next.
    func admit(_ number: Int, _ request: AppendRequest, attempt: Int) -> Admission {
        let footprint = Footprint(request)
        @Sendable func outdated(_ state: State) -> Admission? {
            for expectation in request.expectations {
                if let version = state.isOutdated(expectation) { return .outdated(expectation, version) }
            }
            return nil
        }
        return state.change(once: { state in
            state.isBroken && !state.schedule.hasEntered(number) || attempt == 1 && outdated(state) != nil
                || state.schedule.mayEnter(number, footprint, behindAll: attempt > 2)
        }) { state in
            if state.isBroken, !state.schedule.hasEntered(number) { return .stopped }
            if let outdated = outdated(state) { return outdated }
            state.schedule.enter(number, footprint)
            return .admitted
        }
    }

    func note(_ placements: [Placement]) {
        state.change { state in
            if state.versions.count > Self.versionLimit { state.versions.removeAll() }
            for placement in placements { state.versions[placement.stream] = placement.version }
        }
    }

    func finish(_ number: Int, _ answer: Answer) {
        state.change { state in
            state.schedule.finish(number)
            state.answers[number] = answer
            switch answer {
            case .answered(let line):
                if stopsOnError, line.result.status != .ok { state.stop(behind: number) }
            case .failed:
                state.isBroken = true
                state.stop(behind: 0)
            case .notCarriedOut: break
            }
        }
    }

    // MARK: - The reporter

    /// Waits for the answer to the next line in the order of the file; nil after the last.
    func nextAnswer() -> Answer? {
        state.change(once: { state in
            state.answers[state.next] != nil || (state.isAtEnd || state.limit != nil) && state.schedule.isIdle
        }) { state in
            guard let answer = state.answers.removeValue(forKey: state.next) else { return nil }
            state.schedule.report(through: state.next)
            state.next += 1
            return answer
        }
    }

    /// Why the lines could not be read on, if they could not.
    var readFailure: (any Error)? { state.change { $0.readFailure } }

    /// Begins nothing more, and waits until nothing is under way.
    func stop() {
        state.change { state in
            state.isBroken = true
            state.stop(behind: 0)
        }
        state.change(once: { $0.schedule.isIdle }) { _ in }
    }
}
