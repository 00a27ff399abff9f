import CanonicalJSON
import Testing

@Suite struct `Text for a terminal is readable and harmless` {
    @Test func `members stand in the order given, indented by two spaces`() {
        let node: Node = ["b": [1, "x"], "a": [:], "c": [], "d": ["e": .null, "f": true], "g": .number("1.50")]
        #expect(
            node.prettyText == """
                {
                  "b": [
                    1,
                    "x"
                  ],
                  "a": {},
                  "c": [],
                  "d": {
                    "e": null,
                    "f": true
                  },
                  "g": 1.50
                }
                """)
        #expect(node.lineText == "{\"b\":[1,\"x\"],\"a\":{},\"c\":[],\"d\":{\"e\":null,\"f\":true},\"g\":1.50}")
    }

    @Test(arguments: [
        ("plain é € ﬁ 漢字", "plain é € ﬁ 漢字"),
        ("quote \" back\\slash", "quote \\\" back\\\\slash"),
        ("\u{1B}[31m", "\\u001b[31m"),
        ("a\nb\tc\rd\u{0}", "a\\nb\\tc\\rd\\u0000"),
        ("\u{7F}\u{9B}31m\u{85}", "\\u007f\\u009b31m\\u0085"),
        ("\u{202E}txt\u{202C}\u{2066}\u{2069}\u{200F}", "\\u202etxt\\u202c\\u2066\\u2069\\u200f"),
        ("zero\u{200B}width\u{FEFF}\u{AD}", "zero\\u200bwidth\\ufeff\\u00ad"),
        ("\u{2028}\u{2029}\u{A0}\u{3000}", "\\u2028\\u2029\\u00a0\\u3000"),
        ("\u{E000}\u{FFFF}\u{10FFFF}", "\\ue000\\uffff\\udbff\\udfff"),
        ("\u{E0041}\u{3164}\u{FE0F}", "\\udb40\\udc41\\u3164\\ufe0f"),
        ("😹", "😹"),
    ])
    func `what is not printed is escaped`(_ text: String, _ escaped: String) throws {
        #expect(Node.string(text).prettyText == "\"\(escaped)\"")
        #expect(([.init(stringLiteral: text)] as Node).lineText == "[\"\(escaped)\"]")
        #expect(Node.object([Member(text, 1)]).lineText == "{\"\(escaped)\":1}")
    }

    @Test func `a number that is no number is escaped as well`() {
        #expect(Node.number("1\u{1B}[2J").prettyText == "1\\u001b[2J")
    }

    @Test func `faults hold printable text only`() throws {
        let fault = try #require(throws: DecodingFault.self) {
            try NodeDecoder().decode(Venue.self, from: ["city\u{1B}[31m": "x"])
        }
        #expect(fault.english.unicodeScalars.allSatisfy { $0.isPrintable || $0 == "\n" })
        #expect(fault.english.contains("$[\"city\\u001b[31m\"]"))
    }
}
