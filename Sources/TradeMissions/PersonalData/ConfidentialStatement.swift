package import EventSourcing

/// A text of an event that has to name somebody, sealed under the key of that one in that file (INV-29).
///
/// As it is stored: `sealed:` and the Base64 of what was sealed. Nothing else is taken, so that a plain text which comes
/// past the entrance, where such texts are sealed, goes no further; and what is not taken is never quoted.
package struct ConfidentialStatement: Scalar {
    package static let shape = ScalarShape.text(format: format)
    package static let format = "confidential"
    package static let sample = ConfidentialStatement(unchecked: opening + "AQ" + String(repeating: "A", count: 122))
    package let text: String

    /// The field that holds it in every command and event that has one; part of the place to which it is sealed.
    package static let field = "confidential"
    /// The field beside it, which says whom it is about.
    package static let subjectField = "confidentialAbout"
    /// How many bytes of UTF-8 it may have before it is sealed.
    package static let longestText = 8_000

    private static let opening = "sealed:"
    /// Version, nonce and tag, beside a text that was filled up to a multiple of 64 bytes (`SealedText`).
    private static let overhead = 29
    private static let lengths = 93...8_221

    package init(text: String) throws(InvalidText) {
        guard Self.sealedBytes(of: text) != nil else {
            throw InvalidText("…", expected: "a text that was sealed", dutch: "een versleutelde tekst")
        }
        self.text = text
    }

    /// Of what was sealed.
    package init(sealed bytes: [UInt8]) {
        text = Self.opening + Base64.encode(bytes)
    }

    private init(unchecked text: String) {
        self.text = text
    }

    /// What was sealed.
    package var sealedBytes: [UInt8] {
        guard let bytes = Self.sealedBytes(of: text) else { preconditionFailure("a statement that was not sealed") }
        return bytes
    }

    private static func sealedBytes(of text: String) -> [UInt8]? {
        let digits = text.utf8.dropFirst(opening.utf8.count)
        guard text.hasPrefix(opening), digits.count <= lengths.upperBound * 4 / 3 + 4,
            let bytes = Base64.decode(digits), lengths.contains(bytes.count),
            (bytes.count - overhead).isMultiple(of: 64), bytes[0] == 1
        else { return nil }
        return bytes
    }
}

/// A text without somebody whom it is about could never be erased; somebody without a text is a slip.
func requireWhole(
    _ statement: ConfidentialStatement?, about subject: SubjectID?, _ records: Records
) throws(Interruption) {
    try Rule.complete.require(
        (statement == nil) == (subject == nil),
        Phrase(
            nl: "een vertrouwelijke tekst en over wie die gaat, horen bij elkaar",
            en: "a confidential text and whom it is about belong together"))
    if let subject { try records.requireExisting([subject.stream]) }
}
