/// Collections whose order differs from run to run.
///
/// They have no canonical form, unless an encoder is asked to sort them.
protocol UnorderedCollection {
    /// Whether each element is written as two items, a key and its value.
    static var isOfPairs: Bool { get }
}

extension Set: UnorderedCollection {
    static var isOfPairs: Bool { false }
}

extension Dictionary: UnorderedCollection {
    static var isOfPairs: Bool { true }
}

extension Node {
    /// The items in order of their canonical bytes; of pairs in order of the keys.
    ///
    /// An object is left as it is: canonical bytes sort its members.
    func sortingItems(ofPairs isOfPairs: Bool) throws(EncodingFault) -> Node {
        guard case .array(let items) = self else { return self }
        let width = isOfPairs ? 2 : 1
        var elements: [(key: [UInt8], items: ArraySlice<Node>)] = []
        for start in stride(from: 0, to: items.count, by: width) {
            elements.append((try items[start].canonicalBytes, items[start..<start + width]))
        }
        elements.sort { $0.key.lexicographicallyPrecedes($1.key) }
        return .array(elements.flatMap(\.items))
    }
}
