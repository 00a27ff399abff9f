/// Plain text of at most 100 columns.
enum TextLayout {
    static let width = 100

    /// The text broken between words; every line after the first is indented by `hanging`.
    static func wrapped(_ text: String, indent: Int = 0, hanging: Int? = nil) -> [String] {
        var lines: [String] = []
        var line = String(repeating: " ", count: indent)
        var isEmpty = true
        for word in text.split(separator: " ") {
            if !isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = String(repeating: " ", count: hanging ?? indent)
                isEmpty = true
            }
            line += isEmpty ? String(word) : " " + word
            isEmpty = false
        }
        return lines + [line]
    }

    /// Terms with their meanings in a second column; a long term stands on a line of its own.
    static func definitions(_ items: [(term: String, meaning: String)], indent: Int = 2) -> [String] {
        let longest = items.map { $0.term.count }.filter { $0 <= 30 }.max() ?? 0
        let column = indent + min(max(longest, 8), 30) + 2
        return items.flatMap { item -> [String] in
            let start = String(repeating: " ", count: indent) + item.term
            if start.count > column - 2 {
                return broken(start, hanging: indent + 4) + wrapped(item.meaning, indent: column)
            }
            let padding = String(repeating: " ", count: column - start.count)
            var lines = wrapped(item.meaning, indent: column)
            lines[0] = start + padding + lines[0].dropFirst(column)
            return lines
        }
    }

    /// A word too long for a line, such as a choice of many, broken behind its bars and commas.
    static func broken(_ text: String, hanging: Int, at breaks: Set<Character> = ["|"]) -> [String] {
        var lines: [String] = []
        var line = ""
        var part = ""
        for character in text {
            part.append(character)
            guard breaks.contains(character) else { continue }
            (line, part) = joined(line, part, hanging, &lines)
        }
        (line, part) = joined(line, part, hanging, &lines)
        return lines + [line]
    }

    private static func joined(
        _ line: String, _ part: String, _ hanging: Int, _ lines: inout [String]
    ) -> (line: String, part: String) {
        guard !line.isEmpty, line.count + part.count > width else { return (line + part, "") }
        lines.append(line)
        return (String(repeating: " ", count: hanging) + part, "")
    }
}
