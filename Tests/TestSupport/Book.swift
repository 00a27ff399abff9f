import DomainRecords
package import EventSourcing

@testable package import TradeMissions

/// A book in memory, for given/when/then tests of the domain: commands decide over what it holds, with no store.
///
/// Given: `try book.accept(…)` for what came before. When and then: `try book.accept(…)` or `book.refusal(of: …)`.
package final class Book {
    package private(set) var log: [Recorded<DomainEvent>] = []
    /// The book's clock; an act happens at this moment unless it says otherwise.
    package var now: Timestamp

    /// How often a decision or question had the whole log searched for somebody.
    package private(set) var searches = 0

    private var states: [StreamName: Records.Entry] = [:]

    /// A book whose officers (see ``TestOfficer``) are registered with their roles.
    package init(now: String = "2026-02-02T09:00:00+01:00") throws {
        self.now = try Timestamp(text: now)
        for officer in TestOfficer.allCases {
            record([officer.id.event(.registered(Officer.Registered(unit: "test")))], by: officer.id)
            let period = Period(from: try CivilDate(text: "2020-01-01"), until: nil)
            let grants = officer.roles.map { Officer.RoleGranted(role: $0, period: period) }
            record(grants.map { officer.id.event(.roleGranted($0)) }, by: officer.id)
        }
    }

    /// Carries the command out and returns what it led to; throws ``Refusal`` when a rule refuses it, and
    /// ``UnlawfulForm`` when its events are not as the catalogue of events says.
    @discardableResult
    package func accept(
        _ command: some Command, by officer: TestOfficer = .missionManager, at time: String? = nil,
        reason: String? = nil
    ) throws -> Decision {
        let occurredAt = try time.map { try Timestamp(text: $0) } ?? now
        now = max(now, occurredAt)
        let decision = try decide(command, by: officer.id, at: occurredAt, reason: reason)
        for emission in decision.emissions { try emission.requireLawfulForm() }
        record(decision.emissions, by: officer.id, at: occurredAt)
        return decision
    }

    /// The refusal of a command that must not pass, or nil when it would be accepted.
    ///
    /// The book stays as it was.
    package func refusal(
        of command: some Command, by officer: TestOfficer = .missionManager, at time: String? = nil,
        reason: String? = nil
    ) throws -> Refusal? {
        do {
            let occurredAt = try time.map { try Timestamp(text: $0) } ?? now
            let before = now
            now = max(now, occurredAt)
            defer { now = before }
            _ = try decide(command, by: officer.id, at: occurredAt, reason: reason)
            return nil
        } catch let refusal as Refusal {
            return refusal
        }
    }

    /// The state of one stream.
    package func state<ID: StreamID>(_ id: ID) -> ID.Subject {
        states[id.stream]?.state as? ID.Subject ?? ID.Subject()
    }

    /// The stored names of the events of one stream, in order.
    package func eventNames(of stream: StreamName) -> [String] {
        log.filter { $0.header.stream == stream }.map { $0.event.storedName }
    }

    /// Stores events without a command, for what no command can bring about.
    package func record(_ emissions: [Emission], by actor: OfficerID, at time: Timestamp? = nil) {
        for emission in emissions {
            let header = EventHeader(
                position: Int64(log.count + 1), stream: emission.stream,
                version: (states[emission.stream]?.version ?? 0) + 1,
                id: UniqueID(high: 0, low: UInt64(log.count + 1)), actor: actor.text,
                occurredAt: time ?? now, recordedAt: now, metadata: [])
            log.append(Recorded(emission.event, header))
            states[emission.stream, default: .initial(of: emission.stream)].apply(emission.event, header)
        }
    }

    private func decide(
        _ command: some Command, by actor: OfficerID, at occurredAt: Timestamp, reason: String?
    ) throws -> Decision {
        var act = Act(actor: actor, officer: state(actor), occurredAt: occurredAt, now: now, reason: reason)
        do {
            act = try Admission.admit(act, giving: type(of: command).definition)
        } catch .refused(let refusal) {
            throw refusal
        }
        return try self.answer { records throws(Interruption) in
            let decision = try command.decide(act, records)
            try decision.requireNoneErased(records)
            return decision
        }
    }

    /// The event as a store would give it.
    private static func stored(_ recorded: Recorded<DomainEvent>) throws -> RecordedEvent {
        let header = recorded.header
        let new = try EventCodec.encode(
            Emission(stream: header.stream, event: recorded.event), occurredAt: header.occurredAt,
            metadata: Array("{}".utf8))
        return RecordedEvent(
            position: header.position, stream: header.stream, version: header.version, id: header.id, type: new.type,
            actor: header.actor, occurredAt: header.occurredAt, recordedAt: header.recordedAt, data: new.data,
            metadata: new.metadata)
    }

    /// Runs a decision or question, handing it the streams it asks for.
    package func answer<Answer>(_ body: (Records) throws(Interruption) -> Answer) throws -> Answer {
        var entries: [StreamName: Records.Entry] = [:]
        var histories: [StreamName: [Recorded<DomainEvent>]] = [:]
        var mentions: [SubjectID: [StreamName]] = [:]
        var subjects: [StreamName: [SubjectID]] = [:]
        while true {
            do throws(Interruption) {
                return try body(
                    Records(entries: entries, histories: histories, mentions: mentions, subjects: subjects))
            } catch {
                switch error {
                case .refused(let refusal): throw refusal
                case .needs(.states(let streams)):
                    for stream in streams { entries[stream] = states[stream] ?? .initial(of: stream) }
                case .needs(.histories(let streams)):
                    for stream in streams { histories[stream] = log.filter { $0.header.stream == stream } }
                case .needs(.mentions(let subject)):
                    searches += 1
                    let events = try log.map(Self.stored)
                    mentions[subject] = Set(
                        events.filter { SubjectMentions.counts($0, for: subject) }.map(\.stream)
                    ).sorted()
                case .needs(.subjects(let streams)):
                    for stream in streams {
                        let events = try log.filter { $0.header.stream == stream }.map(Self.stored)
                        subjects[stream] = events.reduce(into: Set<SubjectID>()) {
                            $0.formUnion(SubjectMentions.subjects(in: $1))
                        }.sorted()
                    }
                }
            }
        }
    }
}

/// Officers of the tests, each with one role; ``secondDecisionMaker`` exists for four-eyes tests, and
/// ``secondSupportOfficer`` handles the applications on which ``supportOfficer`` decides.
package enum TestOfficer: String, CaseIterable, Sendable {
    case administrator, missionManager, missionApprover, imvoAdviser, bmoCoordinator, caseHandler, decisionMaker
    case secondDecisionMaker, officeHolder, supportOfficer, secondSupportOfficer, paymentOfficer, postOfficer, auditor
    case privacyOfficer, recordsManager, secondRecordsManager
    /// Holds every role: whoever tries to do everything alone.
    case everything

    package var id: OfficerID {
        let letters = rawValue.lowercased().utf8.prefix(12)
        return OfficerID(
            local: String(decoding: letters, as: UTF8.self) + String(repeating: "0", count: 12 - letters.count))
    }

    package var roles: [Role] {
        switch self {
        case .administrator: [.administrator]
        case .missionManager: [.missionManager]
        case .missionApprover: [.missionApprover]
        case .imvoAdviser: [.imvoAdviser]
        case .bmoCoordinator: [.bmoCoordinator]
        case .caseHandler: [.caseHandler]
        case .decisionMaker, .secondDecisionMaker: [.decisionMaker]
        case .officeHolder: [.officeHolder]
        case .supportOfficer, .secondSupportOfficer: [.supportOfficer]
        case .paymentOfficer: [.paymentOfficer]
        case .postOfficer: [.postOfficer]
        case .auditor: [.auditor]
        case .privacyOfficer: [.privacyOfficer]
        case .recordsManager, .secondRecordsManager: [.recordsManager]
        case .everything: Role.allCases
        }
    }
}
