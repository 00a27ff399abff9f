/// The values of a statement's `$1`, `$2`, …, in that order, in binary form.
package struct Parameters {
    private(set) var types: [UInt32] = []
    /// Nil for NULL.
    private var ranges: [Range<Int>?] = []
    /// Starts with a byte of padding, so that an empty value has an address too: libpq takes none for NULL.
    private var bytes: [UInt8] = [0]

    package init() {
        // What a usual statement takes, without growing.
        types.reserveCapacity(16)
        ranges.reserveCapacity(16)
        bytes.reserveCapacity(1 << 10)
    }

    /// Appends a value; nil is NULL.
    package mutating func append<Value: PostgresValue>(_ value: Value?) {
        let start = bytes.count
        value?.appendBinary(to: &bytes)
        types.append(Value.type.number)
        ranges.append(value == nil ? nil : start..<bytes.count)
    }

    /// Appends an array; a nil element is NULL.
    package mutating func append<Value: PostgresValue>(array: [Value?]) {
        append(array: array) { $0 }
    }

    /// Appends an array with a value for each element; nil is NULL.
    package mutating func append<Element, Value: PostgresValue>(
        array elements: [Element], _ value: (Element) -> Value?
    ) {
        let start = bytes.count
        BinaryArray.append(elements, value, to: &bytes)
        types.append(Value.type.arrayNumber)
        ranges.append(start..<bytes.count)
    }

    /// Appends a NULL in place of an array.
    package mutating func appendNullArray<Value: PostgresValue>(of type: Value.Type) {
        types.append(Value.type.arrayNumber)
        ranges.append(nil)
    }

    var count: Int32 { Int32(ranges.count) }
    var lengths: [Int32] { ranges.map { Int32($0?.count ?? 0) } }
    var formats: [Int32] { Array(repeating: 1, count: ranges.count) }

    /// Hands over a pointer to each value, null for NULL, valid during the call.
    func withPointers<Value>(_ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Value) -> Value {
        unsafe bytes.withUnsafeBytes { buffer in
            let start = unsafe buffer.assumingMemoryBound(to: CChar.self).baseAddress
            let pointers = unsafe ranges.map { range in
                unsafe range.flatMap { range in unsafe start.map { unsafe $0 + range.lowerBound } }
            }
            return unsafe pointers.withUnsafeBufferPointer { unsafe body($0.baseAddress) }
        }
    }
}
