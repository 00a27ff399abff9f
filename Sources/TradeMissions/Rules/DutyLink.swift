package import EventSourcing

/// Another file on which what was done bars duties on an event's own.
///
/// Commands look there by themselves; this is what those who judge recorded events go by, and the database
/// (`event_store.declared_links`).
package struct DutyLink: Hashable, Sendable {
    package typealias Duty = SegregationOfDuties.Duty

    /// Which way it goes, and for how long.
    package enum Kind: Hashable, Sendable {
        /// For this event only, and then together with the files to which the other one has been linked itself.
        case once
        /// From this event on, for all that follow.
        case lasting
        /// From this event on, the other way round: what was done on the event's own file bars from duties on the other.
        case reverse
    }

    package let file: StreamName
    /// The duties from which it bars: on the event's own file, or in reverse on the other.
    package let duties: [Duty]
    package let kind: Kind

    /// As ``lasting(_:_:)``, where the event names a file.
    fileprivate static func lasting(_ file: (some StreamID)?, orNone duties: [Duty]) -> [DutyLink] {
        file.map { [.lasting($0, duties)] } ?? []
    }

    fileprivate static func lasting(_ file: some StreamID, _ duties: [Duty]) -> DutyLink {
        DutyLink(file: file.stream, duties: duties, kind: .lasting)
    }

    fileprivate static func once(_ file: (some StreamID)?, _ duties: [Duty]) -> [DutyLink] {
        file.map { [DutyLink(file: $0.stream, duties: duties, kind: .once)] } ?? []
    }

    fileprivate static func reverse(_ file: some StreamID, _ duties: [Duty]) -> DutyLink {
        DutyLink(file: file.stream, duties: duties, kind: .reverse)
    }
}

extension DomainEvent {
    /// The files that the event links its own to.
    package var dutyLinks: [DutyLink] {
        switch self {
        // A measure rests on what was judged in the assessment.
        case .measure(.opened(let opened)): [.lasting(opened.assessment, [.deciding, .resuming])]
        // A measure that ends support is decided by none of those who prepared a decision on that support, or paid; nor is
        // it given effect again by them, or revoked by those who paid. From the decision on, none of those who prepared it or decided on it pays there.
        case .measure(.decided(let decided)):
            decided.consequences.endedSupport.flatMap { support in
                DutyLink.once(support, [.deciding])
                    + [.lasting(support, Duty.takenOnMeasures), .reverse(support, [.paying])]
            }
        // What a measure costs is decided by none of those who prepared it, and paid by none who prepared it or decided on
        // it; and whoever decided on the claim pays nothing on its support.
        case .support(.terminated(let terminated)):
            DutyLink.once(terminated.measure, [.deciding]) + DutyLink.lasting(terminated.measure, orNone: [.paying])
        case .support(.reclaimed(let reclaimed)):
            [.lasting(reclaimed.claim, Duty.takenOnAccounts + Duty.takenOnMeasures)]
                + DutyLink.once(reclaimed.measure, [.deciding])
                + DutyLink.lasting(reclaimed.measure, orNone: [.paying])
        // One account: what was prepared, paid or decided on the support counts for all that is done on its claim.
        case .claim(.established(let established)): [.lasting(established.support, Duty.takenOnAccounts)]
        case .measure, .support, .claim, .administration, .officer, .person, .country, .mission, .briefing,
            .participation, .company, .organisation, .involvement, .bmoMeeting, .concern, .assessment, .hold,
            .retention, .erasure, .disposal:
            []
        }
    }

    private typealias Duty = SegregationOfDuties.Duty

    /// The person whom the event says to be behind the account whose stream it is in; nil for every other event.
    package var identifiedPerson: PersonID? {
        if case .officer(.identified(let identified)) = self { identified.person } else { nil }
    }

    /// The person of whom the event takes back that they are behind that account; nil for every other event.
    package var mistakenPerson: PersonID? {
        if case .officer(.identityCorrected(let corrected)) = self { corrected.person } else { nil }
    }
}

extension SegregationOfDuties.Duty {
    /// Those that are taken up on support and its claims, and from which another bars.
    fileprivate static let takenOnAccounts: [Self] = [.deciding, .reviewing, .closing, .paying]
    /// Those that are taken up on a measure after its decision, which named the support that it ends.
    fileprivate static let takenOnMeasures: [Self] = [.resuming, .revoking]
}
