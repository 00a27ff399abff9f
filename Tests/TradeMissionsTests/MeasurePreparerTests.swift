import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Who prepares a measure does not decide on it (INV-7)")
struct MeasurePreparerTests {
    @Test(
        "Whoever took a step in the file or judged the company does not decide, and the refusal says what they did",
        arguments: Preparation.allCases)
    func preparer(preparation: Preparation) throws {
        let course = try MeasureCase(mandated: [.everything, .decisionMaker])
        for step in Preparation.allCases {
            if step == .intended { try course.accept(course.proposal([course.exclusion]), by: .caseHandler) }
            if step == .confirmed { try course.confirm([.unwillingness]) }
            try course.accept(step.command(in: course), by: step == preparation ? .everything : step.officer)
        }
        let refusal = try course.book.refusal(of: course.decision(), by: .everything)
        #expect(refusal?.rule == .inv7)
        #expect(refusal?.finding.en.contains(preparation.text) ?? false)
        #expect(try course.refusal(of: course.decision(), by: .decisionMaker) == nil)
    }

    @Test("Whoever prepared or paid the support that a measure ends does not decide on it")
    func support() throws {
        for pays in [false, true] {
            let course = try MeasureCase(mandated: [.everything, .decisionMaker])
            let event: Support.Event =
                pays
                ? .advancePaid(Support.AdvancePaid(amount: .of(1_00)))
                : .monitoringRequired(
                    Support.MonitoringRequired(plan: "per kwartaal", partner: "uitvoerder", dueDates: []))
            course.book.record([course.subsidy.event(event)], by: TestOfficer.everything.id)
            let ending = Consequence(
                kind: .terminateAndReclaim, mission: nil, support: course.subsidy, activity: nil,
                subsidyGround: .obligationsNotMet48b)
            try course.hear([ending])
            #expect(try course.refusal(of: course.decision([ending]), by: .everything) == .inv7)
            #expect(try course.refusal(of: course.decision([ending]), by: .decisionMaker) == nil)
        }
    }

    @Test("Whoever paid on the support that a measure ends, or booked on its claim, does not end the suspension")
    func resumption() throws {
        for books in [false, true] {
            let course = try MeasureCase(mandated: [.everything, .decisionMaker])
            try course.enforce([course.reclaim])
            let claim = ClaimID(local: "dhi-1-1")
            let reclaimed = Support.Reclaimed(
                claim: claim, amount: .of(1_00), basis: .grantWithdrawn, measure: nil, reason: "ten onrechte",
                authority: .under(.sample, onBehalfOf: "de staatssecretaris", as: .decisionMaker))
            course.book.record([course.subsidy.event(.reclaimed(reclaimed))], by: TestOfficer.decisionMaker.id)
            try course.accept(course.suspension(), by: .caseHandler)
            let event =
                books
                ? claim.event(.repaymentReceived(Claim.RepaymentReceived(amount: .of(1_00))))
                : course.subsidy.event(.advancePaid(Support.AdvancePaid(amount: .of(1_00))))
            course.book.record([event], by: TestOfficer.everything.id)
            #expect(try course.refusal(of: course.resumption(), by: .everything) == .inv7, "\(books)")
            #expect(try course.refusal(of: course.resumption(), by: .decisionMaker) == nil)
        }
    }

    /// One step of those that lead to a decision, in order.
    enum Preparation: CaseIterable, CustomTestStringConvertible {
        case stepRecorded, nonAdherence, unwillingness, opened, intended, viewReceived, confirmed

        func command(in course: MeasureCase) -> any Command {
            switch self {
            case .stepRecorded:
                Assessment.RecordStep(
                    assessment: course.assessment, step: .embed, status: .absent, summary: "geen beleid", evidence: [])
            case .nonAdherence: course.found(.nonAdherence)
            case .unwillingness: course.found(.unwillingness)
            case .opened: Measure.Open(measure: course.measure, assessment: course.assessment, facts: "rapport")
            case .intended: course.intention
            case .viewReceived: course.view()
            case .confirmed: course.confirmed(.nonAdherence)
            }
        }

        var testDescription: String { text }

        var officer: TestOfficer {
            switch self {
            case .stepRecorded, .nonAdherence, .unwillingness, .confirmed: .imvoAdviser
            case .opened, .intended, .viewReceived: .caseHandler
            }
        }

        /// What the refusal says of it.
        var text: String {
            switch self {
            case .stepRecorded: "assessed a step"
            case .nonAdherence: "made finding non-adherence"
            case .unwillingness: "made finding unwillingness"
            case .opened: "opened the file"
            case .intended: "notified the intention"
            case .viewReceived: "took in the view"
            case .confirmed: "confirmed finding non-adherence"
            }
        }
    }
}
