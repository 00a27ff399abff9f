package import AuditLog
package import PostgresClient

/// Holds a log against what was signed of it: every byte of every event, and where it differs.
package struct LogVerification {
    private let folder: AuditFolder?
    private let sealed: [TreeHead]
    private let kept: [TreeHead]

    /// `sealed` are the checkpoints of the folder, `kept` those that somebody has kept elsewhere; their signatures were
    /// verified.
    ///
    /// Without a folder only the checkpoints count: then a change is known to lie before one of them, and not where.
    package init(_ folder: AuditFolder?, sealed: [Checkpoint], kept: [Checkpoint]) {
        self.folder = folder
        self.sealed = sealed.map(\.head).sorted { $0.size < $1.size }
        self.kept = kept.map(\.head).sorted { $0.size < $1.size }
    }

    /// In events.
    private static let reportingPace: Int64 = 16_384

    package struct Report: Hashable, Sendable {
        /// First what the checkpoints say of the whole, then the events: as many as say something.
        package let findings: [LogFinding]
        /// Whether there were more.
        package let isCutOff: Bool
        /// How many events the log holds, and how many of them are under the last checkpoint.
        package let events: Int64
        package let sealed: Int64
        /// Those that were kept elsewhere and that this log does not begin with.
        package let unmet: Set<TreeHead>

        package var isSound: Bool { findings.isEmpty }
    }

    /// Reads the whole log, in memory that grows with the number of streams and not of events; `progress` is told a position now and then.
    ///
    /// Throws when it cannot be read, not for what it finds.
    package func run(
        _ connection: borrowing Connection, reportingTo progress: (_ position: Int64) -> Void = { _ in }
    ) throws(AuditFailure) -> Report {
        let size = folder == nil ? 0 : sealed.last?.size ?? 0
        var versions = StreamVersions()
        var frontier = MerkleFrontier()
        let tiles = try compareWithTiles(size)
        var comparison = LeafComparison(folder, size: size, isSigned: tiles.lastHolds)
        var heads = forks + tiles.findings
        var unmet: Set<TreeHead> = []
        var rest = kept[...]
        var signed = (folder == nil ? [] : sealed + kept.filter { $0.size <= size }).sorted { $0.size < $1.size }[...]
        var isTold = false
        var untold: LogFinding?
        func tell(_ finding: LogFinding) {
            (isTold, untold) = (true, nil)
            if !heads.contains(finding) { heads.append(finding) }
        }
        func compareWithSigned(through position: Int64) {
            guard let size = signed.first?.size, size == frontier.size else { return }
            let same = signed.prefix { $0.size == size }
            signed = signed.dropFirst(same.count)
            guard !same.contains(frontier.head) else {
                // A root that holds behind one that does not: two logs were signed, and what was named between them is of
                // the folder.
                if let finding = untold { tell(finding) }
                return comparison.findsRoot()
            }
            // The first tells it all: whatever follows on what is not as it was signed is not either.
            guard !isTold else { return }
            let finding = LogFinding.rewritten(size: size, through: position)
            if comparison.tellsDifference { untold = untold ?? finding } else { tell(finding) }
        }
        func compareWithKept(through position: Int64) {
            while let next = rest.first, next.size == frontier.size {
                if next != frontier.head {
                    heads.append(.rewritten(size: next.size, through: position))
                    unmet.insert(next)
                }
                rest = rest.dropFirst()
            }
        }
        compareWithKept(through: 0)
        compareWithSigned(through: 0)
        try ReadLedger.run(connection, .whole) { (record) throws(AuditFailure) in
            comparison.take(record)
            versions.take(record)
            frontier.append(record.leaf ?? .empty)
            let position = record.position ?? 0
            compareWithKept(through: position)
            compareWithSigned(through: position)
            if frontier.size.isMultiple(of: Self.reportingPace) { progress(position) }
        }
        comparison.finish()
        heads += rest.map { .cutOff(size: $0.size, found: frontier.size) }
        if let last = signed.last, !comparison.tellsDifference {
            let finding = LogFinding.cutOff(size: last.size, found: frontier.size)
            if !heads.contains(finding) { heads.append(finding) }
        }
        return Report(
            findings: heads + comparison.findings.filter { !tiles.findings.contains($0) } + versions.faults.findings,
            isCutOff: comparison.isCutOff || versions.faults.isCutOff, events: frontier.size,
            sealed: max(size, kept.last?.size ?? 0), unmet: unmet.union(rest))
    }

    /// Of one size there is one root, whoever has kept it.
    private var forks: [LogFinding] {
        let roots = Dictionary(grouping: Set(sealed + kept)) { $0.size }
        return roots.filter { $0.value.count > 1 }.keys.sorted().map { .forked(size: $0) }
    }

    /// What was signed must follow from what stands highest in the tiles; the comparison sees to those below.
    ///
    /// Where the last root follows, each full tile is known by what stands above it, also one from which an earlier root does
    /// not.
    private func compareWithTiles(_ size: Int64) throws(AuditFailure) -> (findings: [LogFinding], lastHolds: Bool) {
        guard let folder else { return ([], false) }
        let tree = TiledTree(size: size, tiles: folder)
        do throws(AuditFailure) {
            let last = try tree.head(at: size)
            let lastHolds = sealed.contains(last)
            for head in sealed where try tree.head(at: head.size) != head {
                return ([.falseTiles(size: head.size)], lastHolds)
            }
            return ([], lastHolds)
        } catch {
            guard case .folder(let path, _) = error else { throw error }
            return ([.damagedFolder(path: path)], false)
        }
    }
}
