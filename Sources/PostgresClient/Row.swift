import CLibPQ

/// One row in binary form, read from left to right.
///
/// It is handed to a decoding function and cannot outlive the call. Every function fails with
/// ``PostgresError/unexpected(_:)`` when the next value is missing or has another form.
@safe
package struct Row: ~Copyable {
    /// Where the values come from: a result in memory, or what is left of one row of a COPY.
    @unsafe
    private enum Source {
        case result(OpaquePointer, index: Int32)
        case tuple(UnsafeRawBufferPointer)
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
            guard bytes.count >= 4 else { throw .unexpected("a row of the COPY is cut short") }
            let length = Int(Int32(bigEndian: unsafe bytes.loadUnaligned(as: Int32.self)))
            let end = 4 + max(0, length)
            guard bytes.count >= end else { throw .unexpected("a row of the COPY is cut short") }
            unsafe source = .tuple(UnsafeRawBufferPointer(rebasing: bytes[end...]))
            return length < 0 ? nil : unsafe UnsafeRawBufferPointer(rebasing: bytes[4..<end])
        }
    }
}
