/// What does something where it should only be shown: to a terminal, in a spreadsheet, on a page.
package enum OutputSafety {
    /// The characters that steer a terminal or turn the direction of text, but for those that are allowed.
    ///
    /// Listed by their numbers, and so without asking what the program asks.
    package static func liveCharacters(
        in text: String, allowing allowed: Set<Unicode.Scalar> = ["\n"]
    ) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { scalar in
            liveRanges.contains { $0.contains(scalar.value) } && !allowed.contains(scalar)
        }
    }

    /// C0 and C1 with DEL, the marks, embeddings, overrides and isolates of the bidirectional algorithm, and the two
    /// separators that some take for a line break.
    private static let liveRanges: [ClosedRange<UInt32>] = [
        0x00...0x1F, 0x7F...0x9F, 0x061C...0x061C, 0x200E...0x200F, 0x2028...0x2029, 0x202A...0x202E, 0x2066...0x2069,
    ]

    /// The cells of comma-separated values that a spreadsheet would calculate, whether it parts cells by commas or by
    /// semicolons; nil when the text is no such file, or has carriage returns elsewhere than in line ends.
    ///
    /// A cell that begins with a minus is one of them even where it is a number: no column holds negative numbers, so what
    /// looks like one is a text.
    package static func liveCells(inCSV text: String) -> [String]? {
        guard let records = CSV.records(in: text) else { return nil }
        let scalars = Array(text.unicodeScalars)
        guard !zip(scalars, scalars.dropFirst()).contains(where: { $0 == "\r" && $1 != "\n" }) else { return nil }
        return (records.flatMap { $0 } + CSV.cells(in: text, partedBy: ";")).filter { cell in
            cell.unicodeScalars.first.map(formulaSigns.contains) ?? false
        }
    }

    private static let formulaSigns: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]

    /// The parts of a page that run: scripts, what loads something of its own accord, handlers of events, and addresses that
    /// are code.
    ///
    /// `allowed` holds the elements of that kind that the page has of its own. No command writes HTML today: this is what
    /// the first one is to be held against.
    package static func liveMarkup(inHTML text: String, allowing allowed: Set<String> = []) -> [String] {
        var live: [String] = []
        var rest = Substring(text).unicodeScalars
        while let start = rest.firstIndex(of: "<") {
            rest = rest[rest.index(after: start)...]
            guard let tag = Tag(readingFrom: &rest) else { continue }
            if dangerous.contains(tag.name), !allowed.contains(tag.name) { live.append(tag.name) }
            for (name, value) in tag.attributes {
                let address = addressed.contains(name) ? value.lowercased().filter { !$0.isWhitespace } : ""
                let isCode = ["javascript:", "data:", "vbscript:"].contains { address.hasPrefix($0) }
                if name.hasPrefix("on") || name == "srcdoc" || isCode { live.append("\(tag.name) \(name)") }
            }
        }
        return live
    }

    /// Attributes that hold an address.
    private static let addressed: Set = [
        "href", "src", "srcset", "action", "formaction", "xlink:href", "data", "poster", "background", "ping", "cite",
    ]
    private static let dangerous: Set = [
        "script", "iframe", "object", "embed", "base", "meta", "link", "img", "svg", "math", "form", "style",
        "template",
    ]
}

/// The beginning of an element.
///
/// Read scalar by scalar, as browsers do: a quote that an accent follows is a quote.
private struct Tag {
    let name: String
    private(set) var attributes: [(name: String, value: String)] = []

    /// Reads on to the end of the tag; nil when no letter follows, so that it is none.
    init?(readingFrom rest: inout Substring.UnicodeScalarView) {
        name = Tag.take(&rest) { $0.properties.isAlphabetic || "0"..."9" ~= $0 }.lowercased()
        guard !name.isEmpty else { return nil }
        while let next = rest.first, next != ">" {
            rest.removeFirst()
            if next == "/" || next.properties.isWhitespace { continue }
            // An attribute has at least one character, whatever it is.
            var attribute = String(next)
            attribute += Tag.take(&rest) { !$0.properties.isWhitespace && $0 != "=" && $0 != ">" && $0 != "/" }
            _ = Tag.take(&rest) { $0.properties.isWhitespace }
            attributes.append((attribute.lowercased(), Tag.value(&rest)))
        }
    }

    /// What stands behind the attribute's name; empty when nothing does.
    private static func value(_ rest: inout Substring.UnicodeScalarView) -> String {
        guard rest.first == "=" else { return "" }
        rest.removeFirst()
        _ = take(&rest) { $0.properties.isWhitespace }
        guard let quote = rest.first, quote == "\"" || quote == "'" else {
            return take(&rest) { !$0.properties.isWhitespace && $0 != ">" }
        }
        rest.removeFirst()
        let value = take(&rest) { $0 != quote }
        if !rest.isEmpty { rest.removeFirst() }
        return value
    }

    private static func take(
        _ rest: inout Substring.UnicodeScalarView, while isPart: (Unicode.Scalar) -> Bool
    ) -> String {
        let part = rest.prefix(while: isPart)
        rest = rest[part.endIndex...]
        return String(String.UnicodeScalarView(part))
    }
}
