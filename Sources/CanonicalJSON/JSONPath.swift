/// The place of a value in a document, as in `$.data.items[3].name`.
package struct JSONPath: Hashable, Sendable, CustomStringConvertible {
    package enum Component: Hashable, Sendable {
        case key(String)
        case index(Int)
    }

    package let components: [Component]

    package init(_ components: [Component] = []) {
        self.components = components
    }

    package func appending(_ component: Component) -> JSONPath {
        JSONPath(components + [component])
    }

    /// The path in printable ASCII.
    ///
    /// Keys that are no plain names stand in brackets; very long keys are cut short.
    package var text: String {
        var text = "$"
        for component in components {
            switch component {
            case .index(let index): text += "[\(index)]"
            case .key(let key): text += Self.isPlainName(key) ? ".\(key)" : "[\(Self.quoted(key))]"
            }
        }
        return text
    }

    package var description: String { text }

    private static let longestKey = 64

    private static func isPlainName(_ key: String) -> Bool {
        guard let first = key.utf8.first, key.utf8.count <= longestKey else { return false }
        let isLetter: (UInt8) -> Bool = { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
        }
        return isLetter(first)
            && key.utf8.allSatisfy { isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private static func quoted(_ key: String) -> String {
        let shown = key.unicodeScalars.prefix(longestKey)
        let isCut = shown.endIndex < key.unicodeScalars.endIndex
        var quoted = "\""
        for scalar in shown {
            quoted.appendEscaped(scalar, isPlain: (0x20...0x7E).contains(scalar.value))
        }
        return quoted + (isCut ? "...\"" : "\"")
    }
}
