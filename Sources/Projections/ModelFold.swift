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
    private let readsEnvelopes: Bool
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
        readsEnvelopes = model is any EnvelopeModel.Type
        readsEveryCategory = Category.allCases.allSatisfy { model.reads($0) }
    }

    var knowsEveryRow: Bool { rows.isComplete }
    var isOverfull: Bool { rows.isOverfull }

    /// Reads a stretch of the log and folds it; gives how many events there were.
    ///
    /// `lookUp` gives what is stored under keys whose rows are not at hand. The events are kept for it: while every row
    /// is at hand, each is folded as it comes.
    mutating func read(
        _ log: any EventStore, after start: Int64, through end: Int64,
        _ lookUp: ([String]) throws(StoreFailure) -> [ProjectionRow]
    ) throws(StoreFailure) -> Int {
        var count = 0
        guard !knowsEveryRow else {
            try log.readLog(after: start, through: end) { (stored) throws(StoreFailure) in
                count += 1
                take(stored)
            }
            return count
        }
        var events: [FoldedEvent] = []
        try log.readLog(after: start, through: end) { (stored) throws(StoreFailure) in
            count += 1
            if let event = admit(stored) { events.append(event) }
        }
        let missing = missingKeys(for: events)
        if !missing.isEmpty { try rows.load(lookUp(missing), forKeys: missing) }
        for event in events { apply(event) }
        return count
    }

    /// Folds the event, when it is one for this model and is not held back.
    mutating func take(_ stored: RecordedEvent) {
        if let event = admit(stored) { apply(event) }
    }

    /// The keys of the rows that the event touches; none when it is not one for this model, is held back, or parks its
    /// stream now.
    mutating func keysTouched(by stored: RecordedEvent) -> [String] {
        admit(stored)?.keys(in: model) ?? []
    }

    /// The event, when it is one for this model; nil when it is not, is held back, or parks its stream now.
    private mutating func admit(_ stored: RecordedEvent) -> FoldedEvent? {
        if isHeldBack(stored.stream, at: stored.position) { return nil }
        if !readsEveryCategory {
            // What a category holds that this program does not know, a model may have to read later.
            guard let category = Category(of: stored.stream) else { return decode(stored) }
            if !model.reads(category) { return nil }
        }
        return readsEnvelopes ? .envelope(Envelope(name: stored.type, stored.header)) : decode(stored)
    }

    private mutating func decode(_ stored: RecordedEvent) -> FoldedEvent? {
        do {
            return .decoded(try decoder.decode(stored))
        } catch {
            let code = ParkingCode(undecoded: stored)
            park(stored.stream, at: stored.position, code, error.explanation)
            return nil
        }
    }

    /// The keys of rows that must be loaded before these events are folded.
    private func missingKeys(for events: [FoldedEvent]) -> [String] {
        var missing: Set<String> = []
        for event in events {
            for key in event.keys(in: model) where !rows.knows(key) { missing.insert(key) }
        }
        return missing.sorted()
    }

    /// Folds the event into every row that it touches, or into none and parks its stream.
    private mutating func apply(_ event: FoldedEvent) {
        let (stream, position) = event.place
        if isHeldBack(stream, at: position) { return }
        let touched = event.keys(in: model)
        do throws(UnfoldableEvent) {
            if touched.count == 1 { try update(touched[0], after: event) } else { try updateAll(touched, after: event) }
        } catch {
            park(stream, at: position, .unfoldable, error.explanation)
        }
    }

    private mutating func update(_ key: String, after event: FoldedEvent) throws(UnfoldableEvent) {
        if let keys, !keys.contains(key) { return }
        try rows.update(key, after: event)
    }

    /// Updates every row, or none when it throws.
    private mutating func updateAll(_ keys: [String], after event: FoldedEvent) throws(UnfoldableEvent) {
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
    /// What is wrong with an event that was read.
    var explanation: String {
        switch self {
        case .corrupt(let text): text
        case .unknownEvent(let type, let stream, _): "\(type) in \(stream.text)"
        default: "\(self)"
        }
    }
}

extension String {
    /// As a column of type `text` takes it, and a screen shows it: without NUL, and not endless.
    var storable: String {
        String(String.UnicodeScalarView(unicodeScalars.lazy.filter { $0 != "\0" }.prefix(2_000)))
    }
}
