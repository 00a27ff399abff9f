import DomainRecords
import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

/// What the tests of holds, retention, erasure and disposal start from: meetings of the BMO, which are closed once they
/// are held, with the organisations that were there.
enum KeepingSample {
    static let first = BmoMeetingID(local: "2026-01")
    static let second = BmoMeetingID(local: "2026-02")
    static let organisation = FileSample.civilSociety
    static let subject = SubjectID(FileSample.civilSociety)
    static let disposal = DisposalID(local: "2029-1")

    static func category(
        _ id: String = "12.1", _ valuation: RetentionCategory.Valuation = .destroy, term: Int = 2,
        unit: RetentionCategory.Unit = .years, after trigger: RetentionTrigger = .fileClosed,
        of files: [TradeMissions.Category] = [.bmoMeeting]
    ) -> RetentionCategory {
        RetentionCategory(
            id: id, description: "overleg", valuation: valuation, term: term, unit: unit, trigger: trigger,
            files: files)
    }

    static let ownFiles = category("12.9", term: 3, after: .lastEvent, of: [.organisation])

    static func publish(_ categories: RetentionCategory..., from: CivilDate = FileSample.today)
        -> RetentionSchedule.Publish
    {
        RetentionSchedule.Publish(from: from, source: "voorbeeldlijst, niet vastgesteld", categories: categories)
    }

    static func erase(
        _ subject: SubjectID = subject, receivedOn: CivilDate = FileSample.today, withoutCategory: String? = nil,
        plan: ContentHash? = nil
    ) -> Person.Erase {
        Person.Erase(
            subject: subject, ground: .noLongerNeeded, requester: .subject, receivedOn: receivedOn,
            legalForm: subject.mayBeLegalPerson ? .unincorporated : nil, withoutCategory: withoutCategory, plan: plan)
    }

    static func hold(
        _ id: String, on subjects: [SubjectID] = [], _ dossiers: [StreamName] = []
    ) throws -> HoldBook.Place {
        HoldBook.Place(
            hold: try HoldReference(text: id), subjects: subjects, dossiers: dossiers, basis: .wooRequest,
            reason: "verzoek van de Kamer")
    }

    static func lift(_ id: String) throws -> HoldBook.Lift {
        HoldBook.Lift(hold: try HoldReference(text: id), reason: "afgehandeld")
    }
}

extension Book {
    /// A book in which one organisation was at two meetings, a year apart: on 2026-02-02 and 2027-02-02.
    ///
    /// With a schedule, both are destroyed two years after they were held, and its own file after three.
    static func withMeetings(schedule: Bool = true) throws -> Book {
        let book = try Book()
        try book.enterOrganisations()
        if schedule {
            try book.accept(
                KeepingSample.publish(KeepingSample.category(), KeepingSample.ownFiles), by: .recordsManager)
        }
        try book.meet(KeepingSample.first)
        try book.wait(until: "2027-02-02")
        try book.meet(KeepingSample.second)
        return book
    }

    func meet(_ meeting: BmoMeetingID, _ organisations: [OrganisationID] = [KeepingSample.organisation]) throws {
        try accept(
            BmoMeeting.Hold(
                meeting: meeting, date: now.dateInAmsterdam, organisations: organisations, agenda: ["Golfregio"]),
            by: .bmoCoordinator)
    }

    /// Events whose content does not matter, as the catalogue has them.
    func record(_ names: [String], in stream: StreamName, by officer: TestOfficer) throws {
        for name in names {
            let event = try #require(EventCatalogue.named(name)).sample
            record([Emission(stream: stream, event: event)], by: officer.id)
        }
    }

    func wait(until day: String) throws {
        now = try Timestamp(text: "\(day)T09:00:00+01:00")
    }

    /// A list with these meetings, proposed and approved.
    func approve(_ meetings: [BmoMeetingID], as disposal: DisposalID = KeepingSample.disposal) throws {
        try accept(
            Disposal.Propose(disposal: disposal, dossiers: meetings.map(\.stream)), by: .recordsManager)
        try accept(
            Disposal.Approve(disposal: disposal, revision: state(disposal).revision), by: .secondRecordsManager)
    }
}
