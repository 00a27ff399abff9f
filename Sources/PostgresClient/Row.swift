import CLibPQ

/// One row in binary form, read from left to right.
///
/// It is handed to a decoding function and cannot outlive the call. Every function fails with
/// ``PostgresError/unexpected(_:)`` when the next value is missing or has another form.
@safe
package struct Row: ~Copyable {
    /// Where the values come from: a result in memory, what is left of one row of a COPY, or of a composite value.
    @unsafe
    private enum Source {
        case result(OpaquePointer, index: Int32)
        case tuple(UnsafeRawBufferPointer)
        case composite(UnsafeRawBufferPointer)
    }

    private var source: Source
    private var column: Int32 = 0
    private let columnCount: Int32

    init(result: OpaquePointer, index: Int32) {
        unsafe source = .result(result, index: index)
        unsafe columnCount = PQnfields(result)
    }

    /// `tuple` is a row of a binary COPY behind its count of columns.
    init(tuple: UnsafeRawBufferPointer, columnCount: Int32) {
        unsafe source = .tuple(tuple)
        self.columnCount = columnCount
    }

    /// `composite` is a composite value behind its count of fields.
    private init(composite: UnsafeRawBufferPointer, columnCount: Int32) {
        unsafe source = .composite(composite)
        self.columnCount = columnCount
    }

    /// The next value, which may not be NULL.
    @inlinable @inline(__always)
    package mutating func next<Value: PostgresValue>(
        _ type: Value.Type = Value.self
    ) throws(PostgresError) -> Value {
        guard let field = try unsafe nextField() else { throw unexpectedNull() }
        return try unsafe Value(binary: RawSpan(_unsafeBytes: field))
    }

    /// The next value, or nil for NULL.
    @inlinable @inline(__always)
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
        var row = unsafe Row(composite: UnsafeRawBufferPointer(rebasing: field[4...]), columnCount: count)
        let value = try read(&row)
        guard row.isExhausted else { throw .unexpected("not all of a composite value's \(count) fields are read") }
        return value
    }

    /// Whether every column has been read.
    @usableFromInline var isExhausted: Bool { column == columnCount }

    @usableFromInline
    func unexpectedNull() -> PostgresError {
        .unexpected("column \(column) is NULL")
    }

    /// The bytes of the next value, or nil for NULL.
    ///
    /// They live as long as the row's source.
    @usableFromInline
    mutating func nextField() throws(PostgresError) -> UnsafeRawBufferPointer? {
        guard column < columnCount else { throw .unexpected("the row has only \(columnCount) columns") }
        defer { column += 1 }
        switch unsafe source {
        case .result(let result, let index):
            guard unsafe PQgetisnull(result, index, column) == 0 else { return nil }
            let length = Int(unsafe PQgetlength(result, index, column))
            return unsafe UnsafeRawBufferPointer(start: PQgetvalue(result, index, column), count: length)
        case .tuple(let bytes):
            return try unsafe takeField(of: bytes, behind: 0) { unsafe .tuple($0) }
        case .composite(let bytes):
            // Each field's length comes behind the number of its type.
            return try unsafe takeField(of: bytes, behind: 4) { unsafe .composite($0) }
        }
    }

    /// The first field of `bytes`, which begins with its length, `prefix` bytes on; what follows becomes the source.
    private mutating func takeField(
        of bytes: UnsafeRawBufferPointer, behind prefix: Int, _ rest: (UnsafeRawBufferPointer) -> Source
    ) throws(PostgresError) -> UnsafeRawBufferPointer? {
        let start = prefix + 4
        guard bytes.count >= start else { throw .unexpected("a row is cut short") }
        let length = Int(Int32(bigEndian: unsafe bytes.loadUnaligned(fromByteOffset: prefix, as: Int32.self)))
        let end = start + max(0, length)
        guard bytes.count >= end else { throw .unexpected("a row is cut short") }
        unsafe source = rest(UnsafeRawBufferPointer(rebasing: bytes[end...]))
        return length < 0 ? nil : unsafe UnsafeRawBufferPointer(rebasing: bytes[start..<end])
    }
}
