/// Whether the versions of each stream run 1, 2, 3, … in the order of the log, of which each stream's first fault is found.
///
/// Takes memory for each stream, not for each event: 12 bytes, and room to grow. Streams are told apart by a hash that is
/// seeded anew for each process, so that nobody can look for two names that would count as one.
struct StreamVersions {
    private(set) var faults = FindingList()
    /// How many events of each have come; below zero once a fault was found.
    private var counts: [Int: Int32] = [:]

    mutating func take(_ record: LedgerRecord) {
        if let finding = finding(of: record) { faults.add(finding) }
    }

    private mutating func finding(of record: LedgerRecord) -> LogFinding? {
        guard let position = record.position, let version = record.version else { return nil }
        let key = record.stream.hashValue
        let count = counts[key, default: 0]
        guard count >= 0 else { return nil }
        guard version == Int64(count) + 1 else {
            counts[key] = -1
            return .misnumbered(position: position, stream: record.streamName, version: version)
        }
        counts[key] = count + 1
        return nil
    }
}
