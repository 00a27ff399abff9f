import CanonicalJSON
import DomainRecords
package import EventSourcing
package import ReadModels
package import TradeMissions

/// Reads a log for its exceptions, as it was known at a position.
///
/// The log itself is read at each question, in constant memory but for what ``ExceptionFold`` keeps: no rows are stored
/// that could differ from it. Kinds that rest on others take two readings, since what officers held is judged by what was
/// recorded of them later too.
package struct ExceptionSearch {
    private let log: any EventStore
    private let wanted: Set<ExceptionKind>
    private let start: Int64

    /// For these kinds, as far as the log showed them after `start` only.
    package init(_ log: any EventStore, for wanted: Set<ExceptionKind>, shownAfter start: Int64 = 0) {
        self.log = log
        self.wanted = wanted
        self.start = start
    }

    /// Of what was recorded up to a position and, when a moment is given, had happened by then.
    ///
    /// A stream with an event that cannot be read is left out from there on.
    package func contents(
        through end: Int64, validAt: Timestamp? = nil
    ) throws(StoreFailure) -> ModelContents<ExceptionLine> {
        let restsOnOthers = wanted.contains { $0.restsOnOthers }
        var officers = OfficerHistory()
        if restsOnOthers { officers = try self.officers(through: end) }
        var reading = Reading(ExceptionFold(of: wanted, shownAfter: start, knowing: officers), validAt)
        // What a kind by itself is shown by lies behind the start.
        let first = restsOnOthers ? 0 : min(start, end)
        try log.readLog(after: first, through: end) { (stored) throws(StoreFailure) in reading.take(stored) }
        return ModelContents(rows: reading.fold.lines, heldBack: reading.faults)
    }

    private func officers(through end: Int64) throws(StoreFailure) -> OfficerHistory {
        var officers = OfficerHistory()
        let decoder = EventDecoder()
        try log.readLog(after: 0, through: end) { (stored) throws(StoreFailure) in
            guard Category(of: stored.stream) == .officer else { return }
            guard let recorded = try? decoder.decode(stored), case .officer(let event) = recorded.event else {
                return officers.takeUnreadable(in: stored.stream)
            }
            officers.take(event, recorded.header)
        }
        return officers
    }
}

/// One reading of a log from one end to the other.
private struct Reading {
    var fold: ExceptionFold
    /// What each stream is left out from.
    private(set) var faults: [StreamFault] = []

    private let validAt: Timestamp?
    private var heldBack: Set<StreamName> = []
    private let events = EventDecoder()
    private let acts = PullDecoder(ignoresUnknownFields: true)

    init(_ fold: ExceptionFold, _ validAt: Timestamp?) {
        self.fold = fold
        self.validAt = validAt
    }

    mutating func take(_ stored: RecordedEvent) {
        guard !heldBack.contains(stored.stream) else { return }
        do {
            let recorded = try events.decode(stored)
            if let validAt, stored.occurredAt > validAt {
                fold.note(recorded)
            } else {
                fold.take(recorded, storedAs: stored.type, by: try details(of: stored))
            }
        } catch {
            heldBack.insert(stored.stream)
            faults.append(
                StreamFault(
                    stream: stored.stream, position: stored.position,
                    code: ParkingCode(undecoded: stored).rawValue, explanation: error.explanation.storable))
        }
    }

    private func details(of stored: RecordedEvent) throws(StoreFailure) -> ActDetails {
        do {
            let act = try acts.decode(StoredAct.self, from: stored.metadata)
            return ActDetails(role: act.role.flatMap(Role.init(rawValue:)), reason: act.reason)
        } catch {
            throw .corrupt("position \(stored.position), metadata: \(error)")
        }
    }
}

/// Of the metadata of an event, what is looked at.
private struct StoredAct: Decodable {
    let role: String?
    let reason: String?
}
