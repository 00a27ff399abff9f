import Crypto
import FoundationEssentials

/// A private key with its name; kept in a file of its keeper, never in the database, and in no message.
///
/// Written as `PRIVATE+KEY+NAME+ID+BASE64`, as Go's `sumdb/note` does.
package struct SigningKey {
    package let verifier: VerifierKey
    private let key: Curve25519.Signing.PrivateKey

    private static let prefix = "PRIVATE+KEY+"

    /// `seed` is 32 bytes of chance; throws ``AuditFault/malformed(nl:en:)``.
    package init(name: String, kind: SignatureKind, seed: [UInt8]) throws(AuditFault) {
        do { key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed) } catch {
            throw .malformed(nl: "een geheime sleutel is 32 bytes", en: "a private key is 32 bytes")
        }
        verifier = try VerifierKey(name: name, kind: kind, publicKey: Array(key.publicKey.rawRepresentation))
    }

    /// From the system's own chance.
    package static func generate(name: String, kind: SignatureKind) throws(AuditFault) -> SigningKey {
        try SigningKey(name: name, kind: kind, seed: Array(Curve25519.Signing.PrivateKey().rawRepresentation))
    }

    /// Throws ``AuditFault/malformed(nl:en:)``, which shows nothing of the text.
    package init(parsing text: String) throws(AuditFault) {
        let parts = text.dropFirst(Self.prefix.count).split(
            separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard text.hasPrefix(Self.prefix), parts.count == 3, let content = Base64.decode(parts[2]),
            let first = content.first, let kind = SignatureKind(rawValue: first)
        else {
            throw .malformed(
                nl: "een geheime sleutel is \(Self.prefix)NAAM+NUMMER+BASE64",
                en: "a private key is \(Self.prefix)NAME+NUMBER+BASE64")
        }
        try self.init(name: String(parts[0]), kind: kind, seed: Array(content.dropFirst()))
        guard parts[1] == verifier.id.hexadecimal else {
            throw .malformed(
                nl: "de geheime sleutel \(verifier.name) heeft het nummer \(verifier.id.hexadecimal)",
                en: "the private key \(verifier.name) has the number \(verifier.id.hexadecimal)")
        }
    }

    /// As ``init(parsing:)`` reads it: to be written into a file that nobody else may read, and nowhere else.
    package var encoded: String {
        let content = Base64.encode([verifier.kind.rawValue] + key.rawRepresentation)
        return "\(Self.prefix)\(verifier.name)+\(verifier.id.hexadecimal)+\(content)"
    }

    /// The note with a signature of this key; `time`, in seconds since 1970, is what a cosignature says.
    ///
    /// Whoever signs a checkpoint must have seen that it goes on from the one signed before.
    package func sign(_ note: SignedNote, at time: UInt64) throws(AuditFault) -> SignedNote {
        let bytes =
            switch verifier.kind {
            case .note: try signature(of: Array(note.text.utf8))
            case .cosignature: time.bigEndianBytes + (try signature(of: Cosignature.message(note, at: time)))
            }
        var signed = note
        signed.add(NoteSignature(keyName: verifier.name, keyID: verifier.id, bytes: bytes))
        return signed
    }

    private func signature(of message: [UInt8]) throws(AuditFault) -> [UInt8] {
        do { return Array(try key.signature(for: message)) } catch {
            throw .malformed(
                nl: "de sleutel \(verifier.name) ondertekent niet", en: "the key \(verifier.name) does not sign")
        }
    }
}
