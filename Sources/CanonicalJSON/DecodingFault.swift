/// Why a document is not a value of the type it was decoded as: every problem, as far as they could be told.
package struct DecodingFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// At least one, at most ``limit``.
    package let problems: [Problem]

    package static let limit = 20

    package struct Problem: Hashable, Sendable {
        package let path: JSONPath
        package let reason: Reason

        package init(path: JSONPath, reason: Reason) {
            self.path = path
            self.reason = reason
        }

        package var english: String { "\(path.text): \(reason.english)" }
        package var dutch: String { "\(path.text): \(reason.dutch)" }
    }

    package enum Reason: Error, Hashable, Sendable {
        /// A field that the type does not have; `nearest` are names it does have and that look alike, best first.
        case unknownField(nearest: [String])
        /// A field that was given twice: on a command line, for the parser refuses it.
        case duplicateField
        /// Absent or null.
        case missingField
        case wrongType(expected: NodeKind, found: NodeKind)
        /// A text that the scalar refuses; what was expected, as a noun phrase in both languages (see `InvalidText`).
        case invalidText(expected: String, dutch: String)
        /// A number with a fraction or an exponent, or a text that is no whole number.
        case notAnInteger
        case outOfRange(minimum: Int, maximum: Int)
        /// The type itself cannot be read: a floating-point number, a set, a dictionary.
        case unsupported(typeName: String)
    }

    init(_ problems: [Problem]) {
        precondition(!problems.isEmpty, "a fault without a problem")
        self.problems = problems
    }

    package var english: String { problems.map(\.english).joined(separator: "\n") }
    package var dutch: String { problems.map(\.dutch).joined(separator: "\n") }
    package var description: String { english }
}

extension DecodingFault.Reason {
    package var english: String {
        switch self {
        case .unknownField(let nearest):
            "there is no such field" + (nearest.isEmpty ? "" : "; did you mean \(nearest.joined(separator: " or "))?")
        case .duplicateField: "this field is given twice"
        case .missingField: "this field is required"
        case .wrongType(let expected, let found): "expected \(expected.english), found \(found.english)"
        case .invalidText(let expected, _): "expected \(expected)"
        case .notAnInteger: "expected a whole number, without fraction or exponent"
        case .outOfRange(let minimum, let maximum): "expected a whole number from \(minimum) to \(maximum)"
        case .unsupported(let typeName): "values of type \(typeName) cannot be read"
        }
    }

    package var dutch: String {
        switch self {
        case .unknownField(let nearest):
            "dit veld bestaat niet" + (nearest.isEmpty ? "" : "; bedoelde u \(nearest.joined(separator: " of "))?")
        case .duplicateField: "dit veld is twee keer opgegeven"
        case .missingField: "dit veld is verplicht"
        case .wrongType(let expected, let found): "verwacht: \(expected.dutch), gevonden: \(found.dutch)"
        case .invalidText(_, let dutch): "verwacht: \(dutch)"
        case .notAnInteger: "verwacht: een geheel getal, zonder breuk of exponent"
        case .outOfRange(let minimum, let maximum): "verwacht: een geheel getal van \(minimum) tot en met \(maximum)"
        case .unsupported(let typeName): "waarden van het type \(typeName) kunnen niet worden gelezen"
        }
    }
}
