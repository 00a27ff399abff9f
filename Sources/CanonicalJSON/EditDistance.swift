package enum EditDistance {
    /// The candidates that look most like `word`, best first: at most three, of which none is much further than the best.
    ///
    /// When none is near, those that begin with the word; none at all when there are no such ones.
    package static func nearest(to word: String, among candidates: [String]) -> [String] {
        let bytes = Array(word.utf8.prefix(longestWord + 1))
        guard bytes.count <= longestWord else { return [] }
        let near = candidates.compactMap { candidate -> (name: String, distance: Int)? in
            let other = Array(candidate.utf8)
            guard other.count <= longestWord else { return nil }
            let distance = between(lowercased(bytes), lowercased(other))
            return distance <= max(1, max(bytes.count, other.count) / 3) ? (candidate, distance) : nil
        }
        guard let best = near.map(\.distance).min() else { return beginning(with: bytes, among: candidates) }
        return near.filter { $0.distance <= best + 1 }.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
            .prefix(3).map(\.name)
    }

    private static func beginning(with bytes: [UInt8], among candidates: [String]) -> [String] {
        guard bytes.count >= shortestBeginning else { return [] }
        let found = candidates.filter { lowercased(Array($0.utf8)).starts(with: lowercased(bytes)) }
        return Array(found.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }.prefix(3))
    }

    private static let longestWord = 64
    /// What is shorter is the beginning of too much.
    private static let shortestBeginning = 3

    /// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
    static func between(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (row, leftByte) in left.enumerated() {
            var current = [row + 1]
            for (column, rightByte) in right.enumerated() {
                var best = min(last[column + 1], current[column]) + 1
                best = min(best, last[column] + (leftByte == rightByte ? 0 : 1))
                if row > 0, column > 0, leftByte == right[column - 1], left[row - 1] == rightByte {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }

    private static func lowercased(_ bytes: [UInt8]) -> [UInt8] {
        bytes.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    }
}
