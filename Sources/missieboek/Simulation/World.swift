import CanonicalJSON
import EventSourcing
import TradeMissions

/// What every simulated mission shares: the officers, the countries and the organisations.
struct World {
    let cast: Cast
    let destinations: [Destination]
    let civilSociety: [OrganisationID]
    let unions: [OrganisationID]

    /// Writes the commands that open the book, and gives what they made.
    init(opening script: inout Script) throws {
        cast = try Cast(registering: &script)
        destinations = Destination.all
        for destination in destinations { try destination.publish(&script, by: cast.advisers[0]) }
        let coordinator = cast.coordinator
        civilSociety = try World.organisations(6, kind: .civilSociety, &script, by: coordinator)
        unions = try World.organisations(4, kind: .union, &script, by: coordinator)
    }

    private static func organisations(
        _ count: Int, kind: InvitedKind, _ script: inout Script, by officer: OfficerID
    ) throws -> [OrganisationID] {
        try (1...count).map { number in
            let id = OrganisationID.random(using: &script.chance)
            try script.give(
                "organisation.register", by: officer,
                [
                    "organisation": .of(id), "name": .string("Voorbeeld-\(kind.rawValue) \(number) (fictief)"),
                    "kind": .of(kind), "reach": .of(script.chance.pick(Organisation.Reach.allCases)),
                    "sensitivity": .of(script.chance.pick([Organisation.Sensitivity.open, .internalUse, .special])),
                ])
            return id
        }
    }
}

/// The officers of the simulation, each with the roles of one desk.
struct Cast {
    let managers: [OfficerID]
    let approver: OfficerID
    let advisers: [OfficerID]
    let coordinator: OfficerID
    let handler: OfficerID
    let decider: OfficerID
    let supporter: OfficerID
    let payer: OfficerID
    let post: OfficerID

    init(registering script: inout Script) throws {
        let administrator = OfficerID.random(using: &script.chance)
        try script.give(
            "administration.found", by: administrator,
            [
                "officer": .of(administrator), "name": "Beheerder (fictief)", "unit": "ministerie",
                "organisation": "Ministerie van Buitenlandse Zaken (simulatie)",
            ])
        func register(_ role: Role, _ unit: String) throws -> OfficerID {
            let id = OfficerID.random(using: &script.chance)
            try script.give(
                "officer.register", by: administrator,
                ["officer": .of(id), "name": .string("Voorbeeldfunctionaris \(role.rawValue)"), "unit": .string(unit)])
            try script.give(
                "officer.grant-role", by: administrator, ["officer": .of(id), "role": .of(role), "from": "2026-01-01"])
            return id
        }
        managers = try (1...3).map { _ in try register(.missionManager, "RVO") }
        approver = try register(.missionApprover, "ministerie")
        advisers = try (1...2).map { _ in try register(.imvoAdviser, "RVO") }
        coordinator = try register(.bmoCoordinator, "ministerie")
        handler = try register(.caseHandler, "ministerie")
        decider = try register(.decisionMaker, "ministerie")
        supporter = try register(.supportOfficer, "RVO")
        payer = try register(.paymentOfficer, "RVO")
        post = try register(.postOfficer, "ambassade")
        try script.give(
            "officer.grant-mandate", by: administrator,
            [
                "officer": .of(decider), "mandate": "mandaat-2026-1", "powers": ["measures", "support"],
                "from": "2026-01-01", "onBehalfOf": "de minister voor Buitenlandse Handel",
            ])
    }
}

/// A city that missions travel to, and the risk of its country.
struct Destination {
    let city: String
    let country: CountryID
    let level: RiskLevel

    static let all: [Destination] = [
        ("riyad", "sa", .high), ("cairo", "eg", .high), ("lagos", "ng", .high), ("dubai", "ae", .high),
        ("istanbul", "tr", .elevated), ("hanoi", "vn", .elevated), ("mumbai", "in", .elevated),
        ("casablanca", "ma", .elevated), ("osaka", "jp", .low),
    ].map { Destination(city: $0, country: CountryID(local: $1), level: $2) }

    func publish(_ script: inout Script, by adviser: OfficerID) throws {
        let source: Node = [
            "title": "Jaarlijks overzicht", "url": .string("https://www.example.org/\(city)"),
            "consultedOn": .of(script.today), "hash": .of(script.hash()),
        ]
        try script.give(
            "country.publish-profile", by: adviser,
            [
                "country": .of(country), "level": .of(level), "sources": [source],
                "lawOnPaper": "de arbeidswet kent een minimumloon en een klachtenregeling",
                "enforcement": "de arbeidsinspectie bezoekt weinig bouwplaatsen", "validFrom": "2026-01-01",
            ])
    }
}
