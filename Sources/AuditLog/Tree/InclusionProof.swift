/// That a leaf stands at a place in a log of some size: RFC 6962, section 2.1.1.
package struct InclusionProof: Hashable, Sendable {
    /// From 0.
    package let index: Int64
    /// From the leaf's sibling to the child of the root.
    package let path: [TreeHash]

    package init(index: Int64, path: [TreeHash]) {
        self.index = index
        self.path = path
    }

    /// The root of a log of this size that has the leaf at this place; nil when no such log has a path of this length.
    ///
    /// The fold of RFC 9162, section 2.1.3.2.
    package func root(of leaf: TreeHash, size: Int64) -> TreeHash? {
        guard index >= 0, index < size else { return nil }
        var (node, last) = (index, size - 1)
        var root = leaf
        for sibling in path {
            guard last > 0 else { return nil }
            if node & 1 == 1 || node == last {
                root = TreeHash(left: sibling, right: root)
                while node & 1 == 0, node != 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                root = TreeHash(left: root, right: sibling)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 ? root : nil
    }
}
