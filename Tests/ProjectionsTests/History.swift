import CanonicalJSON
import CommandBus
import EventSourcing
import PostgresClient
import PostgresEventStore
import TestSupport
import TradeMissions

/// A book with a made-up past.
///
/// Simulated missions, with lines left out by chance and others strewn in, so that missions stand anywhere on their
/// way. What the rules refuse is refused.
final class History {
    let database: ThrowawayDatabase
    let store: PostgresEventStore
    private let bus: CommandBus
    private let lines: [Node]
    private var next = 0
    private var chance: Chance
    /// The identifiers that were mentioned, by what they begin with.
    private var known: [String: [String]] = [:]
    private var officers: [String: [String]] = [:]
    private(set) var strewnAccepted = 0
    /// Commands that changed another stream before the one they are about.
    private(set) var strayed: Set<String> = []

    init(seed: UInt64, missions: Int = 3) async throws {
        database = try await ThrowawayCluster.shared.database()
        store = try PostgresEventStore(ConnectionOptions(address: database.url), keys: RegisterOfTests.keys)
        let future = FixedClock(try Timestamp(text: "2027-01-01T00:00:00Z"))
        bus = CommandBus(store) { future.now() }
        let run = try await Program(database: database.url)
            .run("simulate", "--missions", "\(missions)", "--seed", "\(seed)")
        lines = try run.lines.map { try Node(parsing: Array($0.utf8)) }
        chance = Chance(seed: seed)
    }

    /// Carries out about the next tenth of the lines; false when there are none left.
    func goOn() throws -> Bool {
        guard next < lines.count else { return false }
        let end = min(lines.count, next + lines.count / 10 + 1)
        while next < end {
            let line = lines[next]
            next += 1
            note(line)
            let opensBook = ["officer", "administration", "country", "organisation"]
                .contains { (line["command"]?.stringValue ?? "").hasPrefix($0 + ".") }
            if opensBook || !chance.once(in: 25) { _ = try give(line) }
            if !opensBook, chance.once(in: 2) { try strew(after: line) }
        }
        return true
    }

    private func give(_ line: Node) throws -> CommandResult {
        let envelope = try CommandEnvelope(line)
        let result = try bus.execute(envelope)
        if let first = result.placements.first, first.stream != envelope.subject {
            strayed.insert(envelope.definition.name)
        }
        return result
    }

    /// Gives a command of the mission's files with identifiers that occurred, by an officer who may give it.
    private func strew(after line: Node) throws {
        let categories: [Category] = [.mission, .briefing, .briefing, .concern, .participation, .involvement]
        let command = chance.pick(chance.pick(categories).commands)
        let role = chance.pick(command.definition.roles)
        guard let actor = officers[role.rawValue].map({ chance.pick($0) }), let occurredAt = line["occurredAt"] else {
            return
        }
        let result = try? give([
            "command": .string(command.definition.name), "id": .string(UniqueID.random().text), "actor": .string(actor),
            "occurredAt": occurredAt, "reason": "zomaar", "data": made(CommandExample.data(of: command)),
        ])
        if result?.outcome == .accepted { strewnAccepted += 1 }
    }

    /// The data with each identifier replaced by one that occurred.
    private func made(_ node: Node) -> Node {
        switch node {
        case .object(let members): .object(members.map { Member($0.key, made($0.value)) })
        case .array(let items): .array(items.map(made))
        case .string(let text): .string(known[Self.kind(text)].map { chance.pick($0) } ?? text)
        case .text, .null, .bool, .number: node
        }
    }

    private func note(_ node: Node) {
        if node["command"]?.stringValue == "officer.grant-role", let role = node["data"]?["role"]?.stringValue,
            let officer = node["data"]?["officer"]?.stringValue
        {
            officers[role, default: []].append(officer)
        }
        switch node {
        case .object(let members): for member in members { note(member.value) }
        case .array(let items): for item in items { note(item) }
        case .string(let text) where Category(rawValue: Self.kind(text)) != nil && !text.contains(" "):
            // The latest are what is going on.
            known[Self.kind(text), default: []].append(text)
            if known[Self.kind(text), default: []].count > 6 { known[Self.kind(text), default: []].removeFirst() }
        case .string, .text, .null, .bool, .number: break
        }
    }

    private static func kind(_ text: String) -> String { String(text.prefix { $0 != "-" }) }
}

/// Chance that repeats itself: SplitMix64.
private struct Chance: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    mutating func once(in count: Int) -> Bool { Int.random(in: 1...count, using: &self) == 1 }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &self)]
    }
}
