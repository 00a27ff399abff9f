import CanonicalJSON

/// A table of texts.
struct Table {
    let columns: [String]
    let rows: [[String]]
    /// The last column holds sentences: where they make the table too wide, they stand under their rows.
    var endsInProse = false

    /// Lines of at most `width` columns: the rows side by side, with cells broken where they must be, or below each
    /// other, whichever is shorter.
    ///
    /// Without a width each row is one line.
    func lines(within width: Int?) -> [String] {
        let table = Table(
            columns: columns.map(\.printable), rows: rows.map { $0.map(\.printable) }, endsInProse: endsInProse)
        guard let width, table.naturalWidths.total > width else { return table.grid(table.naturalWidths) }
        let records = table.records(within: width)
        let beside = [table.proseBelow(within: width), table.fitted(to: width).map(table.grid)].compactMap { $0 }
        guard let best = beside.min(by: { $0.count < $1.count }), best.count <= records.count + rows.count else {
            return records
        }
        return best
    }

    /// A heading, a rule, and the rows.
    private func grid(_ widths: [Int]) -> [String] {
        let areNumbers = columns.indices.map(isNumeric)
        func lines(_ row: [String]) -> [String] {
            let cells = zip(row, widths).map { text, width in TextLayout.filled(text, to: width) }
            return (0..<(cells.map(\.count).max() ?? 0)).map { line in
                cells.indices.map { column in
                    (line < cells[column].count ? cells[column][line] : "")
                        .padded(to: widths[column], atStart: areNumbers[column])
                }.joined(separator: Self.gap).trimmedAtEnd
            }
        }
        let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: Self.gap)
        return lines(columns) + [rule] + rows.flatMap(lines)
    }

    /// The rows without their sentences, each with its sentence under it; nil when that does not fit.
    private func proseBelow(within width: Int) -> [String]? {
        guard endsInProse, columns.count > 2 else { return nil }
        let head = Table(columns: columns.dropLast(), rows: rows.map { $0.dropLast() })
        guard let widths = head.fitted(to: width) else { return nil }
        let heading = head.grid(widths)
        let headingCount = Table(columns: head.columns, rows: []).grid(widths).count
        return Array(heading.prefix(headingCount))
            + zip(head.rows, rows).flatMap { row, whole -> [String] in
                let text = whole.last ?? ""
                return Table(columns: head.columns, rows: [row], numeric: head.columns.indices.map(head.isNumeric))
                    .grid(widths).dropFirst(headingCount)
                    + (text.isEmpty ? [] : TextLayout.filled(text, to: width - 4).map { "    " + $0 })
            }
    }

    /// Each row as lines of a column's name and its value; empty values are left out.
    private func records(within width: Int) -> [String] {
        let names = min(columns.map(\.displayWidth).max() ?? 0, width / 3)
        let blocks = rows.map { row in
            zip(columns, row).filter { !$1.isEmpty }.flatMap { name, text -> [String] in
                let left = TextLayout.filled(name, to: names)
                let right = TextLayout.filled(text, to: width - names - Self.gap.count)
                return (0..<max(left.count, right.count)).map { line in
                    ((line < left.count ? left[line] : "").padded(to: names) + Self.gap
                        + (line < right.count ? right[line] : "")).trimmedAtEnd
                }
            }
        }
        return Array(blocks.joined(separator: [""]))
    }

    // MARK: Widths

    private static let gap = "  "
    /// Given when rows are drawn one by one, of a table that is wider known.
    private var numeric: [Bool]?

    init(columns: [String], rows: [[String]], endsInProse: Bool = false) {
        self.columns = columns
        self.rows = rows
        self.endsInProse = endsInProse
    }

    private init(columns: [String], rows: [[String]], numeric: [Bool]) {
        self.init(columns: columns, rows: rows)
        self.numeric = numeric
    }

    private var naturalWidths: [Int] {
        columns.indices.map { column in
            ([columns[column]] + rows.map { $0[column] }).map(\.displayWidth).max() ?? 0
        }
    }

    /// Whether every value is a number or an amount: these stand to the right, and are never broken.
    private func isNumeric(_ column: Int) -> Bool {
        if let numeric { return numeric[column] }
        let cells = rows.map { $0[column] }.filter { !$0.isEmpty }
        return !cells.isEmpty
            && cells.allSatisfy { $0.contains(where: \.isNumber) && $0.allSatisfy { "0123456789.,€ ".contains($0) } }
    }

    /// Widths that add up to `total`, each column as wide as it can be; nil when the words would have to be broken.
    private func fitted(to total: Int) -> [Int]? {
        let most = naturalWidths
        let least = columns.indices.map { column in
            isNumeric(column)
                ? most[column]
                : min(
                    most[column],
                    ([columns[column]] + rows.map { $0[column] }).map(\.longestPart).max() ?? 0)
        }
        guard least.total <= total else { return nil }
        // Every column gets what it needs, up to the widest limit for which all of them fit.
        var limit = most.max() ?? 0
        var widths = most
        while widths.total > total, limit > 0 {
            limit -= 1
            widths = zip(least, most).map { min($1, max($0, limit)) }
        }
        return widths
    }
}

extension [Int] {
    /// The width of columns side by side, with two blanks between them.
    fileprivate var total: Int { reduce(0, +) + 2 * Swift.max(0, count - 1) }
}

extension String {
    /// The width of the longest part that had better stay whole.
    fileprivate var longestPart: Int {
        split(separator: " ").map { word in
            word.displayWidth <= 12 ? word.displayWidth : String(word).breakable.map(\.displayWidth).max() ?? 0
        }.map { Swift.min($0, 20) }.max() ?? 0
    }

    fileprivate var trimmedAtEnd: String {
        guard let last = lastIndex(where: { $0 != " " }) else { return "" }
        return String(self[...last])
    }
}
