package import EventSourcing

/// The registry of aggregates: every switch over it is exhaustive, so a new aggregate cannot be forgotten.
package enum Category: String, Choice {
    case administration, officer, person, country, mission, briefing, participation, company, organisation, involvement
    case bmoMeeting = "bmo"
    case concern, assessment, measure, support, claim
    // What the book itself keeps, and for how long.
    case hold, retention, erasure, disposal

    /// The category of a stream, or nil when its name belongs to none.
    package init?(of stream: StreamName) {
        let name = stream.text.prefix { $0 != "-" }
        self.init(rawValue: String(name))
    }

    /// Those on which there are commands.
    package static let commanded = allCases.filter { !$0.commands.isEmpty }

    package var aggregate: any Aggregate.Type {
        switch self {
        case .administration: Administration.self
        case .officer: Officer.self
        case .person: Person.self
        case .country: Country.self
        case .mission: Mission.self
        case .briefing: Briefing.self
        case .participation: Participation.self
        case .company: Company.self
        case .organisation: Organisation.self
        case .involvement: Involvement.self
        case .bmoMeeting: BmoMeeting.self
        case .concern: Concern.self
        case .assessment: Assessment.self
        case .measure: Measure.self
        case .support: Support.self
        case .claim: Claim.self
        case .hold: HoldBook.self
        case .retention: RetentionSchedule.self
        case .erasure: Erasure.self
        case .disposal: Disposal.self
        }
    }

    /// The commands on this aggregate, in the order of its lifecycle.
    package var commands: [any Command.Type] {
        switch self {
        case .administration: Administration.commands
        case .officer: Officer.commands
        case .person: Person.commands
        case .country: Country.commands
        case .mission: Mission.commands
        case .briefing: Briefing.commands
        case .participation: Participation.commands
        case .company: Company.commands
        case .organisation: Organisation.commands
        case .involvement: Involvement.commands
        case .bmoMeeting: BmoMeeting.commands
        case .concern: Concern.commands
        case .assessment: Assessment.commands
        case .measure: Measure.commands
        case .support: Support.commands
        case .claim: Claim.commands
        case .hold: HoldBook.commands
        case .retention: RetentionSchedule.commands
        case .erasure: Erasure.commands
        case .disposal: Disposal.commands
        }
    }
}

/// An event of any aggregate.
package enum DomainEvent: Sendable {
    case administration(Administration.Event)
    case officer(Officer.Event)
    case person(Person.Event)
    case country(Country.Event)
    case mission(Mission.Event)
    case briefing(Briefing.Event)
    case participation(Participation.Event)
    case company(Company.Event)
    case organisation(Organisation.Event)
    case involvement(Involvement.Event)
    case bmoMeeting(BmoMeeting.Event)
    case concern(Concern.Event)
    case assessment(Assessment.Event)
    case measure(Measure.Event)
    case support(Support.Event)
    case claim(Claim.Event)
    case hold(HoldBook.Event)
    case retention(RetentionSchedule.Event)
    case erasure(Erasure.Event)
    case disposal(Disposal.Event)

    /// The event as a message: its stored name and payload.
    package var message: any Message {
        switch self {
        case .administration(let event): event
        case .officer(let event): event
        case .person(let event): event
        case .country(let event): event
        case .mission(let event): event
        case .briefing(let event): event
        case .participation(let event): event
        case .company(let event): event
        case .organisation(let event): event
        case .involvement(let event): event
        case .bmoMeeting(let event): event
        case .concern(let event): event
        case .assessment(let event): event
        case .measure(let event): event
        case .support(let event): event
        case .claim(let event): event
        case .hold(let event): event
        case .retention(let event): event
        case .erasure(let event): event
        case .disposal(let event): event
        }
    }

    /// The event that is stored under `type` in a stream of `category`; nil when there is no such event.
    package static func decode(
        _ type: String, in category: Category, from body: some MessageBody
    ) throws -> DomainEvent? {
        func decode<Subject: Aggregate>(_: Subject.Type) throws -> DomainEvent? {
            guard let name = Subject.Event.Name(rawValue: type) else { return nil }
            return Subject.domainEvent(try Subject.Event.decode(name, from: body))
        }
        return try decode(category.aggregate)
    }
}

extension DomainEvent {
    /// The name under which the event is stored, such as `BriefingHeld`.
    package var storedName: String {
        // Not by way of ``message``, which copies the whole payload.
        switch self {
        case .administration(let event): event.name.rawValue
        case .officer(let event): event.name.rawValue
        case .person(let event): event.name.rawValue
        case .country(let event): event.name.rawValue
        case .mission(let event): event.name.rawValue
        case .briefing(let event): event.name.rawValue
        case .participation(let event): event.name.rawValue
        case .company(let event): event.name.rawValue
        case .organisation(let event): event.name.rawValue
        case .involvement(let event): event.name.rawValue
        case .bmoMeeting(let event): event.name.rawValue
        case .concern(let event): event.name.rawValue
        case .assessment(let event): event.name.rawValue
        case .measure(let event): event.name.rawValue
        case .support(let event): event.name.rawValue
        case .claim(let event): event.name.rawValue
        case .hold(let event): event.name.rawValue
        case .retention(let event): event.name.rawValue
        case .erasure(let event): event.name.rawValue
        case .disposal(let event): event.name.rawValue
        }
    }

    /// Takes this event into the state of an aggregate of its own.
    func apply(to state: inout any Aggregate, _ header: EventHeader) {
        func apply<Subject: Aggregate>(_ event: Subject.Event, to _: Subject.Type) {
            guard var subject = state as? Subject else {
                preconditionFailure("\(header.stream.text) holds an event of another aggregate")
            }
            // Held here only: else each event would copy every list that it adds to.
            state = Subject()
            subject.apply(event, header)
            state = subject
        }
        switch self {
        case .administration(let event): apply(event, to: Administration.self)
        case .officer(let event): apply(event, to: Officer.self)
        case .person(let event): apply(event, to: Person.self)
        case .country(let event): apply(event, to: Country.self)
        case .mission(let event): apply(event, to: Mission.self)
        case .briefing(let event): apply(event, to: Briefing.self)
        case .participation(let event): apply(event, to: Participation.self)
        case .company(let event): apply(event, to: Company.self)
        case .organisation(let event): apply(event, to: Organisation.self)
        case .involvement(let event): apply(event, to: Involvement.self)
        case .bmoMeeting(let event): apply(event, to: BmoMeeting.self)
        case .concern(let event): apply(event, to: Concern.self)
        case .assessment(let event): apply(event, to: Assessment.self)
        case .measure(let event): apply(event, to: Measure.self)
        case .support(let event): apply(event, to: Support.self)
        case .claim(let event): apply(event, to: Claim.self)
        case .hold(let event): apply(event, to: HoldBook.self)
        case .retention(let event): apply(event, to: RetentionSchedule.self)
        case .erasure(let event): apply(event, to: Erasure.self)
        case .disposal(let event): apply(event, to: Disposal.self)
        }
    }
}
