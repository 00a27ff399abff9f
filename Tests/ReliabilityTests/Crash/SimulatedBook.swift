import CanonicalJSON
import CommandBus
import EventSourcing
import TestSupport

/// Commands of `missieboek simulate`, and the events that they lead to.
enum SimulatedBook {
    static func lines(missions: Int, seed: UInt64) async throws -> [String] {
        try await Program(environment: [:]).run("simulate", "--missions", "\(missions)", "--seed", "\(seed)").lines
    }

    /// A book in memory in which a simulation was carried out.
    static func store(missions: Int, seed: UInt64 = 1) async throws -> InMemoryEventStore {
        let future = FixedClock(try Timestamp(text: "2027-01-01T00:00:00Z"))
        let store = InMemoryEventStore()
        let bus = CommandBus(store) { future.now() }
        for line in try await lines(missions: missions, seed: seed) {
            _ = try bus.execute(CommandEnvelope(parsing: Array(line.utf8)))
        }
        return store
    }

    /// The types and data of the events on the missions of a simulation, for writers that want events which read models
    /// take in.
    static func missionEvents() async throws -> [(type: String, data: [UInt8])] {
        let store = try await store(missions: 1)
        var events: [(type: String, data: [UInt8])] = []
        try store.readLog(after: 0, through: store.advanceWatermark()) { event in
            if event.stream.text.hasPrefix("mission-") { events.append((event.type, event.data)) }
        }
        return events
    }
}

extension Recorder {
    /// Writes down what a run of `dispatch` answered to its lines, and that it left the others open.
    func note(_ run: Program.Run, of lines: [String]) throws {
        for line in run.lines { try note(answer: line) }
        for line in lines.dropFirst(run.lines.count) {
            guard let id = try Node(parsing: Array(line.utf8))["id"]?.stringValue else { throw NoAnswer(line: line) }
            note(try UniqueID(text: id), nil, .unknown)
        }
    }

    private func note(answer line: String) throws {
        let answer = try Node(parsing: Array(line.utf8))
        guard let id = answer["id"]?.stringValue, let outcome = answer["outcome"]?.stringValue,
            case .array(let events)? = answer["events"]
        else { throw NoAnswer(line: line) }
        let streams = try events.map { try StreamName(text: $0["stream"]?.stringValue ?? "") }
        let spots = events.map { event in
            Operation.Spot(position: event["position"]?.integer ?? 0, version: event["version"]?.integer ?? 0)
        }
        switch outcome {
        case "accepted": note(try UniqueID(text: id), streams, .stored(spots))
        case "duplicate": note(try UniqueID(text: id), streams, .duplicate(spots))
        default: throw NoAnswer(line: line)
        }
    }

    struct NoAnswer: Error {
        let line: String
    }
}

extension Node {
    fileprivate var integer: Int64? {
        guard case .number(let digits) = self else { return nil }
        return Int64(digits)
    }
}
