import AuditLog

/// Walks along the roots that a log has had, and those that were signed of it.
struct RootComparison {
    /// As many as say something.
    private(set) var findings: [LogFinding] = []
    /// Those that were kept elsewhere and that this log does not begin with.
    private(set) var unmet: Set<TreeHead> = []
    /// Those that the log has not come to yet.
    private var sealed: ArraySlice<TreeHead>
    private var kept: ArraySlice<TreeHead>
    /// The position of the last event under a root that was found to hold; 0 before the first.
    private var held: Int64 = 0
    /// Of the first root of the folder that does not hold, where what was named of events explains it.
    private var untold: LogFinding?
    private var isTold = false

    /// `sealed` are those of the folder, `kept` those that somebody has kept elsewhere.
    init(sealed: some Sequence<TreeHead>, kept: some Sequence<TreeHead>) {
        self.sealed = Self.inOrder(sealed)
        self.kept = Self.inOrder(kept)
    }

    private static func inOrder(_ heads: some Sequence<TreeHead>) -> ArraySlice<TreeHead> {
        Set(heads).sorted { ($0.size, $0.root.base64) < ($1.size, $1.root.base64) }[...]
    }

    /// `frontier` is the log up to the event at this position, which the comparison was told.
    mutating func take(_ frontier: MerkleFrontier, through position: Int64, _ comparison: inout LeafComparison) {
        let size = frontier.size
        guard sealed.first?.size == size || kept.first?.size == size else { return }
        let head = frontier.head
        let ofFolder = Self.take(size, of: &sealed)
        let ofOthers = Self.take(size, of: &kept)
        let finding = LogFinding.rewritten(size: size, after: held, through: position)
        for other in ofOthers where other != head {
            tell(finding)
            unmet.insert(other)
        }
        if ofFolder.contains(head) || ofOthers.contains(head) {
            // A root that holds behind one that does not: two logs were signed, and what was named between them is of the
            // folder.
            if let untold { tell(untold) }
            (untold, isTold, held) = (nil, false, position)
            comparison.findsRoot()
        } else if !ofFolder.isEmpty, !isTold {
            // The first tells it all: whatever follows on what is not as it was signed is not either.
            if comparison.tellsDifference(at: size) {
                untold = untold ?? finding
            } else {
                tell(finding)
                isTold = true
            }
        }
    }

    /// No event comes any more.
    mutating func finish(at size: Int64, _ comparison: LeafComparison) {
        for head in kept { tell(.cutOff(size: head.size, found: size)) }
        unmet.formUnion(kept)
        // Where not all was listed, what is not may be what explains it.
        if let untold, comparison.isCutOff || comparison.hasUnnamed { tell(untold) }
        if let last = sealed.last, comparison.hasUnnamed || !comparison.tellsDifference(at: last.size) {
            tell(.cutOff(size: last.size, found: size))
        }
    }

    private mutating func tell(_ finding: LogFinding) {
        if !findings.contains(finding) { findings.append(finding) }
    }

    private static func take(_ size: Int64, of heads: inout ArraySlice<TreeHead>) -> ArraySlice<TreeHead> {
        let same = heads.prefix { $0.size == size }
        heads = heads.dropFirst(same.count)
        return same
    }
}
