import DomainRecords
import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

/// A hold on a measure keeps the assessment under it: whoever lifted that hold has the assessment left alone.
@Suite("Lifting a hold on a file that rests on another is kept apart as well (HOLD)")
struct HoldOnDependentTests {
    private static let departed = OfficerID(local: "vertrokken01")
    private static let disposal = KeepingSample.disposal

    enum Held: CaseIterable {
        case file, personInFile
    }

    /// An assessment and the measure on it, years after the terms of both; somebody without a role acted in the
    /// assessment.
    private func due() throws -> MeasureCase {
        let course = try MeasureCase()
        let book = course.book
        try book.accept(
            Officer.Register(officer: Self.departed, name: "V. Trok", unit: "RVO"), by: .administrator)
        let step = try #require(EventCatalogue.named("ImprovementPlanRequested")).sample
        book.record([Emission(stream: course.assessment.stream, event: step)], by: Self.departed)
        try course.find()
        try course.open()
        try book.accept(
            KeepingSample.publish(
                KeepingSample.category("1", after: .lastEvent, of: [.assessment, .officer]),
                KeepingSample.category("2", after: .lastEvent, of: [.measure])),
            by: .recordsManager)
        try book.wait(until: "2032-01-01")
        return course
    }

    private func holdAndLift(_ held: Held, in course: MeasureCase, by lifter: TestOfficer) throws {
        let handler = SubjectID(TestOfficer.caseHandler.id)
        let hold =
            switch held {
            case .file: try KeepingSample.hold("woo-1", on: [], [course.measure.stream])
            case .personInFile: try KeepingSample.hold("woo-1", on: [handler])
            }
        try course.book.accept(hold, by: .recordsManager)
        try course.book.accept(KeepingSample.lift("woo-1"), by: lifter)
    }

    private func propose(_ course: MeasureCase) throws {
        try course.book.accept(
            Disposal.Propose(disposal: Self.disposal, dossiers: [course.assessment.stream]), by: .recordsManager)
    }

    @Test("Whoever lifted it erases nobody in the file underneath; another does", arguments: Held.allCases)
    func erasing(held: Held) throws {
        let course = try due()
        let book = course.book
        let erase = KeepingSample.erase(SubjectID(Self.departed))
        #expect(try book.refusal(of: erase, by: .privacyOfficer) == nil)
        try holdAndLift(held, in: course, by: .privacyOfficer)
        let refusal = try #require(try book.refusal(of: erase, by: .privacyOfficer))
        #expect(refusal.rule == .erasure && refusal.finding.en.contains("lifted woo-1"), "\(refusal)")
        #expect(try book.refusal(of: erase, by: .everything) == nil)
    }

    @Test("It makes no difference that they appear in the file on top as well")
    func inBoth() throws {
        let course = try due()
        let book = course.book
        let evidence = try #require(EventCatalogue.named("EvidenceAdded")).sample
        book.record([Emission(stream: course.measure.stream, event: evidence)], by: Self.departed)
        try book.wait(until: "2036-01-01")
        let erase = KeepingSample.erase(SubjectID(Self.departed))
        #expect(try book.refusal(of: erase, by: .privacyOfficer) == nil)
        try holdAndLift(.personInFile, in: course, by: .privacyOfficer)
        #expect(try book.refusal(of: erase, by: .privacyOfficer)?.rule == .erasure)
        #expect(try book.refusal(of: erase, by: .everything) == nil)
    }

    @Test("Whoever lifted it approves no list with the file underneath; another does", arguments: Held.allCases)
    func approving(held: Held) throws {
        let course = try due()
        let book = course.book
        try holdAndLift(held, in: course, by: .privacyOfficer)
        try propose(course)
        let approve = Disposal.Approve(disposal: Self.disposal, revision: 1)
        let refusal = try #require(try book.refusal(of: approve, by: .privacyOfficer))
        #expect(refusal.rule == .disposal && refusal.finding.en.contains("lifted woo-1"), "\(refusal)")
        #expect(try book.refusal(of: approve, by: .secondRecordsManager) == nil)
    }

    @Test("It undoes the approval of whoever lifts it afterwards, and they carry out nothing", arguments: Held.allCases)
    func executing(held: Held) throws {
        for other in [TestOfficer.privacyOfficer, .recordsManager] {
            let course = try due()
            let book = course.book
            try propose(course)
            try book.accept(Disposal.Approve(disposal: Self.disposal, revision: 1), by: .privacyOfficer)
            try holdAndLift(held, in: course, by: .decisionMaker)
            let execute = Disposal.Execute(disposal: Self.disposal)
            #expect(try book.refusal(of: execute, by: .recordsManager) == nil)
            try book.identify([.decisionMaker, other])
            let refusal = try #require(try book.refusal(of: execute, by: .recordsManager))
            #expect(refusal.rule == .disposal && refusal.finding.en.contains("lifted woo-1"), "\(refusal)")
        }
    }

    @Test("A hold on a file that only lies beside it is none of them")
    func unrelated() throws {
        let course = try due()
        let book = course.book
        try book.accept(KeepingSample.hold("woo-1", on: [], [course.mission.stream]), by: .recordsManager)
        try book.accept(KeepingSample.lift("woo-1"), by: .privacyOfficer)
        try propose(course)
        let approve = Disposal.Approve(disposal: Self.disposal, revision: 1)
        #expect(try book.refusal(of: approve, by: .privacyOfficer) == nil)
    }
}
