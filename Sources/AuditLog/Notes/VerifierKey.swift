import Crypto
import FoundationEssentials

/// What a signature under a note says.
package enum SignatureKind: UInt8, Sendable {
    /// Ed25519 over the note's text: C2SP signed-note.
    case note = 0x01
    /// Ed25519 over a checkpoint and the moment at which somebody saw it: C2SP tlog-cosignature, `cosignature/v1`.
    case cosignature = 0x04
}

/// A public key with its name, as everybody may know it: `NAME+ID+BASE64`, a “vkey” of signed-note.
package struct VerifierKey: Hashable, Sendable {
    package let name: String
    package let kind: SignatureKind
    /// 32 bytes, as RFC 8032 has them.
    package let publicKey: [UInt8]

    /// Throws ``AuditFault/malformed(nl:en:)``.
    package init(name: String, kind: SignatureKind, publicKey: [UInt8]) throws(AuditFault) {
        guard KeyName.isLawful(name) else {
            throw .malformed(nl: "“\(name)” is geen naam van een sleutel", en: "“\(name)” is no name of a key")
        }
        guard publicKey.count == 32, (try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)) != nil else {
            throw .malformed(nl: "de sleutel \(name) is geen Ed25519-sleutel", en: "the key \(name) is no Ed25519 key")
        }
        self.name = name
        self.kind = kind
        self.publicKey = publicKey
    }

    package init(parsing text: String) throws(AuditFault) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let content = Base64.decode(parts[2]), let first = content.first,
            let kind = SignatureKind(rawValue: first)
        else {
            throw .malformed(
                nl: "“\(text.prefix(100))” is geen openbare sleutel: NAAM+NUMMER+BASE64",
                en: "“\(text.prefix(100))” is no public key: NAME+NUMBER+BASE64")
        }
        try self.init(name: String(parts[0]), kind: kind, publicKey: Array(content.dropFirst()))
        guard parts[1] == id.hexadecimal else {
            throw .malformed(
                nl: "de sleutel \(name) heeft het nummer \(id.hexadecimal), niet \(parts[1])",
                en: "the key \(name) has the number \(id.hexadecimal), not \(parts[1])")
        }
    }

    /// The first four bytes of the hash of name, kind and key.
    package var id: UInt32 {
        UInt32(
            bigEndianBytes: SHA256.hash(data: Array(name.utf8) + [0x0A, kind.rawValue] + publicKey).prefix(4))
    }

    /// As ``init(parsing:)`` reads it.
    package var encoded: String { "\(name)+\(id.hexadecimal)+\(Base64.encode([kind.rawValue] + publicKey))" }

    /// The moment that a cosignature names, in seconds since 1970; nil for a signature of the other kind.
    ///
    /// Throws ``AuditFault/unsigned`` when no signature under the note is of this key, and
    /// ``AuditFault/wrongSignature(key:)`` when one says so and is not.
    @discardableResult
    package func verify(_ note: SignedNote) throws(AuditFault) -> UInt64? {
        let own = note.signatures.filter { isNamed(by: $0) }
        guard let last = own.last else { throw .unsigned }
        for signature in own where !isOwn(signature, of: note) { throw .wrongSignature(key: name) }
        return kind == .cosignature ? Cosignature.time(of: last) : nil
    }

    /// Whether a signature says that it is of this key.
    func isNamed(by signature: NoteSignature) -> Bool {
        signature.keyID == id && signature.keyName.utf8.elementsEqual(name.utf8)
    }

    private func isOwn(_ signature: NoteSignature, of note: SignedNote) -> Bool {
        switch kind {
        case .note:
            return isValid(signature.bytes, for: Array(note.text.utf8))
        case .cosignature:
            guard let time = Cosignature.time(of: signature) else { return false }
            return isValid(signature.bytes.dropFirst(8), for: Cosignature.message(note, at: time))
        }
    }

    private func isValid(_ signature: some DataProtocol, for message: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(signature, for: message)
    }
}

/// What is signed by whoever has seen a checkpoint, and checked that it goes on from the one seen before.
enum Cosignature {
    static func message(_ note: SignedNote, at time: UInt64) -> [UInt8] {
        Array("cosignature/v1\ntime \(time)\n\(note.text)".utf8)
    }

    /// Nil when it has no such form.
    static func time(of signature: NoteSignature) -> UInt64? {
        guard signature.bytes.count == 8 + 64 else { return nil }
        let time = UInt64(bigEndianBytes: signature.bytes.prefix(8))
        return time <= UInt64(Int64.max) ? time : nil
    }
}

extension UInt32 {
    var hexadecimal: String {
        let digits = String(self, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
