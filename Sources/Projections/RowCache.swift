import EventSourcing
import ReadModels

/// The rows that a fold has at hand, in bounded memory: which it changed, and which it has used lately.
struct RowCache<Model: ReadModel> {
    /// Where a key's row is: in the same place of ``keys``, ``rows`` and ``uses``.
    ///
    /// Three lists, because only ``rows`` is of a type that this module does not know, which costs at each touch.
    private var places: [String: Int] = [:]
    private var keys: [String] = []
    private var rows: [Model.Row?] = []
    private var uses: [RowUse] = []
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

    var count: Int { keys.count }
    var isOverfull: Bool { keys.count * size.bytesPerEntry > byteLimit }

    /// Whether it is known which row stands under the key, if any.
    func knows(_ key: String) -> Bool { isComplete || places[key] != nil }

    func row(under key: String) -> Model.Row? {
        if let place = places[key] { rows[place] } else { nil }
    }

    /// Takes in what is stored under these keys; a key without a stored row has none.
    mutating func load(_ stored: [(key: String, row: Model.Row)], forKeys keys: [String]) {
        for key in keys { put(nil, under: key) }
        for (key, row) in stored { put(row, under: key) }
    }

    /// Puts in the key's place what `change` makes of it; when that throws, all stays as it was.
    mutating func update(
        _ key: String, _ change: (Model.Row?) throws(UnfoldableEvent) -> Model.Row?
    ) throws(UnfoldableEvent) {
        let place = places[key]
        let row = if let place { try change(rows[place]) } else { try change(nil) }
        if size.wantsMeasure { note(row, under: key) }
        put(row, under: key, at: place, RowUse(isChanged: true, round: round))
    }

    /// Puts in a row as it is stored.
    private mutating func put(_ row: Model.Row?, under key: String) {
        put(row, under: key, at: places[key], RowUse(isChanged: false, round: round))
    }

    private mutating func put(_ row: Model.Row?, under key: String, at place: Int?, _ use: RowUse) {
        if let place {
            rows[place] = row
            uses[place] = use
        } else {
            places[key] = keys.count
            keys.append(key)
            rows.append(row)
            uses.append(use)
        }
    }

    private mutating func note(_ row: Model.Row?, under key: String) {
        guard let row, let body = try? RowCoding<Model>.encode(row, under: key) else { return }
        size.note(key.utf8.count + body.count)
    }

    /// The rows that are there, in order of key.
    var inOrder: [Model.Row] { places.sorted { $0.key < $1.key }.compactMap { rows[$0.value] } }

    /// Puts a row back as it was before an update.
    mutating func restore(_ row: Model.Row?, under key: String) {
        if let place = places[key] { rows[place] = row }
    }

    /// Hands over what was changed since the last time, in portions; the order is none.
    ///
    /// What a portion held counts as unchanged once `body` has returned.
    mutating func handOver(
        inPortionsOf limit: Int, _ body: ([ProjectionChange]) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        var portion: [ProjectionChange] = []
        for place in uses.indices where uses[place].isChanged {
            uses[place].isChanged = false
            let key = keys[place]
            portion.append(
                ProjectionChange(
                    key: key,
                    body: try rows[place].map { (row) throws(StoreFailure) in
                        try RowCoding<Model>.encode(row, under: key)
                    }))
            if portion.count == limit {
                try body(portion)
                portion.removeAll(keepingCapacity: true)
            }
        }
        if !portion.isEmpty { try body(portion) }
    }

    /// Lets rows go when there are too many, first those that were not used since the last time.
    ///
    /// Every change must have been handed over.
    mutating func trim() {
        guard isOverfull else { return }
        var kept = uses.indices.filter { uses[$0].round == round }
        round &+= 1
        // Half of the room must be free, or the next trim is due at once.
        if kept.count * size.bytesPerEntry > byteLimit / 2 { kept = [] }
        (keys, rows, uses) = (kept.map { keys[$0] }, kept.map { rows[$0] }, kept.map { uses[$0] })
        places = [:]
        for place in keys.indices { places[keys[place]] = place }
        isComplete = false
    }
}

/// What is known of a row that is at hand.
private struct RowUse {
    var isChanged: Bool
    /// The round in which it was used last.
    let round: UInt32
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
