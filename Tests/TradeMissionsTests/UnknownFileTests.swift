import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Steps on files that do not exist")
struct UnknownFileTests {
    private static let briefing = BriefingID.sample
    private static let concern = ConcernID.sample
    private static let today = FileSample.today
    private static let material = FileSample.material

    private static let steps: [any Command] = [
        Briefing.InviteSpeaker(briefing: briefing, organisation: nil, officer: nil, post: "ambassade Riyad"),
        Briefing.RecordAttendance(briefing: briefing, attended: [], absent: []),
        Briefing.BriefIndividually(
            briefing: briefing, company: .sample, date: today, mode: .online, topics: [.remedy]),
        Briefing.AddressConcern(
            briefing: briefing, concern: FileSample.concern, mission: .sample, item: "1", material: material),
        Briefing.AddressConcern(
            briefing: FileSample.briefing, concern: concern, mission: .sample, item: "1", material: material),
        Briefing.IssueRiskWarning(briefing: briefing, company: nil, date: today, material: material),
        Briefing.RemindOfRemedy(briefing: briefing, company: nil, date: today, material: material),
        Briefing.Correct(briefing: briefing, topics: [.remedy], attended: [], absent: [], reason: "Fout"),
        Briefing.Cancel(briefing: briefing, reason: "Fout"),
        Concern.Assign(concern: concern, officer: TestOfficer.imvoAdviser.id),
        Concern.Link(concern: concern, mission: FileSample.riyadh),
        Concern.DeclineToAddress(concern: concern, mission: FileSample.riyadh, reason: "Nee"),
        Concern.RespondToBmo(concern: concern, date: today, text: "Ja", meeting: nil),
        Concern.Close(concern: concern),
        Concern.Reopen(concern: concern, reason: "Nieuw"),
    ]

    @Test("Of a list of files only those that have begun are given")
    func begun() throws {
        let (known, unknown) = (Self.concern, FileSample.concern)
        let records = Records(entries: [
            known.stream: Records.Entry(version: 1, state: Concern()), unknown.stream: .initial(of: unknown.stream),
        ])
        #expect(try records.begun([known, unknown]) == [known])
    }

    @Test("A step on an unknown briefing or concern is refused as such", arguments: steps.indices)
    func unknown(_ index: Int) throws {
        let book = try Book.withConcern()
        try book.accept(FileSample.plan())
        #expect(try book.refusal(of: Self.steps[index], by: .everything)?.rule == .known)
    }
}
