import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("What another dossier rests on stays with it (RETENTION)")
struct DossierDependenceTests {
    /// An assessment of which the term ends years before that of the measures that rest on it.
    private func assessed() throws -> MeasureCase {
        let course = try MeasureCase()
        try course.find()
        try course.book.accept(
            KeepingSample.publish(
                KeepingSample.category("1", term: 1, after: .lastEvent, of: [.assessment]),
                KeepingSample.category("2", term: 5, after: .lastEvent, of: [.measure])),
            by: .recordsManager)
        return course
    }

    private func guarded(
        _ book: Book, _ question: (Records) throws(Interruption) -> Void
    ) throws -> Set<StreamName> {
        try book.answer { records throws(Interruption) in
            try question(records)
            return Set(records.expectations.map(\.stream))
        }
    }

    @Test("Opening a measure on an assessment moves a stream that the destruction of the assessment rests on")
    func opening() throws {
        let course = try assessed()
        let book = course.book
        let files = [course.assessment.stream]
        let day = book.now.dateInAmsterdam.adding(years: 3)
        let rested = try guarded(book) { records throws(Interruption) in
            let kept = try records.kept(of: try records.retention(of: files, on: day), on: day)
            #expect(kept.isEmpty)
        }
        let before = book.log.count
        try course.open()
        let moved = Set(book.log[before...].map(\.header.stream))
        #expect(moved == [course.measure.stream, course.company.stream])
        #expect(!rested.isDisjoint(with: moved))
        #expect(book.searches == 0, "the company's own stream names its files")
    }

    @Test("Every file that may rest on another moves a stream that an erasure of its company rests on")
    func erasing() throws {
        let scenario = try MoneyScenario()
        let book = scenario.book
        let subject = SubjectID(scenario.company)
        let rested = try guarded(book) { records throws(Interruption) in
            _ = try records.erasurePlan(for: subject, on: book.now.dateInAmsterdam)
        }
        #expect(rested.contains(scenario.company.stream))
        let beginnings: [() throws -> Void] = [
            { try scenario.grantSupport(100_00, paid: 80_00) }, { try establishClaim(of: scenario) },
        ]
        for begin in beginnings {
            let before = book.log.count
            try begin()
            #expect(book.log[before...].contains { $0.header.stream == scenario.company.stream })
        }
    }

    private func establishClaim(of scenario: MoneyScenario) throws {
        try scenario.book.accept(scenario.grantWithdrawal(0), by: .supportOfficer)
        try scenario.book.accept(scenario.reclaim(80_00, .grantWithdrawn), by: .supportOfficer)
    }
}
