import CanonicalJSON
import Foundation
import Testing

@Suite struct `JSON is read as RFC 8259 has it` {
    @Test(arguments: Self.accepted)
    func `a lawful document is read`(_ text: String, _ node: Node) throws {
        #expect(try Node(parsing: Array(text.utf8)) == node)
    }

    static let accepted: [(String, Node)] = [
        ("null", .null),
        ("true", true),
        ("false", false),
        (" [ ] ", []),
        ("\t\r\n{ } \n", [:]),
        ("\"\"", ""),
        ("[[],[[]],{}]", [[], [[]], [:]]),
        ("{\"a\":{},\"b\":[null]}", ["a": [:], "b": [.null]]),
        ("{\"\":0}", ["": 0]),
        ("{\"b\":1,\"a\":2,\"B\":3}", ["b": 1, "a": 2, "B": 3]),
        ("{\"a\":1,\"a \":2}", ["a": 1, "a ": 2]),
        ("0", 0),
        ("-0", .number("-0")),
        ("-1", -1),
        ("[0e1]", [.number("0e1")]),
        ("[0E+1,0e-1]", [.number("0E+1"), .number("0e-1")]),
        ("[1.50e3]", [.number("1.50e3")]),
        ("[-1.23456789012345678901234567890]", [.number("-1.23456789012345678901234567890")]),
        ("[1e999,-1e-999]", [.number("1e999"), .number("-1e-999")]),
        ("[123456789012345678901234567890]", [.number("123456789012345678901234567890")]),
        ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", .string("\"\\/\u{8}\u{C}\n\r\t")),
        ("\"\\u0061\\u30af\\u30EA\\u30b9\"", "aクリス"),
        ("\"\\ud83d\\ude39\\uD83D\\uDC8D\"", "😹💍"),
        ("\"\\uD800\\uDC00 \\uDBFF\\uDFFF\"", "\u{10000} \u{10FFFF}"),
        ("\"\\u0001\\u001f\\u007f\"", "\u{1}\u{1F}\u{7F}"),
        ("\"\\uFFFF\"", "\u{FFFF}"),
        ("\"\\\\u0000\"", "\\u0000"),
        ("\"\\u0022\\u005C\"", "\"\\"),
        ("\"a/*b*/c//d#e\"", "a/*b*/c//d#e"),
        ("\"\u{7F}\"", "\u{7F}"),
        ("\"é€𝄞\"", "é€𝄞"),
        ("\"\u{FEFF}x\"", "\u{FEFF}x"),
        ("\"\u{2028}\u{2029}\u{A0}\"", "\u{2028}\u{2029}\u{A0}"),
        ("\"\u{10FFFF}\u{FFFE}\"", "\u{10FFFF}\u{FFFE}"),
        ("\"e\u{301}\"", "e\u{301}"),
        ("\"ab\\nécd\\tef\"", "ab\nécd\tef"),
        ("[1,\n2 ,\r3\t,4]", [1, 2, 3, 4]),
        ("{\"a\" : \"b\" }", ["a": "b"]),
        ("[null, 1, \"1\", {}]", [.null, 1, "1", [:]]),
        ("\"\(String(repeating: "long ", count: 1000))\"", .string(String(repeating: "long ", count: 1000))),
    ]

    @Test func `nodes are compared byte by byte`() {
        #expect(Node.string("\u{E9}") != Node.string("e\u{301}"))
        #expect(Node.object([Member("K", 1)]) != Node.object([Member("\u{212A}", 1)]))
        #expect((["K": 1] as Node)["\u{212A}"] == nil)
        #expect(Set<Node>(["\u{E9}", "e\u{301}", "\u{E9}"]).count == 2)
        #expect(Node.string("1") != Node.text("1"))
        #expect(Node.string("1") != Node.number("1"))
    }
}

@Suite struct `Deep nesting never overflows a stack` {
    @Test(arguments: [1, 63, 64])
    func `as deep as the limit is accepted`(_ depth: Int) throws {
        let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        _ = try Node(parsing: Array(text.utf8))
    }

    @Test(arguments: ["[", "{\"a\":", "[{\"a\":"], [65, 10_000, 100_000])
    func `deeper is refused, on the smallest of stacks`(_ opening: String, _ depth: Int) async throws {
        let bytes = Array(String(repeating: opening, count: depth).utf8)
        let fault = await onSmallStack { () -> JSONFault? in
            do throws(JSONFault) {
                _ = try Node(parsing: bytes)
                return nil
            } catch {
                return error
            }
        }
        #expect(fault?.reason == .tooDeep(limit: 64))
        #expect(fault?.path.components.count == 64)
    }

    @Test func `the deepest document fits a small stack, in all that is done with it`() async {
        let bytes = Array((String(repeating: "[", count: 64) + String(repeating: "]", count: 64)).utf8)
        let result = await onSmallStack {
            guard let node = try? Node(parsing: bytes) else { return false }
            return node == node && node.hashValue == node.hashValue && !node.prettyText.isEmpty
                && (try? node.canonicalBytes) == bytes && (try? NodeDecoder().decode([Int].self, from: node)) == nil
        }
        #expect(result)
    }

    private func onSmallStack<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
        await withCheckedContinuation { continuation in
            let thread = Thread { continuation.resume(returning: body()) }
            thread.stackSize = 128 * 1024
            thread.start()
        }
    }
}
