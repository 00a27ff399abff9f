package import EventSourcing

/// An amount of money in integer euro cents, from nothing to a billion euros.
package struct Cents: Hashable, Sendable, Comparable {
    package let value: Int

    /// Nil outside 0 … 100,000,000,000 cents.
    package init?(_ value: Int) {
        guard Cents.range.contains(value) else { return nil }
        self.value = value
    }

    package static let zero = Cents(unchecked: 0)
    package static func < (left: Cents, right: Cents) -> Bool { left.value < right.value }

    private static let range = 0...100_000_000_000

    private init(unchecked value: Int) {
        self.value = value
    }
}

extension Cents: Scalar {
    package static let shape = ScalarShape.integer(minimum: range.lowerBound, maximum: range.upperBound)
    package static let sample = Cents(unchecked: 100)
    package var text: String { String(value) }

    package init(text: String) throws(InvalidText) {
        guard let number = Int(text), let cents = Cents(number) else {
            throw InvalidText(
                text, expected: "an amount in whole euro cents from 0 to 100000000000",
                dutch: "een bedrag in hele eurocenten van 0 tot en met 100000000000")
        }
        self = cents
    }
}
