import CanonicalJSON
import EventSourcing
import TradeMissions

/// One simulated mission, from its proposal to its closing or its cancellation.
struct MissionStory {
    let mission: MissionID
    let world: World
    var script: Script
    var companies: Companies
    /// Companies that are confirmed, in order of receipt.
    var confirmed: [CompanyID] = []

    let destination: Destination
    private let manager: OfficerID
    private var concerns: [ConcernID] = []
    private var invited: [(organisation: OrganisationID, accepts: Bool)] = []

    private var number: Int
    private static let conditions = "RVO-2026-1"

    init(number: Int, _ world: World, _ script: Script, _ companies: Companies) {
        self.number = number
        self.world = world
        self.script = script
        self.companies = companies
        destination = self.script.chance.pick(world.destinations)
        manager = self.script.chance.pick(world.cast.managers)
        mission = MissionID(local: "\(destination.city)-\(number)")
    }

    mutating func run() throws {
        try plan()
        try raiseConcerns()
        if script.chance.once(in: 20) {
            try give("mission.cancel", by: world.cast.approver, ["reason": "te weinig belangstelling"])
            return
        }
        let applicants = try takeRegistrations()
        let registeredOn = script.today
        try decideOnRegistrations(applicants)
        if let company = confirmed.last { try support(company, from: registeredOn) }
        try involve()
        try brief()
        for company in confirmed where script.chance.once(in: 3) { try assess(company) }
        if confirmed.count > 2, script.chance.once(in: 6) { try openMeasureFile(on: confirmed[0]) }
        try travel()
    }

    /// Gives a command on this mission.
    mutating func give(_ command: String, by officer: OfficerID, _ data: Node = [:]) throws {
        try script.give(command, by: officer, adding("mission", .of(mission), to: data))
    }
}

func adding(_ key: String, _ value: Node, to data: Node) -> Node {
    guard case .object(let members) = data else { preconditionFailure("the data of a command are an object") }
    return .object([Member(key, value)] + members)
}

extension MissionStory {
    private mutating func plan() throws {
        let departure = script.today.adding(days: script.chance.number(70...80))
        try give(
            "mission.propose", by: manager,
            [
                "title": .string("Handelsmissie \(destination.city) \(number) (simulatie)"),
                "country": .of(destination.country), "sector": script.chance.pick(["water", "energie", "zorg"]),
                "from": .of(departure), "until": .of(departure.adding(days: 5)),
            ])
        try give("mission.assess-risk", by: world.cast.advisers[0], ["level": .of(destination.level)])
        script.pass(days: 2...6)
        try give("mission.approve-plan", by: world.cast.approver)
        script.pass(days: 1...3)
        try give(
            "mission.announce", by: manager,
            [
                "closingDate": .of(departure.adding(days: -30)),
                "maximumParticipants": .number("\(script.chance.number(4...9))"),
                "conditions": .string(Self.conditions),
            ])
        for item in 1...script.chance.number(2...4) {
            try give(
                "mission.add-programme-item", by: script.chance.pick([manager, world.cast.post]),
                [
                    "item": .number("\(item)"), "title": .string("Programmaonderdeel \(item)"),
                    "date": .of(departure.adding(days: item)), "organisations": [],
                ])
        }
        try give("mission.open-registration", by: manager)
    }

    private mutating func raiseConcerns() throws {
        script.pass(days: 1...4)
        let coordinator = world.cast.coordinator
        let meeting = BmoMeetingID(local: mission.local)
        let present = [script.chance.pick(world.civilSociety), script.chance.pick(world.unions)]
        try script.give(
            "bmo.hold", by: coordinator,
            [
                "meeting": .of(meeting), "date": .of(script.today), "organisations": .all(present),
                "agenda": ["aanstaande missies", "kwesties"],
            ])
        guard destination.level != .low else { return }
        for index in 1...script.chance.number(1...3) {
            let concern = ConcernID(local: "\(mission.local)-\(index)")
            try script.give(
                "concern.raise", by: coordinator,
                [
                    "concern": .of(concern), "meeting": .of(meeting), "organisation": .of(script.chance.pick(present)),
                    "subject": "arbeidsmigranten", "text": "lonen worden laat of niet betaald op bouwplaatsen",
                    "country": .of(destination.country), "mission": .of(mission), "affectedGroup": "bouwvakkers",
                    "severity": .of(script.chance.pick(Concern.Severity.allCases)),
                ])
            try script.give(
                "concern.assign", by: coordinator, ["concern": .of(concern), "officer": .of(world.cast.advisers[1])])
            concerns.append(concern)
        }
    }

    /// The companies that registered, each with whether its papers are complete.
    private mutating func takeRegistrations() throws -> [(company: CompanyID, isComplete: Bool)] {
        var applicants: [(company: CompanyID, isComplete: Bool)] = []
        for _ in 1...script.chance.number(5...12) {
            if script.chance.once(in: 3) { script.pass(days: 1...3) }
            let company = try companies.next(&script, by: manager, besides: applicants.map(\.company))
            try give("participation.register", by: manager, ["company": .of(company)])
            try give(
                "participation.accept-conditions", by: manager,
                ["company": .of(company), "conditions": .string(Self.conditions), "signatory": "algemeen directeur"])
            let isComplete = !script.chance.once(in: 8)
            for paper in ["self-scan", "intake", "profile"].prefix(isComplete ? 3 : script.chance.number(0...2)) {
                try give(
                    "participation.submit-\(paper)", by: manager,
                    ["company": .of(company), "reference": .string("dossier \(mission.local), \(paper)")])
            }
            applicants.append((company, isComplete))
        }
        return applicants
    }

    /// In the order of receipt: each complete registration is confirmed, refused or put on the waiting list.
    private mutating func decideOnRegistrations(_ applicants: [(company: CompanyID, isComplete: Bool)]) throws {
        script.pass(days: 2...5)
        try give("mission.close-registration", by: manager)
        for (company, isComplete) in applicants {
            let data: Node = ["company": .of(company)]
            if !isComplete {
                try give("participation.cancel-for-missing-information", by: manager, data)
            } else if script.chance.once(in: 10) {
                try give(
                    "participation.refuse", by: manager,
                    [
                        "company": .of(company), "ground": .of(RefusalGround.balancedComposition),
                        "reason": "er zijn al meer bedrijven uit deze sector",
                    ])
            } else if script.chance.once(in: 12) {
                try give(
                    "participation.withdraw", by: manager,
                    ["company": .of(company), "reason": "het bedrijf kiest een ander jaar"])
            } else if confirmed.count < 4 {
                // Four fit every maximum that is announced.
                try give("participation.confirm", by: manager, data)
                confirmed.append(company)
            } else {
                try give(
                    "participation.waitlist", by: manager, ["company": .of(company), "reason": "de missie is vol"])
            }
        }
    }
}

extension MissionStory {
    /// R7: an effort to involve civil society and unions, or a reasoned waiver.
    private mutating func involve() throws {
        let adviser = world.cast.advisers[0]
        try give(
            "mission.decide-civil-society-briefing", by: adviser,
            ["involved": true, "reason": "het Breed Mensenrechten Overleg spreekt mee"])
        guard destination.level != .low else { return }
        for (kind, organisations) in [(InvitedKind.civilSociety, world.civilSociety), (.union, world.unions)] {
            if script.chance.once(in: 6) {
                try give(
                    "mission.waive-involvement", by: manager,
                    ["kind": .of(kind), "reason": "geen lokale organisatie kan veilig deelnemen"])
                continue
            }
            let organisation = script.chance.pick(organisations)
            let accepts = !script.chance.once(in: 3)
            let data: Node = ["organisation": .of(organisation), "purpose": .of(Involvement.Purpose.programme)]
            try give("involvement.invite", by: adviser, adding("date", .of(script.today), to: data))
            script.pass(days: 1...4)
            let reply = accepts ? Involvement.Reply.accepted : .declined
            try give(
                "involvement.record-reply", by: adviser,
                adding("reply", .of(reply), to: adding("date", .of(script.today), to: data)))
            invited.append((organisation, accepts))
        }
    }

    /// R9 to R11: what companies are told, and what becomes of the concerns.
    private mutating func brief() throws {
        let adviser = world.cast.advisers[1]
        let briefing = BriefingID(local: mission.local)
        let mode = script.chance.pick([Briefing.Mode.inPerson, .online, .hybrid])
        func giveOn(_ command: String, _ data: Node) throws {
            try script.give(command, by: adviser, adding("briefing", .of(briefing), to: data))
        }
        try giveOn(
            "briefing.plan",
            ["missions": .all([mission]), "date": .of(script.today.adding(days: 4)), "mode": .of(mode)])
        let speaker = script.chance.pick(world.civilSociety)
        try giveOn("briefing.invite-speaker", ["organisation": .of(speaker)])
        script.pass(days: 4...7)
        let topics = Node.all(Briefing.Topic.allCases)
        try giveOn(
            "briefing.hold",
            [
                "date": .of(script.today), "mode": .of(mode), "topics": topics, "organisations": .all([speaker]),
                "officers": .all([adviser]), "posts": ["ambassade"],
            ])
        let absent = confirmed.filter { _ in script.chance.once(in: 6) }
        try giveOn(
            "briefing.record-attendance",
            ["attended": .all(confirmed.filter { !absent.contains($0) }), "absent": .all(absent)])
        for company in absent {
            script.pass(days: 1...2)
            try giveOn(
                "briefing.brief-individually",
                [
                    "company": .of(company), "date": .of(script.today), "mode": .of(Briefing.Mode.telephone),
                    "topics": topics,
                ])
        }
        try giveOn(
            "briefing.issue-risk-warning",
            ["date": .of(script.today), "material": script.material("waarschuwing \(mission.local)")])
        for concern in concerns {
            try treat(concern, in: briefing)
        }
    }

    private mutating func treat(_ concern: ConcernID, in briefing: BriefingID) throws {
        let coordinator = world.cast.coordinator
        if script.chance.once(in: 5) {
            try script.give(
                "concern.decline-to-address", by: coordinator,
                [
                    "concern": .of(concern), "mission": .of(mission),
                    "reason": "de kwestie betreft een sector die niet meereist",
                ])
        } else {
            try script.give(
                "briefing.address-concern", by: coordinator,
                [
                    "briefing": .of(briefing), "concern": .of(concern), "mission": .of(mission),
                    "item": "lokale risico’s", "material": script.material("dia’s \(mission.local)"),
                ])
        }
        try script.give(
            "concern.respond-to-bmo", by: coordinator,
            [
                "concern": .of(concern), "date": .of(script.today), "text": "behandeld zoals afgesproken",
                "meeting": .of(BmoMeetingID(local: mission.local)),
            ])
        try script.give("concern.close", by: coordinator, ["concern": .of(concern)])
    }

    private mutating func travel() throws {
        script.pass(days: 1...3)
        try give("mission.declare-ready", by: manager)
        script.pass(days: 2...6)
        try give("mission.depart", by: world.cast.post)
        script.pass(days: 3...5)
        for company in confirmed {
            try give(
                "participation.record-presence", by: world.cast.post,
                ["company": .of(company), "present": .bool(!script.chance.once(in: 15))])
        }
        for (organisation, accepts) in invited where accepts {
            try give(
                "involvement.record-presence", by: world.cast.post,
                [
                    "organisation": .of(organisation), "purpose": .of(Involvement.Purpose.programme),
                    "presence": .of(script.chance.pick(Involvement.Presence.allCases)), "date": .of(script.today),
                ])
        }
        try give("mission.end", by: world.cast.post)
        script.pass(days: 5...10)
        try give("mission.hold-debrief", by: manager, ["findings": "de gesprekken met vakbonden waren nuttig"])
        try give("mission.publish-factsheet", by: manager, ["reference": .string("factsheet \(mission.local)")])
        try give("mission.close", by: manager)
    }
}
