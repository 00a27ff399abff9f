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
        var comparison = LeafComparison(folder, size: size, bound: tiles.bound)
        var roots = RootComparison(sealed: folder == nil ? [] : sealed, kept: kept)
        roots.take(frontier, through: 0, &comparison)
        // A log only grows: of what is held before none is missing among what comes.
        let held = try ReadLedger.count(connection)
        // The highest position so far: an event without one, or out of order, ends no stretch.
        var through: Int64 = 0
        try ReadLedger.run(connection, .whole) { (record) throws(AuditFailure) in
            comparison.take(record)
            versions.take(record)
            frontier.append(record.leaf ?? .empty)
            through = max(through, record.position ?? through)
            roots.take(frontier, through: through, &comparison)
            if frontier.size.isMultiple(of: Self.reportingPace) { progress(through) }
        }
        comparison.finish()
        roots.finish(at: frontier.size, comparison)
        let hidden: [LogFinding] = held > frontier.size ? [.hidden(held: held, shown: frontier.size)] : []
        let ofEvents = comparison.findings.filter { !tiles.findings.contains($0) }
        return Report(
            findings: hidden + forks + tiles.findings + roots.findings + ofEvents + versions.faults.findings,
            isCutOff: comparison.isCutOff || versions.faults.isCutOff, events: frontier.size,
            sealed: max(size, kept.last?.size ?? 0), unmet: roots.unmet)
    }

    /// Of one size there is one root, whoever has kept it.
    private var forks: [LogFinding] {
        let roots = Dictionary(grouping: Set(sealed + kept)) { $0.size }
        return roots.filter { $0.value.count > 1 }.keys.sorted().map { .forked(size: $0) }
    }

    /// What was signed must follow from what stands highest in the tiles; the comparison sees to those below.
    ///
    /// `bound` is the largest size that does: up to there each leaf of the tiles is bound to a signed root, and what stands
    /// behind it speaks against nobody.
    private func compareWithTiles(_ size: Int64) throws(AuditFailure) -> (findings: [LogFinding], bound: Int64) {
        guard let folder else { return ([], 0) }
        let tree = TiledTree(size: size, tiles: folder)
        var bound: Int64 = 0
        var found: LogFinding?
        for head in sealed {
            do throws(AuditFailure) {
                if try tree.head(at: head.size) == head {
                    bound = head.size
                } else {
                    found = found ?? .falseTiles(size: head.size)
                }
            } catch {
                guard case .folder(let path, _) = error else { throw error }
                found = found ?? .damagedFolder(path: path)
            }
        }
        return (found.map { [$0] } ?? [], bound)
    }
}
