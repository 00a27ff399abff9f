import CanonicalJSON
import DecoderAgreement
import Foundation

/// Documents that the three ways of reading disagree on.
///
/// An input is a document; after a byte that no UTF-8 has (0xFF), it may be followed by another one, as whose kind of
/// value the first is to be read.
enum DecoderTarget {
    static let tokens = [
        #"{"a":1,"b":[]}"#, "null", "true", "false", "-0", "1.0", "1e2", "9007199254740991", "9007199254740992",
        "18446744073709551616", #"\u0041"#, #"\u0000"#, #"\uD83D\uDE39"#, #"\uD800"#, #"\""#, "\u{FEFF}",
    ]

    static func violation(of input: [UInt8]) -> String? {
        let parts = input.split(separator: 0xFF, maxSplits: 1, omittingEmptySubsequences: false).map(Array.init)
        let expected = expected(parts.last ?? [])
        let readings = Readings(of: parts.first ?? [], as: expected, by: PullDecoder())
        // Foundation does not look closely at what it is not asked for, such as the digits of a number.
        let isPassedOver = parts.count > 1 && readings.isNotJSON && readings.oursAgree
        return readings.agree || isPassedOver ? nil : "the decoders disagree: \(readings)"
    }

    /// What a document seems to hold: to us, else to Foundation.
    private static func expected(_ document: [UInt8]) -> Node {
        if let node = try? Node(parsing: document) { return node }
        guard let value = try? JSONSerialization.jsonObject(with: Data(document), options: .fragmentsAllowed) else {
            return .null
        }
        return node(value)
    }

    private static func node(_ value: Any) -> Node {
        switch value {
        case let text as String: .string(text)
        case let items as [Any]: .array(items.map(node))
        case let members as [String: Any]:
            .object(members.sorted { $0.key < $1.key }.map { Member($0.key, node($0.value)) })
        case let number as NSNumber: .number(number.stringValue)
        default: .null
        }
    }
}
