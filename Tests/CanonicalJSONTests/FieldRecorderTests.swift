import CanonicalJSON
import EventSourcing
import Testing

@Suite struct `The fields of a type are found by running its initialiser` {
    @Test func `every kind of field is recorded, in order`() {
        let stream = Shape.scalar(.text(format: "stream"), typeName: "StreamName")
        let date = Shape.scalar(.text(format: "date"), typeName: "CivilDate")
        let sector = Shape.scalar(.choice(["agriculture", "water", "high-tech"]), typeName: "Sector")
        let score = Shape.scalar(.integer(minimum: 1, maximum: 5), typeName: "Score")
        let venue = Shape.object([
            .init(name: "city", shape: .string), .init(name: "country", shape: .string, isOptional: true),
        ])
        #expect(
            Shape(of: Announce.self)
                == .object([
                    .init(name: "mission", shape: stream),
                    .init(name: "closes", shape: date),
                    .init(name: "sector", shape: sector),
                    .init(name: "score", shape: score),
                    .init(name: "consent", shape: .scalar(.flag, typeName: "Consent")),
                    .init(name: "title", shape: .string),
                    .init(name: "places", shape: .integer),
                    .init(name: "position", shape: .integer),
                    .init(name: "isPublic", shape: .flag),
                    .init(name: "venue", shape: venue),
                    .init(name: "sectors", shape: .array(sector)),
                    .init(name: "numbers", shape: .array(.integer)),
                    .init(
                        name: "participants",
                        shape: .array(
                            .object([
                                .init(name: "company", shape: stream),
                                .init(name: "score", shape: score, isOptional: true),
                            ]))),
                    .init(name: "note", shape: .string, isOptional: true),
                    .init(name: "opens", shape: date, isOptional: true),
                    .init(name: "deposit", shape: .integer, isOptional: true),
                    .init(name: "isUrgent", shape: .flag, isOptional: true),
                    .init(name: "fallback", shape: venue, isOptional: true),
                    .init(name: "tags", shape: .array(.string), isOptional: true),
                ]))
    }

    @Test func `a scalar, a list and an empty struct have a shape`() {
        struct Nothing: Codable {}
        #expect(Shape(of: CivilDate.self) == .scalar(.text(format: "date"), typeName: "CivilDate"))
        #expect(Shape(of: [[Int]].self) == .array(.array(.integer)))
        #expect(Shape(of: Nothing.self) == .object([]))
    }

    @Test func `a type that has no shape stops the program`() async {
        await #expect(processExitsWith: .failure) { _ = Shape(of: [String: Int].self) }
        await #expect(processExitsWith: .failure) { _ = Shape(of: Double.self) }
        await #expect(processExitsWith: .failure) { _ = Shape(of: Endless.self) }
    }

    @Test func `a shape is a JSON schema`() throws {
        #expect(
            Shape(of: Participant.self).jsonSchemaDocument(title: "Participant").prettyText == """
                {
                  "$schema": "https://json-schema.org/draft/2020-12/schema",
                  "title": "Participant",
                  "type": "object",
                  "properties": {
                    "company": {
                      "type": "string",
                      "format": "stream"
                    },
                    "score": {
                      "type": "integer",
                      "minimum": 1,
                      "maximum": 5
                    }
                  },
                  "required": [
                    "company"
                  ],
                  "additionalProperties": false
                }
                """)
        #expect(
            Shape(of: Sector.self).jsonSchema == ["type": "string", "enum": ["agriculture", "water", "high-tech"]])
        #expect(Shape(of: [Bool].self).jsonSchema == ["type": "array", "items": ["type": "boolean"]])
        #expect(Shape(of: Consent.self).jsonSchema == ["type": "boolean"])
    }
}

private struct Endless: Codable {
    let children: [Endless]
}
