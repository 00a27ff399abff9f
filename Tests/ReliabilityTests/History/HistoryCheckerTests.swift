import EventSourcing
import TestSupport
import Testing

// The checker alone, on histories written by hand: one that is in order, and one for each thing that may be wrong.
struct HistoryCheckerTests {
    @Test func `A history in order has no findings`() {
        #expect(HistoryChecker.findings(in: .inOrder) == [])
    }

    @Test func `An unknown command may be there or not`() {
        var history = History.inOrder
        history.operations[1] = history.operations[1].ending(.unknown)
        #expect(HistoryChecker.findings(in: history) == [])
        history.log.remove(at: 1)
        history.readings = []
        #expect(HistoryChecker.findings(in: history) == [.versionOutOfOrder("mission-a", position: 3)])
        history.log[1] = history.log[1].with(version: 2)
        history.operations[2] = history.operations[2].ending(.stored([.init(position: 3, version: 2)]))
        #expect(HistoryChecker.findings(in: history) == [])
    }

    @Test func `A stream that was only read may change before and after, at the version expected it may not`() {
        var history = History.inOrder
        history.operations[2].expected = ["mission-b": 0]
        history.operations[3].expected = ["mission-a": 3, "mission-b": 0, "mission-c": 0]
        #expect(HistoryChecker.findings(in: history) == [])
        history.operations[2].expected = ["mission-b": 1]
        #expect(HistoryChecker.findings(in: history) == [.misplaced(.numbered(3))])
    }

    @Test func `A duplicate is answered as the first time`() {
        var history = History.inOrder
        history.operations.append(
            Operation(
                command: .numbered(2), streams: ["mission-a"], began: 90, ended: 91,
                outcome: .duplicate([.init(position: 2, version: 2)])))
        #expect(HistoryChecker.findings(in: history) == [])
        history.operations[4] = history.operations[4].ending(.duplicate([.init(position: 3, version: 3)]))
        #expect(HistoryChecker.findings(in: history) == [.answeredApart(.numbered(2))])
        history.operations[4] = history.operations[4].ending(.stored([.init(position: 2, version: 2)]))
        #expect(HistoryChecker.findings(in: history) == [.answeredApart(.numbered(2))])
    }

    @Test(arguments: Wrong.allCases)
    func `Each wrong is found, and nothing else is`(_ wrong: Wrong) {
        var history = History.inOrder
        let expected = wrong.befall(&history)
        #expect(Set(HistoryChecker.findings(in: history)) == expected)
    }

    enum Wrong: CaseIterable {
        case twoEventsAtOnePosition, versionSkipped, versionTwice, eventWithoutCommand, eventOfNobody
        case answeredEventGone, answeredPairHalfGone, eventTwice, unknownPairHalfThere
        case failedCommandStored, failedCommandFoundStored
        case otherPositionAnswered, otherVersionThanExpected, otherVersionReadThanExpected, laterCommandStandsBefore
        case readerPassedAnEvent, readEventGone, readEventReplaced

        /// Does the wrong, and says what is to be found.
        fileprivate func befall(_ history: inout History) -> Set<Finding> {
            switch self {
            case .twoEventsAtOnePosition:
                history.log[1] = history.log[1].with(position: 1)
                history.operations[1] = history.operations[1].ending(.stored([.init(position: 1, version: 2)]))
                history.readings = []
                return [.positionTwice(1), .outOfRealTime(.numbered(2))]
            case .versionSkipped:
                history.log[2] = history.log[2].with(version: 4)
                history.operations[2] = history.operations[2].ending(.stored([.init(position: 3, version: 4)]))
                return [.versionOutOfOrder("mission-a", position: 3)]
            case .versionTwice:
                history.log[2] = history.log[2].with(version: 2)
                history.operations[2] = history.operations[2].ending(.stored([.init(position: 3, version: 2)]))
                return [.versionOutOfOrder("mission-a", position: 3)]
            case .eventWithoutCommand:
                history.log.append(.numbered(9, stream: "mission-z", version: 1, command: nil))
                return [.stranger(position: 9)]
            case .eventOfNobody:
                history.log.append(.numbered(9, stream: "mission-z", version: 1, command: 77))
                return [.stranger(position: 9)]
            case .answeredEventGone:
                history.log.remove(at: 2)
                history.readings = []
                return [.lost(.numbered(3))]
            case .answeredPairHalfGone:
                history.log.removeLast()
                history.readings = []
                return [.lost(.numbered(4))]
            case .eventTwice:
                history.log.append(.numbered(6, stream: "mission-a", version: 4, command: 3))
                return [.doubled(.numbered(3))]
            case .failedCommandStored:
                history.operations[0] = history.operations[0].ending(.failed)
                return [.failedYetStored(.numbered(1))]
            case .failedCommandFoundStored:
                history.operations[0] = history.operations[0].ending(.failed)
                history.operations.append(
                    Operation(
                        command: .numbered(1), streams: ["mission-a"], began: 90, ended: 91,
                        outcome: .duplicate([.init(position: 1, version: 1)])))
                return [.failedYetStored(.numbered(1))]
            case .unknownPairHalfThere:
                history.operations[3] = history.operations[3].ending(.unknown)
                history.log.removeLast()
                history.readings = []
                return [.half(.numbered(4))]
            case .otherPositionAnswered:
                history.operations[2] = history.operations[2].ending(.stored([.init(position: 8, version: 3)]))
                return [.answeredApart(.numbered(3)), .outOfRealTime(.numbered(4))]
            case .otherVersionThanExpected:
                history.operations[1].expected = ["mission-a": 0]
                return [.misplaced(.numbered(2))]
            case .otherVersionReadThanExpected:
                history.operations[3].expected = ["mission-a": 2]
                return [.misplaced(.numbered(4))]
            case .laterCommandStandsBefore:
                let late = history.operations[0]
                history.operations[0] = Operation(
                    command: late.command, streams: late.streams, began: 92, ended: 93, outcome: late.outcome)
                return [.outOfRealTime(.numbered(1))]
            case .readerPassedAnEvent:
                history.readings.append(
                    Reading(after: 0, through: 3, events: [1: .numbered(101), 3: .numbered(103)]))
                return [.passed(position: 2)]
            case .readEventGone:
                history.readings.append(Reading(after: 5, through: 9, events: [8: .numbered(108)]))
                return [.vanished(position: 8)]
            case .readEventReplaced:
                history.readings.append(Reading(after: 0, through: 1, events: [1: .numbered(999)]))
                return [.vanished(position: 1)]
            }
        }
    }
}

extension History {
    /// Three commands with one event on one stream and one with two on two others, one after the other, and a reader.
    fileprivate static var inOrder: History {
        let log: [LoggedEvent] = [
            .numbered(1, stream: "mission-a", version: 1, command: 1),
            .numbered(2, stream: "mission-a", version: 2, command: 2),
            .numbered(3, stream: "mission-a", version: 3, command: 3),
            .numbered(4, stream: "mission-b", version: 1, command: 4),
            .numbered(5, stream: "mission-c", version: 1, command: 4, ordinal: 2),
        ]
        var operations = (1...3).map { number in
            Operation(
                command: .numbered(UInt64(number)), streams: ["mission-a"], began: 2 * number, ended: 2 * number + 1,
                outcome: .stored([.init(position: Int64(number), version: Int64(number))]))
        }
        operations.append(
            Operation(
                command: .numbered(4), streams: ["mission-b", "mission-c"], began: 8, ended: 9,
                outcome: .stored([.init(position: 4, version: 1), .init(position: 5, version: 1)])))
        let reading = Reading(after: 2, through: 5, events: [3: .numbered(103), 4: .numbered(104), 5: .numbered(105)])
        return History(operations: operations, readings: [reading], log: log)
    }
}

extension UniqueID {
    fileprivate static func numbered(_ number: UInt64) -> UniqueID { UniqueID(high: 0, low: number) }
}

extension LoggedEvent {
    fileprivate static func numbered(
        _ position: Int64, stream: StreamName, version: Int64, command: UInt64?, ordinal: Int = 1
    ) -> LoggedEvent {
        LoggedEvent(
            position: position, stream: stream, version: version, id: .numbered(100 + UInt64(position)),
            command: command.map { .numbered($0) }, ordinal: ordinal)
    }

    fileprivate func with(position: Int64? = nil, version: Int64? = nil) -> LoggedEvent {
        LoggedEvent(
            position: position ?? self.position, stream: stream, version: version ?? self.version, id: id,
            command: command, ordinal: ordinal)
    }
}

extension Operation {
    fileprivate func ending(_ outcome: Outcome) -> Operation {
        Operation(
            command: command, streams: streams, expected: expected, began: began, ended: ended, outcome: outcome)
    }
}
