/// The scope of a key: what belongs to one person, company or organisation in one dossier.
package struct KeyScope: Hashable, Sendable {
    package let subject: String
    package let dossier: String

    package init(subject: String, dossier: String) {
        self.subject = subject
        self.dossier = dossier
    }

    /// Of the key under which the register's index is made.
    package static let index = KeyScope(subject: "register", dossier: "index")
}

/// A key as the database keeps it: sealed under a key that lies outside the database.
///
/// A marker (16 bytes), which says nothing and stays the same when it is wrapped anew; then version (1), nonce (12), the key
/// sealed (32) and tag (16). By the marker, copies of a key that was destroyed can be searched for.
package struct WrappedKey: Hashable, Sendable {
    package let bytes: [UInt8]

    package static let markerByteCount = 16
    private static let version: UInt8 = 1
    private static let nonceStart = markerByteCount + 1
    private static let sealedStart = nonceStart + AuthenticatedCipher.nonceByteCount

    /// As it was stored.
    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    package init(_ key: SecretKey, under outer: SecretKey, for scope: KeyScope) {
        self.init(key, under: outer, for: scope, marker: .random(Self.markerByteCount))
    }

    private init(_ key: SecretKey, under outer: SecretKey, for scope: KeyScope, marker: [UInt8]) {
        let nonce = [UInt8].random(AuthenticatedCipher.nonceByteCount)
        var inner = key.copiedBytes()
        defer { inner.overwrite() }
        let sealed = AuthenticatedCipher.encrypt(
            inner, under: outer, nonce: nonce, authenticating: Self.associatedData(scope, marker))
        bytes = marker + [Self.version] + nonce + sealed
    }

    package var marker: [UInt8] { Array(bytes.prefix(Self.markerByteCount)) }

    /// The key; nil when it was wrapped under another one or for another scope, or was changed since.
    package func unwrapped(by outer: SecretKey, for scope: KeyScope) -> SecretKey? {
        guard bytes.count > Self.sealedStart, bytes[Self.markerByteCount] == Self.version else { return nil }
        guard
            var inner = AuthenticatedCipher.decrypt(
                bytes[Self.sealedStart...], under: outer, nonce: Array(bytes[Self.nonceStart..<Self.sealedStart]),
                authenticating: Self.associatedData(scope, marker))
        else { return nil }
        defer { inner.overwrite() }
        return SecretKey(inner)
    }

    /// The same key under another outer one; nil when it is not under `former`.
    package func rewrapped(from former: SecretKey, to outer: SecretKey, for scope: KeyScope) -> WrappedKey? {
        unwrapped(by: former, for: scope).map { WrappedKey($0, under: outer, for: scope, marker: marker) }
    }

    private static func associatedData(_ scope: KeyScope, _ marker: [UInt8]) -> [UInt8] {
        .joined([Array("missieboek wrapped key 1".utf8), Array(scope.subject.utf8), Array(scope.dossier.utf8), marker])
    }
}
