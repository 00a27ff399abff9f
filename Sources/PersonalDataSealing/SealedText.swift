/// Where a sealed text stands; it can be opened nowhere else.
///
/// So nobody can pass off one person's field as another's by moving ciphertext about.
package struct SealedPlace: Hashable, Sendable {
    /// The random id of the person, company or organisation.
    package let subject: String
    /// The stream whose dossier it belongs to, or `register`.
    package let dossier: String
    package let field: String
    /// Of the entry of the register; 0 in an event, which never has another.
    package let version: Int32

    package init(subject: String, dossier: String, field: String, version: Int32) {
        self.subject = subject
        self.dossier = dossier
        self.field = field
        self.version = version
    }

    var associatedData: [UInt8] {
        .joined(["missieboek sealed text 1", subject, dossier, field, String(version)])
    }
}

/// A text that whoever has its key can read: version (1 byte), nonce (12), ciphertext, tag (16).
///
/// The text is filled up to one of few lengths first, so that its length does not tell one name from another.
package struct SealedText: Hashable, Sendable {
    package let bytes: [UInt8]

    private static let version: UInt8 = 1

    /// As it was stored.
    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Seals with a random nonce.
    package init(_ text: String, under key: SecretKey, at place: SealedPlace) {
        self.init(text, under: key, at: place, nonce: .random(AuthenticatedCipher.nonceByteCount))
    }

    /// Seals with a nonce that follows from the text, its place and the act: the same again gives the same bytes.
    ///
    /// Another text or another act has another nonce, since it is a keyed hash of both.
    package init(_ text: String, under key: SecretKey, at place: SealedPlace, inActOf act: [UInt8]) {
        let code = key.derived(for: "missieboek nonce 1").authenticationCode(
            of: .joined([act, place.associatedData, Array(text.utf8)]))
        self.init(text, under: key, at: place, nonce: Array(code.prefix(AuthenticatedCipher.nonceByteCount)))
    }

    private init(_ text: String, under key: SecretKey, at place: SealedPlace, nonce: [UInt8]) {
        var padded = Padding.added(to: Array(text.utf8))
        defer { padded.overwrite() }
        let sealed = AuthenticatedCipher.encrypt(
            padded, under: key, nonce: nonce, authenticating: place.associatedData)
        bytes = [Self.version] + nonce + sealed
    }

    /// The text; nil when it was sealed under another key or for another place, or was changed since.
    package func opened(by key: SecretKey, at place: SealedPlace) -> String? {
        let start = 1 + AuthenticatedCipher.nonceByteCount
        guard bytes.count > start, bytes[0] == Self.version else { return nil }
        guard
            var padded = AuthenticatedCipher.decrypt(
                bytes[start...], under: key, nonce: Array(bytes[1..<start]), authenticating: place.associatedData)
        else { return nil }
        defer { padded.overwrite() }
        return Padding.removed(from: padded).flatMap { String(validating: $0, as: UTF8.self) }
    }
}

/// Fills texts up to one of few lengths: a one bit, then zeros (ISO/IEC 9797-1, method 2).
package enum Padding {
    package static func added(to text: [UInt8]) -> [UInt8] {
        let step = text.count < 256 ? 64 : text.count < 2_048 ? 256 : 2_048
        return text + [0x80] + [UInt8](repeating: 0, count: step - 1 - text.count % step)
    }

    /// Nil when nothing was added so.
    package static func removed(from padded: [UInt8]) -> ArraySlice<UInt8>? {
        guard let mark = padded.lastIndex(where: { $0 != 0 }), padded[mark] == 0x80 else { return nil }
        return padded[..<mark]
    }
}

extension [UInt8] {
    /// Each part behind its length, so that no two lists of parts give the same bytes.
    package static func joined(_ parts: [[UInt8]]) -> [UInt8] {
        parts.flatMap { part in
            (0..<4).map { UInt8(truncatingIfNeeded: part.count >> (24 - 8 * $0)) } + part
        }
    }

    package static func joined(_ parts: [String]) -> [UInt8] { joined(parts.map { Array($0.utf8) }) }
}
