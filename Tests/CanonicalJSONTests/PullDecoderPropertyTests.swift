import CanonicalJSON
import Foundation
import Testing

/// Documents of every kind, read three ways: by the pull decoder, by way of a node, and by Foundation's decoder.
///
/// 20,000 documents, the same for the same seed; with MISSIEBOEK_LONG=1 a hundred times as many.
@Suite(.timeLimit(.minutes(60))) struct `Three decoders agree` {
    static let seeds: [UInt64] =
        ProcessInfo.processInfo.environment["MISSIEBOEK_LONG"] == "1" ? Array(1...800) : Array(1...8)
    private static let documents = 2500

    @Test(arguments: seeds) func `on every document, damaged ones too`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let decoder = PullDecoder()
        var quick = 0
        var valid = 0
        for number in 0..<Self.documents {
            let document = try RandomDocument(using: &random)
            DirectedReading.$expected.withValue(document.value) {
                let thorough = Self.thorough(document.bytes)
                let foundation = Self.foundation(document.bytes)
                let fast = Outcome { try decoder.decodeQuickly(DirectedReading.self, from: document.bytes).node }
                let full = Outcome { try decoder.decode(DirectedReading.self, from: document.bytes).node }
                if case .value = fast { quick += 1 }
                if case .value = thorough { valid += 1 }
                let isAgreed =
                    full == thorough && (fast == .refused || fast == thorough)
                    && (thorough.agrees(with: foundation)
                        || JSONDecoderDifference.explains(thorough, of: document.bytes))
                if !isAgreed {
                    Issue.record(
                        """
                        seed \(seed), document \(number): \(String(decoding: document.bytes, as: UTF8.self))
                        quick \(fast), with fallback \(full), thorough \(thorough), Foundation \(foundation)
                        """)
                }
            }
        }
        // Else nothing would have been tested but the fallback.
        #expect(valid > Self.documents / 3)
        #expect(quick * 10 > valid * 8)
    }

    @Test(arguments: JSONDecoderDifference.allCases)
    func `but for differences that we want`(_ difference: JSONDecoderDifference) {
        let (document, value) = difference.example
        DirectedReading.$expected.withValue(value) {
            let foundation = Self.foundation(document)
            let ours = Self.thorough(document)
            let pulled = Outcome { try PullDecoder().decode(DirectedReading.self, from: document).node }
            let fast = Outcome { try PullDecoder().decodeQuickly(DirectedReading.self, from: document).node }
            #expect(foundation == .value(value))
            #expect(difference.explains(ours, of: document))
            #expect(pulled == ours)
            #expect(fast == .refused)
        }
    }

    private static func thorough(_ bytes: [UInt8]) -> Outcome {
        Outcome { try NodeDecoder().decode(DirectedReading.self, from: Node(parsing: bytes)).node }
    }

    private static func foundation(_ bytes: [UInt8]) -> Outcome {
        Outcome { try JSONDecoder().decode(DirectedReading.self, from: Data(bytes)).node }
    }
}

/// What a decoder made of a document.
enum Outcome: Equatable {
    case value(Node)
    case notJSON(JSONFault)
    case notTheType(DecodingFault)
    case refused

    init(_ reading: () throws -> Node) {
        do {
            self = .value(try reading())
        } catch let fault as JSONFault {
            self = .notJSON(fault)
        } catch let fault as DecodingFault {
            self = .notTheType(fault)
        } catch {
            self = .refused
        }
    }

    /// Whether both give the same value or both give none.
    func agrees(with other: Outcome) -> Bool {
        switch (self, other) {
        case (.value(let left), .value(let right)): left == right
        case (.value, _), (_, .value): false
        case (.notJSON, _), (.notTheType, _), (.refused, _): true
        }
    }
}
