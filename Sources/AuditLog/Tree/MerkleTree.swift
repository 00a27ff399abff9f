/// A log whose complete subtrees can be asked for, from which every root and proof follows.
package protocol MerkleTree {
    associatedtype Failure: Error

    /// How many leaves there are.
    var size: Int64 { get }
    /// The root of the complete subtree over the leaves `index << level ..< (index + 1) << level`, all below ``size``.
    func subtree(level: Int, index: Int64) throws(Failure) -> TreeHash
}

extension MerkleTree {
    /// What a checkpoint said when the log had this size, which is not above that of now.
    package func head(at size: Int64) throws(Failure) -> TreeHead {
        precondition(size >= 0 && size <= self.size, "the log has \(self.size) leaves, not \(size)")
        return TreeHead(size: size, root: size == 0 ? .empty : try root(of: 0..<size))
    }

    /// That the leaf at this place is in the log as it was at a size above it.
    package func inclusionProof(of index: Int64, at size: Int64) throws(Failure) -> InclusionProof {
        precondition(index >= 0 && index < size && size <= self.size, "no leaf \(index) in a log of \(size)")
        var leaves = 0..<size
        var path: [TreeHash] = []
        while leaves.count > 1 {
            let middle = leaves.middle
            if index < middle {
                path.append(try root(of: middle..<leaves.upperBound))
                leaves = leaves.lowerBound..<middle
            } else {
                path.append(try root(of: leaves.lowerBound..<middle))
                leaves = middle..<leaves.upperBound
            }
        }
        return InclusionProof(index: index, path: path.reversed())
    }

    /// That the log at the first size is the beginning of the log at the second.
    package func consistencyProof(from first: Int64, to second: Int64) throws(Failure) -> ConsistencyProof {
        precondition(first >= 0 && first <= second && second <= size, "no log of \(first) in one of \(second)")
        guard first > 0 else { return ConsistencyProof(path: []) }
        var leaves = 0..<second
        var path: [TreeHash] = []
        // Whether what is left begins the log: then whoever checks knows its root already.
        var beginsLog = true
        while leaves.upperBound != first {
            let middle = leaves.middle
            if first <= middle {
                path.append(try root(of: middle..<leaves.upperBound))
                leaves = leaves.lowerBound..<middle
            } else {
                path.append(try root(of: leaves.lowerBound..<middle))
                leaves = middle..<leaves.upperBound
                beginsLog = false
            }
        }
        if !beginsLog { path.append(try root(of: leaves)) }
        return ConsistencyProof(path: path.reversed())
    }

    /// The root over leaves that begin where a subtree of their size may: as every part of a log does that is split so.
    private func root(of leaves: Range<Int64>) throws(Failure) -> TreeHash {
        let count = leaves.upperBound - leaves.lowerBound
        if count & (count - 1) == 0 {
            let level = count.trailingZeroBitCount
            return try subtree(level: level, index: leaves.lowerBound >> level)
        }
        return TreeHash(
            left: try root(of: leaves.lowerBound..<leaves.middle),
            right: try root(of: leaves.middle..<leaves.upperBound))
    }
}

extension Range<Int64> {
    /// Where RFC 6962 splits a part of a log of more than one leaf: behind the largest power of two below its size.
    fileprivate var middle: Int64 {
        lowerBound + 1 << (Int64.bitWidth - 1 - (upperBound - lowerBound - 1).leadingZeroBitCount)
    }
}
