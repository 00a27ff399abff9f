import CanonicalJSON
import EventSourcing
import ReadModels

/// Between a model's rows and the bytes that are stored of them.
enum RowCoding<Model: ReadModel> {
    static func decode(_ stored: ProjectionRow) throws(StoreFailure) -> Model.Row {
        do {
            return try PullDecoder(limits: ParsingLimits(bytes: 64 << 20)).decode(Model.Row.self, from: stored.body)
        } catch {
            throw .corrupt("the row \(stored.key) of read model \(Model.name.name): \(error)")
        }
    }

    static func encode(_ row: Model.Row, under key: String) throws(StoreFailure) -> [UInt8] {
        do { return try CanonicalEncoder().encode(row) } catch {
            throw .corrupt("the row \(key) of read model \(Model.name.name) cannot be written: \(error)")
        }
    }
}
