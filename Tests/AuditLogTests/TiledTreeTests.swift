import AuditLog
import ProofReplay
import Testing

struct TiledTreeTests {
    @Test(arguments: [1, 255, 256, 257, 511, 512, 1_000] as [Int64])
    func `The tree of tiles is the tree of leaves`(size: Int64) throws {
        let leaves = LeafTree(size: Int(size))
        let tiled = TiledTree(size: size, tiles: LeafTiles(tree: leaves))
        for index in stride(from: 0, to: size, by: 17) {
            let proof = try tiled.inclusionProof(of: index, at: size)
            #expect(proof == leaves.inclusionProof(of: index, at: size))
            #expect(try tiled.consistencyProof(from: index, to: size) == leaves.consistencyProof(from: index, to: size))
            #expect(try tiled.head(at: index) == leaves.head(at: index))
        }
    }

    @Test(
        arguments: [
            0, 1, 255, 256, 257, 511, 512, 65_279, 65_280, 65_535, 65_536, 65_537, 65_791, 65_792, 65_793, 66_048,
            131_072,
            131_073, 131_327, 131_328, 16_777_215, 16_777_216, 16_777_217, 16_842_752, 16_842_753,
        ] as [Int64])
    func `The full tiles above a leaf are those that the log has, at each size`(size: Int64) {
        let full = Tile.added(from: 0, to: size).filter { $0.width == Tile.fullWidth }
        let ends = [0, 65_535, 65_536, size - 257, size - 256, size - 255, size - 2, size - 1]
        for leaf in ends where (0..<size).contains(leaf) {
            let above = full.filter { $0.index == leaf >> (($0.level + 1) * Tile.height) }
            let found = Tile.ofLeaf(leaf, inLogOf: size).fullOnes(inLogOf: size)
            #expect(found == above.reversed(), "leaf \(leaf): \(found)")
        }
    }

    @Test func `A proof reads each tile once`() throws {
        let leaves = LeafTree(size: 1_000)
        for index in [0, 255, 256, 511, 768, 999] as [Int64] {
            let tiles = CountedTiles(leaves)
            let tree = TiledTree(size: leaves.size, tiles: tiles)
            _ = try tree.inclusionProof(of: index, at: leaves.size)
            #expect(Self.isEachReadOnce(tiles), "leaf \(index): \(tiles.reads)")
            // Those of its neighbours need no others.
            let first = index & ~0xFF
            for other in stride(from: first, to: min(first + 256, leaves.size), by: 37) {
                #expect(
                    try tree.inclusionProof(of: other, at: leaves.size)
                        == leaves.inclusionProof(of: other, at: leaves.size))
            }
            #expect(Self.isEachReadOnce(tiles), "leaf \(index): \(tiles.reads)")
        }
        for size in [1, 255, 256, 300, 700, 999] as [Int64] {
            let tiles = CountedTiles(leaves)
            let tree = TiledTree(size: leaves.size, tiles: tiles)
            let proof = try tree.consistencyProof(from: size, to: leaves.size)
            #expect(try proof.links(tree.head(at: size), to: tree.head(at: leaves.size)))
            #expect(Self.isEachReadOnce(tiles), "size \(size): \(tiles.reads)")
        }
    }

    /// Of the leaf, of the end of the log, and of what is above both.
    private static func isEachReadOnce(_ tiles: CountedTiles) -> Bool {
        Set(tiles.reads).count == tiles.reads.count && tiles.reads.count <= 3
    }

    @Test func `It remembers no more than a few tiles`() throws {
        let leaves = LeafTree(size: 20 * 256)
        let tiles = CountedTiles(leaves)
        let tree = TiledTree(size: leaves.size, tiles: tiles)
        for index in 0..<20 as Range<Int64> { _ = try tree.subtree(level: 0, index: index << 8) }
        #expect(tiles.reads.count == 20)
        #expect(try tree.subtree(level: 0, index: 19 << 8) == leaves.leaves[19 << 8])
        #expect(tiles.reads.count == 20, "the last ones are remembered")
        #expect(try tree.subtree(level: 0, index: 0) == leaves.leaves[0])
        #expect(tiles.reads.count == 21, "the first ones are not")
    }
}
