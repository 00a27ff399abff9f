import EventSourcing
import ReadModels
import TestSupport
import Testing

@testable import TradeMissions

/// What an auditor sees of what was kept, held and destroyed, also where it was recorded past the program's rules.
struct KeepingExceptionTests {
    private let disposal = DisposalID(local: "2029-1")

    private func propose(_ book: BookUnderAudit, by officer: TestOfficer) {
        book.record(
            [disposal.event(.proposed(Disposal.Proposed(edition: 1, items: [])))], by: officer)
    }

    @Test func `Whoever approved a destruction list of their own is listed, and another is not (INV-7)`() throws {
        for (approver, isListed) in [(TestOfficer.recordsManager, true), (.secondRecordsManager, false)] {
            let book = try BookUnderAudit()
            propose(book, by: .recordsManager)
            book.record([disposal.event(.approved(Disposal.Approved(revision: 1)))], by: approver)
            let lines = book.exceptions([.segregation])
            #expect(lines.map(\.position) == (isListed ? [book.end] : []))
            for line in lines {
                #expect(line.rule == .inv7)
                #expect(line.finding.nl.contains("stelde de vernietigingslijst voor"), "\(line.finding)")
            }
        }
    }

    @Test
    func `A hold that is lifted is a correction, and a schedule that holds from the past is listed with its reason`()
        throws
    {
        let book = try BookUnderAudit()
        let day = book.book.now.dateInAmsterdam
        let lifted = HoldBook.Lifted(hold: .sample, reason: "afgehandeld")
        book.record([HoldBookID.book.event(.lifted(lifted))], by: .privacyOfficer)
        let published = RetentionSchedule.Published(
            from: day.adding(days: -1), source: "lijst", categories: [], reason: "gold al")
        book.record([RetentionScheduleID.book.event(.published(published))], by: .recordsManager)
        #expect(book.exceptions([.correction]).map(\.reason) == ["afgehandeld"])
        #expect(book.exceptions([.retroactive]).map(\.reason) == ["gold al"])
    }
}
