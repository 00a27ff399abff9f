extension Table {
    /// RFC 4180, each line with the carriage return that goes before its line feed.
    ///
    /// Where a spreadsheet would take something for a formula, an apostrophe stands in front. Line breaks within a cell stay.
    var csvLines: [String] {
        ([columns] + rows).map { row in row.map(\.csvCell).joined(separator: ",") + "\r" }
    }
}

extension String {
    /// The text as one cell.
    ///
    /// Scalar by scalar, as the file is read: a quote or comma that an accent follows is one character with it here, and
    /// still a quote or comma there.
    ///
    /// A formula begins where a cell does; a spreadsheet that parts cells by semicolons, as most do in the Netherlands, sees
    /// one begin behind each semicolon and line break too, and within a quote there. No column holds negative numbers.
    fileprivate var csvCell: String {
        var cell = String.UnicodeScalarView()
        var wantsQuotes = false
        var begins = true
        for scalar in unicodeScalars {
            if begins, Self.formulaSigns.contains(scalar) { cell.append("'") }
            begins = scalar == ";" || scalar == "\n" || begins && scalar == "\""
            if scalar == "," || scalar == "\n" || scalar == "\"" { wantsQuotes = true }
            if scalar == "\"" { cell.append(scalar) }
            cell.append(scalar == "\n" ? scalar : scalar.shown)
        }
        wantsQuotes = wantsQuotes || cell.first == " " || cell.last == " "
        return wantsQuotes ? "\"\(String(cell))\"" : String(cell)
    }

    /// Full-width ones too: where these are at home, spreadsheets take them for the others.
    private static let formulaSigns: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]
}
