import CanonicalJSON
import EventSourcing
import Testing

@Suite struct `Codable values are written canonically` {
    @Test func `scalars are texts, numbers or flags, and nil is left out`() throws {
        let bytes = try CanonicalEncoder().encode(try Announce.example())
        #expect(
            String(decoding: bytes, as: UTF8.self) == """
                {"closes":"2026-03-16","consent":false,"fallback":{"city":"Jeddah","country":"SA"},"isPublic":true,\
                "mission":"mission-riyad","numbers":[3,1,2],"participants":[{"company":"company-a","score":1}],\
                "places":12,"position":9007199254740991,"score":4,"sector":"high-tech","sectors":["water","high-tech"],\
                "title":"Water in Riyad","venue":{"city":"Riyad"}}
                """)
    }

    @Test func `a node keeps fields in the order of their declaration`() throws {
        let node = try CanonicalEncoder().node(Venue(city: "Riyad", country: "SA"))
        #expect(node == ["city": "Riyad", "country": "SA"])
    }

    @Test func `a scalar, a plain value, a list and an empty struct are documents too`() throws {
        struct Nothing: Codable {}
        let encoder = CanonicalEncoder()
        #expect(try encoder.node(Sector.water) == "water")
        #expect(try encoder.node(Score.sample) == 3)
        #expect(try encoder.node(Consent.sample) == true)
        #expect(try encoder.node(7) == 7)
        #expect(try encoder.node([1, nil]) == [1, .null])
        #expect(try encoder.node(Nothing()) == [:])
    }

    @Test func `what has no canonical form is refused, with its place`() throws {
        struct Measured: Codable { let weights: [Double] }
        struct Tagged: Codable { let inner: Inner; struct Inner: Codable { let tags: Set<String> } }
        struct Mapped: Codable { let names: [String: Int] }
        struct Large: Codable { let id: UInt64 }

        #expect(throws: EncodingFault(reason: .notAnInteger, path: JSONPath([.key("weights"), .index(0)]))) {
            try CanonicalEncoder().encode(Measured(weights: [1]))
        }
        let set = try #require(throws: EncodingFault.self) {
            try CanonicalEncoder().encode(Tagged(inner: .init(tags: ["a"])))
        }
        #expect(set.description == "a value of type Set<String> has no canonical form ($.inner.tags)")
        #expect(throws: EncodingFault.self) { try CanonicalEncoder().encode(Mapped(names: [:])) }
        #expect(throws: EncodingFault(reason: .outOfRange, path: JSONPath([.key("id")]))) {
            try CanonicalEncoder().encode(Large(id: .max))
        }
    }

    @Test func `coding that is written by hand works as well`() throws {
        struct Hand: Codable, Equatable {
            let x: Int
            let y: [Int]
            enum Keys: CodingKey { case point, x, list }

            init(x: Int, y: [Int]) { (self.x, self.y) = (x, y) }

            init(from decoder: any Decoder) throws {
                let fields = try decoder.container(keyedBy: Keys.self)
                x = try fields.nestedContainer(keyedBy: Keys.self, forKey: .point).decode(Int.self, forKey: .x)
                var items = try fields.nestedUnkeyedContainer(forKey: .list)
                var list: [Int] = []
                while !items.isAtEnd { list.append(try items.decode(Int.self)) }
                y = list
            }

            func encode(to encoder: any Encoder) throws {
                var fields = encoder.container(keyedBy: Keys.self)
                var point = fields.nestedContainer(keyedBy: Keys.self, forKey: .point)
                var items = fields.nestedUnkeyedContainer(forKey: .list)
                try point.encode(x, forKey: .x)
                for item in y { try items.encode(item) }
            }
        }
        let node = try CanonicalEncoder().node(Hand(x: 1, y: [2, 3]))
        #expect(node == ["point": ["x": 1], "list": [2, 3]])
        #expect(try NodeDecoder().decode(Hand.self, from: node) == Hand(x: 1, y: [2, 3]))
    }
}
