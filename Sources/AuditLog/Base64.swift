import FoundationEssentials

/// Base64 as RFC 4648, section 4, with padding: one text for each sequence of bytes, and no other is taken.
///
/// Foundation also takes texts whose last bits mean nothing; two texts for one signature would be two proofs of one thing.
package enum Base64 {
    package static func encode(_ bytes: some Collection<UInt8>) -> String {
        Data(bytes).base64EncodedString()
    }

    package static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let text = String(text)
        guard let data = Data(base64Encoded: text), data.base64EncodedString() == text else { return nil }
        return Array(data)
    }
}
