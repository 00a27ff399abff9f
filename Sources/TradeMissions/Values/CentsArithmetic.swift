import EventSourcing

/// Sums and differences that stay amounts of money.
extension Cents {
    /// The sum.
    ///
    /// Totals stay within the range because every command checks what it adds (INV-14).
    package static func + (left: Cents, right: Cents) -> Cents {
        guard let sum = Cents(left.value + right.value) else {
            preconditionFailure("\(left.value) + \(right.value) cents lies outside the range of amounts")
        }
        return sum
    }

    package static func += (left: inout Cents, right: Cents) { left = left + right }

    /// What is left after `other` is taken off; nothing when `other` is more.
    package func less(_ other: Cents) -> Cents { self > other ? Cents(value - other.value) ?? .zero : .zero }

    /// The amount in euros as people write it: `€ 1.234,50` and `€1,234.50`.
    package var phrase: Phrase {
        let (euros, cents) = value.quotientAndRemainder(dividingBy: 100)
        let digits = Array(String(euros))
        var groups: [String] = []
        var end = digits.count
        while end > 0 {
            groups.insert(String(digits[max(0, end - 3)..<end]), at: 0)
            end -= 3
        }
        return Phrase(
            nl: "€ \(groups.joined(separator: ".")),\(cents.padded(to: 2))",
            en: "€\(groups.joined(separator: ",")).\(cents.padded(to: 2))")
    }
}

extension Sequence where Element == Cents {
    package var total: Cents { reduce(.zero, +) }
}
