package import CanonicalJSON
import Foundation

/// One document, read three ways: by the pull decoder, by way of a node, and by Foundation's decoder.
package struct Readings: CustomStringConvertible {
    private let document: [UInt8]
    /// By the pull decoder alone, which may refuse anything.
    package let quick: Outcome
    /// By the pull decoder, with the thorough way behind it.
    package let pulled: Outcome
    package let thorough: Outcome
    package let foundation: Outcome

    /// Reads the document as a value like `expected`.
    package init(of document: [UInt8], as expected: Node, by decoder: PullDecoder) {
        self.document = document
        (quick, pulled, thorough, foundation) = DirectedReading.$expected.withValue(expected) {
            (
                Outcome { try decoder.decodeQuickly(DirectedReading.self, from: document).node },
                Outcome { try decoder.decode(DirectedReading.self, from: document).node },
                Outcome { try NodeDecoder().decode(DirectedReading.self, from: Node(parsing: document)).node },
                Outcome { try JSONDecoder().decode(DirectedReading.self, from: Data(document)).node }
            )
        }
    }

    /// Whether all ways came to the same, but for differences that we want.
    package var agree: Bool {
        oursAgree && (thorough.agrees(with: foundation) || JSONDecoderDifference.explains(thorough, of: document))
    }

    /// Whether our own ways came to the same.
    package var oursAgree: Bool { pulled == thorough && (quick == .refused || quick == thorough) }

    /// Whether the document is no JSON to us.
    package var isNotJSON: Bool { if case .notJSON = thorough { true } else { false } }

    package var description: String {
        """
        \(String(decoding: document, as: UTF8.self))
        quick \(quick), with fallback \(pulled), thorough \(thorough), Foundation \(foundation)
        """
    }
}
