import Crypto
import FoundationEssentials

/// A hash in the tree of a log: SHA-256, as RFC 6962, section 2.1, computes it for leaves and for nodes.
package struct TreeHash: Hashable, Sendable {
    /// 32 bytes.
    package let bytes: [UInt8]

    package static let byteCount = 32

    /// Of a tree without leaves.
    package static let empty = TreeHash(SHA256.hash(data: [UInt8]()))

    /// Nil when it is not 32 bytes.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = Array(bytes)
    }

    /// Nil when it is not the base64 of 32 bytes, as it must be written: see ``Base64``.
    package init?(base64 text: some StringProtocol) {
        guard let bytes = Base64.decode(text) else { return nil }
        self.init(bytes: bytes)
    }

    /// Of a record in the log.
    package init(leaf record: [UInt8]) {
        var function = SHA256()
        function.update(data: [0x00])
        function.update(data: record)
        self.init(function.finalize())
    }

    /// Of the node above two others.
    package init(left: TreeHash, right: TreeHash) {
        self.init(SHA256.hash(data: [0x01] + left.bytes + right.bytes))
    }

    private init(_ digest: SHA256.Digest) {
        bytes = Array(digest)
    }

    package var base64: String { Base64.encode(bytes) }
}

extension TreeHash: CustomStringConvertible {
    package var description: String { base64 }
}
