import CanonicalJSON
import Testing

@Suite struct `One value has one canonical form` {
    @Test(arguments: Self.forms)
    func `the form is that of RFC 8785`(_ given: String, _ canonical: String) throws {
        let node = try Node(parsing: Array(given.utf8))
        #expect(String(decoding: try node.canonicalBytes, as: UTF8.self) == canonical)
    }

    static let forms: [(String, String)] = [
        ("null", "null"),
        (" [ true , false ] ", "[true,false]"),
        ("{ }", "{}"),
        ("[ ]", "[]"),
        ("-0", "0"),
        ("9007199254740991", "9007199254740991"),
        ("-9007199254740991", "-9007199254740991"),
        ("{\"b\":1,\"a\":{\"d\":[3,1],\"c\":null}}", "{\"a\":{\"c\":null,\"d\":[3,1]},\"b\":1}"),
        (
            "{\"a\":1,\"B\":2,\"aa\":3,\"\":4,\"_\":5,\"1\":6,\"10\":7,\"9\":8}",
            "{\"\":4,\"1\":6,\"10\":7,\"9\":8,\"B\":2,\"_\":5,\"a\":1,\"aa\":3}"
        ),
        // RFC 8785, section 3.2.2: the string and the literals.
        (
            "{\"string\":\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\",\"literals\":[null,true,false]}",
            "{\"literals\":[null,true,false],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}"
        ),
        // Section 3.2.3, as far as its keys are ASCII.
        (
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"</script>\":\"Browser Challenge\"}",
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"</script>\":\"Browser Challenge\"}"
        ),
        // After the test files french.json, structures.json and arrays.json of its author, written from memory.
        (
            "{\"peach\":\"This sorting order\",\"pache\":\"is wrong\",\"sin\":\"but canonicalization MUST\"}",
            "{\"pache\":\"is wrong\",\"peach\":\"This sorting order\",\"sin\":\"but canonicalization MUST\"}"
        ),
        (
            #"{"1":{"f":{"f":"hi","F":5} ,"\n":56},"10":{},"":"empty","a":{},"111":[{"e":"yes","E":"no"}],"A":{}}"#,
            #"{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}}"#
        ),
        ("[56,{\"d\":true,\"10\":null,\"1\":[]}]", "[56,{\"1\":[],\"10\":null,\"d\":true}]"),
        (
            "\"\\u0001\\u0008\\u0009\\u000A\\u000C\\u000D\\u001F\\u007F\\u0080\"",
            "\"\\u0001\\b\\t\\n\\f\\r\\u001f\u{7F}\u{80}\""
        ),
        ("\"\\ud83d\\ude02 \\u2028 \\uFB33 e\\u0301\"", "\"😂 \u{2028} \u{FB33} e\u{301}\""),
    ]

    @Test(
        arguments: [
            (["a": [.number("1.5")]], .notAnInteger, "$.a[0]"),
            (.number("1e2"), .notAnInteger, "$"),
            (.number("1.0"), .notAnInteger, "$"),
            (.number("007"), .notAnInteger, "$"),
            (.number("+1"), .notAnInteger, "$"),
            (.number(""), .notAnInteger, "$"),
            (.number("-"), .notAnInteger, "$"),
            (.number("9007199254740992"), .outOfRange, "$"),
            (.number("-99999999999999999999999999"), .outOfRange, "$"),
            (["a": "x\u{0}"], .nul, "$.a"),
            (["é": 1], .keyNotASCII, "$[\"\\u00e9\"]"),
            (["a": 1, "b": 2, "a": 3], .duplicateKey, "$.a"),
            ([.text("1")], .undecodedText, "$[0]"),
        ] as [(Node, EncodingFault.Reason, String)])
    func `what could not be read back exactly is refused`(
        _ node: Node, _ reason: EncodingFault.Reason, _ path: String
    ) throws {
        let fault = try #require(throws: EncodingFault.self) { try node.canonicalBytes }
        #expect(fault.reason == reason)
        #expect(fault.path.text == path)
    }

    @Test func `what is nested too deep to be read back is refused`() throws {
        let node = (0..<64).reduce(into: [] as Node) { node, _ in node = [node] }
        let fault = try #require(throws: EncodingFault.self) { try node.canonicalBytes }
        #expect(fault.reason == .tooDeep(limit: 64))
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `any node survives its bytes, and its bytes survive`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let node = Node.random(depth: 5, using: &random)
        let bytes = try node.canonicalBytes
        let again = try Node(parsing: bytes)
        #expect(again == node.withSortedMembers)
        #expect(try again.canonicalBytes == bytes)
        #expect(try Node(parsing: Array(node.prettyText.utf8)) == node)
        #expect(try Node(parsing: Array(node.lineText.utf8)) == node)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `bytes that were tampered with never crash the parser`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let bytes = try Node.random(depth: 4, using: &random).canonicalBytes
        for _ in 0..<50 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<damaged.count, using: &random)
                damaged[place] = UInt8.random(in: 0...255, using: &random)
            }
            damaged.removeLast(Int.random(in: 0..<2, using: &random))
            do throws(JSONFault) {
                _ = try Node(parsing: damaged)
            } catch {
                #expect((0...damaged.count).contains(error.offset))
                #expect(error.english.utf8.allSatisfy { (0x20...0x7E).contains($0) })
            }
        }
    }
}

/// SplitMix64: the same numbers for the same seed, everywhere.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension Node {
    static func random(depth: Int, using random: inout SeededGenerator) -> Node {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &random) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &random))
        case 2: return .number(String(Int.random(in: -9_007_199_254_740_991...9_007_199_254_740_991, using: &random)))
        case 3: return .number(String(Int.random(in: -20...20, using: &random)))
        case 4: return .string(randomText(upTo: 0x10FFFF, using: &random))
        case 5:
            return .array(
                (0..<Int.random(in: 0...5, using: &random)).map { _ in .random(depth: depth - 1, using: &random) })
        default:
            var keys: Set<String> = []
            let members = (0..<Int.random(in: 0...20, using: &random)).compactMap { _ -> Member? in
                let key = randomText(upTo: 0x7F, using: &random)
                return keys.insert(key).inserted ? Member(key, .random(depth: depth - 1, using: &random)) : nil
            }
            return .object(members)
        }
    }

    private static func randomText(upTo highest: UInt32, using random: inout SeededGenerator) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            let limit = [0x1F, 0x7F, 0x7FF, 0xFFFF, highest].filter { $0 <= highest }.randomElement(using: &random)
            if let scalar = Unicode.Scalar(UInt32.random(in: 1...(limit ?? highest), using: &random)) {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    var withSortedMembers: Node {
        switch self {
        case .null, .bool, .number, .string, .text: self
        case .array(let items): .array(items.map(\.withSortedMembers))
        case .object(let members):
            .object(
                members.map { Member($0.key, $0.value.withSortedMembers) }
                    .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
        }
    }
}
