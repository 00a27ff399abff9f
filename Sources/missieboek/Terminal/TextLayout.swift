import ByteStreams
import FoundationEssentials

/// Plain text within the width of the terminal.
enum TextLayout {
    /// Of what is read as prose: the terminal's, and at most 100 columns.
    static let width = min(100, terminalWidth ?? 100)

    /// How many columns standard output has: by `COLUMNS`, else by the terminal; nil when it is no terminal, so that
    /// programs find each row on one line.
    static let terminalWidth: Int? = {
        let named = ProcessEnvironment.variables["COLUMNS"].flatMap { Int($0) }
        return (named ?? FileStream.standardOutput.terminalWidth).flatMap { $0 >= narrowest ? $0 : nil }
    }()

    private static let narrowest = 20

    /// The text broken between words; every line after the first is indented by `hanging`.
    static func wrapped(_ text: String, indent: Int = 0, hanging: Int? = nil, width: Int = width) -> [String] {
        let first = String(repeating: " ", count: indent)
        let next = String(repeating: " ", count: hanging ?? indent)
        var lines: [String] = []
        var line = first
        var isEmpty = true
        for word in text.split(separator: " ") {
            if !isEmpty, line.displayWidth + 1 + word.displayWidth > width {
                lines.append(line)
                line = next
                isEmpty = true
            }
            line += isEmpty ? String(word) : " " + word
            isEmpty = false
        }
        return lines + [line]
    }

    /// The text in lines of at most `width` columns: broken between words, and where one word is too long, within it.
    static func filled(_ text: String, to width: Int) -> [String] {
        wrapped(text, width: width).flatMap { line -> [String] in
            guard line.displayWidth > width else { return [line] }
            var lines: [String] = []
            var rest = ""
            for part in line.breakable {
                if rest.displayWidth + part.displayWidth > width, !rest.isEmpty {
                    lines.append(rest)
                    rest = ""
                }
                rest += part
                while rest.displayWidth > width {
                    let head = rest.prefix(fitting: width)
                    lines.append(String(head))
                    rest = String(rest[head.endIndex...])
                }
            }
            return lines + [rest]
        }
    }

    /// Terms with their meanings in a second column; a long term stands on a line of its own.
    static func definitions(
        _ items: [(term: String, meaning: String)], indent: Int = 2, width: Int = width
    ) -> [String] {
        let longest = items.map { $0.term.displayWidth }.filter { $0 <= 30 }.max() ?? 0
        let column = indent + min(max(longest, 8), 30) + 2
        return items.flatMap { item -> [String] in
            let start = String(repeating: " ", count: indent) + item.term
            if start.displayWidth > column - 2 {
                return broken(start, hanging: indent + 4) + wrapped(item.meaning, indent: column, width: width)
            }
            var lines = wrapped(item.meaning, indent: column, width: width)
            lines[0] = start.padded(to: column) + lines[0].dropFirst(column)
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
            if !line.isEmpty, line.displayWidth + part.displayWidth > width {
                lines.append(line)
                line = String(repeating: " ", count: hanging)
            }
            line += part
            part = ""
        }
        return lines + [line]
    }
}

extension String {
    /// The parts between which a long word may be broken: behind a hyphen, a slash, a colon and the like.
    var breakable: [String] {
        var parts: [String] = [""]
        for character in self {
            parts[parts.count - 1].append(character)
            if "-/:,._= ".contains(character) { parts.append("") }
        }
        return parts.filter { !$0.isEmpty }
    }

    /// As much of the start as fits into `width` columns, and at least one character.
    fileprivate func prefix(fitting width: Int) -> Substring {
        var end = startIndex
        var used = 0
        while end < endIndex {
            used += self[end].displayWidth
            guard used <= width || end == startIndex else { break }
            end = index(after: end)
        }
        return self[..<end]
    }
}
