import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Destruction lists (DISPOSAL)")
struct DisposalTests {
    private let disposal = KeepingSample.disposal
    private let first = KeepingSample.first
    private let second = KeepingSample.second

    private func propose(_ meetings: BmoMeetingID...) -> Disposal.Propose {
        Disposal.Propose(disposal: disposal, dossiers: meetings.map(\.stream))
    }

    private func approve(_ revision: Int) -> Disposal.Approve {
        Disposal.Approve(disposal: disposal, revision: revision)
    }

    /// On one of the dossiers, and on somebody in it.
    private static let holds: [(subjects: [SubjectID], dossiers: [StreamName])] = [
        ([], [KeepingSample.second.stream]), ([SubjectID(FileSample.union)], []),
    ]

    private var execute: Disposal.Execute { Disposal.Execute(disposal: disposal) }

    @Test("Only dossiers that are due come on a list, and the refusal names those that are not")
    func due() throws {
        let book = try Book.withMeetings()
        try book.wait(until: "2028-06-01")
        #expect(try book.refusal(of: propose(), by: .recordsManager)?.rule == .disposal)
        let stranger = Disposal.Propose(disposal: disposal, dossiers: ["bmo-none"])
        #expect(try book.refusal(of: stranger, by: .recordsManager)?.rule == .known)
        let refusal = try #require(try book.refusal(of: propose(first, second), by: .recordsManager))
        #expect(refusal.rule == .retention)
        #expect(refusal.finding.en == "of the list there stays: bmo-2026-02 (term runs 12.1 until 2029-02-02)")
        try book.accept(propose(first), by: .recordsManager)
        #expect(
            book.state(disposal).items == [
                Disposal.Item(
                    dossier: first.stream, category: "12.1", triggeredOn: FileSample.today,
                    end: FileSample.today.adding(years: 2))
            ])
        #expect(try book.accept(propose(first), by: .recordsManager).emissions.isEmpty)
    }

    @Test("Nothing without a category comes on a list, and nothing that is to be kept")
    func kept() throws {
        let book = try Book.withMeetings(schedule: false)
        #expect(try book.refusal(of: propose(first), by: .recordsManager)?.rule == .retention)
        try book.accept(
            KeepingSample.publish(KeepingSample.category("1", .keep), from: book.now.dateInAmsterdam),
            by: .recordsManager)
        try book.wait(until: "2126-01-01")
        let refusal = try #require(try book.refusal(of: propose(first), by: .recordsManager))
        #expect(refusal.rule == .retention && refusal.finding.en.contains("to be kept for good"))
    }

    @Test("Another than whoever proposed it approves a list, as it was proposed (INV-7)")
    func fourEyes() throws {
        let book = try Book.withMeetings()
        try book.wait(until: "2030-01-01")
        #expect(try book.refusal(of: approve(1), by: .privacyOfficer)?.rule == .known)
        try book.accept(propose(first, second), by: .recordsManager)
        #expect(try book.refusal(of: approve(1), by: .recordsManager)?.rule == .inv7)
        #expect(try book.refusal(of: approve(2), by: .secondRecordsManager)?.rule == .disposal)
        #expect(try book.refusal(of: execute, by: .recordsManager)?.rule == .lifecycle)
        try book.accept(approve(1), by: .secondRecordsManager)
        #expect(try book.accept(approve(1), by: .privacyOfficer).emissions.isEmpty)

        // Edited after approval: the approval is void, and one of the list before it is refused.
        try book.accept(propose(first), by: .secondRecordsManager)
        #expect(try book.refusal(of: execute, by: .recordsManager)?.rule == .lifecycle)
        #expect(try book.refusal(of: approve(1), by: .privacyOfficer)?.rule == .disposal)
        #expect(try book.refusal(of: approve(2), by: .recordsManager)?.rule == .inv7)
        #expect(try book.refusal(of: approve(2), by: .secondRecordsManager)?.rule == .inv7)
        try book.accept(approve(2), by: .privacyOfficer)
        #expect(try book.refusal(of: execute, by: .recordsManager) == nil)
    }

    @Test("An approved list is destroyed by the keys of all who appear in it, and once")
    func executing() throws {
        let book = try Book.withMeetings()
        try book.meet(BmoMeetingID(local: "2027-03"), [FileSample.civilSociety, FileSample.union])
        try book.wait(until: "2030-01-01")
        try book.approve([first, BmoMeetingID(local: "2027-03")])
        let decision = try book.accept(execute, by: .recordsManager)
        #expect(decision.eventNames == ["DossierDestroyed", "DossierDestroyed", "DisposalExecuted"])
        let coordinator = TestOfficer.bmoCoordinator.id.text
        #expect(
            decision.keyDestructions == [
                KeyDestruction(subject: coordinator, dossier: "bmo-2026-01"),
                KeyDestruction(subject: FileSample.civilSociety.text, dossier: "bmo-2026-01"),
                KeyDestruction(subject: coordinator, dossier: "bmo-2027-03"),
                KeyDestruction(subject: FileSample.civilSociety.text, dossier: "bmo-2027-03"),
                KeyDestruction(subject: FileSample.union.text, dossier: "bmo-2027-03"),
            ])
        let erasure = try #require(ErasureID(of: first.stream))
        #expect(book.state(erasure).destroyedOn == book.now.dateInAmsterdam)
        #expect(try book.accept(execute, by: .recordsManager).emissions.isEmpty)
        #expect(try book.refusal(of: propose(second), by: .recordsManager)?.rule == .lifecycle)
        let other = Disposal.Propose(disposal: DisposalID(local: "2030-2"), dossiers: [first.stream])
        #expect(try book.refusal(of: other, by: .recordsManager)?.rule == .disposal)
    }

    @Test("A hold in between, on a dossier or on somebody in it, stops the whole list; the rest takes a new approval")
    func heldInBetween() throws {
        for (subjects, dossiers) in Self.holds {
            let book = try Book.withMeetings()
            try book.meet(BmoMeetingID(local: "2027-03"), [FileSample.union])
            let held = subjects.isEmpty ? second : BmoMeetingID(local: "2027-03")
            try book.wait(until: "2030-01-01")
            try book.approve([first, held])
            try book.accept(KeepingSample.hold("woo-1", on: subjects, dossiers), by: .caseHandler)
            let refusal = try #require(try book.refusal(of: execute, by: .recordsManager))
            #expect(refusal.rule == .hold)
            #expect(refusal.finding.en == "of the list there stays: \(held.text) (legal hold woo-1)")
            try book.accept(propose(first), by: .recordsManager)
            #expect(try book.refusal(of: execute, by: .recordsManager)?.rule == .lifecycle)
            try book.accept(approve(2), by: .secondRecordsManager)
            #expect(try book.accept(execute, by: .recordsManager).emissions.count == 2)
        }
    }

    @Test("A schedule that lengthens a term in between stops the list")
    func lengthenedInBetween() throws {
        let book = try Book.withMeetings()
        try book.wait(until: "2028-06-01")
        try book.approve([first])
        try book.accept(
            KeepingSample.publish(KeepingSample.category(term: 10), from: book.now.dateInAmsterdam),
            by: .recordsManager)
        #expect(try book.refusal(of: execute, by: .recordsManager)?.rule == .retention)
    }
}
