import EventSourcing
import ReadModels
import TradeMissions

/// The rows that a fold has at hand, in bounded memory: which it changed, and which it has used lately.
struct RowCache {
    private struct Entry {
        let key: String
        var row: any CachedRow
        var isChanged: Bool
        /// The round in which it was used last.
        var round: UInt32
    }

    private let model: any ReadModel.Type
    /// Where a key's row is among ``entries``.
    private var places: [String: Int] = [:]
    private var entries: [Entry] = []
    private var round: UInt32 = 0
    private var size = RowSize()
    /// About how many bytes the rows may take.
    private let byteLimit: Int
    /// Whether a key that is not here has no row anywhere: nothing was there at first, and nothing has been let go.
    private(set) var isComplete: Bool

    init(of model: any ReadModel.Type, byteLimit: Int, isComplete: Bool) {
        self.model = model
        self.byteLimit = byteLimit
        self.isComplete = isComplete
    }

    var isOverfull: Bool { entries.count * size.bytesPerEntry > byteLimit }

    /// Whether it is known which row stands under the key, if any.
    func knows(_ key: String) -> Bool { isComplete || places[key] != nil }

    /// The row as it is now, whatever becomes of it; nil when there is none at hand.
    func copy(under key: String) -> (any CachedRow)? { places[key].map { entries[$0].row.copy() } }

    /// Takes in what is stored under these keys; a key without a stored row has none.
    mutating func load(_ stored: [ProjectionRow], forKeys keys: [String]) throws(StoreFailure) {
        for key in keys { put(model.noRow(), under: key, isChanged: false) }
        for stored in stored {
            let row = model.noRow()
            try row.load(stored)
            put(row, under: stored.key, isChanged: false)
        }
    }

    /// Folds the event into the row under the key; when that throws, all stays as it was.
    mutating func update(_ key: String, after event: FoldedEvent) throws(UnfoldableEvent) {
        if let place = places[key] {
            try entries[place].row.apply(event, under: key)
            entries[place].isChanged = true
            entries[place].round = round
            if size.wantsMeasure { note(entries[place]) }
        } else {
            let row = model.noRow()
            try row.apply(event, under: key)
            put(row, under: key, isChanged: true)
            if size.wantsMeasure { note(entries[entries.count - 1]) }
        }
    }

    private mutating func put(_ row: any CachedRow, under key: String, isChanged: Bool) {
        let entry = Entry(key: key, row: row, isChanged: isChanged, round: round)
        if let place = places[key] {
            entries[place] = entry
        } else {
            places[key] = entries.count
            entries.append(entry)
        }
    }

    private mutating func note(_ entry: Entry) {
        guard let body = try? entry.row.body(under: entry.key) else { return }
        size.note(entry.key.utf8.count + body.count)
    }

    /// The rows that are there, in order of key; the model must be the cache's own.
    func inOrder<Model: ReadModel>(of _: Model.Type) -> [Model.Row] {
        entries.sorted { $0.key < $1.key }.compactMap { entry in
            guard let typed = entry.row as? ModelRow<Model> else { preconditionFailure("rows of another model") }
            return typed.row
        }
    }

    /// Puts a row back as it was before an update; nil stands for none.
    mutating func restore(_ row: (any CachedRow)?, under key: String) {
        if let place = places[key] { entries[place].row = row ?? model.noRow() }
    }

    /// Hands over what was changed since the last time, in portions; the order is none.
    ///
    /// What a portion held counts as unchanged once `body` has returned.
    mutating func handOver(
        inPortionsOf limit: Int, _ body: ([ProjectionChange]) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        var portion: [ProjectionChange] = []
        for place in entries.indices where entries[place].isChanged {
            entries[place].isChanged = false
            let key = entries[place].key
            portion.append(ProjectionChange(key: key, body: try entries[place].row.body(under: key)))
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
        entries.removeAll { $0.round != round }
        round &+= 1
        // Half of the room must be free, or the next trim is due at once.
        if entries.count * size.bytesPerEntry > byteLimit / 2 { entries = [] }
        places = [:]
        for place in entries.indices { places[entries[place].key] = place }
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

    /// Whether the next change is one to measure: one in 1,024, and the first few.
    var wantsMeasure: Bool {
        mutating get {
            count += 1
            return count <= 4 || count.isMultiple(of: 1_024)
        }
    }

    mutating func note(_ bytes: Int) { mean = mean == 0 ? bytes : (mean * 15 + bytes + 8) / 16 }
}
