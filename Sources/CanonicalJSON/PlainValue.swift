/// A value of the standard library that is one JSON value: a text, a whole number, a flag.
///
/// `Double` and `Float` are plain values that are always refused.
protocol PlainValue: Codable {
    /// Reads the value. Fails when the node is of another kind.
    init(plain node: Node) throws(DecodingFault.Reason)
    /// Reads the same value from a tape; nil in any doubt.
    init?(at value: Int, of tape: Tape)
    /// Writes the value. Fails when it has no canonical form.
    var plainNode: Node { get throws(EncodingFault.Reason) }
    /// Nil when no node holds such a value.
    static var plainShape: Shape? { get }
    static var sample: Self { get }
}

extension String: PlainValue {
    init(plain node: Node) throws(DecodingFault.Reason) {
        switch node {
        case .string(let text), .text(let text): self = text
        case .null, .bool, .number, .array, .object: throw .wrongType(expected: .text, found: node.kind)
        }
    }

    var plainNode: Node { .string(self) }
    static var plainShape: Shape? { .string }
    static var sample: String { "text" }
}

extension Bool: PlainValue {
    init(plain node: Node) throws(DecodingFault.Reason) {
        switch node {
        case .bool(let flag): self = flag
        case .text("true"): self = true
        case .text("false"): self = false
        case .text: throw .invalidText(expected: "true or false", dutch: "true of false")
        case .null, .number, .string, .array, .object: throw .wrongType(expected: .flag, found: node.kind)
        }
    }

    var plainNode: Node { .bool(self) }
    static var plainShape: Shape? { .flag }
    static var sample: Bool { true }
}

extension PlainValue where Self: FixedWidthInteger {
    init(plain node: Node) throws(DecodingFault.Reason) {
        let minimum = Int(clamping: Self.min)
        let maximum = Int(clamping: Self.max)
        let range = Swift.max(minimum, WholeNumber.range.lowerBound)...Swift.min(maximum, WholeNumber.range.upperBound)
        let value = try node.wholeNumber(in: range)
        self = Self(truncatingIfNeeded: value)
    }

    var plainNode: Node { .number(String(self)) }
    static var plainShape: Shape? { .integer }
    static var sample: Self { 1 }
}

extension Int: PlainValue {}
extension Int8: PlainValue {}
extension Int16: PlainValue {}
extension Int32: PlainValue {}
extension Int64: PlainValue {}
extension UInt: PlainValue {}
extension UInt8: PlainValue {}
extension UInt16: PlainValue {}
extension UInt32: PlainValue {}
extension UInt64: PlainValue {}

extension PlainValue where Self: BinaryFloatingPoint {
    init(plain node: Node) throws(DecodingFault.Reason) { throw .unsupported(typeName: "\(Self.self)") }
    var plainNode: Node { get throws(EncodingFault.Reason) { throw .notAnInteger } }
    static var plainShape: Shape? { nil }
    static var sample: Self { 0 }
}

extension Double: PlainValue {}
extension Float: PlainValue {}

extension Node {
    /// The whole number that this node, or the text of a command line, holds.
    func wholeNumber(in range: ClosedRange<Int>) throws(DecodingFault.Reason) -> Int {
        let outOfRange = DecodingFault.Reason.outOfRange(minimum: range.lowerBound, maximum: range.upperBound)
        switch self {
        case .number(let text), .text(let text):
            let value: Int
            do throws(WholeNumber.Fault) {
                value = try WholeNumber.value(of: text)
            } catch {
                switch error {
                case .notWhole: throw .notAnInteger
                case .outOfRange: throw outOfRange
                }
            }
            guard range.contains(value) else { throw outOfRange }
            return value
        case .null, .bool, .string, .array, .object:
            throw .wrongType(expected: .number, found: kind)
        }
    }
}
