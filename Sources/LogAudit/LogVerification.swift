package import AuditLog
package import PostgresClient

/// Holds a log against what was signed of it: every byte of every event, and where it differs.
package struct LogVerification {
    private let folder: AuditFolder?
    private let sealed: [TreeHead]
    private let kept: [TreeHead]
    /// How many leaves the folder has.
    private let size: Int64

    /// Findings beyond this number say nothing new.
    fileprivate static let limit = 100

    /// `sealed` are the checkpoints of the folder, `kept` those that somebody has kept elsewhere; their signatures were
    /// verified.
    ///
    /// Without a folder only the checkpoints count: then a change is known to lie before one of them, and not where.
    package init(_ folder: AuditFolder?, sealed: [Checkpoint], kept: [Checkpoint]) {
        self.folder = folder
        self.sealed = sealed.map(\.head).sorted { $0.size < $1.size }
        self.kept = kept.map(\.head).sorted { $0.size < $1.size }
        size = folder == nil ? 0 : self.sealed.last?.size ?? 0
    }

    package struct Report: Sendable {
        package fileprivate(set) var findings: [LogFinding] = []
        /// How many events the log holds, and how many of them are under the last checkpoint.
        package fileprivate(set) var events: Int64 = 0
        package fileprivate(set) var sealed: Int64 = 0
        package fileprivate(set) var lastPosition: Int64 = 0

        package var isSound: Bool { findings.isEmpty }
    }

    /// Reads the whole log up to a position, in constant memory.
    ///
    /// Throws when it cannot be read, not for what it finds.
    package func run(_ connection: borrowing Connection, through end: Int64) throws(AuditFailure) -> Report {
        var report = Report()
        var comparison = try Comparison(folder, size: size)
        var frontier = MerkleFrontier()
        var rest = kept.filter { $0.size > size }[...]
        try ReadLedger.run(connection, after: 0, through: end) { (record) throws(AuditFailure) in
            report.events += 1
            report.lastPosition = record.position
            let found = try comparison.take(record)
            report.add(found)
            frontier.append(record.leaf ?? .empty)
            while let next = rest.first, next.size == frontier.size {
                if next != frontier.head, report.isSound {
                    report.add([.rewritten(size: next.size, through: record.position)])
                }
                rest = rest.dropFirst()
            }
        }
        report.add(try comparison.finish())
        report.sealed = max(size, kept.last?.size ?? 0)
        if let next = rest.first, report.isSound {
            report.add([.cutOff(size: next.size, found: frontier.size)])
        }
        try compareWithTiles(&report)
        return report
    }

    /// What was signed must follow from the tiles, which the events were compared with.
    private func compareWithTiles(_ report: inout Report) throws(AuditFailure) {
        guard let folder, size > 0 else { return }
        let tree = TiledTree(size: size, tiles: folder)
        for head in sealed where try tree.head(at: head.size) != head {
            return report.add([.falseTiles(size: head.size)])
        }
        for head in kept where head.size <= size {
            guard try tree.head(at: head.size) != head else { continue }
            return report.add([.rewritten(size: head.size, through: try folder.position(of: head.size - 1, size: size))]
            )
        }
    }
}

extension LogVerification.Report {
    fileprivate mutating func add(_ found: [LogFinding]) {
        findings += found.prefix(max(0, LogVerification.limit - findings.count))
    }
}

/// Walks along the events and the leaves that were sealed of them.
private struct Comparison {
    private var leaves: SealedLeaves?
    private var expected: SealedLeaves.Leaf?

    init(_ folder: AuditFolder?, size: Int64) throws(AuditFailure) {
        leaves = folder.map { SealedLeaves($0, size: size) }
        try advance()
    }

    private mutating func advance() throws(AuditFailure) {
        expected = try leaves?.next()
    }

    mutating func take(_ record: LedgerRecord) throws(AuditFailure) -> [LogFinding] {
        var found: [LogFinding] = []
        while let leaf = expected, leaf.position < record.position {
            found.append(.missing(position: leaf.position))
            try advance()
        }
        let isWhole = record.leaf != nil && record.leaf == record.storedLeaf
        guard let leaf = expected else {
            // Behind what was sealed only its own leaf speaks for it.
            return found + (isWhole ? [] : [.changed(position: record.position)])
        }
        guard leaf.position == record.position else { return found + [.inserted(position: record.position)] }
        try advance()
        return found + (isWhole && leaf.hash == record.leaf ? [] : [.changed(position: record.position)])
    }

    mutating func finish() throws(AuditFailure) -> [LogFinding] {
        var found: [LogFinding] = []
        while let leaf = expected, found.count < LogVerification.limit {
            found.append(.missing(position: leaf.position))
            try advance()
        }
        return found
    }
}
