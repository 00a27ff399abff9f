import CLibPQ

/// One row in binary form, read from left to right.
///
/// It is handed to a decoding function and cannot outlive the call. Every function fails with
/// ``PostgresError/unexpected(_:)`` when the next value is missing or has another form.
@safe
package struct Row: ~Copyable {
    /// The result in memory whose values are asked for; nil when they are read from ``bytes``.
    @unsafe private let result: OpaquePointer?
    private let index: Int32
    /// What is left of one row of a COPY, or of a composite value.
    @unsafe private var bytes: UnsafeRawBufferPointer
    /// How many bytes stand before the length of each field.
    private let prefix: Int
    private var column: Int32 = 0
    private let columnCount: Int32
    private let texts: RecurringTexts?

    init(result: OpaquePointer, index: Int32, texts: RecurringTexts? = nil) {
        unsafe self.result = result
        self.index = index
        unsafe bytes = UnsafeRawBufferPointer(start: nil, count: 0)
        prefix = 0
        unsafe columnCount = PQnfields(result)
        self.texts = texts
    }

    /// `tuple` is a row of a binary COPY behind its count of columns.
    init(tuple: UnsafeRawBufferPointer, columnCount: Int32, texts: RecurringTexts? = nil) {
        unsafe self.init(bytes: tuple, prefix: 0, columnCount: columnCount, texts: texts)
    }

    /// `bytes` are fields, each behind its length and `prefix` bytes before that.
    private init(bytes: UnsafeRawBufferPointer, prefix: Int, columnCount: Int32, texts: RecurringTexts?) {
        unsafe result = nil
        index = 0
        unsafe self.bytes = bytes
        self.prefix = prefix
        self.columnCount = columnCount
        self.texts = texts
    }

    /// The next value, which may not be NULL.
    @inline(__always)
    package mutating func next<Value: PostgresValue>(
        _ type: Value.Type = Value.self
    ) throws(PostgresError) -> Value {
        guard let field = try unsafe nextField() else { throw unexpectedNull() }
        return try unsafe Value(binary: RawSpan(_unsafeBytes: field))
    }

    /// The next value, a number; as the generic function reads it, which is called by way of its type from other modules.
    package mutating func next() throws(PostgresError) -> Int64 {
        guard let field = try unsafe nextField() else { throw unexpectedNull() }
        return try unsafe Int64(binary: RawSpan(_unsafeBytes: field))
    }

    /// The next value, a text.
    package mutating func next() throws(PostgresError) -> String {
        guard let field = try unsafe nextField() else { throw unexpectedNull() }
        return unsafe String(decoding: field, as: UTF8.self)
    }

    /// The next value, bytes.
    package mutating func next() throws(PostgresError) -> [UInt8] {
        guard let field = try unsafe nextField() else { throw unexpectedNull() }
        return unsafe Array(field)
    }

    /// The next value, a UUID.
    package mutating func next() throws(PostgresError) -> PostgresUUID {
        guard let field = try unsafe nextField() else { throw unexpectedNull() }
        return try unsafe PostgresUUID(binary: RawSpan(_unsafeBytes: field))
    }

    /// The next value, a time.
    package mutating func next() throws(PostgresError) -> PostgresTimestamp {
        guard let field = try unsafe nextField() else { throw unexpectedNull() }
        return try unsafe PostgresTimestamp(binary: RawSpan(_unsafeBytes: field))
    }

    /// The next value, a text that many rows have in common: what was read of it before serves again.
    package mutating func nextRecurring() throws(PostgresError) -> String {
        guard let field = try unsafe nextField() else { throw unexpectedNull() }
        return unsafe texts?.text(of: field) ?? String(decoding: field, as: UTF8.self)
    }

    /// The next value, or nil for NULL.
    @inline(__always)
    package mutating func nextOptional<Value: PostgresValue>(
        _ type: Value.Type = Value.self
    ) throws(PostgresError) -> Value? {
        guard let field = try unsafe nextField() else { return nil }
        return try unsafe Value(binary: RawSpan(_unsafeBytes: field))
    }

    /// The next value, a one-dimensional array without NULLs.
    package mutating func nextArray<Value: PostgresValue>(
        of type: Value.Type = Value.self
    ) throws(PostgresError) -> [Value] {
        guard let field = try unsafe nextField() else { throw unexpectedNull() }
        return try unsafe BinaryArray.decode(RawSpan(_unsafeBytes: field))
    }

    /// The next value, a one-dimensional array without NULLs, or nil for NULL.
    package mutating func nextOptionalArray<Value: PostgresValue>(
        of type: Value.Type = Value.self
    ) throws(PostgresError) -> [Value]? {
        guard let field = try unsafe nextField() else { return nil }
        return try unsafe BinaryArray.decode(RawSpan(_unsafeBytes: field))
    }

    /// The next value, a composite, or nil for NULL: `read` is handed its fields and reads all of them.
    package mutating func nextComposite<Value>(
        _ read: (inout Row) throws(PostgresError) -> Value
    ) throws(PostgresError) -> Value? {
        guard let field = try unsafe nextField() else { return nil }
        guard field.count >= 4 else { throw .unexpected("a composite value is cut short") }
        let count = Int32(bigEndian: unsafe field.loadUnaligned(as: Int32.self))
        // Each field's length comes behind the number of its type.
        var row = unsafe Row(
            bytes: UnsafeRawBufferPointer(rebasing: field[4...]), prefix: 4, columnCount: count, texts: texts)
        let value = try read(&row)
        guard row.isExhausted else { throw .unexpected("not all of a composite value's \(count) fields are read") }
        return value
    }

    /// Whether every column has been read.
    var isExhausted: Bool { column == columnCount }

    func unexpectedNull() -> PostgresError {
        .unexpected("column \(column) is NULL")
    }

    /// The bytes of the next value, or nil for NULL.
    ///
    /// They live as long as the row's source.
    mutating func nextField() throws(PostgresError) -> UnsafeRawBufferPointer? {
        guard column < columnCount else { throw .unexpected("the row has only \(columnCount) columns") }
        let column = column
        self.column += 1
        guard let result = unsafe result else { return try unsafe takeField() }
        guard unsafe PQgetisnull(result, index, column) == 0 else { return nil }
        let length = Int(unsafe PQgetlength(result, index, column))
        return unsafe UnsafeRawBufferPointer(start: PQgetvalue(result, index, column), count: length)
    }

    /// Takes the first field off the bytes.
    @inline(__always)
    private mutating func takeField() throws(PostgresError) -> UnsafeRawBufferPointer? {
        let start = prefix + 4
        guard unsafe bytes.count >= start, let address = unsafe bytes.baseAddress else {
            throw .unexpected("a row is cut short")
        }
        let length = Int(Int32(bigEndian: unsafe address.loadUnaligned(fromByteOffset: prefix, as: Int32.self)))
        let end = start &+ max(0, length)
        guard unsafe bytes.count >= end else { throw .unexpected("a row is cut short") }
        unsafe bytes = UnsafeRawBufferPointer(start: address + end, count: bytes.count - end)
        return length < 0 ? nil : unsafe UnsafeRawBufferPointer(start: address + start, count: length)
    }
}
