import EventSourcing

/// What one `init(from:)` reads: one value on the tape.
///
/// Small enough to travel without an allocation. Asked for the same, it does what ``TreeDecoder`` does, save that it
/// gives up where that one finds a fault.
struct TapeDecoder: ScalarDecoder {
    let source: PullDecoder
    let value: Int

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        try source.openFields(of: value)
        return KeyedDecodingContainer(TapeFields(source: source, object: value))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        source.noteUnkeyed(value)
        try source.expect(.list, at: value)
        return TapeItems(source: source, list: value)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer {
        source.noteUnkeyed(value)
        return TapeValue(source: source, value: value)
    }

    func scalar<Value: Scalar>(_ type: Value.Type) throws -> Value {
        source.noteUnkeyed(value)
        return try source.scalar(type, at: value)
    }
}

private struct TapeFields<Key: CodingKey>: FieldContainer {
    let source: PullDecoder
    let object: Int

    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { source.keys(of: object).compactMap(Key.init(stringValue:)) }

    func contains(_ key: Key) -> Bool { source.contains(key.stringValue, in: object) }
    func decodeNil(forKey key: Key) -> Bool { present(key) == nil }

    func plain<Value: PlainValue>(_ type: Value.Type, _ key: Key) throws -> Value {
        try source.plain(type, at: required(key))
    }

    func plainIfPresent<Value: PlainValue>(_ type: Value.Type, _ key: Key) throws -> Value? {
        guard let place = present(key) else { return nil }
        return try source.plain(type, at: place)
    }

    // The most frequent ones, once more without generics.
    func decode(_ type: String.Type, forKey key: Key) throws -> String {
        try source.string(key.stringValue, of: object)
    }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try source.flag(at: required(key)) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try source.wholeNumber(at: required(key)) }

    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        guard let place = present(key) else { return nil }
        return try source.string(at: place)
    }

    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
        guard let place = present(key) else { return nil }
        return try source.flag(at: place)
    }

    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
        guard let place = present(key) else { return nil }
        return try source.wholeNumber(at: place)
    }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try source.value(type, at: required(key))
    }

    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        guard let place = present(key) else { return nil }
        return try source.value(type, at: place)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try nested(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try nested(key).unkeyedContainer()
    }

    func superDecoder() -> any Decoder { TapeDecoder(source: source, value: object) }
    func superDecoder(forKey key: Key) throws -> any Decoder { try nested(key) }

    private func present(_ key: Key) -> Int? { source.member(key.stringValue, of: object) }

    private func required(_ key: Key) throws -> Int {
        guard let place = present(key) else { throw source.doubt() }
        return place
    }

    private func nested(_ key: Key) throws -> TapeDecoder {
        TapeDecoder(source: source, value: try required(key))
    }
}

private struct TapeItems: ItemContainer {
    let source: PullDecoder
    private let list: UInt32
    private var place: UInt32
    private var index: UInt32 = 0

    init(source: PullDecoder, list: Int) {
        self.source = source
        self.list = UInt32(list)
        place = UInt32(list + 1)
    }

    var codingPath: [any CodingKey] { [] }
    var count: Int? { Int(source.token(Int(list)).count) }
    var isAtEnd: Bool { index == source.token(Int(list)).count }
    var currentIndex: Int { Int(index) }

    mutating func decodeNil() -> Bool {
        guard !isAtEnd, source.token(Int(place)).kind == .null else { return false }
        skip()
        return true
    }

    mutating func plain<Value: PlainValue>(_ type: Value.Type) throws -> Value {
        try source.plain(type, at: next())
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try source.value(type, at: next())
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        try nested().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try nested().unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder { try nested() }

    private mutating func nested() throws -> TapeDecoder {
        TapeDecoder(source: source, value: try next())
    }

    private mutating func next() throws -> Int {
        guard !isAtEnd else { throw source.doubt() }
        defer { skip() }
        return Int(place)
    }

    private mutating func skip() {
        place = source.token(Int(place)).next
        index += 1
    }
}

private struct TapeValue: WholeContainer {
    let source: PullDecoder
    let value: Int

    var codingPath: [any CodingKey] { [] }
    func decodeNil() -> Bool { source.token(value).kind == .null }

    func plain<Value: PlainValue>(_ type: Value.Type) throws -> Value {
        try source.plain(type, at: value)
    }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try source.value(type, at: value)
    }
}
