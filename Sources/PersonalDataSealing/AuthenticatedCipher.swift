import CLibCrypto

/// AES-256-GCM (NIST SP 800-38D) with nonces of 12 and tags of 16 bytes.
package enum AuthenticatedCipher {
    package static let nonceByteCount = 12
    package static let tagByteCount = 16

    /// The ciphertext with its tag behind it.
    ///
    /// A nonce must never serve for two different messages under one key.
    package static func encrypt(
        _ message: [UInt8], under key: SecretKey, nonce: [UInt8], authenticating associatedData: [UInt8]
    ) -> [UInt8] {
        precondition(nonce.count == nonceByteCount, "a nonce of \(nonce.count) bytes")
        let context = CipherContext()
        return unsafe key.withBytes { key in
            unsafe [UInt8](unsafeUninitializedCapacity: message.count + tagByteCount) { (output, count) in
                let begun = unsafe EVP_EncryptInit_ex(
                    context.pointer, EVP_aes_256_gcm(), nil, key.bindMemory(to: UInt8.self).baseAddress, nonce)
                var length: Int32 = 0
                let bound = unsafe EVP_EncryptUpdate(
                    context.pointer, nil, &length, associatedData, Int32(associatedData.count))
                let encrypted = unsafe EVP_EncryptUpdate(
                    context.pointer, output.baseAddress, &length, message, Int32(message.count))
                let end = unsafe output.baseAddress.map { unsafe $0 + message.count }
                let ended = unsafe EVP_EncryptFinal_ex(context.pointer, end, &length)
                let tagged = unsafe EVP_CIPHER_CTX_ctrl(
                    context.pointer, EVP_CTRL_AEAD_GET_TAG, Int32(tagByteCount), end)
                requireSuccess(begun, bound, encrypted, ended, tagged)
                count = message.count + tagByteCount
            }
        }
    }

    /// The message; nil when the bytes, the nonce or the associated data are not those of one encryption under this key.
    package static func decrypt(
        _ sealed: ArraySlice<UInt8>, under key: SecretKey, nonce: [UInt8], authenticating associatedData: [UInt8]
    ) -> [UInt8]? {
        guard nonce.count == nonceByteCount, sealed.count >= tagByteCount else { return nil }
        let ciphertext = Array(sealed.dropLast(tagByteCount))
        var tag = Array(sealed.suffix(tagByteCount))
        let context = CipherContext()
        var isAuthentic = false
        var message = unsafe key.withBytes { key in
            unsafe [UInt8](unsafeUninitializedCapacity: ciphertext.count + tagByteCount) { (output, count) in
                let begun = unsafe EVP_DecryptInit_ex(
                    context.pointer, EVP_aes_256_gcm(), nil, key.bindMemory(to: UInt8.self).baseAddress, nonce)
                var length: Int32 = 0
                let bound = unsafe EVP_DecryptUpdate(
                    context.pointer, nil, &length, associatedData, Int32(associatedData.count))
                let decrypted = unsafe EVP_DecryptUpdate(
                    context.pointer, output.baseAddress, &length, ciphertext, Int32(ciphertext.count))
                let tagged = unsafe EVP_CIPHER_CTX_ctrl(
                    context.pointer, EVP_CTRL_AEAD_SET_TAG, Int32(tagByteCount), &tag)
                requireSuccess(begun, bound, decrypted, tagged)
                let end = unsafe output.baseAddress.map { unsafe $0 + ciphertext.count }
                isAuthentic = unsafe EVP_DecryptFinal_ex(context.pointer, end, &length) == 1
                count = ciphertext.count
            }
        }
        guard isAuthentic else {
            message.overwrite()
            return nil
        }
        return message
    }

    /// What takes bytes in memory fails only where this program uses it wrongly, or there is no memory.
    private static func requireSuccess(_ results: Int32...) {
        precondition(results.allSatisfy { $0 == 1 }, "AES-256-GCM fails on bytes in memory")
    }
}

/// `EVP_CIPHER_CTX`: freed, and its key overwritten, when it goes out of scope (`EVP_CIPHER_CTX_free`).
@safe
private struct CipherContext: ~Copyable {
    let pointer: OpaquePointer

    init() {
        guard let made = unsafe EVP_CIPHER_CTX_new() else { preconditionFailure("out of memory") }
        unsafe pointer = made
    }

    deinit {
        unsafe EVP_CIPHER_CTX_free(pointer)
    }
}
