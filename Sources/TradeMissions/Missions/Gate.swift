package import EventSourcing

/// One item of the readiness gate, as in `INV-17:concern-metro-lonen`: the rule, and what it is about.
package struct GateItemID: Hashable, Sendable, Comparable {
    package let text: String

    package init(_ rule: Rule, about subject: String? = nil) {
        text = subject.map { "\(rule.id):\($0)" } ?? rule.id
    }

    package static func < (left: GateItemID, right: GateItemID) -> Bool { left.text < right.text }
}

extension GateItemID: Scalar {
    package static let shape = ScalarShape.text(format: "gate-item")
    package static let sample = GateItemID(.inv17, about: ConcernID.sample.text)

    package init(text: String) throws(InvalidText) {
        let rule = String(text.prefix { $0 != ":" })
        guard Rule.named(rule) != nil, text.utf8.count <= 120 else {
            throw InvalidText(text, expected: "a gate item such as INV-17:concern-metro-lonen, as `gate` prints it")
        }
        self.text = text
    }
}
