/// Whether the versions of each stream run 1, 2, 3, … in the order of the log, of which each stream's first fault is found.
///
/// Takes memory for each stream, not for each event: 12 bytes, and room to grow. Streams are told apart by a hash that is
/// seeded anew for each process, so that nobody can look for two names that would count as one.
struct StreamVersions {
    private(set) var findings: [LogFinding] = []
    private(set) var isCutOff = false
    /// How many events of each have come; below zero once a fault was found.
    private var counts: [Int: Int32] = [:]

    /// More say nothing new.
    private static let limit = 100

    mutating func take(_ record: LedgerRecord) {
        guard let finding = finding(of: record) else { return }
        if findings.count < Self.limit { findings.append(finding) } else { isCutOff = true }
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
