/// The values of a statement's `$1`, `$2`, …, in that order, in binary form.
package struct Parameters {
    private(set) var types: [UInt32] = []
    /// 0 for NULL.
    private(set) var lengths: [Int32] = []
    /// Where each value begins in ``bytes``; negative for NULL.
    private var starts: [Int] = []
    /// Starts with a byte of padding, so that an empty value has an address too: libpq takes none for NULL.
    private var bytes: [UInt8] = [0]

    package init() {
        // What a usual statement takes, without growing.
        types.reserveCapacity(16)
        lengths.reserveCapacity(16)
        starts.reserveCapacity(16)
        bytes.reserveCapacity(1 << 10)
    }

    /// Appends a value.
    package mutating func append<Value: PostgresValue>(_ value: Value) {
        let start = bytes.count
        value.appendBinary(to: &bytes)
        note(Value.type.number, from: start)
    }

    /// Appends a value; nil is NULL.
    package mutating func append<Value: PostgresValue>(_ value: Value?) {
        if let value { append(value) } else { noteNull(Value.type.number) }
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
        note(Value.type.arrayNumber, from: start)
    }

    /// Appends a NULL in place of an array.
    package mutating func appendNullArray<Value: PostgresValue>(of type: Value.Type) {
        noteNull(Value.type.arrayNumber)
    }

    private mutating func note(_ type: UInt32, from start: Int) {
        types.append(type)
        starts.append(start)
        lengths.append(Int32(bytes.count - start))
    }

    private mutating func noteNull(_ type: UInt32) {
        types.append(type)
        starts.append(-1)
        lengths.append(0)
    }

    var count: Int32 { Int32(starts.count) }
    var formats: [Int32] { Array(repeating: 1, count: starts.count) }

    /// Hands over a pointer to each value, null for NULL, valid during the call.
    func withPointers<Value>(_ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Value) -> Value {
        unsafe bytes.withUnsafeBytes { buffer in
            let start = unsafe buffer.assumingMemoryBound(to: CChar.self).baseAddress
            let pointers = unsafe starts.map { place in
                unsafe place < 0 ? nil : start.map { unsafe $0 + place }
            }
            return unsafe pointers.withUnsafeBufferPointer { unsafe body($0.baseAddress) }
        }
    }
}
