/// What a log's tree is known by while leaves are added at its end: the roots of its complete subtrees, from the left.
///
/// As many as the size has ones in binary, so that a log of any length is folded in constant memory.
package struct MerkleFrontier: Hashable, Sendable {
    /// How many leaves there are.
    package private(set) var size: Int64 = 0
    private var roots: [TreeHash] = []

    package init() {}

    package mutating func append(_ leaf: TreeHash) {
        var node = leaf
        var rest = size
        while rest & 1 == 1 {
            node = TreeHash(left: roots.removeLast(), right: node)
            rest >>= 1
        }
        roots.append(node)
        size += 1
    }

    /// The root of the whole tree.
    package var root: TreeHash {
        guard var root = roots.last else { return .empty }
        for left in roots.dropLast().reversed() { root = TreeHash(left: left, right: root) }
        return root
    }
}
