package import AuditLog

/// A log whose leaves are all at hand, hashed by the definition.
package struct LeafTree: MerkleTree, Sendable {
    package let leaves: [TreeHash]

    /// Of the texts "0", "1", … as records.
    package init(size: Int) {
        leaves = (0..<size).map { TreeHash(leaf: Array("\($0)".utf8)) }
    }

    package init(_ records: [[UInt8]]) {
        leaves = records.map { TreeHash(leaf: $0) }
    }

    package var size: Int64 { Int64(leaves.count) }

    package func subtree(level: Int, index: Int64) throws(Never) -> TreeHash {
        guard level > 0 else { return leaves[Int(index)] }
        return TreeHash(
            left: subtree(level: level - 1, index: index << 1), right: subtree(level: level - 1, index: index << 1 + 1))
    }
}
