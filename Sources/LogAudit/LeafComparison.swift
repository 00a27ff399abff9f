import AuditLog

/// Walks along the events of a log and the leaves that were sealed of them.
struct LeafComparison {
    /// What holds of events, whatever was signed.
    private var certain = FindingList()
    /// Apart from those of events: however many there are, they crowd out none.
    private var ofFolder = FindingList()
    /// What the folder says of events behind the last checkpoint that was found to hold.
    private var pending = FindingList()
    /// The first file of the folder that says something else than the event at the same place of the log.
    private var falseFile: String?
    private var order = RisingPositions()
    /// Of those that came.
    private var count: Int64 = 0
    private var leaves: SealedLeaves?
    private var expected: SealedLeaves.Leaf?
    /// The one that the events are in now.
    private var stretch: UntrueStretch?
    private let isSigned: Bool
    /// Whether an event was named since the last root that was found to hold.
    private var hasNamed = false

    /// `isSigned` tells whether the last checkpoint of the folder follows from its tiles.
    init(_ folder: AuditFolder?, size: Int64, isSigned: Bool) {
        self.isSigned = isSigned
        leaves = folder.map { SealedLeaves($0, size: size, isSigned: isSigned) }
        advance()
    }

    var findings: [LogFinding] { certain.findings + pending.findings + ofFolder.findings }
    var isCutOff: Bool { certain.isCutOff || pending.isCutOff || ofFolder.isCutOff }
    /// Whether what was found since the last root that holds tells why the next one does not.
    var tellsDifference: Bool { isSigned && leaves != nil && hasNamed }

    mutating func take(_ record: LedgerRecord) {
        noteFalseFile(record)
        count += 1
        guard let position = record.position else { return note(.unplaced) }
        guard order.takes(position) else { return note(.disordered(position: position)) }
        while let leaf = expected, leaf.position < position {
            suspect(.missing(position: leaf.position))
            advance()
        }
        let isWhole = record.leaf != nil && record.leaf == record.storedLeaf
        if !isWhole {
            if isAsSealed(record, at: position) {
                certain.add(.strayLeaf(position: position))
            } else {
                note(.changed(position: position))
            }
        }
        // Behind what was sealed only its own leaf speaks for it.
        guard let leaf = expected else { return }
        guard leaf.position == position else {
            return isWhole ? suspect(.inserted(position: position)) : ()
        }
        if let untrue = leaf.stretch {
            stretch = stretch ?? untrue
            stretch?.take(record, at: position)
        } else if isWhole, leaf.hash != record.leaf {
            suspect(.changed(position: position))
        }
        advance()
    }

    /// What came so far leads to a root that was signed: each event is what was sealed in its place, so that whatever else
    /// the folder says of one is wrong of the folder.
    mutating func findsRoot() {
        defer { (falseFile, hasNamed) = (nil, false) }
        guard let falseFile else { return }
        pending = FindingList()
        noteFalse(falseFile)
        leaves?.move(to: count)
        advance()
    }

    mutating func finish() {
        while let leaf = expected, !pending.isCutOff {
            suspect(.missing(position: leaf.position))
            advance()
        }
    }

    /// Whether the event itself is the one that was signed here, whatever the table keeps beside it.
    private func isAsSealed(_ record: LedgerRecord, at position: Int64) -> Bool {
        guard isSigned, let leaf = expected, leaf.position == position, leaf.stretch == nil else { return false }
        return leaf.hash == record.leaf
    }

    private mutating func note(_ finding: LogFinding) {
        hasNamed = true
        certain.add(finding)
    }

    private mutating func suspect(_ finding: LogFinding) {
        hasNamed = true
        pending.add(finding)
    }

    private mutating func noteFalse(_ path: String) {
        let finding = LogFinding.falseIndex(path: path)
        if !ofFolder.findings.contains(finding) { ofFolder.add(finding) }
    }

    private mutating func leaveStretch() {
        guard let left = stretch, expected?.stretch?.tile != left.tile else { return }
        stretch = nil
        switch left.verdict {
        case .asSigned: noteFalse(left.tile.path)
        case .rewritten(let start, let end): suspect(.rewrittenWithin(from: start, through: end))
        case nil: break
        }
    }

    private mutating func noteFalseFile(_ record: LedgerRecord) {
        guard falseFile == nil, let leaf = expected, leaf.index == count else { return }
        falseFile = leaves?.falseFile(leaf, for: record)
    }

    /// Where the folder is damaged nothing more is compared with it.
    private mutating func advance() {
        do throws(AuditFailure) { expected = try leaves?.next() } catch {
            (leaves, expected, stretch) = (nil, nil, nil)
            if case .folder(let path, _) = error { ofFolder.add(.damagedFolder(path: path)) }
        }
        leaveStretch()
    }
}

/// Findings of one kind, as many as say something.
struct FindingList {
    private(set) var findings: [LogFinding] = []
    private(set) var isCutOff = false

    private static let limit = 100

    mutating func add(_ finding: LogFinding) {
        if findings.count < Self.limit { findings.append(finding) } else { isCutOff = true }
    }
}
