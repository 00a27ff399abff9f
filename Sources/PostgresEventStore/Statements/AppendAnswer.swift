import EventSourcing

/// What came of one command that was not refused by the server.
enum AppendAnswer {
    /// One version and one position for each event, in their order.
    case stored(recordedAt: Timestamp, versions: [Int64], positions: [Int64])
    case duplicate(JournalRow)

    var isDuplicate: Bool {
        if case .duplicate = self { return true }
        return false
    }

    /// What the submitter of `request` is to be told.
    ///
    /// Fails with ``StoreFailure/corrupt(_:)`` when the answer is not one to that request.
    func result(of request: AppendRequest) throws(StoreFailure) -> AppendResult {
        switch self {
        case .duplicate(let row):
            return .duplicate(row.entry(of: request.commandID))
        case .stored(let recordedAt, let versions, let positions):
            let count = request.events.count
            guard versions.count == count, positions.count == count else {
                throw .corrupt("\(versions.count) versions and \(positions.count) positions for \(count) events")
            }
            var placements: [Placement] = []
            placements.reserveCapacity(count)
            for (index, event) in request.events.enumerated() {
                placements.append(
                    Placement(
                        stream: event.stream, type: event.type, version: versions[index], position: positions[index]))
            }
            return .stored(
                JournalEntry(
                    commandID: request.commandID, command: request.command, actor: request.actor,
                    recordedAt: recordedAt, rejection: request.rejection, placements: placements))
        }
    }
}
