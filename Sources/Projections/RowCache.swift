import EventSourcing
import ReadModels

/// The rows that a fold has at hand, in bounded memory: which it changed, and which it has used lately.
struct RowCache<Model: ReadModel> {
    private struct Entry {
        var row: Model.Row?
        var isChanged: Bool
        /// The round in which it was used last.
        var round: UInt32
    }

    private var entries: [String: Entry] = [:]
    private var round: UInt32 = 0
    private var size = RowSize()
    /// About how many bytes the rows may take.
    private let byteLimit: Int
    /// Whether a key that is not here has no row anywhere: nothing was there at first, and nothing has been let go.
    private(set) var isComplete: Bool

    init(byteLimit: Int, isComplete: Bool) {
        self.byteLimit = byteLimit
        self.isComplete = isComplete
    }

    var count: Int { entries.count }
    var isOverfull: Bool { entries.count * size.bytesPerEntry > byteLimit }

    /// Whether it is known which row stands under the key, if any.
    func knows(_ key: String) -> Bool { isComplete || entries[key] != nil }

    func row(under key: String) -> Model.Row? { entries[key]?.row }

    /// Takes in what is stored under these keys; a key without a stored row has none.
    mutating func load(_ rows: [(key: String, row: Model.Row)], forKeys keys: [String]) {
        for key in keys { entries[key] = Entry(row: nil, isChanged: false, round: round) }
        for (key, row) in rows { entries[key] = Entry(row: row, isChanged: false, round: round) }
    }

    /// Puts in the key's place what `change` makes of it; when that throws, all stays as it was.
    mutating func update(
        _ key: String, _ change: (Model.Row?) throws(UnfoldableEvent) -> Model.Row?
    ) throws(UnfoldableEvent) {
        if let index = entries.index(forKey: key) {
            let row = try change(entries.values[index].row)
            entries.values[index].row = row
            entries.values[index].isChanged = true
            entries.values[index].round = round
            note(row, under: key)
        } else {
            let row = try change(nil)
            entries[key] = Entry(row: row, isChanged: true, round: round)
            note(row, under: key)
        }
    }

    private mutating func note(_ row: Model.Row?, under key: String) {
        guard size.wantsMeasure, let row, let body = try? RowCoding<Model>.encode(row, under: key) else { return }
        size.note(key.utf8.count + body.count)
    }

    /// The rows that are there, in order of key.
    var inOrder: [Model.Row] { entries.sorted { $0.key < $1.key }.compactMap(\.value.row) }

    /// Puts a row back as it was before an update.
    mutating func restore(_ row: Model.Row?, under key: String) { entries[key]?.row = row }

    /// Hands over what was changed since the last time, in portions; the order is none.
    ///
    /// What a portion held counts as unchanged once `body` has returned.
    mutating func handOver(
        inPortionsOf limit: Int, _ body: ([ProjectionChange]) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        var portion: [ProjectionChange] = []
        var index = entries.startIndex
        while index != entries.endIndex {
            if entries.values[index].isChanged {
                entries.values[index].isChanged = false
                let key = entries.keys[index]
                let row = entries.values[index].row
                portion.append(
                    ProjectionChange(
                        key: key,
                        body: try row.map { (row) throws(StoreFailure) in
                            try RowCoding<Model>.encode(row, under: key)
                        }))
                if portion.count == limit {
                    try body(portion)
                    portion.removeAll(keepingCapacity: true)
                }
            }
            index = entries.index(after: index)
        }
        if !portion.isEmpty { try body(portion) }
    }

    /// Lets rows go when there are too many, first those that were not used since the last time.
    ///
    /// Every change must have been handed over.
    mutating func trim() {
        guard isOverfull else { return }
        entries = entries.filter { $0.value.round == round }
        round &+= 1
        // Half of the room must be free, or the next trim is due at once.
        if entries.count * size.bytesPerEntry > byteLimit / 2 { entries = [:] }
        isComplete = false
    }
}

/// How much memory a row takes, from a sample of rows as they are written.
private struct RowSize {
    /// The mean in bytes, which follows rows as they grow.
    private var mean = 0
    private var count = 0

    /// A row in memory takes more than its text: objects have headers, and their growth leaves gaps.
    var bytesPerEntry: Int { 256 + 3 * mean }

    /// Whether the next change is one to measure: one in 64, and the first few.
    var wantsMeasure: Bool {
        mutating get {
            count += 1
            return count <= 4 || count.isMultiple(of: 64)
        }
    }

    mutating func note(_ bytes: Int) { mean = mean == 0 ? bytes : (mean * 15 + bytes + 8) / 16 }
}
