import Crypto
import PersonalDataSealing
import Testing

struct AuthenticatedCipherTests {
    /// One encryption of AES-256-GCM, in hexadecimal.
    struct KnownAnswer: Sendable {
        let key, nonce, associatedData, message, sealed: String
    }

    // Test cases 13 to 16 of "The Galois/Counter Mode of Operation" (McGrew and Viega, 2005), which NIST SP 800-38D
    // rests on: those with a key of 256 bits and a nonce of 96.
    static let knownAnswers = [
        KnownAnswer(
            key: String(repeating: "00", count: 32), nonce: String(repeating: "00", count: 12), associatedData: "",
            message: "", sealed: "530f8afbc74536b9a963b4f1c4cb738b"),
        KnownAnswer(
            key: String(repeating: "00", count: 32), nonce: String(repeating: "00", count: 12), associatedData: "",
            message: String(repeating: "00", count: 16),
            sealed: "cea7403d4d606b6e074ec5d3baf39d18" + "d0d1c8a799996bf0265b98b5d48ab919"),
        KnownAnswer(
            key: "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
            nonce: "cafebabefacedbaddecaf888", associatedData: "",
            message: "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255",
            sealed: "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad"
                + "b094dac5d93471bdec1a502270e3cc6c"),
        KnownAnswer(
            key: "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
            nonce: "cafebabefacedbaddecaf888", associatedData: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
            message: "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
            sealed: "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                + "76fc6ece0f4e1768cddf8853bb2d551b"),
    ]

    @Test(arguments: knownAnswers)
    func `The answers that are known are given`(_ known: KnownAnswer) throws {
        let key = try #require(SecretKey(bytes(known.key)))
        let sealed = AuthenticatedCipher.encrypt(
            bytes(known.message), under: key, nonce: bytes(known.nonce), authenticating: bytes(known.associatedData))
        #expect(sealed == bytes(known.sealed))
        let opened = AuthenticatedCipher.decrypt(
            sealed[...], under: key, nonce: bytes(known.nonce), authenticating: bytes(known.associatedData))
        #expect(opened == bytes(known.message))
    }

    @Test func `Another library reads what is sealed, and is read, whatever the lengths`() throws {
        for count in [0, 1, 15, 16, 17, 63, 64, 1_000, 65_537] {
            let (message, nonce, bound) = ([UInt8].random(count), [UInt8].random(12), [UInt8].random(count % 41))
            let key = SecretKey.random()
            let other = SymmetricKey(data: key.copiedBytes())
            let sealed = AuthenticatedCipher.encrypt(message, under: key, nonce: nonce, authenticating: bound)
            let box = try AES.GCM.SealedBox(
                nonce: AES.GCM.Nonce(data: nonce), ciphertext: sealed.dropLast(16), tag: sealed.suffix(16))
            #expect(try [UInt8](AES.GCM.open(box, using: other, authenticating: bound)) == message)
            let theirs = try AES.GCM.seal(
                message, using: other, nonce: AES.GCM.Nonce(data: nonce), authenticating: bound)
            #expect(Array(theirs.ciphertext) + Array(theirs.tag) == sealed)
        }
    }

    @Test func `No bit of it can be changed`() throws {
        let (key, nonce, bound) = (SecretKey.random(), [UInt8].random(12), Array("bound".utf8))
        let sealed = AuthenticatedCipher.encrypt(
            Array("Van Dijk".utf8), under: key, nonce: nonce, authenticating: bound)
        for bit in 0..<sealed.count * 8 {
            #expect(
                AuthenticatedCipher.decrypt(
                    sealed.flipping(bit)[...], under: key, nonce: nonce, authenticating: bound) == nil)
        }
        for bit in 0..<nonce.count * 8 {
            #expect(
                AuthenticatedCipher.decrypt(
                    sealed[...], under: key, nonce: nonce.flipping(bit), authenticating: bound) == nil)
        }
        for bit in 0..<bound.count * 8 {
            #expect(
                AuthenticatedCipher.decrypt(
                    sealed[...], under: key, nonce: nonce, authenticating: bound.flipping(bit)) == nil)
        }
        let other = SecretKey.random()
        #expect(AuthenticatedCipher.decrypt(sealed[...], under: other, nonce: nonce, authenticating: bound) == nil)
        for count in 0..<sealed.count {
            let short = sealed.prefix(count)
            #expect(AuthenticatedCipher.decrypt(short, under: key, nonce: nonce, authenticating: bound) == nil)
        }
    }

    @Test func `Codes and derived keys are those of another library`() throws {
        for count in [0, 1, 55, 64, 1_000] {
            let (key, message) = (SecretKey.random(), [UInt8].random(count))
            let other = SymmetricKey(data: key.copiedBytes())
            #expect(
                key.authenticationCode(of: message)
                    == Array(HMAC<SHA256>.authenticationCode(for: message, using: other)))
        }
        let key = SecretKey.random()
        let theirs = HKDF<SHA256>.expand(
            pseudoRandomKey: key.copiedBytes(), info: Array("a purpose".utf8), outputByteCount: 32)
        #expect(SymmetricKey(data: key.derived(for: "a purpose").copiedBytes()) == theirs)
        #expect(key.derived(for: "another").copiedBytes() != key.derived(for: "a purpose").copiedBytes())
    }

    @Test func `Keys and random bytes differ each time`() {
        let keys = (0..<100).map { _ in SecretKey.random().copiedBytes() }
        #expect(Set(keys).count == 100 && keys.allSatisfy { $0.count == 32 })
        #expect(Set((0..<100).map { _ in [UInt8].random(12) }).count == 100)
        #expect(SecretKey([1, 2, 3]) == nil)
    }
}

/// The bytes that are written in hexadecimal.
private func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

extension [UInt8] {
    fileprivate func flipping(_ bit: Int) -> [UInt8] {
        var copy = self
        copy[bit / 8] ^= 1 << UInt8(bit % 8)
        return copy
    }
}
