import EventSourcing
import Foundation
import Synchronization

/// Writes down what clients do, in one order for all threads.
final class Recorder: Sendable {
    private struct Contents {
        var clock = 0
        var operations: [Operation] = []
        var readings: [Reading] = []
    }

    private let contents = Mutex(Contents())
    /// How many calls were answered as stored: for whoever waits for a moment in the middle of it all.
    private let answers = Mutex(0)
    private let progress = NSCondition()

    /// Blocks until `count` more calls were answered as stored, or nobody asks any more.
    func waitForAnswers(_ count: Int, whileAsking isAsking: () -> Bool) {
        progress.lock()
        defer { progress.unlock() }
        let end = answers.withLock { $0 } + count
        while answers.withLock({ $0 }) < end, isAsking() { progress.wait() }
    }

    /// Has whoever waits for answers look whether anybody still asks.
    func wakeWaiting() {
        progress.lock()
        progress.broadcast()
        progress.unlock()
    }

    /// What was written down so far, with the log as it is.
    func history(log: [LoggedEvent]) -> History {
        contents.withLock { History(operations: $0.operations, readings: $0.readings, log: log) }
    }

    func note(_ reading: Reading) {
        contents.withLock { $0.readings.append(reading) }
    }

    /// Appends, and writes down what was asked and answered; what failed is returned.
    func append(_ request: AppendRequest, by appender: any Appending) -> Result<AppendResult, StoreFailure> {
        let began = tick()
        let result = Result { () throws(StoreFailure) in try appender.append(request) }
        contents.withLock { contents in
            contents.clock += 1
            contents.operations.append(
                Operation(
                    command: request.commandID, streams: request.events.map(\.stream),
                    expected: request.expectedVersions,
                    began: began, ended: contents.clock, outcome: Operation.Outcome(result)))
        }
        if case .success(.stored) = result {
            progress.lock()
            answers.withLock { $0 += 1 }
            progress.broadcast()
            progress.unlock()
        }
        return result
    }

    /// Writes down what a program of its own was answered, of which the beginning and end are not known.
    func note(_ command: UniqueID, _ streams: [StreamName]?, _ outcome: Operation.Outcome) {
        contents.withLock { contents in
            contents.operations.append(
                Operation(command: command, streams: streams, began: 0, ended: .max, outcome: outcome))
        }
    }

    private func tick() -> Int {
        contents.withLock { contents in
            contents.clock += 1
            return contents.clock
        }
    }
}

extension Operation.Outcome {
    init(_ result: Result<AppendResult, StoreFailure>) {
        self =
            switch result {
            case .success(.stored(let entry)): .stored(entry.spots)
            case .success(.duplicate(let entry)): .duplicate(entry.spots)
            case .failure(.outcomeUnknown): .unknown
            case .failure: .failed
            }
    }
}

extension JournalEntry {
    fileprivate var spots: [Operation.Spot] {
        placements.map { Operation.Spot(position: $0.position ?? 0, version: $0.version) }
    }
}

extension AppendRequest {
    /// Of each stream that is to be at one version, that version.
    fileprivate var expectedVersions: [StreamName: Int64] {
        expectations.reduce(into: [:]) { versions, expectation in
            switch expectation.version {
            case .exactly(let version): versions[expectation.stream] = version
            case .noStream: versions[expectation.stream] = 0
            case .exists, .any: break
            }
        }
    }
}
