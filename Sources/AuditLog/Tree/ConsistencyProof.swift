/// That a log of one size is the beginning of one of another size: RFC 6962, section 2.1.2.
package struct ConsistencyProof: Hashable, Sendable {
    package let path: [TreeHash]

    package init(path: [TreeHash]) {
        self.path = path
    }

    /// Whether a log with the first root was only added to, until it had the second.
    ///
    /// The check of RFC 9162, section 2.1.4.2, with the sizes that it leaves out: an empty log is the beginning of every
    /// log, and a log that of itself.
    package func links(_ first: TreeHead, to second: TreeHead) -> Bool {
        guard first.size >= 0, first.size <= second.size else { return false }
        if first.size == 0 { return path.isEmpty && first.root == .empty && (second.size > 0 || second.root == .empty) }
        if first.size == second.size { return path.isEmpty && first.root == second.root }
        // A complete subtree is a node of the second tree itself, so that its hash need not be in the path.
        let isComplete = first.size & (first.size - 1) == 0
        var path = isComplete ? [first.root] + path : path
        guard !path.isEmpty else { return false }
        var (node, last) = (first.size - 1, second.size - 1)
        while node & 1 == 1 {
            node >>= 1
            last >>= 1
        }
        var old = path.removeFirst()
        var new = old
        for sibling in path {
            guard last > 0 else { return false }
            if node & 1 == 1 || node == last {
                old = TreeHash(left: sibling, right: old)
                new = TreeHash(left: sibling, right: new)
                while node & 1 == 0, node != 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                new = TreeHash(left: new, right: sibling)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 && old == first.root && new == second.root
    }
}
