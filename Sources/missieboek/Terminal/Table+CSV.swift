extension Table {
    /// RFC 4180, each line with the carriage return that goes before its line feed.
    ///
    /// A cell that a spreadsheet would take for a formula gets an apostrophe in front. Line breaks within a cell stay.
    var csvLines: [String] {
        ([columns] + rows).map { row in row.map(Self.csvCell).joined(separator: ",") + "\r" }
    }

    private static func csvCell(_ cell: String) -> String {
        let isFormula = cell.first.map { "=+-@\t\r".contains($0) } ?? false
        let text = (isFormula ? "'" + cell : cell).split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0).printable }.joined(separator: "\n")
        guard text.contains(where: { ",\"\n".contains($0) }) || text.first == " " || text.last == " " else {
            return text
        }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
