import EventSourcing
import PostgresClient
import PostgresEventStore
import Projections
import ReadModels
import TradeMissions

/// W5: a read model with the status of every stream, folded anew from the whole log, compared with what was there and
/// put in its place, as `missieboek projections rebuild` does.
enum RebuildBench {
    /// What the model is folded from.
    enum Source {
        /// What stands around the events, as the floor does it.
        case envelopes
        /// The events of the domain, as most models are: the floor decodes none.
        case events
    }

    /// Events in a second, without the comparison, which the floor does not make; and with it.
    static func run(url: String, from source: Source) throws -> BenchFigures {
        switch source {
        case .envelopes: try rebuild(StreamStatus.self, url)
        case .events: try rebuild(DecodedStreamStatus.self, url)
        }
    }

    private static func rebuild<Model: ReadModel>(_: Model.Type, _ url: String) throws -> BenchFigures {
        let store = try PostgresEventStore(ConnectionOptions(address: url))
        let rebuild = Rebuild<Model>(
            store, store, waitingBy: { _ in preconditionFailure("nobody else is at work") })
        let start = ContinuousClock.now
        let outcome = try rebuild.replace()
        let duration = ContinuousClock.now - start
        // The first round has nothing to compare.
        if case .compared(let comparison) = outcome.finding {
            precondition(comparison.areEqual, "a rebuild of the same log gave other rows")
        }
        let count = Double(outcome.eventCount)
        return BenchFigures(
            rate: count / ((duration - outcome.comparing) / .seconds(1)), comparedRate: count / (duration / .seconds(1))
        )
    }
}

/// The same model, made by a question that finds the whole log to be new to it.
enum CatchUpBench {
    /// Events in a second.
    static func run(url: String) throws -> Double {
        let store = try PostgresEventStore(ConnectionOptions(address: url))
        let end = try store.advanceWatermark()
        let start = ContinuousClock.now
        let projector = Projector<NewStreamStatus>(
            store, store, waitingBy: { _ in preconditionFailure("nobody else is at work") })
        try projector.catchUp(to: end)
        return Double(end) / ((ContinuousClock.now - start) / .seconds(1))
    }
}

/// One row for each stream: what happened last, when, and how often anything did.
private enum StreamStatus: EnvelopeModel {
    struct Row: Codable, Sendable {
        let events: Int64
        let since: Timestamp
        let status: String
    }

    static let name = ProjectionName("bench-stream-status", version: 1)
    static func reads(_ category: Category) -> Bool { true }
    static func keys(of envelope: Envelope) -> [String] { [envelope.header.stream.text] }

    static func apply(_ envelope: Envelope, to row: inout Row?, under key: String) {
        row = Row(events: (row?.events ?? 0) + 1, since: envelope.header.recordedAt, status: envelope.name)
    }
}

/// As if this program were the first release that has the model: each run is another version of it.
private enum NewStreamStatus: EnvelopeModel {
    static let name = ProjectionName("bench-new-stream-status", version: .random(in: 1...Int(Int32.max)))
    static func reads(_ category: Category) -> Bool { true }
    static func keys(of envelope: Envelope) -> [String] { StreamStatus.keys(of: envelope) }

    static func apply(_ envelope: Envelope, to row: inout StreamStatus.Row?, under key: String) {
        StreamStatus.apply(envelope, to: &row, under: key)
    }
}

/// The same rows, folded from events that were decoded.
private enum DecodedStreamStatus: ReadModel {
    static let name = ProjectionName("bench-decoded-stream-status", version: 1)
    static func reads(_ category: Category) -> Bool { true }
    static func keys(of recorded: Recorded<DomainEvent>) -> [String] { [recorded.header.stream.text] }

    static func apply(_ recorded: Recorded<DomainEvent>, to row: inout StreamStatus.Row?, under key: String) {
        row = StreamStatus.Row(
            events: (row?.events ?? 0) + 1, since: recorded.header.recordedAt, status: recorded.event.storedName)
    }
}
