package import EventSourcing

/// The retention schedules that were published: how long which dossiers are kept, by whose authority.
///
/// What they say is configuration: no term stands in the program.
package struct RetentionSchedule: Aggregate {
    package struct Edition: Hashable, Codable, Sendable {
        /// 1, 2, 3, … in order of publication.
        package let number: Int64
        /// The first day on which dossiers are judged by it.
        package let from: CivilDate
        /// The selection list that the terms were taken from, or who decided them.
        package let source: String
        package let categories: [RetentionCategory]

        /// The category that a dossier falls under by its kind; nil where it falls under none, and is kept.
        package func category(of dossier: StreamName) -> RetentionCategory? {
            guard let kind = Category(of: dossier) else { return nil }
            return categories.first { $0.files.contains(kind) }
        }
    }

    /// In order of publication.
    package private(set) var editions: [Edition] = []

    package init() {}

    /// The edition by which dossiers are judged on a day: the last published of those that began latest.
    package func edition(on date: CivilDate) -> Edition? {
        editions.filter { $0.from <= date }.max { ($0.from, $0.number) < ($1.from, $1.number) }
    }

    package enum Event: Message {
        case published(Published)
    }

    package struct Published: Codable, Sendable {
        package let from: CivilDate
        package let source: String
        package let categories: [RetentionCategory]
        /// Why it holds from a day that had passed; nil when it does not.
        package let reason: String?
    }

    package mutating func apply(_ event: Event, _ header: EventHeader) {
        switch event {
        case .published(let published):
            editions.append(
                Edition(
                    number: header.version, from: published.from, source: published.source,
                    categories: published.categories))
        }
    }
}

/// One category of a retention schedule: what becomes of dossiers of some kinds, and when.
package struct RetentionCategory: Hashable, Codable, Sendable {
    /// As the selection list numbers it, such as `12.1`.
    package let id: String
    package let description: String
    package let valuation: Valuation
    package let term: Int
    package let unit: Unit
    package let trigger: RetentionTrigger
    /// The kinds of dossier that fall under it.
    package let files: [Category]

    /// What becomes of a dossier when its term is over.
    package enum Valuation: String, Choice {
        /// B: kept for good, and transferred to an archive after the term.
        case keep = "bewaren"
        /// V: destroyed after the term.
        case destroy = "vernietigen"
    }

    package enum Unit: String, Choice {
        case months = "maanden"
        case years = "jaren"
    }

    package var length: TermLength {
        switch unit {
        case .months: .months(term)
        case .years: .years(term)
        }
    }

    /// The longest term that can be meant.
    static let longestTerm = 200
}

package struct RetentionScheduleID: ReadableID {
    package typealias Subject = RetentionSchedule
    package let local: String
    package init(local: String) { self.local = local }

    /// The one stream of this category.
    package static let book = RetentionScheduleID(local: "book")
}

extension RetentionSchedule {
    package typealias ID = RetentionScheduleID
    package static let category = Category.retention
    package static func domainEvent(_ event: Event) -> DomainEvent { .retention(event) }
    /// The state holds each edition as its event does.
    package static let hasSnapshots = false
}

extension RetentionSchedule.Event {
    package enum Name: String, CaseIterable, Sendable {
        case published = "RetentionSchedulePublished"
    }

    package var name: Name {
        switch self {
        case .published: .published
        }
    }

    package var payload: any Encodable & Sendable {
        switch self {
        case .published(let payload): payload
        }
    }

    package static func decode(_ name: Name, from body: some MessageBody) throws -> Self {
        switch name {
        case .published: .published(try body.decode(RetentionSchedule.Published.self))
        }
    }
}
