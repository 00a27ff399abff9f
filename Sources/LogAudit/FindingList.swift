/// Findings of one kind, as many as say something.
struct FindingList {
    private(set) var findings: [LogFinding] = []
    private(set) var isCutOff = false

    static let limit = 100

    mutating func add(_ finding: LogFinding) {
        if findings.count < Self.limit { findings.append(finding) } else { isCutOff = true }
    }

    /// Says something else of the positions that another list names.
    mutating func add(_ others: FindingList, as finding: (Int64) -> LogFinding) {
        for position in others.findings.compactMap(\.position) { add(finding(position)) }
        isCutOff = isCutOff || others.isCutOff
    }
}
