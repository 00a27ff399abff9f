package import EventSourcing

/// A company's number in the trade register (KvK-nummer): exactly eight digits.
///
/// It goes to the register only (INV-29).
package struct KvkNumber: Hashable, Sendable, Scalar {
    package static let shape = ScalarShape.text(format: "kvk-number")
    package static let sample = KvkNumber(unchecked: "12345678")
    package let text: String

    package init(text: String) throws(InvalidText) {
        guard text.utf8.count == 8, text.utf8.allSatisfy(Ascii.isDigit) else {
            throw InvalidText(
                text, expected: "a KvK number of eight digits, such as 12345678",
                dutch: "een KvK-nummer van acht cijfers, zoals 12345678")
        }
        self.text = text
    }

    private init(unchecked text: String) {
        self.text = text
    }
}
