import EventSourcing

/// Finds the fields of a `Codable` type, by running its `init(from:)` on samples.
package enum FieldRecorder {
    /// The shape of `type`: a scalar, a plain value, an array, or a struct of those with synthesised coding.
    ///
    /// Anything else is a mistake in the program, and stops it: a Double, a Set, a Dictionary, an enum of strings that
    /// is not a `Scalar`, a type that contains itself.
    package static func shape<Value: Decodable>(of type: Value.Type) -> Shape {
        sample(of: type).shape
    }

    /// A value with a sample in every field, optional ones too, and its ``shape(of:)``.
    package static func sample<Value: Decodable>(of type: Value.Type) -> (value: Value, shape: Shape) {
        do throws(Unrecordable) {
            return try record(type)
        } catch {
            preconditionFailure("\(type) has no shape: \(error.reason)")
        }
    }

    struct Unrecordable: Error {
        let reason: String
    }

    /// A sample of `type` with its shape.
    static func record<Value: Decodable>(
        _ type: Value.Type, depth: Int = 0
    ) throws(Unrecordable) -> (value: Value, shape: Shape) {
        if type is any UnorderedCollection.Type { throw Unrecordable(reason: "\(type) has no order") }
        guard depth <= deepest else { throw Unrecordable(reason: "\(type) contains itself") }

        let decoder = RecordingDecoder(depth: depth)
        do {
            let value = try Value(from: decoder)
            return (value, decoder.shape ?? .object([]))
        } catch let error as Unrecordable {
            throw error
        } catch {
            throw Unrecordable(reason: "\(type) does not accept a sample")
        }
    }

    private static let deepest = 32
}

extension Shape {
    /// As ``FieldRecorder/shape(of:)``.
    package init<Value: Decodable>(of type: Value.Type) {
        self = FieldRecorder.shape(of: type)
    }
}

/// Answers every question with a sample, and remembers the questions.
private final class RecordingDecoder: ScalarDecoder {
    let depth: Int
    var shape: Shape?

    init(depth: Int) {
        self.depth = depth
    }

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        if shape == nil { shape = .object([]) }
        return KeyedDecodingContainer(RecordedFields(decoder: self))
    }

    func unkeyedContainer() -> any UnkeyedDecodingContainer { RecordedItems(decoder: self) }
    func singleValueContainer() -> any SingleValueDecodingContainer { RecordedValue(decoder: self) }

    func scalar<Value: Scalar>(_ type: Value.Type) -> Value {
        shape = .scalar(type.shape, typeName: "\(type)")
        return type.sample
    }

    func plain<Value: PlainValue>(_ type: Value.Type) throws -> (value: Value, shape: Shape) {
        guard let shape = type.plainShape else { throw FieldRecorder.Unrecordable(reason: "it holds a \(type)") }
        return (type.sample, shape)
    }

    func record<Value: Decodable>(_ type: Value.Type) throws -> (value: Value, shape: Shape) {
        try FieldRecorder.record(type, depth: depth + 1)
    }

    func append(_ name: String, _ fieldShape: Shape, isOptional: Bool) {
        guard case .object(let fields) = shape else { return }
        shape = .object(fields + [Shape.Field(name: name, shape: fieldShape, isOptional: isOptional)])
    }
}

private let handWritten = FieldRecorder.Unrecordable(reason: "its coding is written by hand")

private struct RecordedFields<Key: CodingKey>: FieldContainer {
    let decoder: RecordingDecoder

    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }
    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) -> Bool { false }

    func plain<Value: PlainValue>(_ type: Value.Type, _ key: Key) throws -> Value {
        note(try decoder.plain(type), key, isOptional: false)
    }

    func plainIfPresent<Value: PlainValue>(_ type: Value.Type, _ key: Key) throws -> Value? {
        note(try decoder.plain(type), key, isOptional: true)
    }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        note(try decoder.record(type), key, isOptional: false)
    }

    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        note(try decoder.record(type), key, isOptional: true)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { throw handWritten }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw handWritten }
    func superDecoder() throws -> any Decoder { throw handWritten }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw handWritten }

    private func note<Value>(_ recorded: (value: Value, shape: Shape), _ key: Key, isOptional: Bool) -> Value {
        decoder.append(key.stringValue, recorded.shape, isOptional: isOptional)
        return recorded.value
    }
}

private struct RecordedItems: ItemContainer {
    let decoder: RecordingDecoder
    private(set) var currentIndex = 0

    init(decoder: RecordingDecoder) {
        self.decoder = decoder
    }

    var codingPath: [any CodingKey] { [] }
    var count: Int? { 1 }
    var isAtEnd: Bool { currentIndex == 1 }
    mutating func decodeNil() -> Bool { false }

    mutating func plain<Value: PlainValue>(_ type: Value.Type) throws -> Value {
        note(try decoder.plain(type))
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        note(try decoder.record(type))
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> { throw handWritten }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { throw handWritten }
    mutating func superDecoder() throws -> any Decoder { throw handWritten }

    private mutating func note<Value>(_ recorded: (value: Value, shape: Shape)) -> Value {
        currentIndex = 1
        decoder.shape = .array(recorded.shape)
        return recorded.value
    }
}

private struct RecordedValue: WholeContainer {
    let decoder: RecordingDecoder

    var codingPath: [any CodingKey] { [] }
    func decodeNil() -> Bool { false }

    func plain<Value: PlainValue>(_ type: Value.Type) throws -> Value {
        note(try decoder.plain(type))
    }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        note(try decoder.record(type))
    }

    private func note<Value>(_ recorded: (value: Value, shape: Shape)) -> Value {
        decoder.shape = recorded.shape
        return recorded.value
    }
}
