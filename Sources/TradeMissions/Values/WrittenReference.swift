package import EventSourcing

/// A reference that people give to something within a file: up to 60 lower-case letters, digits and hyphens.
package protocol WrittenReference: Scalar {
    static var example: String { get }
    /// What it refers to, as a noun phrase.
    static var meaning: Phrase { get }
    init(unchecked text: String)
}

extension WrittenReference {
    package static var sample: Self { Self(unchecked: example) }

    package init(text: String) throws(InvalidText) {
        let isLawful =
            (1...60).contains(text.utf8.count)
            && text.utf8.allSatisfy { Ascii.isLowercase($0) || Ascii.isDigit($0) || $0 == UInt8(ascii: "-") }
        guard isLawful else {
            throw InvalidText(
                text, expected: "\(Self.meaning.en) such as \(Self.example)",
                dutch: "\(Self.meaning.nl) zoals \(Self.example)")
        }
        self.init(unchecked: text)
    }
}
