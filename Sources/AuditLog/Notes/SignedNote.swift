/// A text with signatures under it, in the form of C2SP signed-note v1.
///
/// Nothing in the text counts until a signature of a trusted key was verified: see ``VerifierKey/verify(_:)``.
package struct SignedNote: Hashable, Sendable {
    /// With its last line feed.
    package let text: String
    package private(set) var signatures: [NoteSignature]

    /// As many are read, and no more: more than the 16 that everybody must take.
    package static let signatureLimit = 64
    /// In bytes.
    package static let sizeLimit = 1 << 20

    /// Throws ``AuditFault/malformed(nl:en:)`` when a note cannot have this text.
    package init(text: String, signatures: [NoteSignature] = []) throws(AuditFault) {
        guard text.last == "\n", text.utf8.allSatisfy(Self.mayContain) else {
            throw .malformed(
                nl: "een notitie bestaat uit regels zonder stuurtekens",
                en: "a note is lines without control characters")
        }
        self.text = text
        self.signatures = signatures
    }

    package init(parsing bytes: [UInt8]) throws(AuditFault) {
        guard bytes.count <= Self.sizeLimit else {
            throw .malformed(
                nl: "een notitie heeft hoogstens \(Self.sizeLimit) bytes",
                en: "a note has at most \(Self.sizeLimit) bytes")
        }
        try PlainLines.require(bytes)
        guard let whole = String(validating: bytes, as: UTF8.self) else {
            throw .malformed(nl: "een notitie is UTF-8", en: "a note is UTF-8")
        }
        let lines = whole.split(separator: "\n", omittingEmptySubsequences: false)
        // The blank line before the signatures; the last piece is what follows the last line feed, nothing.
        guard lines.last == "", let blank = lines.dropLast().lastIndex(of: ""), blank > 0 else {
            throw .malformed(
                nl: "een notitie is regels, een lege regel en handtekeningen",
                en: "a note is lines, an empty line and signatures")
        }
        let signed = lines[(blank + 1)...].dropLast()
        guard !signed.isEmpty, signed.count <= Self.signatureLimit else {
            throw .malformed(
                nl: "een notitie heeft 1 tot \(Self.signatureLimit) handtekeningen, niet \(signed.count)",
                en: "a note has 1 to \(Self.signatureLimit) signatures, not \(signed.count)")
        }
        var signatures: [NoteSignature] = []
        for line in signed { signatures.append(try NoteSignature(parsing: line)) }
        try self.init(text: lines[..<blank].joined(separator: "\n") + "\n", signatures: signatures)
    }

    /// Whether it is the same byte for byte; `==` holds texts for one that Unicode writes in two ways.
    package func isSame(as other: SignedNote) -> Bool { encoded.utf8.elementsEqual(other.encoded.utf8) }

    package mutating func add(_ signature: NoteSignature) {
        signatures.append(signature)
    }

    /// With the signatures of a note of the same text; one of a key that has signed this one too takes the place of that.
    ///
    /// Throws ``AuditFault/malformed(nl:en:)`` when nobody would have to read so many.
    package func adding(signaturesOf other: SignedNote) throws(AuditFault) -> SignedNote {
        var note = self
        for signature in other.signatures {
            note.signatures.removeAll { $0.isOfSameKey(as: signature) }
            note.add(signature)
        }
        guard note.signatures.count <= Self.signatureLimit else {
            throw .malformed(
                nl: "een notitie heeft hoogstens \(Self.signatureLimit) handtekeningen",
                en: "a note has at most \(Self.signatureLimit) signatures")
        }
        return note
    }

    /// With those signatures only that are of these keys.
    package func signed(by keys: [VerifierKey]) -> SignedNote {
        var note = self
        note.signatures = signatures.filter { signature in keys.contains { $0.isNamed(by: signature) } }
        return note
    }

    /// As it is stored and handed out.
    package var encoded: String {
        text + "\n" + signatures.map { $0.line + "\n" }.joined()
    }

    private static func mayContain(_ byte: UInt8) -> Bool { byte >= 0x20 || byte == 0x0A }
}

/// A line under a note: who signed it, and with what.
package struct NoteSignature: Hashable, Sendable {
    package let keyName: String
    /// Tells keys of one name apart: see ``VerifierKey/id``.
    package let keyID: UInt32
    package let bytes: [UInt8]

    package init(keyName: String, keyID: UInt32, bytes: [UInt8]) {
        self.keyName = keyName
        self.keyID = keyID
        self.bytes = bytes
    }

    func isOfSameKey(as other: NoteSignature) -> Bool {
        keyID == other.keyID && keyName.utf8.elementsEqual(other.keyName.utf8)
    }

    init(parsing line: Substring) throws(AuditFault) {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "—", KeyName.isLawful(parts[1]), let content = Base64.decode(parts[2]),
            content.count > 4
        else {
            throw .malformed(
                nl: "“\(line.prefix(100))” is geen handtekening van een notitie",
                en: "“\(line.prefix(100))” is no signature of a note")
        }
        self.init(
            keyName: String(parts[1]), keyID: UInt32(bigEndianBytes: content.prefix(4)),
            bytes: Array(content.dropFirst(4)))
    }

    var line: String { "— \(keyName) \(Base64.encode(keyID.bigEndianBytes + bytes))" }
}

enum KeyName {
    /// As signed-note has it: no spaces of Unicode, and no plus.
    static func isLawful(_ name: some StringProtocol) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy { scalar in
                scalar != "+" && !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
            }
    }
}
