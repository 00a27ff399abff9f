import EventSourcing
import Synchronization
import TestSupport

/// What several clients know of each other: a few streams that all of them write, and what was asked lately.
final class Workload: Sendable {
    private struct Contents {
        var versions: [StreamName: Int64] = [:]
        var recent: [AppendRequest] = []
        var created = 0
    }

    private let contents = Mutex(Contents())
    /// The types and data that events get.
    private let samples: [(type: String, data: [UInt8])]
    /// What the names of streams begin with.
    private let prefix: String

    init(
        prefix: String = "mission", samples: [(type: String, data: [UInt8])] = [("SomethingHappened", Array("{}".utf8))]
    ) {
        self.prefix = prefix
        self.samples = samples
    }

    /// The next request of one client: mostly one event on a busy stream, with or without an expectation; sometimes
    /// several over several streams; sometimes the creation of a stream that others create too; sometimes what
    /// another client has asked just now.
    func next(_ chance: inout Chance) -> AppendRequest {
        let roll = chance.number(1...100)
        if roll <= 12, let repeated = contents.withLock({ $0.recent.isEmpty ? nil : chance.pick($0.recent) }) {
            return repeated
        }
        let request =
            switch roll {
            case ...25: creation(&chance)
            case ...45: conditional(&chance)
            case ...60: wide(&chance)
            default: plain(&chance)
            }
        contents.withLock { contents in
            contents.recent.append(request)
            if contents.recent.count > 8 { contents.recent.removeFirst() }
        }
        return request
    }

    /// Notes the versions that an answer tells.
    func learn(_ result: Result<AppendResult, StoreFailure>) {
        contents.withLock { contents in
            switch result {
            case .success(let result):
                for placement in result.entry.placements {
                    contents.versions[placement.stream] = max(
                        contents.versions[placement.stream] ?? 0, placement.version)
                }
            case .failure(.conflict(let stream, _, let actual)): contents.versions[stream] = actual
            case .failure: break
            }
        }
    }

    private func plain(_ chance: inout Chance) -> AppendRequest {
        let stream = busyStream(&chance)
        return request([stream], [Expectation(stream, .any)], &chance)
    }

    private func conditional(_ chance: inout Chance) -> AppendRequest {
        let stream = busyStream(&chance)
        let version = contents.withLock { $0.versions[stream] ?? 0 }
        let written = chance.once(in: 2) ? busyStream(&chance) : stream
        return request([written], [Expectation(stream, .exactly(version))], &chance)
    }

    private func creation(_ chance: inout Chance) -> AppendRequest {
        let number = contents.withLock { contents in
            contents.created += 1
            return contents.created / 3
        }
        let stream = name("new-\(number)")
        return request([stream], [Expectation(stream, .noStream)], &chance)
    }

    /// Up to forty events over up to three streams, named in any order, one of which may carry an expectation.
    private func wide(_ chance: inout Chance) -> AppendRequest {
        let streams = (1...chance.number(1...3)).map { _ in busyStream(&chance) }
        let events = (1...chance.number(2...40)).map { _ in chance.pick(streams) }
        let version = contents.withLock { $0.versions[events[0]] ?? 0 }
        let expectations = chance.once(in: 3) ? [Expectation(events[0], .exactly(version))] : []
        return request(events, expectations, &chance)
    }

    private func busyStream(_ chance: inout Chance) -> StreamName { name("busy-\(chance.number(1...8))") }

    private func name(_ identifier: String) -> StreamName { StreamName(stringLiteral: "\(prefix)-\(identifier)") }

    private func request(
        _ streams: [StreamName], _ expectations: [Expectation], _ chance: inout Chance
    ) -> AppendRequest {
        let events = streams.map { stream in
            let sample = chance.pick(samples)
            return NewEvent(
                stream: stream, type: sample.type, occurredAt: .sample, data: sample.data, metadata: Array("{}".utf8))
        }
        return .sample(
            events, expecting: expectations, id: .timeOrdered(at: .sample, using: &chance))
    }
}
