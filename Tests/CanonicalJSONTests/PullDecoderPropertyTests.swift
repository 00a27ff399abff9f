import CanonicalJSON
import DecoderAgreement
import Foundation
import Testing

/// Documents of every kind, read three ways: by the pull decoder, by way of a node, and by Foundation's decoder.
///
/// 20,000 documents, the same for the same seed; with MISSIEBOEK_LONG=1 ten times as many.
@Suite(.timeLimit(.minutes(60))) struct `Three decoders agree` {
    static let seeds: [UInt64] =
        ProcessInfo.processInfo.environment["MISSIEBOEK_LONG"] == "1" ? Array(1...80) : Array(1...8)
    private static let documents = 2500

    @Test(arguments: seeds) func `on every document, damaged ones too`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let decoder = PullDecoder()
        var quick = 0
        var valid = 0
        for number in 0..<Self.documents {
            let document = try RandomDocument(using: &random)
            let readings = Readings(of: document.bytes, as: document.value, by: decoder)
            if case .value = readings.quick { quick += 1 }
            if case .value = readings.thorough { valid += 1 }
            if !readings.agree { Issue.record("seed \(seed), document \(number): \(readings)") }
        }
        // Else nothing would have been tested but the fallback.
        #expect(valid > Self.documents / 3)
        #expect(quick * 10 > valid * 8)
    }

    @Test(arguments: JSONDecoderDifference.allCases)
    func `but for differences that we want`(_ difference: JSONDecoderDifference) {
        let (document, value) = difference.example
        let readings = Readings(of: document, as: value, by: PullDecoder())
        #expect(readings.foundation == .value(value))
        #expect(difference.explains(readings.thorough, of: document))
        #expect(readings.pulled == readings.thorough)
        #expect(readings.quick == .refused)
    }
}
