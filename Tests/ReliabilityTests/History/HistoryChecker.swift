import EventSourcing

/// Something in a history that no store may do.
enum Finding: Hashable, Sendable {
    /// Two events have one position.
    case positionTwice(Int64)
    /// The versions of a stream do not run 1, 2, 3, … in order of position.
    case versionOutOfOrder(StreamName, position: Int64)
    /// An event that no command of the history asked for.
    case stranger(position: Int64)
    /// A command was answered, and its events are not there, or not all of them.
    case lost(UniqueID)
    /// A command's events are there more than once.
    case doubled(UniqueID)
    /// A command nobody had an answer to is there in part.
    case half(UniqueID)
    /// A command is there that no call can have stored: each failed, or found it stored.
    case failedYetStored(UniqueID)
    /// The answers to one command differ, or two calls say that they stored it, or the log says otherwise.
    case answeredApart(UniqueID)
    /// A command was stored when a stream, written or only read, was not at the version that it expected.
    case misplaced(UniqueID)
    /// A command that began after another was answered stands before it.
    case outOfRealTime(UniqueID)
    /// A reader passed this position and had not seen the event that the log holds there.
    case passed(position: Int64)
    /// A reader saw an event at this position that the log does not hold there.
    case vanished(position: Int64)
}

/// Holds a history against what a store promises: one order, each answered command once, each failed one never, each
/// unknown one once or never, real time respected, no reader past a gap.
struct HistoryChecker {
    private let history: History
    /// The events of each stream, in order of position.
    private let streams: [StreamName: [LoggedEvent]]
    private var findings: [Finding] = []

    /// What is wrong with a history; empty when nothing is.
    static func findings(in history: History) -> [Finding] {
        var checker = HistoryChecker(history: history)
        checker.checkOrder()
        checker.checkCommands()
        checker.checkRealTime()
        checker.checkReadings()
        return checker.findings
    }

    private init(history: History) {
        self.history = history
        streams = Dictionary(grouping: history.log, by: \.stream)
    }

    private func version(of stream: StreamName, before position: Int64) -> Int64 {
        streams[stream, default: []].slice(after: .min, through: position - 1).last?.version ?? 0
    }

    private mutating func checkOrder() {
        var last: Int64?
        var versions: [StreamName: Int64] = [:]
        for event in history.log {
            if let last, event.position <= last { findings.append(.positionTwice(event.position)) }
            last = event.position
            let due = versions[event.stream, default: 0] + 1
            if event.version != due { findings.append(.versionOutOfOrder(event.stream, position: event.position)) }
            versions[event.stream] = event.version
        }
    }

    private mutating func checkCommands() {
        var stored: [UniqueID: [LoggedEvent]] = [:]
        for event in history.log {
            guard let command = event.command else {
                findings.append(.stranger(position: event.position))
                continue
            }
            stored[command, default: []].append(event)
        }
        let calls = Dictionary(grouping: history.operations, by: \.command)
        for (command, events) in stored where calls[command] == nil {
            findings += events.map { .stranger(position: $0.position) }
        }
        for command in calls.keys.sorted(by: { ($0.high, $0.low) < ($1.high, $1.low) }) {
            check(command, calls[command, default: []], stored[command, default: []].sorted { $0.ordinal < $1.ordinal })
        }
    }

    private mutating func check(_ command: UniqueID, _ calls: [Operation], _ events: [LoggedEvent]) {
        let spots = events.map { Operation.Spot(position: $0.position, version: $0.version) }
        let streams = calls.lazy.compactMap(\.streams).first
        let answers = calls.compactMap(\.answer)
        let isComplete = streams == nil || events.map(\.stream) == streams
        if events.count > streams?.count ?? .max {
            findings.append(.doubled(command))
        } else if let answer = answers.first {
            if !isComplete {
                findings.append(.lost(command))
            } else if answers.contains(where: { $0 != answer }) || answer != spots {
                findings.append(.answeredApart(command))
            }
        } else if !events.isEmpty, !isComplete {
            findings.append(.half(command))
        }
        // Of calls that all failed, or that say that an earlier one has stored it, one must have had another end.
        let wasStored = !events.isEmpty || !answers.isEmpty
        if wasStored, calls.allSatisfy({ $0.outcome == .failed || $0.isDuplicate }) {
            findings.append(.failedYetStored(command))
        }
        if calls.count(where: \.isStored) > 1 { findings.append(.answeredApart(command)) }
        if let first = events.first,
            calls[0].expected.contains(where: { version(of: $0.key, before: first.position) != $0.value })
        {
            findings.append(.misplaced(command))
        }
    }

    /// Goes through beginnings and answers in their order: what begins comes after everything that was answered.
    private mutating func checkRealTime() {
        enum Moment {
            case beginning(UniqueID)
            case answer(Int64)
        }
        var first: [UniqueID: Int] = [:]
        for call in history.operations { first[call.command] = min(first[call.command] ?? .max, call.began) }
        var moments: [(place: Int, moment: Moment)] = first.map { ($0.value, .beginning($0.key)) }
        for call in history.operations {
            if let last = call.answer?.last { moments.append((call.ended, .answer(last.position))) }
        }
        var start: [UniqueID: Int64] = [:]
        for event in history.log {
            if let command = event.command { start[command] = min(start[command] ?? .max, event.position) }
        }
        var answered: Int64 = 0
        for (_, moment) in moments.sorted(by: { $0.place < $1.place }) {
            switch moment {
            case .beginning(let command):
                if let position = start[command], position <= answered { findings.append(.outOfRealTime(command)) }
            case .answer(let position): answered = max(answered, position)
            }
        }
    }

    private mutating func checkReadings() {
        for reading in history.readings {
            let held = history.log.slice(after: reading.after, through: reading.through)
            for event in held where reading.events[event.position] != event.id {
                findings.append(
                    reading.events[event.position] == nil
                        ? .passed(position: event.position) : .vanished(position: event.position))
            }
            let positions = Set(held.map(\.position))
            findings += reading.events.keys.filter { !positions.contains($0) }.sorted()
                .map { .vanished(position: $0) }
        }
    }
}

extension Operation {
    /// Where the events stand, when the call was answered.
    fileprivate var answer: [Spot]? {
        switch outcome {
        case .stored(let spots), .duplicate(let spots): spots
        case .failed, .unknown: nil
        }
    }

    fileprivate var isStored: Bool {
        if case .stored = outcome { return true }
        return false
    }

    fileprivate var isDuplicate: Bool {
        if case .duplicate = outcome { return true }
        return false
    }
}

extension [LoggedEvent] {
    /// The events after one position up to another, found by bisection.
    fileprivate func slice(after position: Int64, through end: Int64) -> ArraySlice<LoggedEvent> {
        func firstIndex(beyond limit: Int64) -> Int {
            var (low, high) = (0, count)
            while low < high {
                let middle = (low + high) / 2
                if self[middle].position > limit { high = middle } else { low = middle + 1 }
            }
            return low
        }
        let start = firstIndex(beyond: position)
        return self[start..<Swift.max(start, firstIndex(beyond: end))]
    }
}
