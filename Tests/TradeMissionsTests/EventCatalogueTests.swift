import CanonicalJSON
import DomainRecords
import Foundation
import TestSupport
import Testing
import TradeMissions

/// What the database is told of the types of events, in `Schema/catalogue/event_types.sql`.
struct EventCatalogueTests {
    @Test func `The database is told of every type of event as the program declares it`() throws {
        let declared = CatalogueFile(EventCatalogue.all)
        let released = try CatalogueFile(contentsOf: Self.file)
        for (name, schema) in released.schemas.sorted(by: { $0.key < $1.key }) {
            let today = declared.schemas[name] ?? .null
            #expect(today.allowsAll(of: schema), "\(name) was released: give what is stored now a new name")
        }
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try declared.text.write(to: Self.file, atomically: true, encoding: .utf8)
        }
        #expect(try declared.text == String(contentsOf: Self.file, encoding: .utf8), "RECORD_SNAPSHOTS=1 renews it")
    }

    @Test(arguments: EventCatalogue.all)
    func `The schema of a type allows what is stored under it, and nothing beside it`(type: EventType) throws {
        let golden = Self.root.appending(path: "Tests/TradeMissionsTests/Golden/\(type.name).json")
        let stored = try Node(parsing: [UInt8](Data(contentsOf: golden)))
        let schema = JSONSchema(type.schema(in: .english))
        #expect(schema.violations(of: stored) == [])

        guard case .object(let members) = stored else { throw NoObject() }
        #expect(schema.violations(of: .object(members + [Member("unheardOf", 1)])) == ["$: has an unknown unheardOf"])
        for member in members {
            #expect(schema.violations(of: stored.replacing(member.key, with: .null)) != [], "\(member.key)")
        }
    }

    @Test(arguments: [
        (#"{"type":"integer"}"#, #"{"type":"integer"}"#, true),
        (#"{"enum":["a"]}"#, #"{"enum":["b","a"]}"#, true),
        (#"{"enum":["a","b"]}"#, #"{"enum":["a"]}"#, false),
        (#"{"description":"before","type":"integer"}"#, #"{"type":"integer"}"#, true),
        (#"{"type":"integer"}"#, #"{"type":"integer","minimum":1}"#, false),
        (#"{"properties":{"a":{"type":"string"}}}"#, #"{"properties":{}}"#, false),
        (#"{"properties":{}}"#, #"{"properties":{"a":{"type":"string"}}}"#, false),
        (#"{"properties":{"a":{}},"required":["a"]}"#, #"{"properties":{"a":{}}}"#, false),
    ])
    func `A released form may come to allow more words of a list, and nothing else`(
        before: String, after: String, isAllowed: Bool
    ) throws {
        let (before, after) = (try Node(parsing: Array(before.utf8)), try Node(parsing: Array(after.utf8)))
        #expect(after.allowsAll(of: before) == isAllowed)
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
    private static let file = root.appending(path: "Schema/catalogue/event_types.sql")
    private struct NoObject: Error {}
}

/// The statements that fill `event_store.event_types`, one to a line.
private struct CatalogueFile {
    let text: String
    /// By name.
    let schemas: [String: Node]

    init(_ types: [EventType]) {
        let calls = types.map { type in
            let schema = type.schema(in: .dutch)
            let names = [type.name, type.category.rawValue].map(\.quoted).joined(separator: ", ")
            let rest = [type.current, type.term.nl, schema.lineText].map(\.quoted).joined(separator: ", ")
            return "\(Self.opening)\(names), \(type.version), \(rest)\(Self.closing)"
        }
        text = ([Self.heading] + calls).joined(separator: "\n") + "\n"
        schemas = Dictionary(uniqueKeysWithValues: types.map { ($0.name, $0.schema(in: .dutch)) })
    }

    init(contentsOf file: URL) throws {
        guard FileManager.default.fileExists(atPath: file.path) else {
            (text, schemas) = ("", [:])
            return
        }
        text = try String(contentsOf: file, encoding: .utf8)
        schemas = try text.split(separator: "\n").filter { $0.hasPrefix(Self.opening) }.reduce(into: [:]) { all, line in
            let words = line.dropFirst(Self.opening.count + 1).dropLast(Self.closing.count + 1)
            guard let start = words.firstIndex(of: "{") else { throw NoSchema(line: String(line)) }
            let schema = words[start...].replacing("''", with: "'")
            all[String(words.prefix { $0 != "'" })] = try Node(parsing: Array(schema.utf8))
        }
    }

    private static let heading = """
        -- Every form in which an event was ever stored. Written by EventCatalogueTests from the program's own types, with
        -- RECORD_SNAPSHOTS=1, and applied again when it changed.
        """
    private static let opening = "select event_store.declare_event_type("
    private static let closing = ");"
    private struct NoSchema: Error { let line: String }
}

extension String {
    fileprivate var quoted: String { "'\(replacing("'", with: "''"))'" }
}

extension Node {
    /// Whether, as a schema, this is `other`, or differs only in what it says and in more words of a list.
    fileprivate func allowsAll(of other: Node) -> Bool {
        guard case .object(let members) = self, case .object(let others) = other else { return self == other }
        let (mine, theirs) = (members.filter { !$0.isComment }, others.filter { !$0.isComment })
        guard Set(mine.map(\.key)) == Set(theirs.map(\.key)) else { return false }
        return mine.allSatisfy { member in
            guard let value = other[member.key] else { return false }
            guard member.key == "enum", case .array(let words) = member.value, case .array(let known) = value else {
                return member.value.allowsAll(of: value)
            }
            return Set(words).isSuperset(of: known)
        }
    }

    fileprivate func replacing(_ key: String, with value: Node) -> Node {
        guard case .object(let members) = self else { return self }
        return .object(members.map { $0.key == key ? Member(key, value) : $0 })
    }
}

extension Member {
    /// What is said of a field and decides nothing; a field that is called so has a schema, which is no string.
    fileprivate var isComment: Bool { key == "description" && value.stringValue != nil }
}
