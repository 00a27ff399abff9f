package import EventSourcing

/// A document or set of slides as it was used: where it lies, and what it contained at the time.
package struct Material: Hashable, Codable, Sendable {
    /// Where it can be found, such as a file number and a slide.
    package let reference: String
    package let hash: ContentHash
}

/// The SHA-256 of a document's content: 64 hexadecimal digits, so that a later copy can be compared.
package struct ContentHash: Hashable, Sendable, Scalar {
    package static let shape = ScalarShape.text(format: "sha256")
    package static let sample = ContentHash(unchecked: String(repeating: "0", count: 64))
    package let text: String

    /// Digits in either case; stored in lower case.
    package init(text: String) throws(InvalidText) {
        let digits = text.lowercased()
        let isLawful =
            digits.utf8.count == 64
            && digits.utf8.allSatisfy { Ascii.isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0) }
        guard isLawful else {
            throw InvalidText(
                text, expected: "a SHA-256 hash of 64 hexadecimal digits",
                dutch: "een SHA-256 van 64 hexadecimale cijfers")
        }
        self.text = digits
    }

    /// The hash of these bytes.
    package init(of content: [UInt8]) {
        text = SHA256.digest(of: content).hexadecimal
    }

    private init(unchecked text: String) {
        self.text = text
    }
}

/// The address of a page on the web, as in `https://www.rvo.nl/onderwerpen/golfregio`.
package struct WebAddress: Hashable, Sendable, Scalar {
    package static let shape = ScalarShape.text(format: "uri")
    package static let sample = WebAddress(unchecked: "https://www.rvo.nl/")
    package let text: String

    /// `http` or `https`, a host, printable ASCII, at most 500 bytes.
    package init(text: String) throws(InvalidText) {
        let rest = ["https://", "http://"].first(where: text.hasPrefix).map { text.dropFirst($0.count) } ?? ""
        let isLawful =
            rest.first.map { $0.isLetter || $0.isNumber } ?? false && text.utf8.count <= 500
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        guard isLawful else {
            throw InvalidText(
                text, expected: "a web address such as https://www.rvo.nl/",
                dutch: "een webadres zoals https://www.rvo.nl/")
        }
        self.text = text
    }

    private init(unchecked text: String) {
        self.text = text
    }
}
