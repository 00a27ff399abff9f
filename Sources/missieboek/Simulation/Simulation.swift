import CanonicalJSON
import EventSourcing
import TradeMissions

/// A book's worth of rule-abiding commands, the same for the same seed: first the administration, then mission after
/// mission, each with its own files.
///
/// Memory does not grow with their number.
///
/// All of it happens from January to July 2026, with a reason on every line since it is recorded later (INV-26).
struct Simulation {
    private var script: Script
    private let world: World
    private var companies = Companies()
    private var missions = 0

    init(seed: UInt64, _ write: @escaping (String) throws -> Void) throws {
        script = Script(seed: seed, from: Simulation.firstDay, write)
        world = try World(opening: &script)
    }

    mutating func addMission() throws {
        missions += 1
        script.go(to: Simulation.firstDay.dateInAmsterdam.adding(days: script.chance.number(5...45)))
        var story = MissionStory(number: missions, world, script, companies)
        try story.run()
        (script, companies) = (story.script, story.companies)
    }

    /// 2026-01-05T08:00:00Z.
    private static let firstDay = Timestamp(microseconds: 1_767_600_000_000_000)
}

/// The companies of the simulation: some come back for a later mission.
struct Companies {
    private var count = 0
    private var recent: [CompanyID] = []

    private static let remembered = 24

    /// A company for a registration, registered first when it is new; never one of `present`.
    mutating func next(_ script: inout Script, by officer: OfficerID, besides present: [CompanyID]) throws -> CompanyID
    {
        if script.chance.once(in: 5), let known = recent.first(where: { !present.contains($0) }) { return known }
        count += 1
        let id = CompanyID.random(using: &script.chance)
        try script.give(
            "company.register", by: officer,
            [
                "company": .of(id), "name": .string("Voorbeeldbedrijf \(count) B.V. (fictief)"),
                "kvkNumber": .string(String(90_000_000 + count)),
                "sizeClass": .of(script.chance.pick(SizeClass.allCases)),
                "sector": .string(script.chance.pick(["water", "energie", "landbouw", "logistiek", "zorg"])),
            ])
        recent.append(id)
        if recent.count > Companies.remembered { recent.removeFirst() }
        return id
    }
}
