import EventSourcing
import ReadModels
import TestSupport
import Testing

@testable import TradeMissions

/// Given that it was taken back who an officer is, what was done is listed as it was judged then.
struct CorrectedIdentityTests {
    private let measure = MeasureID(local: "riyad-1")
    private let assessment = AssessmentID(local: "riyad-1")

    @Test func `A person who was taken back counts for what was done meanwhile, and for nothing else`() throws {
        for (identified, corrected, isListed) in [
            (true, false, true), (true, true, false), (false, false, false),
        ] {
            let book = try BookUnderAudit()
            book.record([measure.event(Self.opened)], by: .caseHandler)
            book.record([assessment.event(.reviewed(Self.reviewed))], by: .imvoAdviser)
            func identify() {
                for officer in [TestOfficer.imvoAdviser, .decisionMaker] { book.identify(officer, as: .sample) }
            }
            func correct() {
                let correction = Officer.IdentityCorrected(person: .sample, reason: "een naamgenoot")
                book.record([TestOfficer.decisionMaker.id.event(.identityCorrected(correction))], by: .everything)
            }
            if identified { identify() }
            if corrected { correct() }
            book.record([measure.event(Self.resumed)], by: .decisionMaker)
            if !identified { identify() }
            #expect(book.exceptions([.segregation]).count == (corrected ? 0 : 1), "while it stands")
            if !corrected { correct() }
            #expect(book.exceptions([.segregation]).count == (isListed ? 1 : 0), "\(identified) \(corrected)")
            let line = try #require(book.exceptions([.correction]).first { $0.amendment == .retracts })
            #expect(line.reason == "een naamgenoot" && line.rule == .inv27)
            book.identify(.decisionMaker, as: .sample)
            #expect(book.exceptions([.segregation]).count == 1, "recorded anew it counts back")
        }
    }

    @Test func `Whoever recorded a person and takes one back all the same is listed`() throws {
        let book = try BookUnderAudit()
        book.identify(.decisionMaker, as: .sample)
        let correction = Officer.IdentityCorrected(person: .sample, reason: "een naamgenoot")
        for (officer, count) in [(TestOfficer.everything, 0), (.administrator, 1)] {
            book.record([TestOfficer.decisionMaker.id.event(.identityCorrected(correction))], by: officer)
            #expect(book.exceptions([.segregation]).count == count, "\(officer)")
        }
    }

    private static let reviewed = Assessment.Reviewed(reason: "nieuwe feiten", variant: .heightened)
    private static let opened = Measure.Event.opened(
        Measure.Opened(company: .sample, assessment: AssessmentID(local: "riyad-1"), facts: "rapport"))
    private static let resumed = Measure.Event.resumed(
        Measure.Resumed(
            ruling: Material(reference: "ROT 26/1", hash: .sample), reason: "beroep ongegrond", missions: [],
            authority: .inPerson))
}
