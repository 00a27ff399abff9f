/// The name of one stream: a category, a hyphen, and an identifier, as in `mission-riyad-2026`.
///
/// Only lower-case ASCII letters, digits and hyphens occur, so that a name means the same in SQL,
/// in a shell and in a URL. At most 200 bytes.
package struct StreamName: Hashable, Sendable {
    /// The whole name, as stored.
    package let text: String

    /// Fails with ``InvalidText`` when `text` is not of the form `category-identifier`.
    package init(text: String) throws(InvalidText) {
        let bytes = text.utf8
        let isWellFormed =
            bytes.count <= 200
            && bytes.first != UInt8(ascii: "-") && bytes.last != UInt8(ascii: "-")
            && bytes.contains(UInt8(ascii: "-"))
            && bytes.allSatisfy { Ascii.isLowercase($0) || Ascii.isDigit($0) || $0 == UInt8(ascii: "-") }
        guard isWellFormed else {
            throw InvalidText(
                text, expected: "a stream name such as mission-riyad-2026 (a-z, 0-9, hyphens)",
                dutch: "de naam van een dossier zoals mission-riyad-2026 (a-z, 0-9, koppeltekens)")
        }
        self.text = text
    }
}

extension StreamName: Comparable {
    /// Byte order: the order in which the store locks stream heads, so that appends cannot deadlock.
    package static func < (left: StreamName, right: StreamName) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
}

extension StreamName: Scalar {
    package static let shape = ScalarShape.text(format: "stream")
    package static let sample = StreamName(unchecked: "mission-sample")

    private init(unchecked text: String) {
        self.text = text
    }
}
