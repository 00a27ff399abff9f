import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Legal holds (HOLD)")
struct HoldTests {
    private let subject = KeepingSample.subject

    @Test("A hold names somebody in the register or a dossier, which exist, and says why")
    func placing() throws {
        let book = try Book.withMeetings()
        let meeting = KeepingSample.first.stream
        #expect(try book.refusal(of: KeepingSample.hold("woo-1"), by: .privacyOfficer)?.rule == .complete)
        #expect(
            try book.refusal(of: KeepingSample.hold("woo-1", on: [], ["bmo-none"]), by: .caseHandler)?.rule == .known)
        #expect(try book.refusal(of: KeepingSample.hold("woo-1", on: [], ["none-1"]), by: .caseHandler)?.rule == .known)
        let stranger = SubjectID(CompanyID(local: "nooitgezien1"))
        #expect(try book.refusal(of: KeepingSample.hold("woo-1", on: [stranger]), by: .caseHandler)?.rule == .known)
        let unexplained = HoldBook.Place(hold: .sample, subjects: [subject], dossiers: [], basis: .other, reason: " ")
        #expect(try book.refusal(of: unexplained, by: .caseHandler)?.rule == .complete)

        let decision = try book.accept(
            KeepingSample.hold("woo-1", on: [subject, subject], [meeting]), by: .caseHandler)
        #expect(decision.eventNames == ["LegalHoldPlaced"])
        let holds = book.state(HoldBookID.book)
        #expect(holds.inForce(on: subject).map(\.id.text) == ["woo-1"] && holds.holds[0].subjects == [subject])
        #expect(holds.inForce(on: meeting).map(\.id.text) == ["woo-1"])
        #expect(holds.inForce(on: KeepingSample.second.stream).isEmpty)
        #expect(
            try book.refusal(of: KeepingSample.hold("woo-1", on: [subject]), by: .caseHandler)?.rule == .unused)
    }

    @Test("Whoever lifted a hold, with whatever account, does not erase what it held; another does")
    func liftingKeptApart() throws {
        for (subjects, dossiers) in [([subject], []), ([], [KeepingSample.first.stream])] {
            let book = try Book.withMeetings()
            try book.wait(until: "2030-01-01")
            try book.accept(KeepingSample.hold("woo-1", on: subjects, dossiers), by: .caseHandler)
            try book.accept(KeepingSample.lift("woo-1"), by: .decisionMaker)
            #expect(try book.refusal(of: KeepingSample.erase(), by: .privacyOfficer) == nil)
            try book.identify([.decisionMaker, .privacyOfficer])
            let refusal = try #require(try book.refusal(of: KeepingSample.erase(), by: .privacyOfficer))
            #expect(refusal.rule == .erasure && refusal.finding.en.contains("woo-1"))
            #expect(!refusal.remedy.en.contains("hold lift"))
            #expect(try book.refusal(of: KeepingSample.erase(), by: .everything) == nil)
        }
    }

    @Test("A hold is lifted once, with a reason, and not by whoever keeps the records")
    func lifting() throws {
        let book = try Book.withMeetings()
        #expect(try book.refusal(of: KeepingSample.lift("woo-1"), by: .privacyOfficer)?.rule == .known)
        try book.accept(KeepingSample.hold("woo-1", on: [subject]), by: .caseHandler)
        try book.accept(KeepingSample.hold("woo-2", on: [subject]), by: .caseHandler)
        #expect(try book.refusal(of: KeepingSample.lift("woo-1"), by: .recordsManager)?.rule == .authority)
        let silent = HoldBook.Lift(hold: try HoldReference(text: "woo-1"), reason: "")
        #expect(try book.refusal(of: silent, by: .privacyOfficer)?.rule == .complete)
        #expect(try book.accept(KeepingSample.lift("woo-1"), by: .privacyOfficer).eventNames == ["LegalHoldLifted"])
        #expect(try book.accept(KeepingSample.lift("woo-1"), by: .privacyOfficer).emissions.isEmpty)
        #expect(book.state(HoldBookID.book).inForce(on: subject).map(\.id.text) == ["woo-2"])
        #expect(book.state(HoldBookID.book).holds[0].liftedBy == TestOfficer.privacyOfficer.id.text)
    }
}
