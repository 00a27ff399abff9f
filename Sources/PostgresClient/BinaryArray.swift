/// The binary form of a one-dimensional array, which is read without NULLs only: number of dimensions, flag for NULLs, type of the
/// elements; then length and first index; then each element behind its length.
enum BinaryArray {
    static func append<Element, Value: PostgresValue>(
        _ elements: [Element], _ value: (Element) -> Value?, to bytes: inout [UInt8]
    ) {
        let start = bytes.count
        appendHeader(of: Value.type, count: elements.count, to: &bytes)
        for element in elements {
            if let value = value(element) {
                bytes.appendWithLength(value)
            } else {
                bytes.append(bigEndian: Int32(-1))
                bytes.replace(at: start + 4, withBigEndian: 1)
            }
        }
    }

    /// With the flag for NULLs not set.
    private static func appendHeader(of type: PostgresType, count: Int, to bytes: inout [UInt8]) {
        bytes.append(bigEndian: Int32(count == 0 ? 0 : 1))
        bytes.append(bigEndian: Int32(0))
        bytes.append(bigEndian: type.number)
        if count == 0 { return }
        bytes.append(bigEndian: Int32(count))
        bytes.append(bigEndian: Int32(1))
    }

    static func decode<Value: PostgresValue>(_ bytes: RawSpan) throws(PostgresError) -> [Value] {
        guard bytes.byteCount >= 12 else { throw .unexpected("an array of \(bytes.byteCount) bytes") }
        let dimensions = try bytes.extracting(0..<4).bigEndian(Int32.self)
        guard try bytes.extracting(8..<12).bigEndian(UInt32.self) == Value.type.number else {
            throw .unexpected("an array of another type than \(Value.self)")
        }
        if dimensions == 0 { return [] }
        guard dimensions == 1, bytes.byteCount >= 20 else {
            throw .unexpected("an array of \(dimensions) dimensions")
        }
        let count = Int(try bytes.extracting(12..<16).bigEndian(Int32.self))
        var values: [Value] = []
        values.reserveCapacity(count)
        var offset = 20
        for _ in 0..<count {
            guard bytes.byteCount - offset >= 4 else { throw .unexpected("an array is cut short") }
            let length = Int(try bytes.extracting(offset..<offset + 4).bigEndian(Int32.self))
            offset += 4
            guard length >= 0 else { throw .unexpected("an array holds NULL") }
            guard bytes.byteCount - offset >= length else { throw .unexpected("an array is cut short") }
            values.append(try Value(binary: bytes.extracting(offset..<offset + length)))
            offset += length
        }
        return values
    }
}

extension [UInt8] {
    /// Appends the value's binary form behind its length in four bytes.
    mutating func appendWithLength(_ value: some PostgresValue) {
        let start = count
        append(bigEndian: Int32(0))
        value.appendBinary(to: &self)
        replace(at: start, withBigEndian: Int32(count - start - 4))
    }

    fileprivate mutating func replace(at place: Int, withBigEndian number: Int32) {
        for index in 0..<4 {
            self[place + index] = UInt8(truncatingIfNeeded: number >> Int32(24 - 8 * index))
        }
    }
}
