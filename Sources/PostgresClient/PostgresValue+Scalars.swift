extension Bool: PostgresValue {
    package static var type: PostgresType { .bool }

    package func appendBinary(to bytes: inout [UInt8]) {
        bytes.append(self ? 1 : 0)
    }

    package init(binary: RawSpan) throws(PostgresError) {
        self = try binary.bigEndian(UInt8.self) != 0
    }
}

extension Int32: PostgresValue {
    package static var type: PostgresType { .int4 }

    package func appendBinary(to bytes: inout [UInt8]) {
        bytes.append(bigEndian: self)
    }

    package init(binary: RawSpan) throws(PostgresError) {
        self = try binary.bigEndian(Int32.self)
    }
}

extension Int64: PostgresValue {
    package static var type: PostgresType { .int8 }

    package func appendBinary(to bytes: inout [UInt8]) {
        bytes.append(bigEndian: self)
    }

    package init(binary: RawSpan) throws(PostgresError) {
        self = try binary.bigEndian(Int64.self)
    }
}

extension String: PostgresValue {
    package static var type: PostgresType { .text }

    /// The server refuses a text with a NUL character (22021).
    package func appendBinary(to bytes: inout [UInt8]) {
        bytes.append(contentsOf: utf8)
    }

    package init(binary: RawSpan) throws(PostgresError) {
        self = unsafe binary.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
    }
}

extension Array: PostgresValue where Element == UInt8 {
    package static var type: PostgresType { .bytea }

    package func appendBinary(to bytes: inout [UInt8]) {
        bytes.append(contentsOf: self)
    }

    package init(binary: RawSpan) throws(PostgresError) {
        self = unsafe binary.withUnsafeBytes { unsafe Array($0) }
    }
}

extension PostgresUUID: PostgresValue {
    package static var type: PostgresType { .uuid }

    package func appendBinary(to bytes: inout [UInt8]) {
        bytes.append(bigEndian: high)
        bytes.append(bigEndian: low)
    }

    package init(binary: RawSpan) throws(PostgresError) {
        guard binary.byteCount == 16 else { throw .unexpected("a uuid of \(binary.byteCount) bytes") }
        high = try binary.extracting(first: 8).bigEndian()
        low = try binary.extracting(last: 8).bigEndian()
    }
}

extension PostgresTimestamp: PostgresValue {
    package static var type: PostgresType { .timestamptz }

    /// PostgreSQL counts from 2000-01-01T00:00:00Z.
    private static let epoch: Int64 = 946_684_800_000_000

    package func appendBinary(to bytes: inout [UInt8]) {
        let (value, overflow) = microseconds.subtractingReportingOverflow(Self.epoch)
        // Int64.min would mean minus infinity; its neighbour is refused by the server, as it should be.
        bytes.append(bigEndian: overflow ? .min + 1 : max(value, .min + 1))
    }

    package init(binary: RawSpan) throws(PostgresError) {
        let value = try binary.bigEndian(Int64.self)
        let (microseconds, overflow) = value.addingReportingOverflow(Self.epoch)
        // The extremes stand for the infinities; the upper one overflows.
        guard !overflow, value != .min else { throw .unexpected("a timestamptz out of range") }
        self.microseconds = microseconds
    }
}

extension RawSpan {
    /// The whole span as one number; fails unless it has exactly that many bytes.
    func bigEndian<Number: FixedWidthInteger & BitwiseCopyable>(
        _ type: Number.Type = Number.self
    ) throws(PostgresError) -> Number {
        guard byteCount == MemoryLayout<Number>.size else {
            throw .unexpected("\(byteCount) bytes where \(Number.self) has \(MemoryLayout<Number>.size)")
        }
        return Number(bigEndian: unsafe unsafeLoadUnaligned(as: Number.self))
    }
}

extension [UInt8] {
    mutating func append(bigEndian number: some FixedWidthInteger) {
        unsafe Swift.withUnsafeBytes(of: number.bigEndian) { unsafe append(contentsOf: $0) }
    }
}
