/// The name of one stream: a category, a hyphen, and an identifier, as in `mission-riyad-2026`.
///
/// Only lower-case ASCII letters, digits and hyphens occur, so that a name means the same in SQL,
/// in a shell and in a URL. At most 200 bytes.
package struct StreamName: Hashable, Sendable {
    /// The whole name, as stored.
    package let text: String

    /// Fails with ``InvalidText`` when `text` is not of the form `category-identifier`.
    package init(text: String) throws(InvalidText) {
        guard Self.isWellFormed(text.utf8.span) else {
            throw InvalidText(
                text, expected: "a stream name such as mission-riyad-2026 (a-z, 0-9, hyphens)",
                dutch: "de naam van een dossier zoals mission-riyad-2026 (a-z, 0-9, koppeltekens)")
        }
        self.text = text
    }

    /// One pass without branches, since it is done for every event that is read: sixteen bytes are looked at at once.
    private static func isWellFormed(_ bytes: Span<UInt8>) -> Bool {
        guard (3...200).contains(bytes.count), bytes[0] != hyphen, bytes[bytes.count - 1] != hyphen else {
            return false
        }
        var hyphens: UInt8 = 0
        var others: UInt8 = 0
        for index in bytes.indices {
            let byte = bytes[index]
            let isHyphen: UInt8 = byte == hyphen ? 1 : 0
            let isLowercase: UInt8 = byte &- UInt8(ascii: "a") < 26 ? 1 : 0
            let isDigit: UInt8 = byte &- UInt8(ascii: "0") < 10 ? 1 : 0
            hyphens |= isHyphen
            others |= 1 ^ (isHyphen | isLowercase | isDigit)
        }
        return hyphens == 1 && others == 0
    }

    private static let hyphen = UInt8(ascii: "-")
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
