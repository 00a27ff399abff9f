import Glibc

/// Texts that come again and again, such as who did something and what it is called: each is made once.
///
/// Bounded: of two texts that fall in one place the later one stays. Belongs to one thread or actor at a time.
final class RecurringTexts {
    private static let placeCount = 256

    private var texts = [String](repeating: "", count: placeCount)

    /// The characters of these bytes, as `String(decoding:as:)` gives them.
    func text(of bytes: UnsafeRawBufferPointer) -> String {
        let place = unsafe Self.place(of: bytes)
        let known = texts[place]
        if unsafe Self.isEqual(known, bytes) { return known }
        let text = unsafe String(decoding: bytes, as: UTF8.self)
        texts[place] = text
        return text
    }

    private static func isEqual(_ text: String, _ bytes: UnsafeRawBufferPointer) -> Bool {
        let known = text.utf8.span
        guard known.count == bytes.count else { return false }
        return unsafe known.withUnsafeBytes { known in
            guard let one = known.baseAddress, let other = bytes.baseAddress else { return true }
            return unsafe memcmp(one, other, known.count) == 0
        }
    }

    /// FNV-1a over eight bytes at a time.
    private static func place(of bytes: UnsafeRawBufferPointer) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(bytes.count)
        var offset = 0
        while offset + 8 <= bytes.count {
            hash = (hash ^ (unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))) &* 0x0100_0000_01B3
            hash ^= hash >> 29
            offset += 8
        }
        while offset < bytes.count {
            hash = (hash ^ UInt64(unsafe bytes[offset])) &* 0x0100_0000_01B3
            offset += 1
        }
        return Int(truncatingIfNeeded: (hash ^ hash >> 32) % UInt64(placeCount))
    }
}
