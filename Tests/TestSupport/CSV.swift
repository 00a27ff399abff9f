/// Readers of comma-separated values.
package enum CSV {
    /// The records by RFC 4180, read strictly; nil when the text breaks the rules.
    package static func records(in text: String) -> [[String]]? {
        var records: [[String]] = []
        var record: [String] = []
        var field = ""
        var isQuoted = false
        var bytes = Array(text.unicodeScalars)[...]
        while let scalar = bytes.popFirst() {
            switch scalar {
            case "\"" where isQuoted && bytes.first == "\"":
                field.append("\"")
                bytes.removeFirst()
            case "\"": isQuoted.toggle()
            case _ where isQuoted: field.unicodeScalars.append(scalar)
            case ",":
                record.append(field)
                field = ""
            case "\r":
                guard bytes.popFirst() == "\n" else { return nil }
                records.append(record + [field])
                (record, field) = ([], "")
            case "\n": return nil
            default: field.unicodeScalars.append(scalar)
            }
        }
        return isQuoted || !record.isEmpty || !field.isEmpty ? nil : records
    }

    /// The cells as a spreadsheet makes them that parts them by another sign, as most do in the Netherlands: it takes a quote
    /// for one at the beginning of a cell only.
    package static func cells(in text: String, partedBy separator: Unicode.Scalar) -> [String] {
        var cells: [String] = []
        var cell = ""
        var isQuoted = false
        var begins = true
        for scalar in text.unicodeScalars {
            if scalar == "\"", begins || isQuoted {
                isQuoted.toggle()
            } else if !isQuoted, scalar == separator || scalar == "\n" {
                if scalar == "\n", cell.unicodeScalars.last == "\r" { cell.unicodeScalars.removeLast() }
                cells.append(cell)
                cell = ""
                begins = true
                continue
            } else {
                cell.unicodeScalars.append(scalar)
            }
            begins = false
        }
        return cells + [cell]
    }
}
