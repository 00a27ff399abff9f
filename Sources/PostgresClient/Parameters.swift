/// The values of a statement's `$1`, `$2`, …, in that order, in binary form.
package struct Parameters {
    private struct Slot {
        let type: UInt32
        let offset: Int
        /// Nil for NULL.
        let length: Int?
    }

    private var slots: [Slot] = []
    /// Starts with a byte of padding, so that an empty value has an address too: libpq takes none for NULL.
    private var bytes: [UInt8] = [0]

    package init() {}

    /// Appends a value; nil is NULL.
    package mutating func append<Value: PostgresValue>(_ value: Value?) {
        let offset = bytes.count
        value?.appendBinary(to: &bytes)
        slots.append(Slot(type: Value.type.number, offset: offset, length: value.map { _ in bytes.count - offset }))
    }

    /// Appends an array; a nil element is NULL.
    package mutating func append<Value: PostgresValue>(array: [Value?]) {
        let offset = bytes.count
        BinaryArray.append(array, to: &bytes)
        slots.append(Slot(type: Value.type.arrayNumber, offset: offset, length: bytes.count - offset))
    }

    /// Appends a NULL in place of an array.
    package mutating func appendNullArray<Value: PostgresValue>(of type: Value.Type) {
        slots.append(Slot(type: Value.type.arrayNumber, offset: bytes.count, length: nil))
    }

    var count: Int32 { Int32(slots.count) }
    var types: [UInt32] { slots.map(\.type) }
    var lengths: [Int32] { slots.map { Int32($0.length ?? 0) } }
    var formats: [Int32] { Array(repeating: 1, count: slots.count) }

    /// Hands over a pointer to each value, null for NULL, valid during the call.
    func withPointers<Value>(_ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Value) -> Value {
        unsafe bytes.withUnsafeBytes { buffer in
            let start = unsafe buffer.assumingMemoryBound(to: CChar.self).baseAddress
            let pointers = unsafe slots.map { slot in
                unsafe slot.length == nil ? nil : start.map { unsafe $0 + slot.offset }
            }
            return unsafe pointers.withUnsafeBufferPointer { unsafe body($0.baseAddress) }
        }
    }
}
