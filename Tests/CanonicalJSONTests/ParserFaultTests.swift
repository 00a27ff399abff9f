import CanonicalJSON
import Testing

/// A document that is refused: why, at which byte, and in the reading of which value.
struct Refused: CustomTestStringConvertible {
    let bytes: [UInt8]
    let reason: JSONFault.Reason
    let offset: Int
    let path: String

    init(_ text: String, _ reason: JSONFault.Reason, at offset: Int, _ path: String = "$") {
        self.init(Array(text.utf8), reason, at: offset, path)
    }

    init(_ bytes: [UInt8], _ reason: JSONFault.Reason, at offset: Int, _ path: String = "$") {
        (self.bytes, self.reason, self.offset, self.path) = (bytes, reason, offset, path)
    }

    var testDescription: String { "\(String(decoding: bytes.prefix(60), as: UTF8.self).debugDescription): \(reason)" }
}

extension [UInt8] {
    /// The bytes of `before`, `raw` and `after`, for text that is not UTF-8.
    static func around(_ before: String, _ raw: [UInt8], _ after: String) -> [UInt8] {
        Array(before.utf8) + raw + Array(after.utf8)
    }
}

@Suite struct `Every fault is named with its byte and its path` {
    @Test(arguments: Self.bytes + Self.strings + Self.numbers + Self.structure)
    func `a document at fault is refused`(_ example: Refused) throws {
        let fault = try #require(throws: JSONFault.self) { try Node(parsing: example.bytes) }
        #expect(fault.reason == example.reason)
        #expect(fault.offset == example.offset)
        #expect(fault.path.text == example.path)
    }

    static let bytes: [Refused] = [
        Refused([0xEF, 0xBB, 0xBF, 0x7B, 0x7D], .byteOrderMark, at: 0),
        Refused([0xEF, 0xBB, 0xBF], .byteOrderMark, at: 0),
        Refused([0xFF, 0xFE, 0x5B, 0x00, 0x5D, 0x00], .notUTF8, at: 0),
        Refused([0xFE, 0xFF, 0x00, 0x5B, 0x00, 0x5D], .notUTF8, at: 0),
        Refused([0x5B, 0x00, 0x5D, 0x00], .controlCharacter, at: 1, "$[0]"),
        Refused([0x00], .controlCharacter, at: 0),
        Refused(.around("[\"a\", \"b", [0xFF], "\"]"), .notUTF8, at: 8, "$[1]"),
        Refused(.around("{\"name\": \"\\n", [0xC3], "\"}"), .notUTF8, at: 12, "$.name"),
        Refused(.around("\"", [0xC0, 0xAF], "\""), .notUTF8, at: 1),
        Refused(.around("\"", [0xED, 0xA0, 0x80], "\""), .notUTF8, at: 1),
        Refused(.around("\"", [0xF4, 0xBF, 0xBF, 0xBF], "\""), .notUTF8, at: 1),
        Refused(.around("\"é", [0x81], "\""), .notUTF8, at: 3),
        Refused(.around("\"", [0xE2, 0x82], ""), .notUTF8, at: 1),
        Refused(.around("\"", [0xE9], "\\ud800\""), .notUTF8, at: 1),
        Refused(.around("\"", [0xE9], "\u{1}\""), .notUTF8, at: 1),
        Refused(.around("[", [0xE5], "]"), .notUTF8, at: 1, "$[0]"),
        Refused(.around("[1]", [0xE5], ""), .notUTF8, at: 3),
        Refused(.around("{", [0xE5], "}"), .notUTF8, at: 1),
    ]

    static let strings: [Refused] = [
        Refused("\"a\u{0}\"", .controlCharacter, at: 2),
        Refused("[\"a\nb\"]", .controlCharacter, at: 3, "$[0]"),
        Refused("[\"a\tb\"]", .controlCharacter, at: 3, "$[0]"),
        Refused("[\"\\t\u{1F}\"]", .controlCharacter, at: 4, "$[0]"),
        Refused("{\"a\": \"\\u0000\"}", .nul, at: 7, "$.a"),
        Refused("{\"\\u0000\": 1}", .nul, at: 2),
        Refused("\"\\ud800\"", .loneSurrogate, at: 1),
        Refused("\"\\udc00\"", .loneSurrogate, at: 1),
        Refused("\"\\ud800\\u0041\"", .loneSurrogate, at: 1),
        Refused("\"\\ud800\\ud800\"", .loneSurrogate, at: 1),
        Refused("\"\\ud83d\\n\"", .loneSurrogate, at: 1),
        Refused("{\"a\": [\"x\\uDFFFy\"]}", .loneSurrogate, at: 9, "$.a[0]"),
        Refused("\"\\ud800\\", .truncated, at: 8),
        Refused("\"\\ud800", .truncated, at: 7),
        Refused("\"\\ud800\\u", .truncated, at: 9),
        Refused("\"\\u00A\"", .invalidEscape, at: 1),
        Refused("\"\\u12", .truncated, at: 5),
        Refused("\"\\uqqqq\"", .invalidEscape, at: 1),
        Refused("\"ab\\x41\"", .invalidEscape, at: 3),
        Refused("\"\\a\"", .invalidEscape, at: 1),
        Refused("\"\\'\"", .invalidEscape, at: 1),
        Refused("\"\\U0041\"", .invalidEscape, at: 1),
        Refused("\"\\é\"", .invalidEscape, at: 1),
        Refused("\"\\", .truncated, at: 2),
        Refused("\"", .truncated, at: 1),
        Refused("\"abc", .truncated, at: 4),
        Refused("'abc'", .valueExpected, at: 0),
        Refused("{\"é\": 1}", .keyNotASCII, at: 1),
        Refused("{\"a\": {\"b\\u00e9\": 1}}", .keyNotASCII, at: 7, "$.a"),
        Refused("{\"\u{212A}\": 1}", .keyNotASCII, at: 1),
    ]

    static let numbers: [Refused] = [
        Refused("01", .invalidNumber, at: 1),
        Refused("-01", .invalidNumber, at: 2),
        Refused("[1, 007]", .invalidNumber, at: 5, "$[1]"),
        Refused("+1", .invalidNumber, at: 0),
        Refused(".5", .invalidNumber, at: 0),
        Refused("[1.]", .invalidNumber, at: 3, "$[0]"),
        Refused("[-]", .invalidNumber, at: 2, "$[0]"),
        Refused("[-a]", .invalidNumber, at: 2, "$[0]"),
        Refused("[--1]", .invalidNumber, at: 2, "$[0]"),
        Refused("[1e]", .invalidNumber, at: 3, "$[0]"),
        Refused("[1e+]", .invalidNumber, at: 4, "$[0]"),
        Refused("[1.e5]", .invalidNumber, at: 3, "$[0]"),
        Refused("[-.5]", .invalidNumber, at: 2, "$[0]"),
        Refused("-", .truncated, at: 1),
        Refused("1.", .truncated, at: 2),
        Refused("1e", .truncated, at: 2),
        Refused("1.0e-", .truncated, at: 5),
        Refused("[1.2.3]", .commaOrBracketExpected, at: 4, "$"),
        Refused("[0x10]", .commaOrBracketExpected, at: 2, "$"),
        Refused("[1_000]", .commaOrBracketExpected, at: 2, "$"),
        Refused("NaN", .valueExpected, at: 0),
        Refused("[Infinity]", .valueExpected, at: 1, "$[0]"),
        Refused("[-Infinity]", .invalidNumber, at: 2, "$[0]"),
        Refused("[１]", .valueExpected, at: 1, "$[0]"),
        Refused("1 000", .trailingText, at: 2),
    ]

    static let structure: [Refused] = [
        Refused("", .truncated, at: 0),
        Refused(" \n", .truncated, at: 2),
        Refused("[", .truncated, at: 1, "$[0]"),
        Refused("[1", .truncated, at: 2),
        Refused("[1,", .truncated, at: 3, "$[1]"),
        Refused("{", .truncated, at: 1),
        Refused("{\"a\"", .truncated, at: 4, "$.a"),
        Refused("{\"a\":", .truncated, at: 5, "$.a"),
        Refused("{\"a\":1", .truncated, at: 6),
        Refused("{\"a\":1,", .truncated, at: 7),
        Refused("tru", .truncated, at: 3),
        Refused("[1,]", .trailingComma, at: 2),
        Refused("{\"a\":1, }", .trailingComma, at: 6),
        Refused("{\"data\":{\"items\":[{},{},{},{\"name\":\"x\",}]}}", .trailingComma, at: 38, "$.data.items[3]"),
        Refused("[,1]", .valueExpected, at: 1, "$[0]"),
        Refused("[1,,2]", .valueExpected, at: 3, "$[1]"),
        Refused("{,}", .keyExpected, at: 1),
        Refused("{\"a\":1,,}", .keyExpected, at: 7),
        Refused("{a:1}", .keyExpected, at: 1),
        Refused("{1:1}", .keyExpected, at: 1),
        Refused("{null:1}", .keyExpected, at: 1),
        Refused("{\"a\" 1}", .colonExpected, at: 5, "$.a"),
        Refused("{\"a\",\"b\":1}", .colonExpected, at: 4, "$.a"),
        Refused("{\"a\"::1}", .valueExpected, at: 5, "$.a"),
        Refused("[1 2]", .commaOrBracketExpected, at: 3),
        Refused("[1}", .commaOrBracketExpected, at: 2),
        Refused("{\"a\":1 \"b\":2}", .commaOrBraceExpected, at: 7),
        Refused("{\"a\":1]", .commaOrBraceExpected, at: 6),
        Refused("{\"a\":1,\"b\":{\"a\":2,\"c\":3,\"a\":4}}", .duplicateKey, at: 24, "$.b.a"),
        Refused("{\"a\":1,\"\\u0061\":2}", .duplicateKey, at: 7, "$.a"),
        Refused("[][]", .trailingText, at: 2),
        Refused("{} x", .trailingText, at: 3),
        Refused("1]", .trailingText, at: 1),
        Refused("truex", .trailingText, at: 4),
        Refused("[True]", .valueExpected, at: 1, "$[0]"),
        Refused("[nul]", .valueExpected, at: 4, "$[0]"),
        Refused("[trux]", .valueExpected, at: 4, "$[0]"),
        Refused("]", .valueExpected, at: 0),
        Refused("<b>", .valueExpected, at: 0),
        Refused("[1] // note", .trailingText, at: 4),
        Refused("[/* note */ 1]", .valueExpected, at: 1, "$[0]"),
        Refused("[\u{0C}1]", .controlCharacter, at: 1, "$[0]"),
        Refused("[1\u{1B}]", .controlCharacter, at: 2),
        Refused("[\u{A0}1]", .valueExpected, at: 1, "$[0]"),
        Refused("[\u{FEFF}1]", .valueExpected, at: 1, "$[0]"),
        Refused("\u{2060}1", .valueExpected, at: 0),
        Refused("{\"odd key\": {\"\\u001b\\\"\": x}}", .valueExpected, at: 25, "$[\"odd key\"][\"\\u001b\\\"\"]"),
    ]

    @Test func `a key that comes twice is found among many`() throws {
        let members = (0..<1000).map { "\"k\($0)\":0" } + ["\"k500\":1"]
        let fault = try #require(throws: JSONFault.self) {
            try Node(parsing: Array("{\(members.joined(separator: ","))}".utf8))
        }
        #expect(fault.reason == .duplicateKey)
        #expect(fault.path.text == "$.k500")
    }

    @Test func `a document may be as large as its limit, and no larger`() throws {
        let limits = ParsingLimits(bytes: 10)
        #expect(try Node(parsing: Array("\"12345678\"".utf8), limits: limits) == "12345678")
        let fault = try #require(throws: JSONFault.self) {
            try Node(parsing: Array("\"123456789\"".utf8), limits: limits)
        }
        #expect(fault == JSONFault(reason: .tooLarge(limit: 10), offset: 10, path: JSONPath()))
    }

    @Test func `messages come in two languages and hold nothing of the input`() throws {
        let fault = try #require(throws: JSONFault.self) { try Node(parsing: Array("{\"\\u001b[31m\": \u{7}}".utf8)) }
        let place = "byte 15 ($[\"\\u001b[31m\"])"
        #expect(fault.english == "a control character must be written as an escape, such as \\n, at \(place)")
        #expect(fault.dutch == "een stuurteken moet als escape worden geschreven, zoals \\n, bij \(place)")
    }

    @Test func `a long key is cut short in a path`() {
        let path = JSONPath([.key(String(repeating: "k", count: 5000)), .index(2)])
        #expect(path.text == "$[\"" + String(repeating: "k", count: 64) + "...\"][2]")
    }
}
