import DomainRecords
import EventSourcing
import ReadModels
import TradeMissions

/// Events folded into rows of a model, with the streams that could not be gone on with.
struct ModelFold {
    private let model: any ReadModel.Type
    private var rows: RowCache
    /// The streams whose events are held back, and from which position on.
    private var parked: [StreamName: Int64]
    /// What was parked since it was last taken.
    private var faults: [StreamFault] = []
    /// The keys that are folded; nil for all.
    let keys: Set<String>?
    private let readsEveryCategory: Bool
    private let decoder = EventDecoder()

    /// `startingEmpty` says that no row is stored anywhere yet.
    init(
        of model: any ReadModel.Type, parked: some Sequence<StreamFault>, startingEmpty: Bool, byteLimit: Int = .max,
        only keys: Set<String>? = nil
    ) {
        self.model = model
        rows = RowCache(of: model, byteLimit: byteLimit, isComplete: startingEmpty)
        self.parked = Dictionary(parked.map { ($0.stream, $0.position) }, uniquingKeysWith: min)
        self.keys = keys
        readsEveryCategory = Category.allCases.allSatisfy { model.reads($0) }
    }

    var knowsEveryRow: Bool { rows.isComplete }
    var isOverfull: Bool { rows.isOverfull }

    /// The event, when it is one for this model; nil when it is not, is held back, or parks its stream now.
    mutating func admit(_ stored: RecordedEvent) -> Recorded<DomainEvent>? {
        if isHeldBack(stored.stream, at: stored.position) { return nil }
        if !readsEveryCategory, let category = Category(of: stored.stream), !model.reads(category) { return nil }
        do {
            return try decoder.decode(stored)
        } catch {
            let code = ParkingCode(undecoded: stored)
            park(stored.stream, at: stored.position, code, error.explanation)
            return nil
        }
    }

    /// The keys of rows that must be loaded before these events are folded.
    func missingKeys(for events: [Recorded<DomainEvent>]) -> [String] {
        if rows.isComplete { return [] }
        var missing: Set<String> = []
        for event in events {
            for key in model.keys(of: event) where !rows.knows(key) { missing.insert(key) }
        }
        return missing.sorted()
    }

    mutating func load(_ stored: [ProjectionRow], forKeys keys: [String]) throws(StoreFailure) {
        try rows.load(stored, forKeys: keys)
    }

    /// Folds the event into every row that it touches, or into none and parks its stream.
    mutating func apply(_ event: Recorded<DomainEvent>) {
        let stream = event.header.stream
        if isHeldBack(stream, at: event.header.position) { return }
        let touched = model.keys(of: event)
        do throws(UnfoldableEvent) {
            if touched.count == 1 { try update(touched[0], after: event) } else { try updateAll(touched, after: event) }
        } catch {
            park(stream, at: event.header.position, .unfoldable, error.explanation)
        }
    }

    private mutating func update(_ key: String, after event: Recorded<DomainEvent>) throws(UnfoldableEvent) {
        if let keys, !keys.contains(key) { return }
        try rows.update(key, after: event)
    }

    /// Updates every row, or none when it throws.
    private mutating func updateAll(_ keys: [String], after event: Recorded<DomainEvent>) throws(UnfoldableEvent) {
        var before: [(key: String, row: (any CachedRow)?)] = []
        for key in keys {
            before.append((key, rows.copy(under: key)))
            do throws(UnfoldableEvent) {
                try update(key, after: event)
            } catch {
                for (key, row) in before.reversed() { rows.restore(row, under: key) }
                throw error
            }
        }
    }

    /// Holds back a stream that somebody else has found faulty.
    mutating func holdBack(_ fault: StreamFault) { parked[fault.stream] = fault.position }

    /// What has happened since the last time, in one batch.
    mutating func takeBatch(through position: Int64) throws(StoreFailure) -> ProjectionBatch {
        var batch = ProjectionBatch(through: position, parking: takeFaults())
        try rows.handOver(inPortionsOf: .max) { batch.changes = $0 }
        return batch
    }

    /// What has happened since the last time, in batches of bounded size; there is always one.
    mutating func takeBatches(
        through position: Int64, ofSize size: Int, _ body: (ProjectionBatch) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        try rows.handOver(inPortionsOf: size) { (changes) throws(StoreFailure) in
            try body(ProjectionBatch(through: position, changes: changes))
        }
        try body(ProjectionBatch(through: position, parking: takeFaults()))
    }

    /// Lets rows go that memory has no room for; every change must have been taken.
    mutating func trim() { rows.trim() }

    /// The rows, in order of key, with the streams that are missing in them.
    mutating func contents<Model: ReadModel>(of model: Model.Type) -> ModelContents<Model.Row> {
        ModelContents(rows: rows.inOrder(of: model), heldBack: takeFaults())
    }

    private func isHeldBack(_ stream: StreamName, at position: Int64) -> Bool {
        guard !parked.isEmpty, let start = parked[stream] else { return false }
        return position >= start
    }

    /// What was parked since the last time.
    mutating func takeFaults() -> [StreamFault] {
        defer { faults = [] }
        return faults
    }

    private mutating func park(_ stream: StreamName, at position: Int64, _ code: ParkingCode, _ explanation: String) {
        parked[stream] = position
        faults.append(
            StreamFault(stream: stream, position: position, code: code.rawValue, explanation: explanation.storable))
    }
}

extension StoreFailure {
    fileprivate var explanation: String {
        if case .corrupt(let text) = self { return text }
        return "\(self)"
    }
}

extension String {
    /// As a column of type `text` takes it, and a screen shows it: without NUL, and not endless.
    fileprivate var storable: String {
        String(String.UnicodeScalarView(unicodeScalars.lazy.filter { $0 != "\0" }.prefix(2_000)))
    }
}
