import CanonicalJSON
import CommandBus
import EventSourcing
import TestSupport
import TradeMissions

/// A bus on a log in memory, with a founded book: an administrator, and a mission manager on request.
struct BusFixture {
    static let administrator = "officer-aaaaaaaaaaaa"
    static let manager = "officer-mmmmmmmmmmmm"

    let log: InMemoryLog
    let store: InMemoryEventStore
    let clock: FixedClock
    let bus: CommandBus

    init() throws {
        let clock = FixedClock(try Timestamp(text: "2026-02-02T09:00:00+01:00"))
        self.clock = clock
        log = InMemoryLog(clock: clock)
        store = InMemoryEventStore(log)
        bus = CommandBus(store) { clock.now() }
        _ = try give(
            "administration.found", by: Self.administrator,
            ["officer": .string(Self.administrator), "name": "A. Beheerder", "unit": "BZ", "organisation": "BZ"])
    }

    /// A second bus on the same log, as another process would have.
    func anotherBus() -> CommandBus {
        let clock = clock
        return CommandBus(InMemoryEventStore(log)) { clock.now() }
    }

    func registerManager() throws {
        _ = try give(
            "officer.register", by: Self.administrator,
            ["officer": .string(Self.manager), "name": "M. Manager", "unit": "RVO"])
        _ = try give(
            "officer.grant-role", by: Self.administrator,
            ["officer": .string(Self.manager), "role": "mission-manager", "from": "2026-02-02"])
    }

    func publishProfile() throws {
        _ = try give(
            "officer.grant-role", by: Self.administrator,
            ["officer": .string(Self.manager), "role": "imvo-adviser", "from": "2026-02-02"])
        _ = try give("country.publish-profile", by: Self.manager, Self.profile)
    }

    static let profile: Node = [
        "country": "country-sa", "level": "hoog", "lawOnPaper": "verbeterd", "enforcement": "aandachtspunt",
        "validFrom": "2026-01-01",
        "sources": [
            [
                "title": "RVO: Golfregio", "url": "https://www.rvo.nl/", "consultedOn": "2026-02-01",
                "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            ]
        ],
    ]

    static let proposal: Node = [
        "mission": "mission-riyad-2026", "title": "Riyad 2026", "country": "country-sa", "sector": "water",
        "from": "2026-10-04", "until": "2026-10-08",
    ]

    @discardableResult
    func give(
        _ command: String, by actor: String, _ data: Node, id: UniqueID = .random(), occurredAt: String? = nil,
        reason: String? = nil, expectedVersion: Int? = nil, on bus: CommandBus? = nil
    ) throws -> CommandResult {
        let members: [(String, Node?)] = [
            ("command", .string(command)), ("id", .string(id.text)), ("actor", .string(actor)), ("data", data),
            ("occurredAt", occurredAt.map { .string($0) }), ("reason", reason.map { .string($0) }),
            ("expectedVersion", expectedVersion.map { .number(String($0)) }),
        ]
        let node = Node.object(members.compactMap { key, value in value.map { Member(key, $0) } })
        return try (bus ?? self.bus).execute(CommandEnvelope(node))
    }
}
