import CanonicalJSON
import DomainRecords
import EventSourcing
import Foundation
import TestSupport
import Testing

@testable import TradeMissions

/// What the database is told of the duties that events bear, in functions that are written from the program's own rules:
/// `append` keeps duties apart by the same ones.
struct DutyCatalogueTests {
    @Test(arguments: DutyFile.allCases)
    func `The database is told of every duty as the program declares it`(file: DutyFile) throws {
        let text = try file.text(of: Self.rows())
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try text.write(to: file.url, atomically: true, encoding: .utf8)
        }
        #expect(try text == String(contentsOf: file.url, encoding: .utf8), "RECORD_SNAPSHOTS=1 renews it")
    }

    @Test func `A stored form bears the duty of what it is read as, and by one field at most it bears another`() throws
    {
        let rows = try Self.rows()
        let risk = rows.duties.filter { $0.type == "MissionRiskLevelSet" }
        #expect(risk.map(\.key) == ["below", "below"])
        #expect(risk.map(\.taken) == [.deciding, nil] && risk.map(\.done) == [nil, .preparing])
        #expect(
            Set(rows.duties.compactMap(\.taken))
                == [.deciding, .resuming, .revoking, .reviewing, .closing, .paying])
        #expect(Set(rows.duties.compactMap(\.done)) == [.preparing, .deciding, .closing, .paying])
        #expect(
            Set(rows.duties.filter { $0.key != nil }.map { "\($0.type) \($0.key ?? "")" }) == [
                "MissionRiskLevelSet below", "MissionRiskLevelSet.v2 below", "MeasureRevoked ruling",
            ])
    }

    @Test func `Every link is read from one place in the event's own data`() throws {
        let links = try Self.rows().links
        #expect(
            Set(links.map { "\($0.type) \($0.key) \($0.kind)" }) == [
                "MeasureDecided consequences.support once", "MeasureDecided consequences.support lasting if named",
                "MeasureDecided consequences.support reverse", "SupportTerminated measure lasting if named",
                "SupportReclaimed measure lasting if named",
                "OfficerIdentified person person", "OfficerIdentityCorrected person mistake",
                "MeasureFileOpened assessment lasting",
                "SupportTerminated measure once", "SupportReclaimed measure once", "SupportReclaimed claim lasting",
                "ClaimEstablished support lasting",
            ])
    }

    /// Append refuses an event that should make one and does not.
    @Test func `A link for good, or to a person, is one that an event of its type always makes`() throws {
        for link in try Self.rows().links {
            let type = try #require(EventCatalogue.all.first { $0.name == link.type })
            let golden = DutyFile.root.appending(path: "Tests/TradeMissionsTests/Golden/\(type.name).json")
            guard case .object(let members) = try Node(parsing: [UInt8](Data(contentsOf: golden))) else { continue }
            // What lists name may be missing in any case.
            guard !link.key.contains(".") else { continue }
            let isOptional = try DutyRows.isOptional(link.key, in: members, type)
            #expect(isOptional == ["once", "lasting if named"].contains(link.kind), "\(link.type) \(link.key)")
        }
    }

    private static func rows() throws -> DutyRows {
        var rows = DutyRows()
        for type in EventCatalogue.all { try rows.add(type) }
        return rows
    }
}

/// What each stored form of an event bears, as the program reads a sample of it.
struct DutyRows {
    typealias Duty = SegregationOfDuties.Duty

    struct DutyRow {
        let type: String
        /// The field by whose presence it bears this duty and not the other one.
        let key: String?
        let isPresent: Bool?
        let done: Duty?
        let taken: Duty?
    }

    struct LinkRow {
        let type: String
        let key: String
        let kind: String
        let duty: Duty?
    }

    private(set) var duties: [DutyRow] = []
    private(set) var links: [LinkRow] = []

    mutating func add(_ type: EventType) throws {
        let golden = DutyFile.root.appending(path: "Tests/TradeMissionsTests/Golden/\(type.name).json")
        let stored = try Node(parsing: [UInt8](Data(contentsOf: golden)))
        guard case .object(let members) = stored else { throw Unlawful(type: type.name) }
        let event = try Self.event(type, members)
        try addDuties(type, event, members)
        for link in event.dutyLinks {
            let key = try Self.key(of: link.file.text, in: members, type)
            let isOptional = try key.contains(".") || Self.isOptional(key, in: members, type)
            let kind =
                switch link.kind {
                case .once: "once"
                case .lasting: isOptional ? "lasting if named" : "lasting"
                case .reverse: "reverse"
                }
            links += link.duties.map { LinkRow(type: type.name, key: key, kind: kind, duty: $0) }
        }
        if let person = event.identifiedPerson {
            let key = try Self.key(of: person.text, in: members, type)
            links.append(LinkRow(type: type.name, key: key, kind: "person", duty: nil))
        }
        if let person = event.mistakenPerson {
            let key = try Self.key(of: person.text, in: members, type)
            links.append(LinkRow(type: type.name, key: key, kind: "mistake", duty: nil))
        }
    }

    private mutating func addDuties(_ type: EventType, _ event: DomainEvent, _ members: [Member]) throws {
        var deciding: [(key: String, without: DomainEvent)] = []
        for member in members {
            let without = members.filter { $0.key != member.key }
            // Which fields may be missing, the type itself says.
            guard let other = try? Self.event(type, without) else { continue }
            if other.deed?.duty != event.deed?.duty || other.takenDuty != event.takenDuty {
                deciding.append((member.key, other))
            }
        }
        guard deciding.count < 2 else { throw Unlawful(type: type.name) }
        add(type, event, deciding.first?.key, deciding.isEmpty ? nil : true)
        if let (key, other) = deciding.first { add(type, other, key, false) }
    }

    private mutating func add(_ type: EventType, _ event: DomainEvent, _ key: String?, _ isPresent: Bool?) {
        guard event.deed != nil || event.takenDuty != nil else { return }
        duties.append(
            DutyRow(
                type: type.name, key: key, isPresent: isPresent, done: event.deed?.duty, taken: event.takenDuty))
    }

    private static func event(_ type: EventType, _ members: [Member]) throws -> DomainEvent {
        try type.event(from: Node.object(members).canonicalBytes)
    }

    static func isOptional(_ key: String, in members: [Member], _ type: EventType) throws -> Bool {
        let without = try Node.object(members.filter { $0.key != key }).canonicalBytes
        return (try? type.event(from: without)) != nil
    }

    /// With that of the list before a dot, where it is one of the objects in it.
    private static func key(of text: String, in members: [Member], _ type: EventType) throws -> String {
        let keys = members.flatMap { member in
            if member.value.stringValue == text { return [member.key] }
            guard case .array(let items) = member.value else { return [] }
            let inner = items.flatMap { item -> [String] in
                guard case .object(let members) = item else { return [] }
                return members.filter { $0.value.stringValue == text }.map(\.key)
            }
            return Set(inner).sorted().map { "\(member.key).\($0)" }
        }
        guard keys.count == 1 else { throw Unlawful(type: type.name) }
        return keys[0]
    }

    struct Unlawful: Error { let type: String }
}

/// One of the functions.
enum DutyFile: String, CaseIterable {
    case duties = "declared_duties"
    case links = "declared_links"
    case bearing = "bears_duty"
    case plain = "plain_duty"
    case catalogue = "duties"

    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

    var url: URL {
        let folder = self == .catalogue ? "catalogue" : "functions/event_store"
        return Self.root.appending(path: "Schema/\(folder)/\(rawValue).sql")
    }

    func text(of rows: DutyRows) -> String {
        switch self {
        case .duties: Self.duties(rows)
        case .links: Self.links(rows)
        case .bearing: Self.bearing(rows)
        case .plain: Self.plain(rows)
        case .catalogue: Self.catalogue(rows)
        }
    }

    private static let origin = "Written by DutyCatalogueTests from the program's own rules, with RECORD_SNAPSHOTS=1."

    private static func duties(_ rows: DutyRows) -> String {
        let values = rows.duties.map { row in
            let apart = row.taken?.apartFrom.map(\.rawValue.quoted).joined(separator: ", ")
            return [
                row.type.quoted, row.key.quoted, row.isPresent.map(String.init) ?? "null", (row.done?.rawValue).quoted,
                (row.taken?.rawValue).quoted, apart.map { "array[\($0)]" } ?? "null",
            ]
        }
        return """
            -- The types of events by which a duty is done or taken up, and the duties from which the latter is kept apart (INV-7,
            -- INV-30). With a key, the row holds where the data has it (present), or has it not.
            --
            -- \(origin)
            create or replace function event_store.declared_duties()
            returns table (type text, key text, present boolean, done text, taken text, apart_from text[])
            language sql immutable parallel safe
            begin atomic
                values
            \(list(values, as: ["text", "text", "boolean", "text", "text", "text[]"]));
            end;

            """
    }

    private static func links(_ rows: DutyRows) -> String {
        let values = rows.links.map { [$0.type, $0.kind, $0.duty?.rawValue ?? "", $0.key].map(\.quoted) }
        return """
            -- The types of events whose data names, under a key or that of the objects in a list, another file on which what was
            -- done bars from a duty on the event's own stream: from then on (lasting), or for this event, and with the files to which
            -- that one is linked (once). Or a file on which what was done on the event's own stream bars from a duty (reverse).
            -- Or a person, as who is behind the account that the stream is about, or of whom that was a mistake.
            --
            -- \(origin)
            create or replace function event_store.declared_links()
            returns table (type text, kind text, duty text, key text)
            language sql immutable parallel safe
            begin atomic
                values
            \(list(values, as: ["text", "text", "text", "text"]));
            end;

            """
    }

    private static func bearing(_ rows: DutyRows) -> String {
        let types = Set(rows.duties.map(\.type) + rows.links.map(\.type)).sorted()
        return """
            -- Whether an event of this type does a duty, takes one up, or links what bars from one: only then does append look at
            -- more than the type.
            --
            -- \(origin)
            create or replace function event_store.bears_duty(type text) returns boolean
            language sql immutable parallel safe
            return type = any (array[
            \(types.map { "    \($0.quoted)" }.joined(separator: ",\n"))
            ]);

            """
    }

    private static func plain(_ rows: DutyRows) -> String {
        let linking = Set(rows.links.map(\.type))
        let plain = rows.duties.filter { $0.key == nil && $0.taken == nil && !linking.contains($0.type) }
        let cases = Dictionary(grouping: plain) { ($0.done?.rawValue).quoted }.sorted { $0.key < $1.key }.map {
            duty, rows in
            let types = rows.map { "        \($0.type.quoted)" }.sorted().joined(separator: ",\n")
            return "    when type = any (array[\n\(types)\n    ]) then \(duty)"
        }
        return """
            -- The duty that every event of a type does, where it takes none up and links nothing: to note it is all that append has to
            -- do. Null for any other type.
            --
            -- \(origin)
            create or replace function event_store.plain_duty(type text) returns text
            language sql immutable parallel safe
            return case
            \(cases.joined(separator: "\n"))
            end;

            """
    }

    private static func catalogue(_ rows: DutyRows) -> String {
        let duties = rows.duties.map { row in
            [
                row.type, row.key.map { (row.isPresent == true ? "with " : "without ") + $0 },
                row.done.map { "does \($0.rawValue)" }, row.taken.map { "takes up \($0.rawValue)" },
            ]
        }
        let links = rows.links.map { [$0.type, $0.key, $0.kind, $0.duty?.rawValue] }
        let lines = (duties + links).map { "--     " + $0.compactMap(\.self).joined(separator: " ") }
        return """
            -- Notes the duties of what was recorded before its type was known to bear any. Applied again when one of these changed.
            --
            -- \(origin)
            \(lines.joined(separator: "\n"))
            select event_store.note_duties_in_log();

            """
    }

    private static func list(_ rows: [[String]], as types: [String]) -> String {
        let typed = rows.prefix(1).map { zip($0, types).map { "\($0)::\($1)" } }
        return (typed + rows.dropFirst()).map { "        (\($0.joined(separator: ", ")))" }.joined(separator: ",\n")
    }
}

extension String {
    fileprivate var quoted: String { "'\(self)'" }
}

extension String? {
    fileprivate var quoted: String { self?.quoted ?? "null" }
}
