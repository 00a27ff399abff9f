import EventSourcing

/// What one `init(from:)` reads: one node, and which of its members were asked for.
final class TreeDecoder: ScalarDecoder {
    /// The node is not of the kind that was asked for; this has been reported.
    struct Misplaced: Error {}

    let node: Node
    let session: DecodingSession
    /// Kept by sessions that collect problems only.
    let path: JSONPath
    private let members: [Member]
    private var usedMembers: UInt64 = 0
    private var isKeyed = false
    private var isUnkeyed = false
    /// Kept by sessions that collect problems only.
    private var askedKeys: [String] = []

    init(node: Node, session: DecodingSession, path: JSONPath) {
        self.node = node
        self.session = session
        self.path = path
        if case .object(let members) = node { self.members = members } else { members = [] }
    }

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        isKeyed = true
        try expect(.object)
        return KeyedDecodingContainer(TreeFields(decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        isUnkeyed = true
        guard case .array(let items) = node else {
            try session.report(.wrongType(expected: .list, found: node.kind), at: path)
            throw Misplaced()
        }
        return TreeItems(decoder: self, items: items)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer {
        isUnkeyed = true
        return TreeValue(decoder: self)
    }

    func scalar<Value: Scalar>(_ type: Value.Type) throws -> Value {
        isUnkeyed = true
        return try session.scalar(type, from: node, at: path)
    }

    /// The value of a member, null or not.
    func member(_ key: String) -> Node? {
        if session.collectsProblems { askedKeys.append(key) }
        for index in members.indices where members[index].key.isExactly(ascii: key) {
            if index < UInt64.bitWidth { usedMembers |= 1 << UInt64(index) }
            return members[index].value
        }
        return nil
    }

    func path(to key: some CodingKey) -> JSONPath {
        path.appending(.key(key.stringValue))
    }

    var keys: [String] { members.map(\.key) }

    /// To be called after `init(from:)`: reports members that it did not ask for, or that come twice.
    func finish() throws {
        if isUnkeyed { return }
        if !isKeyed { try expect(.object) }
        if session.ignoresUnknownFields || usedMembers.nonzeroBitCount == members.count { return }
        guard session.collectsProblems else { throw DecodingSession.Abandoned() }
        let known = Set(askedKeys)
        var seen: Set<String> = []
        for member in members {
            let path = path.appending(.key(member.key))
            if !known.contains(where: { member.key.isExactly(ascii: $0) }) {
                let nearest = EditDistance.nearest(to: member.key, among: known.sorted())
                try session.report(.unknownField(nearest: nearest), at: path)
            } else if !seen.insert(member.key).inserted {
                try session.report(.duplicateField, at: path)
            }
        }
    }

    private func expect(_ kind: NodeKind) throws {
        guard node.kind == kind else {
            try session.report(.wrongType(expected: kind, found: node.kind), at: path)
            throw Misplaced()
        }
    }
}

private struct TreeFields<Key: CodingKey>: FieldContainer {
    let decoder: TreeDecoder

    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { decoder.keys.compactMap(Key.init(stringValue:)) }

    func contains(_ key: Key) -> Bool { decoder.member(key.stringValue) != nil }
    func decodeNil(forKey key: Key) -> Bool { present(key) == nil }

    func plain<Value: PlainValue>(_ type: Value.Type, _ key: Key) throws -> Value {
        guard let node = present(key) else {
            try decoder.session.report(.missingField, at: decoder.path(to: key))
            return Value.sample
        }
        return try decoder.session.plain(type, from: node, at: decoder.path(to: key))
    }

    func plainIfPresent<Value: PlainValue>(_ type: Value.Type, _ key: Key) throws -> Value? {
        guard let node = present(key) else { return nil }
        return try decoder.session.plain(type, from: node, at: decoder.path(to: key))
    }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        guard let node = present(key) else {
            try decoder.session.report(.missingField, at: decoder.path(to: key))
            return try FieldRecorder.record(type).value
        }
        return try decoder.session.value(type, from: node, at: decoder.path(to: key))
    }

    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        guard let node = present(key) else { return nil }
        return try decoder.session.value(type, from: node, at: decoder.path(to: key))
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try nested(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try nested(key).unkeyedContainer()
    }

    func superDecoder() -> any Decoder { decoder }
    func superDecoder(forKey key: Key) -> any Decoder { nested(key) }

    private func present(_ key: Key) -> Node? {
        switch decoder.member(key.stringValue) {
        case .null, nil: nil
        case let node: node
        }
    }

    private func nested(_ key: Key) -> TreeDecoder {
        TreeDecoder(node: present(key) ?? .null, session: decoder.session, path: decoder.path(to: key))
    }
}

private struct TreeItems: ItemContainer {
    let decoder: TreeDecoder
    let items: [Node]
    private(set) var currentIndex = 0

    init(decoder: TreeDecoder, items: [Node]) {
        self.decoder = decoder
        self.items = items
    }

    var codingPath: [any CodingKey] { [] }
    var count: Int? { items.count }
    var isAtEnd: Bool { currentIndex == items.count }

    mutating func decodeNil() -> Bool {
        guard !isAtEnd, case .null = items[currentIndex] else { return false }
        currentIndex += 1
        return true
    }

    mutating func plain<Value: PlainValue>(_ type: Value.Type) throws -> Value {
        let (node, index) = try next()
        return try decoder.session.plain(type, from: node, at: path(to: index))
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let (node, index) = try next()
        return try decoder.session.value(type, from: node, at: path(to: index))
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

    private mutating func nested() throws -> TreeDecoder {
        let (node, index) = try next()
        return TreeDecoder(node: node, session: decoder.session, path: path(to: index))
    }

    private mutating func next() throws -> (Node, index: Int) {
        guard !isAtEnd else {
            try decoder.session.report(.missingField, at: path(to: currentIndex))
            throw TreeDecoder.Misplaced()
        }
        defer { currentIndex += 1 }
        return (items[currentIndex], currentIndex)
    }

    private func path(to index: Int) -> JSONPath {
        decoder.path.appending(.index(index))
    }
}

private struct TreeValue: WholeContainer {
    let decoder: TreeDecoder

    var codingPath: [any CodingKey] { [] }
    func decodeNil() -> Bool { decoder.node.kind == .null }

    func plain<Value: PlainValue>(_ type: Value.Type) throws -> Value {
        try decoder.session.plain(type, from: decoder.node, at: decoder.path)
    }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try decoder.session.value(type, from: decoder.node, at: decoder.path)
    }
}
