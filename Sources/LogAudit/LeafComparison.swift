import AuditLog

/// Walks along the events of a log and the leaves that were sealed of them.
///
/// An event is known by the hash of its record, in which its position is: one that is a leaf that was signed is innocent,
/// whatever else the folder says. Only of the others a position is named.
struct LeafComparison {
    /// What holds of events, whatever was signed.
    private var certain = FindingList()
    /// Events beside which the table keeps another hash than their own, behind the last root that was found to hold.
    private var unlike = FindingList()
    /// Events that are as they were sealed, with another hash beside them: however many, they crowd out none.
    private var stray = FindingList()
    /// Leaves whose events did not come where the folder says that they were: gone, unless they come later.
    private var gone: [LogFinding] = []
    /// Events that are no leaf near their place, since the last one that is.
    private var doubted: [LogFinding] = []
    /// Whether a leaf has no event, or an event no leaf, that is not named: then the root that does not hold is told too.
    private(set) var hasUnnamed = false
    /// Apart from those of events: however many there are, they crowd out none.
    private var ofFolder = FindingList()
    /// What the folder says of events behind the last checkpoint that was found to hold.
    private var pending = FindingList()
    /// The first file of the folder that says something else than the event at the same place of the log.
    private var falseFile: String?
    private var order = RisingPositions()
    /// Of those that came.
    private var count: Int64 = 0
    /// The size of the largest checkpoint of the folder that follows from its tiles.
    private let bound: Int64
    private var leaves: SealedLeaves?
    private var expected: SealedLeaves.Leaf?
    /// The one that the events are in now.
    private var stretch: UntrueStretch?
    /// Whether a stretch was left with other events than it should have, so that it is not known how many of those that
    /// follow are of it.
    private var isAdrift = false
    /// Whether an event was named since the last root that was found to hold.
    private var hasNamed = false

    /// `bound` is the size of the largest checkpoint of the folder that follows from its tiles.
    init(_ folder: AuditFolder?, size: Int64, bound: Int64) {
        self.bound = bound
        leaves = folder.map { SealedLeaves($0, size: size, bound: bound) }
        advance()
    }

    private var lists: [FindingList] { [stray, certain, unlike, pending, ofFolder] }
    var findings: [LogFinding] { lists.flatMap(\.findings) }
    var isCutOff: Bool { lists.contains { $0.isCutOff } }

    /// Whether what was found since the last root that holds tells why that of this size does not.
    func tellsDifference(at size: Int64) -> Bool { size <= bound && leaves != nil && hasNamed }

    mutating func take(_ record: LedgerRecord) {
        noteFalseFile(record)
        count += 1
        guard let position = record.position else { return note(.unplaced) }
        let last = order.last
        guard order.takes(position) else { return note(.disordered(position: position)) }
        let isWhole = record.leaf != nil && record.leaf == record.storedLeaf
        if let found = place(of: record) {
            return meet(found, position, after: last, isWhole: isWhole)
        }
        if let passed = passedPlace(of: record) {
            return stepBack(to: passed, position, isWhole: isWhole)
        }
        pass(below: position, after: last)
        if let found = place(of: record) {
            return meet(found, position, after: last, isWhole: isWhole)
        }
        if !isWhole { noteUnlike(position) }
        guard let leaf = expected else { return }
        if leaf.stretch != nil || !leaf.isCovered {
            // Leaves that nobody has signed are passed one by one.
            take(record, at: position, in: leaf.stretch)
        } else if let claimed = leaf.position, claimed > position {
            if isWhole, !isAdrift { doubt(.inserted(position: position)) }
        } else {
            guard leaf.position != nil else { return isWhole ? doubt(.changed(position: position)) : () }
            if isWhole { suspect(.changed(position: position)) }
            advance()
        }
    }

    /// What came so far leads to a root that was signed: each event is what was sealed in its place, so that whatever else
    /// the folder or the table says of one is wrong of those.
    mutating func findsRoot() {
        stray.add(unlike) { .strayLeaf(position: $0) }
        unlike = FindingList()
        (gone, doubted) = ([], [])
        defer { (falseFile, hasNamed, hasUnnamed, isAdrift) = (nil, false, false, false) }
        guard let falseFile else { return }
        pending = FindingList()
        noteFalse(falseFile)
        leaves?.move(to: count)
        advance()
    }

    mutating func finish() {
        while let leaf = expected, leaf.isCovered, !pending.isCutOff {
            // Where events came in the place of these, it is not known which.
            if !doubted.isEmpty || !suspectGone(leaf, between: order.last, and: .max) { hasUnnamed = true }
            listGone()
            advance()
        }
        if !doubted.isEmpty { hasUnnamed = true }
        listGone()
    }
}

extension LeafComparison {
    /// The place of the leaf that an event is, from the one that is expected on.
    private mutating func place(of record: LedgerRecord) -> Int64? {
        guard let hash = record.leaf, let leaf = expected, leaf.isCovered else { return nil }
        if leaf.isSigned, leaf.hash == hash { return leaf.index }
        guard !pending.isCutOff else { return nil }
        return leaves?.place(of: hash, from: leaf.index)
    }

    /// The place of the leaf that an event is, among those that were passed over by what the folder says of positions.
    private func passedPlace(of record: LedgerRecord) -> Int64? {
        guard let hash = record.leaf, let leaf = expected else { return nil }
        return leaves?.place(of: hash, passedBefore: leaf.index)
    }

    /// The event at this position is the leaf at that place, and goes on from there.
    private mutating func stepBack(to place: Int64, _ position: Int64, isWhole: Bool) {
        leaves?.contradictPositions(at: place)
        leaves?.move(to: place + 1)
        // One of them can be that of an event which was named.
        if gone.count > 1 { hasUnnamed = true }
        gone = []
        if !isWhole { stray.add(.strayLeaf(position: position)) }
        advance()
    }

    /// The event at this position is the leaf at that place: what came before it and is none of those passed is certainly
    /// strange.
    private mutating func meet(_ place: Int64, _ position: Int64, after last: Int64, isWhole: Bool) {
        let unnamed = pass(until: place, between: last, and: position)
        if unnamed > doubted.count { hasUnnamed = true }
        listGone()
        for finding in doubted { suspect(finding) }
        doubted = []
        if !isWhole { stray.add(.strayLeaf(position: position)) }
        isAdrift = false
        if let leaf = expected, let claimed = leaf.position, claimed != position {
            leaves?.contradictPositions(at: leaf.index)
        }
        advance()
    }

    private mutating func take(_ record: LedgerRecord, at position: Int64, in untrue: UntrueStretch?) {
        if let untrue {
            stretch = stretch ?? untrue
            stretch?.take(record, at: position)
        }
        advance()
    }

    /// The events of the leaves up to this place are gone, where the folder says that they were between two that are there;
    /// of how many it says something else.
    private mutating func pass(until place: Int64, between last: Int64, and next: Int64) -> Int {
        var unnamed = 0
        while let leaf = expected, leaf.index < place {
            if !suspectGone(leaf, between: last, and: next) { unnamed += 1 }
            advance()
        }
        return unnamed
    }

    /// Those of the leaves that the folder says were below this position are gone.
    private mutating func pass(below position: Int64, after last: Int64) {
        while let leaf = expected, leaf.isSigned, let claimed = leaf.position, claimed < position {
            guard claimed > last else {
                // There is none between them: it is not where the folder says.
                leaves?.contradictPositions(at: leaf.index)
                leaves?.move(to: leaf.index)
                return advance()
            }
            _ = suspectGone(leaf, between: last, and: position)
            advance()
        }
    }

    /// Whether the folder says that its event was between these two.
    private mutating func suspectGone(_ leaf: SealedLeaves.Leaf, between last: Int64, and next: Int64) -> Bool {
        guard let position = leaf.position, position > last, position < next else { return false }
        hasNamed = true
        // One more than is listed tells that there are more.
        if gone.count <= FindingList.limit { gone.append(.missing(position: position)) }
        return true
    }

    /// Of an event that is no leaf near its place: that it is none at all only a later one shows that is.
    private mutating func doubt(_ finding: LogFinding) {
        hasNamed = true
        // One more than is listed tells that there are more.
        if doubted.count <= FindingList.limit { doubted.append(finding) }
    }

    private mutating func listGone() {
        for finding in gone { pending.add(finding) }
        gone = []
    }

    private mutating func note(_ finding: LogFinding) {
        hasNamed = true
        certain.add(finding)
    }

    private mutating func noteUnlike(_ position: Int64) {
        hasNamed = true
        unlike.add(.changed(position: position))
    }

    private mutating func suspect(_ finding: LogFinding) {
        hasNamed = true
        pending.add(finding)
    }

    private mutating func noteFalse(_ path: String) {
        let finding = LogFinding.falseIndex(path: path)
        if !ofFolder.findings.contains(finding) { ofFolder.add(finding) }
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
        for path in leaves?.takeFalsePositions() ?? [] { noteFalse(path) }
        leaveStretch()
    }

    private mutating func leaveStretch() {
        guard let left = stretch, expected?.stretch?.tile != left.tile else { return }
        stretch = nil
        switch left.verdict {
        case .asSigned: noteFalse(left.tile.path)
        case .rewritten(let start, let end):
            suspect(.rewrittenWithin(from: start, through: end))
            isAdrift = true
        case nil: hasUnnamed = true
        }
    }
}
