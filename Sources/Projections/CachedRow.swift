import EventSourcing
import ReadModels
import TradeMissions

/// The row under one key, whatever its model.
///
/// Only the row itself knows its type. A fold that is generic as a whole, and cannot be specialised for models that other
/// modules bring, looks up the metadata of its own types five times for each event: 1,600 instructions.
protocol CachedRow: AnyObject {
    /// Takes the event in, or throws and stays as it is.
    func apply(_ event: FoldedEvent, under key: String) throws(UnfoldableEvent)
    /// Takes the place of what is there.
    func load(_ stored: ProjectionRow) throws(StoreFailure)
    /// What is to be stored; nil when there is no row.
    func body(under key: String) throws(StoreFailure) -> [UInt8]?
    /// Another one that holds the same.
    func copy() -> any CachedRow
}

/// The row of one model.
final class ModelRow<Model: ReadModel>: CachedRow {
    private(set) var row: Model.Row?

    init(_ row: Model.Row? = nil) {
        self.row = row
    }

    func apply(_ event: FoldedEvent, under key: String) throws(UnfoldableEvent) {
        switch event {
        case .decoded(let recorded): try Model.apply(recorded, to: &row, under: key)
        case .envelope(let envelope): try Model.apply(envelope, to: &row, under: key)
        }
    }

    func load(_ stored: ProjectionRow) throws(StoreFailure) { row = try RowCoding<Model>.decode(stored) }

    func body(under key: String) throws(StoreFailure) -> [UInt8]? {
        guard let row else { return nil }
        return try RowCoding<Model>.encode(row, under: key)
    }

    func copy() -> any CachedRow { ModelRow(row) }
}

extension ReadModel {
    static func noRow() -> any CachedRow { ModelRow<Self>() }
}
