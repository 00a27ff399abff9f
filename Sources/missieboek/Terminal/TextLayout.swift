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

    /// A word too long for a line, such as a choice of many, broken behind its bars.
    static func broken(_ text: String, hanging: Int) -> [String] {
        broken(text, hanging: hanging) { character, _ in character == "|" }
    }

    /// JSON on one line, broken between members and items, never within a text.
    static func broken(json: String, hanging: Int) -> [String] {
        broken(json, hanging: hanging) { character, next in character == "," && (next == "\"" || next == "{") }
    }

    private static func broken(
        _ text: String, hanging: Int, where isBreak: (Character, Character?) -> Bool
    ) -> [String] {
        var lines: [String] = []
        var line = ""
        var part = ""
        for index in text.indices {
            let next = text.index(after: index)
            part.append(text[index])
            guard next == text.endIndex || isBreak(text[index], text[next]) else { continue }
            if !line.isEmpty, line.count + part.count > width {
                lines.append(line)
                line = String(repeating: " ", count: hanging)
            }
            line += part
            part = ""
        }
        return lines + [line]
    }
}
