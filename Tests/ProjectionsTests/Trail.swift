import EventSourcing
import Projections
import ReadModels
import Synchronization
import TestSupport
import TradeMissions

/// A read model whose rows tell in which order events came, and that takes what it is told to for faulty.
///
/// A linked concern touches the row of its mission and its own: a row is fed by several streams, and an event touches
/// several rows.
enum Trail: ReadModel {
    struct Row: Codable, Sendable {
        var positions: [Int64]
    }

    static let name = ProjectionName("trail", version: 1)

    /// What a release of this program can make nothing of, by stream and version; each test has streams of its own.
    static let faulty = Mutex<Set<String>>([])

    static func refuse(_ stream: StreamName, _ version: Int64) {
        faulty.withLock { _ = $0.insert("\(stream.text) \(version)") }
    }

    static func mend(_ stream: StreamName, _ version: Int64) {
        faulty.withLock { _ = $0.remove("\(stream.text) \(version)") }
    }

    static func reads(_ category: Category) -> Bool { category == .concern }

    static func keys(of recorded: Recorded<DomainEvent>) -> [String] {
        recorded.event.missions(in: recorded.header.stream).map(\.text) + [recorded.header.stream.text]
    }

    static func apply(
        _ recorded: Recorded<DomainEvent>, to row: inout Row?, under key: String
    ) throws(UnfoldableEvent) {
        let header = recorded.header
        // The first of an event's rows is written before the fault is found.
        if key == header.stream.text,
            faulty.withLock({ $0.contains("\(header.stream.text) \(header.version)") })
        {
            throw UnfoldableEvent("made faulty by a test")
        }
        row = Row(positions: (row?.positions ?? []) + [header.position])
    }
}

extension EventStore {
    /// Records that a concern was linked to a mission, and gives the event's position.
    @discardableResult
    func link(_ concern: StreamName, to mission: String = "mission-riyad") throws -> Int64 {
        try record(.sample(concern, type: "ConcernLinkedToMission", data: #"{"mission":"\#(mission)"}"#))
    }

    /// Records one event, and gives its position.
    @discardableResult
    func record(_ event: NewEvent) throws -> Int64 {
        guard let position = try append(.sample([event])).entry.placements.first?.position else {
            throw StoreFailure.corrupt("stored nowhere")
        }
        return position
    }
}

extension ModelContents where Row == Trail.Row {
    var trails: [[Int64]] { rows.map(\.positions) }
}
