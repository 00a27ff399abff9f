/// Strings as C wants them: a list of pointers that ends with a null pointer.
enum CStrings {
    static func with<Value>(
        _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Value
    ) -> Value {
        var bytes: [CChar] = []
        var offsets: [Int] = []
        for string in strings {
            offsets.append(bytes.count)
            bytes.append(contentsOf: string.utf8.map { CChar(bitPattern: $0) })
            bytes.append(0)
        }
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: offsets.count + 1) { list in
                for (index, offset) in offsets.enumerated() {
                    unsafe list.initializeElement(at: index, to: buffer.baseAddress.map { unsafe $0 + offset })
                }
                unsafe list.initializeElement(at: offsets.count, to: nil)
                return unsafe body(UnsafePointer(list.baseAddress.unsafelyUnwrapped))
            }
        }
    }
}
