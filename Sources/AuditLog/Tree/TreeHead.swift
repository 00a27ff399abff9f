/// What a checkpoint says of a log.
package struct TreeHead: Hashable, Sendable {
    /// How many leaves there are.
    package let size: Int64
    package let root: TreeHash

    package init(size: Int64, root: TreeHash) {
        self.size = size
        self.root = root
    }
}

extension MerkleFrontier {
    package var head: TreeHead { TreeHead(size: size, root: root) }
}
