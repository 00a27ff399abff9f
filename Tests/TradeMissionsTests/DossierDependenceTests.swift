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

    @Test("A hold on the file that rests on it keeps it, and so does one on somebody who appears in that file only")
    func held() throws {
        let course = try assessed()
        try course.open()
        let book = course.book
        let list = Disposal.Propose(disposal: KeepingSample.disposal, dossiers: [course.assessment.stream])
        try book.wait(until: "2032-01-01")
        #expect(try book.refusal(of: list, by: .recordsManager) == nil)
        let handler = SubjectID(TestOfficer.caseHandler.id)
        for (subjects, dossiers) in [([], [course.measure.stream]), ([handler], [])] {
            let id = "woo-\(subjects.count)"
            try book.accept(KeepingSample.hold(id, on: subjects, dossiers), by: .caseHandler)
            let refusal = try #require(try book.refusal(of: list, by: .recordsManager))
            #expect(refusal.rule == .retention && refusal.finding.en.contains("needed by another file"))
            #expect(refusal.finding.en.contains(course.measure.text))
            try book.accept(KeepingSample.lift(id), by: .decisionMaker)
        }
    }

    private func establishClaim(of scenario: MoneyScenario) throws {
        try scenario.book.accept(scenario.grantWithdrawal(0), by: .supportOfficer)
        try scenario.book.accept(scenario.reclaim(80_00, .grantWithdrawn), by: .supportOfficer)
    }
}
