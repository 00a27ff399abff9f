import AuditLog
import ProofReplay
import Testing

struct MerkleTreeTests {
    /// The roots over the first leaves of the tests of Certificate Transparency's reference implementation, which are those
    /// of RFC 6962's authors.
    @Test func `Roots are those of the vectors for RFC 6962`() {
        let records: [[UInt8]] = [
            [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
            [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
            [0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
        ]
        let roots = [
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ]
        let tree = LeafTree(records)
        var frontier = MerkleFrontier()
        for (size, root) in roots.enumerated() {
            #expect(tree.head(at: Int64(size)).root.bytes == Self.bytes(root))
            #expect(frontier.head == tree.head(at: Int64(size)))
            if size < records.count { frontier.append(tree.leaves[size]) }
        }
    }

    @Test(arguments: [0, 1, 2, 3, 7, 8, 9, 64, 100, 257])
    func `Every leaf is proved at every size, and nothing else is`(size: Int) {
        let tree = LeafTree(size: size)
        let head = tree.head(at: tree.size)
        let stranger = TreeHash(leaf: Array("stranger".utf8))
        for index in 0..<Int64(size) {
            let proof = tree.inclusionProof(of: index, at: tree.size)
            let leaf = tree.leaves[Int(index)]
            #expect(proof.root(of: leaf, size: head.size) == head.root)
            #expect(proof.root(of: stranger, size: head.size) != head.root)
            for other in [index - 1, index + 1, index ^ 1, Int64(size)] where other != index {
                #expect(InclusionProof(index: other, path: proof.path).root(of: leaf, size: head.size) != head.root)
            }
            #expect(InclusionProof(index: index, path: proof.path + [stranger]).root(of: leaf, size: head.size) == nil)
            if !proof.path.isEmpty {
                let short = InclusionProof(index: index, path: proof.path.dropLast())
                #expect(short.root(of: leaf, size: head.size) == nil)
            }
        }
    }

    @Test(arguments: [1, 2, 3, 7, 8, 9, 64, 100, 130])
    func `A log goes on from each of its beginnings, and from no other`(size: Int) {
        let tree = LeafTree(size: size)
        let head = tree.head(at: tree.size)
        let stranger = TreeHash(leaf: Array("stranger".utf8))
        for first in 0...Int64(size) {
            let proof = tree.consistencyProof(from: first, to: tree.size)
            let start = tree.head(at: first)
            #expect(proof.links(start, to: head))
            #expect(!proof.links(TreeHead(size: first, root: stranger), to: head))
            // An empty log is the beginning of any.
            if first > 0 { #expect(!proof.links(start, to: TreeHead(size: head.size, root: stranger))) }
            #expect(!ConsistencyProof(path: proof.path + [stranger]).links(start, to: head))
            for place in proof.path.indices {
                var path = proof.path
                path[place] = stranger
                #expect(!ConsistencyProof(path: path).links(start, to: head))
            }
            if first < head.size { #expect(!proof.links(head, to: start)) }
        }
    }

    @Test func `Tiles lie where C2SP has them`() {
        #expect(Tile(level: 0, index: 0).path == "tile/0/000")
        #expect(Tile(level: 1, index: 1_234_067).path == "tile/1/x001/x234/067")
        #expect(Tile(level: 2, index: 5, width: 112).path == "tile/2/005.p/112")
        // The specification's own example: 70,000 leaves.
        let tiles = Tile.added(from: 0, to: 70_000)
        #expect(tiles.count { $0.level == 0 && $0.width == 256 } == 273)
        #expect(
            tiles.filter { $0.width < 256 }.map(\.path) == ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"])
        #expect(tiles.count { $0.level == 1 && $0.width == 256 } == 1)
        #expect(Tile.added(from: 0, to: 256).map(\.path) == ["tile/0/000", "tile/1/000.p/1"])
    }

    @Test(arguments: [(0, 1), (1, 2), (255, 256), (256, 257), (255, 258), (300, 300), (65_535, 65_537)])
    func `What a log needs after it has grown, it had or is added`(old: Int, new: Int) {
        let added = Tile.added(from: Int64(old), to: Int64(new))
        let had = Set(Tile.added(from: 0, to: Int64(old)))
        #expect(had.union(added).isSuperset(of: Tile.added(from: 0, to: Int64(new))))
        #expect(had.isDisjoint(with: added))
    }

    static func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = hexadecimal.compactMap(\.hexDigitValue).map(UInt8.init)
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
