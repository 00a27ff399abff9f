import CanonicalJSON
import EventSourcing
import Testing

@Suite struct `Nodes are decoded strictly` {
    @Test func `what was encoded is decoded to the same value`() throws {
        let value = try Announce.example(note: "é \u{1F} 😹")
        let bytes = try CanonicalEncoder().encode(value)
        #expect(try NodeDecoder().decode(Announce.self, from: Node(parsing: bytes)) == value)
    }

    @Test func `null is as good as absent for what is optional`() throws {
        let venue = Venue(city: "Riyad", country: nil)
        #expect(try NodeDecoder().decode(Venue.self, from: ["city": "Riyad"]) == venue)
        #expect(try NodeDecoder().decode(Venue.self, from: ["city": "Riyad", "country": .null]) == venue)
    }

    @Test(arguments: Self.refused)
    func `a field that does not fit is refused, with its place`(
        _ field: String, _ value: Node, _ path: String, _ reason: DecodingFault.Reason
    ) throws {
        let node = try CanonicalEncoder().node(Announce.example()).replacing(field, by: value)
        let fault = try #require(throws: DecodingFault.self) { try NodeDecoder().decode(Announce.self, from: node) }
        #expect(fault.problems.map(\.path.text) == [path])
        #expect(fault.problems.map(\.reason) == [reason])
    }

    static let refused: [(String, Node, String, DecodingFault.Reason)] = [
        ("title", .null, "$.title", .missingField),
        ("title", 1, "$.title", .wrongType(expected: .text, found: .number)),
        ("title", ["a"], "$.title", .wrongType(expected: .text, found: .list)),
        ("places", "12", "$.places", .wrongType(expected: .number, found: .text)),
        ("places", true, "$.places", .wrongType(expected: .number, found: .flag)),
        ("places", .number("12.0"), "$.places", .notAnInteger),
        ("places", .number("1e1"), "$.places", .notAnInteger),
        (
            "places", .number("9007199254740992"), "$.places",
            .outOfRange(minimum: -9_007_199_254_740_991, maximum: 9_007_199_254_740_991)
        ),
        (
            "places", .number("99999999999999999999999"), "$.places",
            .outOfRange(minimum: -9_007_199_254_740_991, maximum: 9_007_199_254_740_991)
        ),
        ("places", .text("a"), "$.places", .notAnInteger),
        ("places", .text("+1"), "$.places", .notAnInteger),
        ("places", .text("007"), "$.places", .notAnInteger),
        ("places", .text(""), "$.places", .notAnInteger),
        ("isPublic", 1, "$.isPublic", .wrongType(expected: .flag, found: .number)),
        ("isPublic", "true", "$.isPublic", .wrongType(expected: .flag, found: .text)),
        ("isPublic", .text("yes"), "$.isPublic", .invalidText(expected: "true or false", dutch: "true of false")),
        (
            "closes", "2026-02-30", "$.closes",
            .invalidText(expected: "a date such as 2026-03-16", dutch: "een datum zoals 2026-03-16")
        ),
        (
            "closes", .text(""), "$.closes",
            .invalidText(expected: "a date such as 2026-03-16", dutch: "een datum zoals 2026-03-16")
        ),
        ("closes", 20260316, "$.closes", .wrongType(expected: .text, found: .number)),
        (
            "sector", "fish", "$.sector",
            .invalidText(
                expected: "one of: agriculture, water, high-tech", dutch: "een van: agriculture, water, high-tech")
        ),
        ("sector", 1, "$.sector", .wrongType(expected: .text, found: .number)),
        ("sector", ["water": 1], "$.sector", .wrongType(expected: .text, found: .object)),
        ("score", 6, "$.score", .invalidText(expected: "a score from 1 to 5", dutch: "een score van 1 tot en met 5")),
        ("score", "4", "$.score", .wrongType(expected: .number, found: .text)),
        ("score", .number("4.0"), "$.score", .notAnInteger),
        ("score", true, "$.score", .wrongType(expected: .number, found: .flag)),
        ("consent", "true", "$.consent", .wrongType(expected: .flag, found: .text)),
        ("consent", 1, "$.consent", .wrongType(expected: .flag, found: .number)),
        ("venue", "Riyad", "$.venue", .wrongType(expected: .object, found: .text)),
        ("venue", [], "$.venue", .wrongType(expected: .object, found: .list)),
        ("venue", .null, "$.venue", .missingField),
        ("venue", ["city": 3], "$.venue.city", .wrongType(expected: .text, found: .number)),
        ("fallback", ["country": "SA"], "$.fallback.city", .missingField),
        ("sectors", "water", "$.sectors", .wrongType(expected: .list, found: .text)),
        (
            "sectors", ["water", "fish"], "$.sectors[1]",
            .invalidText(
                expected: "one of: agriculture, water, high-tech", dutch: "een van: agriculture, water, high-tech")
        ),
        ("sectors", ["water", .null], "$.sectors[1]", .wrongType(expected: .text, found: .null)),
        ("numbers", [1, "2"], "$.numbers[1]", .wrongType(expected: .number, found: .text)),
        (
            "participants", [["company": "company-a"], ["company": "?"]], "$.participants[1].company",
            .invalidText(
                expected: "a stream name such as mission-riyad-2026 (a-z, 0-9, hyphens)",
                dutch: "de naam van een dossier zoals mission-riyad-2026 (a-z, 0-9, koppeltekens)")
        ),
        (
            "participants", [["company": "company-a", "scroe": 2]], "$.participants[0].scroe",
            .unknownField(nearest: ["score"])
        ),
        ("tittle", "x", "$.tittle", .unknownField(nearest: ["title"])),
        ("xyzzy", 1, "$.xyzzy", .unknownField(nearest: [])),
        ("\u{212A}", 1, "$[\"\\u212a\"]", .unknownField(nearest: [])),
    ]

    @Test func `a text of a command line becomes whatever scalar is wanted`() throws {
        let node = try CanonicalEncoder().node(Announce.example(note: "12")).asTexts
        #expect(try NodeDecoder().decode(Announce.self, from: node) == Announce.example(note: "12"))
    }

    @Test func `all problems are told together`() throws {
        let node: Node = ["closes": "soon", "venue": ["town": "Riyad"], "sectors": [1], "sektor": "water"]
        let fault = try #require(throws: DecodingFault.self) { try NodeDecoder().decode(Announce.self, from: node) }
        #expect(
            fault.english == """
                $.mission: this field is required
                $.closes: expected a date such as 2026-03-16
                $.sector: this field is required
                $.score: this field is required
                $.consent: this field is required
                $.title: this field is required
                $.places: this field is required
                $.position: this field is required
                $.isPublic: this field is required
                $.venue.city: this field is required
                $.venue.town: there is no such field
                $.sectors[0]: expected a text, found a number
                $.numbers: this field is required
                $.participants: this field is required
                $.sektor: there is no such field; did you mean sector or sectors?
                """)
        #expect(fault.dutch.hasSuffix("$.sektor: dit veld bestaat niet; bedoelde u sector of sectors?"))
    }

    @Test func `an option that is given twice is refused`() throws {
        let node: Node = ["city": .text("Riyad"), "country": .text("SA"), "city": .text("Jeddah")]
        let fault = try #require(throws: DecodingFault.self) { try NodeDecoder().decode(Venue.self, from: node) }
        #expect(fault.problems == [.init(path: JSONPath([.key("city")]), reason: .duplicateField)])
    }

    @Test func `a scalar that is raw-representable is written as its text, not as an object`() throws {
        struct Code: Scalar, RawRepresentable {
            static let shape = ScalarShape.text(format: nil)
            static let sample = Code(rawValue: "a")
            let rawValue: String
            init(rawValue: String) { self.rawValue = rawValue }
            init(text: String) throws(InvalidText) { rawValue = text }
            var text: String { rawValue }
        }
        struct Holder: Codable, Equatable { let code: Code; let codes: [Code] }
        let holder = Holder(code: Code(rawValue: "x"), codes: [Code(rawValue: "y")])
        let node = try CanonicalEncoder().node(holder)
        #expect(node == ["code": "x", "codes": ["y"]])
        #expect(try NodeDecoder().decode(Holder.self, from: node) == holder)
    }

    @Test func `hostile documents get a bounded answer`() throws {
        let members = (0..<100_000).map { Member("field\($0)", 1) }
        let fault = try #require(throws: DecodingFault.self) {
            try NodeDecoder().decode(Venue.self, from: .object(members))
        }
        #expect(fault.problems.count == DecodingFault.limit)
        let items = [Node](repeating: "x", count: 100_000)
        let list = try #require(throws: DecodingFault.self) {
            try NodeDecoder().decode([Int].self, from: .array(items))
        }
        #expect(list.problems.count == DecodingFault.limit)
    }

    @Test func `fields of a later version are ignored on request, and only those`() throws {
        let lenient = NodeDecoder(ignoresUnknownFields: true)
        #expect(try lenient.decode(Venue.self, from: ["city": "x", "later": [1]]) == Venue(city: "x", country: nil))
        #expect(throws: DecodingFault.self) { try lenient.decode(Venue.self, from: ["later": [1]]) }
    }

    @Test func `integers of every width keep within their range`() throws {
        struct Widths: Codable, Equatable { let a: Int8; let b: UInt8; let c: UInt16?; let d: UInt64; let e: Int32? }
        let decoder = NodeDecoder()
        #expect(
            try decoder.decode(Widths.self, from: ["a": -128, "b": 255, "d": .number("-0")])
                == Widths(a: -128, b: 255, c: nil, d: 0, e: nil))
        let fault = try #require(throws: DecodingFault.self) {
            try decoder.decode(Widths.self, from: ["a": -129, "b": 256, "c": 65536, "d": -1, "e": 2_147_483_648])
        }
        #expect(
            fault.problems.map(\.reason) == [
                .outOfRange(minimum: -128, maximum: 127), .outOfRange(minimum: 0, maximum: 255),
                .outOfRange(minimum: 0, maximum: 65535), .outOfRange(minimum: 0, maximum: 9_007_199_254_740_991),
                .outOfRange(minimum: -2_147_483_648, maximum: 2_147_483_647),
            ])
    }

    @Test func `types that cannot be read are refused and do not crash`() throws {
        struct Measured: Codable { let weight: Double; let height: Float? }
        enum Loose: String, Codable { case a }
        struct Holder: Codable { let loose: Loose }

        let measured = try #require(throws: DecodingFault.self) {
            try NodeDecoder().decode(Measured.self, from: ["weight": 1, "height": 2])
        }
        #expect(measured.problems.map(\.reason) == [.unsupported(typeName: "Double"), .unsupported(typeName: "Float")])
        #expect(throws: DecodingFault.self) { try NodeDecoder().decode(Holder.self, from: [:]) }
        #expect(throws: DecodingFault.self) { try NodeDecoder().decode(Holder.self, from: ["loose": "b"]) }
        #expect(try NodeDecoder().decode(Holder.self, from: ["loose": "a"]).loose == .a)
    }

    @Test func `a struct of more than 64 fields, and one without any, are checked too`() throws {
        struct Nothing: Codable {}
        _ = try NodeDecoder().decode(Nothing.self, from: [:])
        #expect(throws: DecodingFault.self) { try NodeDecoder().decode(Nothing.self, from: ["a": 1]) }
        #expect(throws: DecodingFault.self) { try NodeDecoder().decode(Nothing.self, from: "a") }

        let many = (0..<70).map { Member("f\($0)", .number(String($0))) }
        #expect(try NodeDecoder().decode(Wide.self, from: .object(many)).values == Array(0..<70))
        let fault = try #require(throws: DecodingFault.self) {
            try NodeDecoder().decode(Wide.self, from: .object(many + [Member("f70", 1)]))
        }
        #expect(fault.problems.map(\.path.text) == ["$.f70"])
    }

    @Test(
        arguments: [
            ("titel", ["title", "mission"], ["title"]), ("ttile", ["title"], ["title"]),
            ("Title", ["title"], ["title"]),
            ("zzz", ["title"], []), ("", ["a", "title"], ["a"]), (String(repeating: "a", count: 5000), ["aaaa"], []),
            ("kvk", ["kvk-number-of-the-company", "name"], ["kvk-number-of-the-company"]), ("kv", ["kv-number"], []),
            (
                "mission.propse", ["mission.close", "mission.propose", "mission.propos"],
                ["mission.propose", "mission.propos"]
            ),
        ] as [(String, [String], [String])])
    func `names that look alike are proposed`(_ word: String, _ candidates: [String], _ nearest: [String]) {
        #expect(EditDistance.nearest(to: word, among: candidates) == nearest)
    }
}

/// Seventy fields, by hand.
private struct Wide: Decodable {
    struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    let values: [Int]

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        values = try (0..<70).map { try fields.decode(Int.self, forKey: Key(stringValue: "f\($0)")) }
    }
}

extension Node {
    func replacing(_ key: String, by value: Node) -> Node {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { $0.key != key } + [Member(key, value)])
    }

    /// As if every scalar had been given as an option.
    var asTexts: Node {
        switch self {
        case .null, .text: self
        case .bool(let flag): .text(String(flag))
        case .number(let text), .string(let text): .text(text)
        case .array(let items): .array(items.map(\.asTexts))
        case .object(let members): .object(members.map { Member($0.key, $0.value.asTexts) })
        }
    }
}
