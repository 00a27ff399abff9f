/// A value that is written as one text: an identifier, a date, an amount, a closed list of words.
///
/// The same text serves JSON, command-line options and tables. The JSON form of a scalar is a string,
/// except for those whose ``shape`` is ``ScalarShape/integer(minimum:maximum:)`` or ``ScalarShape/flag``.
package protocol Scalar: Codable, Hashable, Sendable {
    /// What a user may write, for help texts and JSON schemas.
    static var shape: ScalarShape { get }
    /// Whether its JSON form is a string; ``shape`` says it too, but makes the list of a choice's words first.
    static var isText: Bool { get }
    /// A valid value, used to discover the fields of a command. Its meaning is nil.
    static var sample: Self { get }
    /// Fails with ``InvalidText`` when the text is not a value of this type.
    init(text: String) throws(InvalidText)
    var text: String { get }
}

/// What a scalar looks like from outside.
package enum ScalarShape: Hashable, Sendable {
    /// A text; `format` names what it holds, as in JSON Schema (`date`, `date-time`, `stream`, …).
    case text(format: String?)
    /// One of a closed list of words.
    case choice([String])
    /// A whole number within bounds.
    case integer(minimum: Int, maximum: Int)
    /// True or false.
    case flag
}

/// A text that is not a value of the type it was given for.
package struct InvalidText: Error, Hashable, Sendable, CustomStringConvertible {
    package let text: String
    /// What was expected, as a noun phrase in English.
    package let expected: String
    /// The same in Dutch.
    package let dutch: String

    package init(_ text: String, expected: String, dutch: String) {
        self.text = text
        self.expected = expected
        self.dutch = dutch
    }

    package var description: String { "“\(text)” is not \(expected)" }
}

/// A decoder that knows scalars, and makes them from more than their text.
package protocol ScalarDecoder: Decoder {
    func scalar<Value: Scalar>(_ type: Value.Type) throws -> Value
}

// What a coder sees that does not know scalars.
extension Scalar {
    package init(from decoder: any Decoder) throws {
        try self.init(decodedBy: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

// An enum of strings would otherwise be given RawRepresentable's coding.
extension Scalar where Self: RawRepresentable, RawValue == String {
    package init(from decoder: any Decoder) throws {
        try self.init(decodedBy: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension Scalar {
    package static var isText: Bool {
        switch shape {
        case .text, .choice: true
        case .integer, .flag: false
        }
    }

    private init(decodedBy decoder: any Decoder) throws {
        if let decoder = decoder as? any ScalarDecoder {
            self = try decoder.scalar(Self.self)
        } else {
            try self.init(text: decoder.singleValueContainer().decode(String.self))
        }
    }
}

/// A closed list of words: an enum of strings that is a scalar.
package protocol Choice: Scalar, CaseIterable, RawRepresentable where RawValue == String {}

extension Choice {
    package static var isText: Bool { true }
    package static var shape: ScalarShape { .choice(allCases.map(\.rawValue)) }

    package static var sample: Self {
        guard let first = allCases.first else { preconditionFailure("\(Self.self) has no cases") }
        return first
    }

    package var text: String { rawValue }

    package init(text: String) throws(InvalidText) {
        guard let value = Self(rawValue: text) else {
            let words = Self.allCases.map(\.rawValue).joined(separator: ", ")
            throw InvalidText(text, expected: "one of: \(words)", dutch: "een van: \(words)")
        }
        self = value
    }
}
