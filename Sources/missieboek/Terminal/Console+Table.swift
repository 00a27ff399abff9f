import CanonicalJSON

extension Console {
    /// Writes an answer that needs no database, in the format that was asked for.
    func print(_ table: @autoclosure () -> Table, json: @autoclosure () -> Node, as format: OutputFormat) throws {
        switch format {
        case .table: try print(lines: table().lines(within: width))
        case .csv: try print(lines: table().csvLines)
        case .json: try print(json().prettyText)
        case .jsonl:
            let node = json()
            if case .array(let items) = node {
                try print(lines: items.map(\.lineText))
            } else {
                try print(node.lineText)
            }
        }
    }
}
