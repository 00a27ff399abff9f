import Crypto

/// The SHA-256 of some bytes.
struct ContentDigest: Hashable, CustomStringConvertible {
    let description: String

    init(of bytes: [UInt8]) {
        description = SHA256.hash(data: bytes).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    init(of text: String) { self.init(of: Array(text.utf8)) }

    /// Enough of it to tell it by.
    var short: String { String(description.prefix(16)) }
}
