import DomainRecords
import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("A reason for want of a category takes nobody out of a file that is still open (ERASURE)")
struct OpenFileErasureTests {
    private func erase(_ company: CompanyID, in book: Book) throws -> Erasure.PersonErased {
        let command = KeepingSample.erase(SubjectID(company), withoutCategory: "op verzoek")
        guard
            case .erasure(.personErased(let erased))? = try book.accept(command, by: .privacyOfficer).emissions.first?
                .event
        else { throw NothingErased() }
        return erased
    }

    private struct NothingErased: Error {}

    @Test("A claim on which something is owed stays, with the support that it rests on; both go once it is settled")
    func claim() throws {
        let scenario = try MoneyScenario()
        let book = scenario.book
        try scenario.establishClaim(80_00)
        let (claim, support) = (scenario.claim.stream, scenario.support.stream)
        let first = try erase(scenario.company, in: book)
        #expect(!first.register && first.dossiers == [scenario.company.stream])
        #expect(
            first.kept == [
                Erasure.Kept(dossier: claim, because: .open, basis: nil, until: nil),
                Erasure.Kept(dossier: support, because: .needed, basis: claim.text, until: nil),
            ])
        #expect(first.kept.map(\.article?.en) == ["GDPR 17(3)(b) and (e)", nil])
        let refusal = try #require(
            try book.refusal(
                of: KeepingSample.erase(SubjectID(scenario.company), withoutCategory: "op verzoek"),
                by: .privacyOfficer))
        #expect(refusal.rule == .retention && refusal.finding.en.contains("\(claim.text) (the file is still open)"))
        #expect(refusal.finding.nl.contains("\(claim.text) (het dossier is nog open)"))

        try book.accept(Claim.RecordReceipt(claim: scenario.claim, amount: .of(80_00)), by: .paymentOfficer)
        try book.accept(Claim.Settle(claim: scenario.claim), by: .secondSupportOfficer)
        let rest = try erase(scenario.company, in: book)
        #expect(rest.register && rest.dossiers == [claim, support] && rest.kept.isEmpty)
        #expect(rest.withoutCategory?.dossiers == [claim, support])
    }

    @Test("So do support of which something is to be paid, and a measure until it ended", arguments: [true, false])
    func open(isSupport: Bool) throws {
        let scenario = try MoneyScenario()
        let book = scenario.book
        let file: StreamName
        if isSupport {
            try scenario.grantSupport(100_00, paid: 40_00)
            file = scenario.support.stream
        } else {
            try scenario.notifyMeasure(.terminateSupport)
            file = scenario.measure.stream
        }
        let first = try erase(scenario.company, in: book)
        #expect(!first.register && first.kept.map(\.dossier) == [file] && first.kept.map(\.because) == [.open])
        if isSupport {
            try scenario.book.accept(scenario.determination(40_00), by: .supportOfficer)
        } else {
            try book.record(["MeasureRevoked"], in: file, by: .decisionMaker)
        }
        let rest = try erase(scenario.company, in: book)
        #expect(rest.register && rest.dossiers == [file])
    }

    @Test("A category that was published judges by its own term, open or not")
    func categorised() throws {
        let scenario = try MoneyScenario()
        try scenario.establishClaim(80_00)
        let book = scenario.book
        try book.accept(KeepingSample.publish(KeepingSample.category(of: [.claim])), by: .recordsManager)
        let kept = try erase(scenario.company, in: book).kept
        #expect(kept.map(\.because) == [.untriggered, .needed])
    }
}
