import CanonicalJSON

/// A table of texts, with columns as wide as they need to be.
struct Table {
    let columns: [String]
    let rows: [[String]]

    /// Lines for a terminal: a heading, a rule, and the rows.
    var lines: [String] {
        let cells = ([columns] + rows).map { $0.map(\.printable) }
        let widths = columns.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
        let lines = cells.map { row in
            zip(row, widths).map { text, width in text + String(repeating: " ", count: width - text.count) }
                .joined(separator: "  ").trimmedAtEnd
        }
        return [lines[0], widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")] + lines.dropFirst()
    }

    /// RFC 4180; a cell that a spreadsheet would take for a formula gets an apostrophe in front.
    var csvLines: [String] {
        ([columns] + rows).map { row in
            row.map { cell in
                let safe = cell.first.map { "=+-@\t\r".contains($0) } ?? false ? "'" + cell : cell
                let text = safe.printable
                return text.contains(where: { ",\"".contains($0) })
                    ? "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
                        + "\""
                    : text
            }.joined(separator: ",")
        }
    }
}

extension String {
    fileprivate var trimmedAtEnd: String {
        guard let last = lastIndex(where: { $0 != " " }) else { return "" }
        return String(self[...last])
    }
}
