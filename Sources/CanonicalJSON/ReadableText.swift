extension Node {
    /// The value over several lines for a terminal: indented by two spaces, members in the order given.
    ///
    /// Still JSON, in which all that could steer or deceive a terminal is escaped. A ``text(_:)`` is a string.
    package var prettyText: String {
        var writer = ReadableWriter(isPretty: true)
        writer.write(self, indentation: 0)
        return writer.text
    }

    /// As ``prettyText``, on one line without spaces: for JSON Lines.
    package var lineText: String {
        var writer = ReadableWriter(isPretty: false)
        writer.write(self, indentation: 0)
        return writer.text
    }
}

private struct ReadableWriter {
    let isPretty: Bool
    var text = ""

    init(isPretty: Bool) {
        self.isPretty = isPretty
    }

    mutating func write(_ node: Node, indentation: Int) {
        switch node {
        case .null: text += "null"
        case .bool(let flag): text += flag ? "true" : "false"
        case .number(let number): append(number)
        case .string(let string), .text(let string): write(string: string)
        case .array(let items):
            write(items, between: "[", and: "]", indentation) { writer, item in
                writer.write(item, indentation: indentation + 1)
            }
        case .object(let members):
            write(members, between: "{", and: "}", indentation) { writer, member in
                writer.write(string: member.key)
                writer.text += writer.isPretty ? ": " : ":"
                writer.write(member.value, indentation: indentation + 1)
            }
        }
    }

    private mutating func write<Element>(
        _ elements: [Element], between open: String, and close: String, _ indentation: Int,
        _ writeElement: (inout ReadableWriter, Element) -> Void
    ) {
        text += open
        for (index, element) in elements.enumerated() {
            if index > 0 { text += "," }
            breakLine(indentation + 1)
            writeElement(&self, element)
        }
        if !elements.isEmpty { breakLine(indentation) }
        text += close
    }

    private mutating func breakLine(_ indentation: Int) {
        if isPretty { text += "\n" + String(repeating: "  ", count: indentation) }
    }

    private mutating func write(string: String) {
        text += "\""
        append(string)
        text += "\""
    }

    private mutating func append(_ string: String) {
        for scalar in string.unicodeScalars { text.appendEscaped(scalar, isPlain: scalar.isPrintable) }
    }
}

extension Unicode.Scalar {
    /// Whether a terminal shows this character, and does nothing else with it.
    ///
    /// False for controls, for marks that change the direction of text, and for all that is invisible, private or
    /// not assigned; true for the plain space only, among spaces.
    package var isPrintable: Bool {
        if value < 0x80 { return (0x20...0x7E).contains(value) }
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            return false
        default:
            return !properties.isDefaultIgnorableCodePoint
        }
    }
}

extension String {
    /// Appends a character of a JSON string: as itself when it `isPlain`, else as an escape.
    mutating func appendEscaped(_ scalar: Unicode.Scalar, isPlain: Bool) {
        switch scalar {
        case "\"": self += "\\\""
        case "\\": self += "\\\\"
        case "\n": self += "\\n"
        case "\t": self += "\\t"
        case "\r": self += "\\r"
        case _ where isPlain: unicodeScalars.append(scalar)
        default:
            for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
                let digits = String(unit, radix: 16)
                self += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            }
        }
    }
}
