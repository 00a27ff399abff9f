import CLibCrypto

/// 256 bits that seal, open or index personal data.
///
/// They lie in one place in memory, and are overwritten there when nobody holds the key any more (`OPENSSL_cleanse`).
@safe
package final class SecretKey: Sendable {
    package static let byteCount = 32

    // Written by the initialisers only, and read by everybody after that.
    private nonisolated(unsafe) let storage: UnsafeMutableRawBufferPointer

    private init(filling fill: (UnsafeMutableRawBufferPointer) -> Void) {
        unsafe storage = .allocate(byteCount: Self.byteCount, alignment: 1)
        unsafe fill(storage)
    }

    /// Copies the bytes; nil unless there are 32.
    package convenience init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        unsafe self.init { target in unsafe target.copyBytes(from: bytes) }
    }

    /// Of lower-case hexadecimal digits, decoded where the key lies; nil unless there are 64 of them.
    convenience init?(hexadecimal digits: ArraySlice<UInt8>) {
        guard digits.count == 2 * Self.byteCount else { return nil }
        var isLawful = true
        unsafe self.init { target in
            for place in 0..<Self.byteCount {
                let first = digits.startIndex + 2 * place
                let (high, low) = (Self.value(ofDigit: digits[first]), Self.value(ofDigit: digits[first + 1]))
                isLawful = isLawful && high < 16 && low < 16
                unsafe target[place] = (high & 15) << 4 | low & 15
            }
        }
        guard isLawful else { return nil }
    }

    /// Writes the digits into a buffer that the caller overwrites, from a place on: nowhere else.
    func write(hexadecimalTo buffer: inout [UInt8], at start: Int) {
        unsafe withBytes { bytes in
            for place in 0..<Self.byteCount {
                buffer[start + 2 * place] = Self.digit(of: unsafe bytes[place] >> 4)
                buffer[start + 2 * place + 1] = Self.digit(of: unsafe bytes[place] & 15)
            }
        }
    }

    private static func digit(of value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    /// 16 for what is no digit.
    private static func value(ofDigit digit: UInt8) -> UInt8 {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: 16
        }
    }

    /// A new one, from OpenSSL's generator of secrets (`RAND_priv_bytes`).
    package static func random() -> SecretKey {
        unsafe SecretKey { target in
            let result = unsafe RAND_priv_bytes(target.bindMemory(to: UInt8.self).baseAddress, Int32(byteCount))
            precondition(result == 1, "the system gives no random bytes")
        }
    }

    deinit {
        unsafe OPENSSL_cleanse(storage.baseAddress, storage.count)
        unsafe storage.deallocate()
    }

    /// Compares in a time that tells nothing of the bytes (`CRYPTO_memcmp`).
    package func isSame(as other: SecretKey) -> Bool {
        unsafe CRYPTO_memcmp(storage.baseAddress, other.storage.baseAddress, Self.byteCount) == 0
    }

    /// Hands the bytes over for the duration of the call.
    func withBytes<Value>(_ body: (UnsafeRawBufferPointer) -> Value) -> Value {
        unsafe body(UnsafeRawBufferPointer(storage))
    }

    /// A copy of the bytes, to be wrapped or written to a key file: the caller's to overwrite.
    package func copiedBytes() -> [UInt8] {
        unsafe withBytes { unsafe Array($0) }
    }

    /// A key for one purpose, from which neither this one nor that of another purpose can be found.
    ///
    /// HKDF-Expand of RFC 5869 with SHA-256, for one block.
    package func derived(for purpose: String) -> SecretKey {
        var code = authenticationCode(of: Array(purpose.utf8) + [1])
        defer { code.overwrite() }
        guard let key = SecretKey(code) else { preconditionFailure("SHA-256 gives 32 bytes") }
        return key
    }

    /// HMAC-SHA256 (RFC 2104) of the bytes under this key.
    package func authenticationCode(of message: [UInt8]) -> [UInt8] {
        unsafe withBytes { key in
            unsafe [UInt8](unsafeUninitializedCapacity: Self.byteCount) { (code, count) in
                var length: UInt32 = 0
                let result = unsafe HMAC(
                    EVP_sha256(), key.baseAddress, Int32(key.count), message, message.count, code.baseAddress, &length)
                precondition(unsafe result != nil, "HMAC-SHA256 does not fail on bytes in memory")
                count = Int(length)
            }
        }
    }
}

extension [UInt8] {
    /// Overwrites bytes that were secret (`OPENSSL_cleanse`), as far as this array is the only one that holds them.
    package mutating func overwrite() {
        unsafe withUnsafeMutableBytes { unsafe OPENSSL_cleanse($0.baseAddress, $0.count) }
    }

    /// So many bytes from OpenSSL's generator (`RAND_bytes`).
    package static func random(_ count: Int) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: count) { (buffer, filled) in
            precondition(unsafe RAND_bytes(buffer.baseAddress, Int32(count)) == 1, "the system gives no random bytes")
            filled = count
        }
    }
}
