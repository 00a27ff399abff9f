package import CanonicalJSON

/// Where we and Foundation's decoder differ, and want to.
///
/// All are of one kind: we refuse what it takes. A document that we take and it refuses, or that both take for
/// different values, is a bug.
package enum JSONDecoderDifference: CaseIterable, Sendable {
    /// I-JSON (RFC 7493); Foundation takes one of the two.
    case duplicateKey
    /// Keys of ours are ASCII.
    case keyNotASCII
    /// PostgreSQL cannot hold it in a text.
    case nul
    /// `{"a":1,}` is no JSON (RFC 8259).
    case trailingComma
    /// Our documents are flat; a limit keeps those of others from using up the stack.
    case tooDeep
    /// We have no floating-point numbers: their canonical form is not ours to keep.
    case floatingPoint
    /// `1.0` and `1e2` are not how a whole number is written.
    case fractionOfWholeNumber
    /// Beyond ±(2⁵³ − 1) not every reader of JSON keeps a number (RFC 7493).
    case beyondExactNumbers
    /// A field that the type does not have: a typing error, or an event of a later version.
    case unknownField
    /// JSON is UTF-8 (RFC 8259), without a mark in front; Foundation looks for UTF-16 and UTF-32, too.
    case otherEncoding

    package static func explains(_ ours: Outcome, of bytes: [UInt8]) -> Bool {
        allCases.contains { $0.explains(ours, of: bytes) }
    }

    package func explains(_ ours: Outcome, of bytes: [UInt8]) -> Bool {
        switch (self, ours) {
        case (.duplicateKey, .notJSON(let fault)): fault.reason == .duplicateKey
        case (.keyNotASCII, .notJSON(let fault)): fault.reason == .keyNotASCII
        case (.nul, .notJSON(let fault)): fault.reason == .nul
        case (.trailingComma, .notJSON(let fault)): fault.reason == .trailingComma
        case (.tooDeep, .notJSON(let fault)): if case .tooDeep = fault.reason { true } else { false }
        case (.floatingPoint, .notTheType(let fault)):
            fault.problems.contains { $0.reason == .unsupported(typeName: "Double") }
        case (.fractionOfWholeNumber, .notTheType(let fault)): fault.problems.contains { $0.reason == .notAnInteger }
        case (.beyondExactNumbers, .notTheType(let fault)):
            fault.problems.contains { if case .outOfRange = $0.reason { true } else { false } }
        case (.unknownField, .notTheType(let fault)):
            fault.problems.contains { if case .unknownField = $0.reason { true } else { false } }
        case (.otherEncoding, .notJSON(let fault)):
            fault.reason == .byteOrderMark || fault.reason == .notUTF8 && fault.offset == 0
                || fault.reason == .controlCharacter && bytes.prefix(4).contains(0)
        case (_, .value), (_, .notJSON), (_, .notTheType), (_, .refused): false
        }
    }

    /// A document that shows the difference, and what Foundation takes it for.
    package var example: (document: [UInt8], value: Node) {
        switch self {
        case .duplicateKey: (Array(#"{"a":1,"a":1}"#.utf8), ["a": 1])
        case .keyNotASCII: (Array(#"{"é":1}"#.utf8), ["é": 1])
        case .nul: (Array(#""\u0000""#.utf8), "\0")
        case .trailingComma: (Array(#"{"a":1,}"#.utf8), ["a": 1])
        case .tooDeep:
            (
                Array((String(repeating: "[", count: 100) + String(repeating: "]", count: 100)).utf8),
                (1..<100).reduce([]) { list, _ in .array([list]) }
            )
        case .floatingPoint: (Array("1.5".utf8), .number("1.5"))
        case .fractionOfWholeNumber: (Array("12.0".utf8), 12)
        case .beyondExactNumbers: (Array("9007199254740992".utf8), .number("9007199254740992"))
        case .unknownField: (Array(#"{"a":1,"b":2}"#.utf8), ["a": 1])
        case .otherEncoding: ([0x00, UInt8(ascii: "7")], 7)
        }
    }
}
