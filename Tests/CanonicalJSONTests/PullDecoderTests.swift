import EventSourcing
import Testing

@testable import CanonicalJSON

// The pull decoder on types as the domain has them, and where it hands over to the thorough way.
@Suite struct `Values are pulled from bytes` {
    @Test func `what was encoded is decoded to the same value, the quick way`() throws {
        let decoder = PullDecoder()
        for note in [nil, "", "é \u{1F} 😹 \"\\/", String(repeating: "x", count: 1000)] {
            let value = try Announce.example(note: note)
            #expect(try decoder.decodeQuickly(Announce.self, from: CanonicalEncoder().encode(value)) == value)
        }
    }

    @Test func `a damaged document is read as its node is, and the next one is not touched by it`() throws {
        let decoder = PullDecoder()
        let value = try Announce.example(note: "é \u{1F} 😹")
        let bytes = try CanonicalEncoder().encode(value)
        var random = SeededGenerator(seed: 3)
        for place in bytes.indices {
            var damaged = bytes
            damaged[place] = Array("\"\\{}[]:,0-e. x\u{7F}".utf8).randomElement(using: &random) ?? 0
            #expect(
                Self.outcome { try decoder.decode(Announce.self, from: damaged) }
                    == Self.outcome {
                        try NodeDecoder().decode(Announce.self, from: Node(parsing: damaged))
                    })
            #expect(try decoder.decodeQuickly(Announce.self, from: bytes) == value)
        }
    }

    @Test(arguments: [
        "{\"city\":\"Riyad\",\"country\":\"SA\"}", "{\"country\":\"SA\",\"city\":\"Riyad\"}",
        " { \"city\" : \"R\\u0069yad\" , \"country\":\"SA\" } \n",
    ])
    func `members are found in any order`(document: String) throws {
        let venue = try PullDecoder().decodeQuickly(Venue.self, from: Array(document.utf8))
        #expect(venue == Venue(city: "Riyad", country: "SA"))
    }

    @Test(arguments: [
        "{\"city\":\"R\",\"city\":\"R\"}", "{\"city\":\"R\",\"other\":1}", "{\"city\":\"R\",\"\\u0061\":1}",
        "{\"country\":\"SA\"}", "{\"city\":null}", "{\"city\":1}", "[]", "{\"city\":\"R\"}x", "{\"city\":\"R\"", "",
        "{\"city\":\"\u{1}\"}", "{\"city\":\"R\",}", "{\"city\":\"\\u0000\"}", "{\"city\":\"\\uD800\"}",
        "{\"city\":\"\\uD800\\u0041\"}", "{\"city\":\"\\x\"}", "\u{FEFF}{\"city\":\"R\"}",
    ])
    func `what is faulty is not read the quick way`(document: String) {
        let bytes = Array(document.utf8)
        #expect(throws: PullDecoder.Doubt.self) { try PullDecoder().decodeQuickly(Venue.self, from: bytes) }
        #expect(throws: (any Error).self) { try PullDecoder().decode(Venue.self, from: bytes) }
    }

    @Test func `fields of a later version are ignored where that is asked for`() throws {
        let bytes = Array(#"{"city":"R","later":{"a":[1,2.5e3,null]}}"#.utf8)
        let decoder = PullDecoder(ignoresUnknownFields: true)
        #expect(try decoder.decodeQuickly(Venue.self, from: bytes) == Venue(city: "R", country: nil))
    }

    @Test func `limits of depth and size hold`() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        let decoder = PullDecoder(limits: ParsingLimits(depth: 3, bytes: 8))
        #expect(try decoder.decodeQuickly(Nested.self, from: nested(3)).depth == 3)
        let tooDeep = #expect(throws: JSONFault.self) { try decoder.decode(Nested.self, from: nested(4)) }
        #expect(tooDeep?.reason == .tooDeep(limit: 3))
        let tooLarge = #expect(throws: JSONFault.self) {
            try decoder.decode(Nested.self, from: Array("[       ]".utf8))
        }
        #expect(tooLarge?.reason == .tooLarge(limit: 8))
    }

    @Test func `a type that catches its own failures is read the thorough way`() throws {
        let bytes = Array(#"{"value":12}"#.utf8)
        let decoder = PullDecoder()
        #expect(throws: PullDecoder.Doubt.self) { try decoder.decodeQuickly(Lenient.self, from: bytes) }
        #expect(try decoder.decode(Lenient.self, from: bytes).value == "none")
    }

    @Test func `a type that reads bytes of its own while it is read does not disturb its decoder`() throws {
        let bytes = Array(#"{"inner":"{\"city\":\"R\"}","outer":"S"}"#.utf8)
        let value = try unsafe Wrapped.decoder.decode(Wrapped.self, from: bytes)
        #expect(value.inner == Venue(city: "R", country: nil))
        #expect(value.outer == "S")
    }

    private static func outcome(_ reading: () throws -> Announce) -> Result<Announce, Fault> {
        do { return .success(try reading()) } catch { return .failure(Fault(text: "\(error)")) }
    }

    private struct Fault: Error, Equatable { let text: String }
}

/// Lists in lists, as deep as they come.
private struct Nested: Decodable {
    let depth: Int

    init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        depth = container.isAtEnd ? 1 : try container.decode(Nested.self).depth + 1
    }
}

/// Takes what is no text for none.
private struct Lenient: Decodable {
    let value: String

    enum CodingKeys: CodingKey { case value }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        value = (try? container.decode(String.self, forKey: .value)) ?? "none"
    }
}

/// A document within a document.
private struct Wrapped: Decodable {
    /// Used by one test only.
    nonisolated(unsafe) static let decoder = PullDecoder()

    let inner: Venue
    let outer: String

    enum CodingKeys: CodingKey { case inner, outer }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        inner = try unsafe Self.decoder.decode(
            Venue.self, from: Array(container.decode(String.self, forKey: .inner).utf8))
        outer = try container.decode(String.self, forKey: .outer)
    }
}
