package import EventSourcing

/// Under which term a dossier falls, and how far that has run.
package struct RetentionStanding: Hashable, Sendable {
    package let dossier: StreamName
    /// Nil where no category was published for it.
    package let category: RetentionCategory?
    /// The day after which the term runs; nil while nothing has set it going.
    package let triggeredOn: CivilDate?
    /// Whether a decision or a debt is in it that has not ended yet (``Category/staysWhileOpen``).
    package let isOpen: Bool

    package init(
        dossier: StreamName, category: RetentionCategory?, triggeredOn: CivilDate?, isOpen: Bool = false
    ) {
        self.dossier = dossier
        self.category = category
        self.triggeredOn = triggeredOn
        self.isOpen = isOpen
    }

    /// The last day of the term.
    package var end: CivilDate? {
        guard let category, let triggeredOn else { return nil }
        return category.length.lastDay(after: triggeredOn)
    }

    /// Why the dossier is not to be destroyed on this day; nil when it is.
    ///
    /// Nothing is destroyed without a category, before its term began, on its last day, or when it is to be kept for
    /// good. Where a category was published, its own term says when; else a file that is open stays for that reason, which
    /// is a ground of GDPR 17(3), as the want of a category is not.
    package func reasonToKeep(on date: CivilDate) -> KeepReason? {
        guard let category else { return isOpen ? .open : .uncategorised }
        guard let end else { return category.valuation == .keep ? .permanent : .untriggered }
        if category.valuation == .keep { return .permanent }
        return date > end ? nil : .running
    }

    /// The same where these reasons keep nothing this time.
    func reasonToKeep(on date: CivilDate, waiving waived: Set<KeepReason>) -> KeepReason? {
        reasonToKeep(on: date).flatMap { waived.contains($0) ? nil : $0 }
    }

    /// Whether it is to be transferred to an archive: kept for good, and its term over.
    package func isToBeTransferred(on date: CivilDate) -> Bool {
        guard let category, let end else { return false }
        return category.valuation == .keep && date > end
    }
}

/// Why something of a dossier stays.
package enum KeepReason: String, Choice {
    /// A legal hold is in force on it.
    case hold = "vernietigingsstop"
    /// Nobody has decided yet how long it is kept: for the owner to do, and no ground of GDPR 17(3).
    case uncategorised = "categorie-nog-niet-vastgesteld"
    /// Nobody has decided how long it is kept, and what it is about has not ended: a claim is outstanding, a hearing runs.
    case open = "dossier-nog-open"
    /// Another dossier that rests on it stays.
    case needed = "ander-dossier-rust-erop"
    /// It accounts for what was kept, held and destroyed, and is kept for as long as the book is.
    case bookOfKeeping = "verantwoording-van-bewaren"
    /// Its term has not begun.
    case untriggered = "termijn-niet-begonnen"
    case running = "termijn-loopt"
    case permanent = "blijvend-te-bewaren"
}

extension Records {
    /// The standing of dossiers by the schedule in force on a day, in the order in which they are given.
    ///
    /// Each is judged by all its events, and by those of the files that its term waits for: a mission, or the claims on
    /// support.
    package func retention(
        of dossiers: [StreamName], on date: CivilDate
    ) throws(Interruption) -> [RetentionStanding] {
        let edition = try current(RetentionScheduleID.book).edition(on: date)
        let events = try histories(of: dossiers)
        let awaited = dossiers.map { dossier in
            edition?.category(of: dossier)?.trigger.awaited(by: dossier, events[dossier, default: []]) ?? []
        }
        let others = Set(awaited.joined().map(\.file)).subtracting(dossiers).sorted()
        let all = events.merging(try histories(of: others)) { $1 }
        return zip(dossiers, awaited).map { dossier, awaited in
            RetentionStanding(
                dossier: dossier, category: edition?.category(of: dossier),
                triggeredOn: Self.last(of: awaited.map { $0.trigger.day(in: all[$0.file, default: []]) }),
                isOpen: Self.isOpen(dossier, events[dossier, default: []]))
        }
    }

    private static func isOpen(_ dossier: StreamName, _ events: [Recorded<DomainEvent>]) -> Bool {
        guard Category(of: dossier)?.staysWhileOpen ?? false else { return false }
        return RetentionTrigger.fileClosed.day(in: events) == nil
    }

    /// The last of the days; nil when there is none, or one is still to come.
    private static func last(of days: [CivilDate?]) -> CivilDate? {
        let known = days.compactMap { $0 }
        return known.count == days.count ? known.max() : nil
    }

    func histories(
        of streams: [StreamName]
    ) throws(Interruption) -> [StreamName: [Recorded<DomainEvent>]] {
        Dictionary(grouping: try history(of: streams), by: \.header.stream)
    }
}

extension Category {
    /// Whether nobody is erased from one of these before it is closed: it is about a decision on somebody's rights, or about
    /// money that is owed, and the officer and the subject both need it until that has ended (GDPR 17(3)(b) and (e)).
    ///
    /// Not so a mission, and what goes with one, or a meeting or concern: these decide on nobody's rights, and one that is
    /// never closed would bar every erasure. Nor an assessment: it decides on nothing by itself, has no way to be dropped,
    /// and stays while a measure rests on it. The others are never closed at all.
    fileprivate var staysWhileOpen: Bool {
        switch self {
        case .measure, .support, .claim: true
        case .administration, .officer, .person, .country, .mission, .briefing, .participation, .company, .organisation,
            .involvement, .bmoMeeting, .concern, .assessment, .hold, .retention, .erasure, .disposal:
            false
        }
    }
}
