import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Who did which duty on a file, and may not do the next (INV-7)")
struct SegregationOfDutiesTests {
    private typealias Duty = SegregationOfDuties.Duty
    private let officer = TestOfficer.everything.id
    private let other = TestOfficer.auditor.id

    @Test(
        "Deciding is kept apart from preparing and paying, and those from each other; objections and closing from paying",
        arguments: [
            (
                SegregationOfDuties.Deed.preparing(nl: "toetste", en: "screened"),
                [SegregationOfDuties.Duty.deciding, .resuming, .paying]
            ),
            (.deciding, [.paying]), (.closing, [.paying]),
            (.paying(nl: "betaalde", en: "paid"), [.deciding, .resuming, .revoking, .reviewing, .closing]),
        ])
    func table(deed: SegregationOfDuties.Deed, barred: [SegregationOfDuties.Duty]) throws {
        var duties = SegregationOfDuties()
        duties.note(deed, by: officer.text)
        for duty in Duty.allCases {
            #expect(try refusal(of: other, duties, duty) == nil)
            #expect((try refusal(of: officer, duties, duty) != nil) == barred.contains(duty))
        }
    }

    @Test("A refusal names the rule, the file, each thing that was done once, and who could do it instead")
    func words() throws {
        var duties = SegregationOfDuties()
        for _ in 1...2 { duties.note(.preparing(nl: "toetste", en: "screened"), by: officer.text) }
        duties.note(.paying(nl: "betaalde", en: "paid"), by: officer.text)
        duties.note(nil, by: other.text)
        let refusal = try #require(try refusal(of: officer, duties, .deciding))
        #expect(refusal.rule == .inv7)
        #expect(
            refusal.finding
                == Phrase(
                    nl:
                        "\(officer.text) deed al iets anders aan \(SupportID.sample.text) (toetste, betaalde) en beslist er "
                        + "niet over",
                    en:
                        "\(officer.text) had another part in \(SupportID.sample.text) (screened, paid) and does not decide "
                        + "on it"))
        #expect(refusal.remedy != Rule.inv7.remedy)
        #expect(try self.refusal(of: other, duties, .deciding) == nil)
    }

    private func refusal(of officer: OfficerID, _ duties: SegregationOfDuties, _ duty: Duty) throws -> Refusal? {
        let moment = try Timestamp(text: "2026-02-02T09:00:00Z")
        let act = Act(
            actor: officer, officer: Officer(), occurredAt: moment, now: moment, reason: nil)
        do {
            try duties.requireFree(act, for: duty, on: SupportID.sample, Records(entries: [:]))
            return nil
        } catch .refused(let refusal) {
            return refusal
        }
    }
}
