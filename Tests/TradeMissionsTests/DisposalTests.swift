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

    @Test("An approval is none once its giver proves to be the person who proposed the list")
    func identifiedAfterApproval() throws {
        let book = try Book.withMeetings()
        try book.wait(until: "2030-01-01")
        try book.approve([first])
        #expect(try book.refusal(of: execute, by: .recordsManager) == nil)
        try book.identify([.recordsManager, .secondRecordsManager])
        let refusal = try #require(try book.refusal(of: execute, by: .recordsManager))
        #expect(refusal.rule == .disposal && refusal.finding.en.contains("is the same person as"), "\(refusal)")
    }

    @Test("An approved list is destroyed by the keys of all who appear in it, and once")
    func executing() throws {
        let book = try Book.withMeetings()
        try book.meet(BmoMeetingID(local: "2027-03"), [FileSample.civilSociety, FileSample.union])
        try book.wait(until: "2030-01-01")
        try book.approve([first, BmoMeetingID(local: "2027-03")])
        let decision = try book.accept(execute, by: .recordsManager)
        #expect(
            decision.eventNames == [
                "DossierPersonalDataDestroyed", "DossierPersonalDataDestroyed", "DisposalExecuted",
            ])
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
        #expect(book.state(erasure).dataDestroyedOn == book.now.dateInAmsterdam)
        #expect(try book.accept(execute, by: .recordsManager).emissions.isEmpty)
        #expect(try book.refusal(of: propose(second), by: .recordsManager)?.rule == .lifecycle)
        let other = Disposal.Propose(disposal: DisposalID(local: "2030-2"), dossiers: [first.stream])
        #expect(try book.refusal(of: other, by: .recordsManager)?.rule == .disposal)
    }

    @Test("A name goes from the register with the last dossier that needs it, the subject's own included")
    func lastNeed() throws {
        let book = try Book.withMeetings()
        let organisation = KeepingSample.organisation
        try book.accept(
            KeepingSample.publish(
                KeepingSample.category(),
                KeepingSample.category("12.2", after: .lastEvent, of: [.organisation]),
                from: book.now.dateInAmsterdam),
            by: .recordsManager)
        try book.wait(until: "2030-01-01")
        func destroy(_ list: Disposal.Propose) throws -> Decision {
            try book.accept(list, by: .recordsManager)
            try book.accept(Disposal.Approve(disposal: list.disposal, revision: 1), by: .secondRecordsManager)
            return try book.accept(Disposal.Execute(disposal: list.disposal), by: .recordsManager)
        }
        let own = try destroy(Disposal.Propose(disposal: disposal, dossiers: [first.stream, organisation.stream]))
        #expect(!own.eventNames.contains("RegisterEntryDestroyed"), "the other meeting needs the name")
        #expect(!book.state(ErasureID(KeepingSample.subject)).isRegisterErased)

        let list = Disposal.Propose(disposal: DisposalID(local: "2030-2"), dossiers: [second.stream])
        let last = try destroy(list)
        #expect(
            last.eventNames == ["DossierPersonalDataDestroyed", "RegisterEntryDestroyed", "DisposalExecuted"])
        #expect(
            last.keyDestructions.filter(\.reachesRegister)
                == [KeyDestruction(subject: organisation.text, dossier: KeyDestruction.registerDossier)])
        #expect(book.state(ErasureID(KeepingSample.subject)).isRegisterErased)
    }

    /// A book in which the files of meetings and organisations are due, with what carries out a list of them.
    private func withFilesDue() throws -> (book: Book, destroy: (String, [StreamName]) throws -> Decision) {
        let book = try Book.withMeetings()
        try book.accept(
            KeepingSample.publish(
                KeepingSample.category(),
                KeepingSample.category("12.2", after: .lastEvent, of: [.organisation, .officer]),
                from: book.now.dateInAmsterdam),
            by: .recordsManager)
        try book.wait(until: "2030-01-01")
        return (
            book,
            { name, dossiers in
                let list = DisposalID(local: name)
                try book.accept(Disposal.Propose(disposal: list, dossiers: dossiers), by: .recordsManager)
                try book.accept(Disposal.Approve(disposal: list, revision: 1), by: .secondRecordsManager)
                return try book.accept(Disposal.Execute(disposal: list), by: .recordsManager)
            }
        )
    }

    @Test("A file that has gone on since it was destroyed needs the name again, and comes on a list again")
    func goneOn() throws {
        let (book, destroy) = try withFilesDue()
        _ = try destroy("2030-1", [first.stream, second.stream])
        try book.record(["BmoMeetingHeld"], in: second.stream, by: .bmoCoordinator)
        let own = try destroy("2030-2", [KeepingSample.organisation.stream])
        #expect(!own.eventNames.contains("RegisterEntryDestroyed"))
        try book.wait(until: "2033-01-01")
        let last = try destroy("2033-1", [second.stream])
        #expect(last.eventNames.contains("RegisterEntryDestroyed"))
    }

    @Test("A name goes with the last file also where the others were erased before")
    func erasedBefore() throws {
        let (book, destroy) = try withFilesDue()
        let erased = Erasure.PersonErased(
            subject: KeepingSample.subject, ground: .objection, requester: .subject, receivedOn: FileSample.today,
            register: false, dossiers: [KeepingSample.organisation.stream, first.stream], kept: [])
        book.record(
            [ErasureID(KeepingSample.subject).event(.personErased(erased))], by: TestOfficer.privacyOfficer.id)
        #expect(try destroy("2030-1", [second.stream]).eventNames.contains("RegisterEntryDestroyed"))
    }

    @Test("A file that has gone on since somebody was erased in it needs the name again, their own file too")
    func goneOnSinceErased() throws {
        let own = KeepingSample.organisation.stream
        for (file, event) in [(first.stream, "BmoMeetingHeld"), (own, "OrganisationEntered")] {
            let (book, destroy) = try withFilesDue()
            let erased = Erasure.PersonErased(
                subject: KeepingSample.subject, ground: .objection, requester: .subject, receivedOn: FileSample.today,
                register: false, dossiers: [own, first.stream], kept: [])
            book.record(
                [ErasureID(KeepingSample.subject).event(.personErased(erased))], by: TestOfficer.privacyOfficer.id)
            try book.record([event], in: file, by: .bmoCoordinator)
            #expect(try !destroy("2030-1", [second.stream]).eventNames.contains("RegisterEntryDestroyed"))
            try book.wait(until: "2033-01-01")
            #expect(try destroy("2033-1", [file]).eventNames.contains("RegisterEntryDestroyed"))
        }
    }

    @Test("Nobody in office loses the name, whose files are all on the list")
    func inOffice() throws {
        let (book, destroy) = try withFilesDue()
        let auditor = TestOfficer.auditor.id
        let executed = try destroy("2030-1", [auditor.stream])
        #expect(executed.keyDestructions.map(\.dossier) == [auditor.stream.text])
        #expect(!book.state(ErasureID(SubjectID(auditor))).isRegisterErased)
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

    @Test("A schedule in between that shortens a term, or names another category, takes a new list and a new approval")
    func changedInBetween() throws {
        for category in [KeepingSample.category(term: 1), KeepingSample.category("9.9")] {
            let book = try Book.withMeetings()
            try book.wait(until: "2028-06-01")
            try book.approve([first])
            try book.accept(KeepingSample.publish(category, from: book.now.dateInAmsterdam), by: .recordsManager)
            let refusal = try #require(try book.refusal(of: execute, by: .recordsManager))
            #expect(refusal.rule == .disposal && refusal.finding.en.contains(first.text))
            #expect(refusal.remedy.en.contains("anew"))
            try book.accept(propose(first), by: .recordsManager)
            try book.accept(approve(2), by: .secondRecordsManager)
            #expect(try book.refusal(of: execute, by: .recordsManager) == nil)
        }
    }

    @Test("A list is not approved when what makes its dossiers due has changed since it was proposed")
    func changedBeforeApproval() throws {
        let book = try Book.withMeetings()
        try book.wait(until: "2028-06-01")
        try book.accept(propose(first), by: .recordsManager)
        try book.accept(
            KeepingSample.publish(KeepingSample.category(term: 1), from: book.now.dateInAmsterdam),
            by: .recordsManager)
        #expect(try book.refusal(of: approve(1), by: .secondRecordsManager)?.rule == .disposal)
    }

    @Test("Whoever decided in a dossier, with whatever account, does not approve its destruction")
    func decider() throws {
        let book = try Book()
        let support = SupportID(local: "2026-1")
        try book.record(["SupportApplied"], in: support.stream, by: .supportOfficer)
        try book.record(["SupportRejected"], in: support.stream, by: .decisionMaker)
        try book.accept(
            KeepingSample.publish(KeepingSample.category(after: .lastEvent, of: [.support])), by: .recordsManager)
        try book.wait(until: "2030-01-01")
        let list = Disposal.Propose(disposal: disposal, dossiers: [support.stream])
        try book.accept(list, by: .recordsManager)
        let refusal = try #require(try book.refusal(of: approve(1), by: .decisionMaker))
        #expect(refusal.rule == .disposal && refusal.finding.en.contains(support.text))
        #expect(try book.refusal(of: approve(1), by: .secondRecordsManager) == nil)
        try book.accept(approve(1), by: .secondRecordsManager)
        #expect(try book.refusal(of: execute, by: .recordsManager) == nil)
        try book.identify([.decisionMaker, .secondRecordsManager])
        let late = try #require(try book.refusal(of: execute, by: .recordsManager))
        #expect(late.rule == .disposal && late.finding.en.contains("decided in \(support.text)"), "\(late)")
    }

    @Test("Whoever lifted a hold neither approves nor carries out, and undoes the approval that they gave before")
    func lifter() throws {
        let book = try Book.withMeetings()
        try book.wait(until: "2030-01-01")
        try book.accept(KeepingSample.hold("woo-1", on: [KeepingSample.subject]), by: .caseHandler)
        try book.accept(KeepingSample.lift("woo-1"), by: .decisionMaker)
        try book.accept(propose(first), by: .recordsManager)
        #expect(try book.refusal(of: approve(1), by: .decisionMaker)?.rule == .disposal)
        try book.accept(approve(1), by: .secondRecordsManager)
        #expect(try book.refusal(of: execute, by: .recordsManager) == nil)
        try book.identify([.decisionMaker, .recordsManager])
        #expect(try book.refusal(of: execute, by: .recordsManager)?.rule == .disposal)

        // Approved first, then held, and lifted by whoever approved.
        let other = try Book.withMeetings()
        try other.wait(until: "2030-01-01")
        try other.accept(propose(first), by: .recordsManager)
        try other.accept(approve(1), by: .decisionMaker)
        try other.accept(KeepingSample.hold("woo-1", on: [], [first.stream]), by: .caseHandler)
        try other.accept(KeepingSample.lift("woo-1"), by: .privacyOfficer)
        #expect(try other.refusal(of: execute, by: .recordsManager) == nil)
        try other.identify([.decisionMaker, .privacyOfficer])
        #expect(try other.refusal(of: execute, by: .recordsManager)?.rule == .disposal)
        try other.accept(propose(first), by: .secondRecordsManager)
        #expect(other.state(disposal).approvedBy == nil)
    }

    @Test("An assessment stays while a measure that rests on it is not due, and the refusal names that")
    func restedOn() throws {
        let course = try MeasureCase()
        try course.find()
        try course.open()
        let book = course.book
        try book.accept(
            KeepingSample.publish(
                KeepingSample.category("1", term: 1, after: .lastEvent, of: [.assessment]),
                KeepingSample.category("2", term: 5, after: .lastEvent, of: [.measure])),
            by: .recordsManager)
        let list = Disposal.Propose(disposal: disposal, dossiers: [course.assessment.stream])
        try book.wait(until: "2028-01-01")
        let refusal = try #require(try book.refusal(of: list, by: .recordsManager))
        #expect(refusal.rule == .retention)
        #expect(
            refusal.finding.en
                == "of the list there stays: \(course.assessment.text) (needed by another file \(course.measure.text) "
                + "until 2031-02-02)")
        let own = Disposal.Propose(disposal: disposal, dossiers: [course.measure.stream])
        #expect(try book.refusal(of: own, by: .recordsManager)?.finding.en.contains("term runs") == true)
        try book.wait(until: "2032-01-01")
        #expect(try book.refusal(of: list, by: .recordsManager) == nil)
        try book.accept(KeepingSample.hold("woo-1", on: [], [course.measure.stream]), by: .caseHandler)
        #expect(try book.refusal(of: list, by: .recordsManager)?.rule == .retention)
    }

    @Test("A claim stays while the support is not due, and the support while its claim is not")
    func account() throws {
        for (first, second) in [(TradeMissions.Category.support, TradeMissions.Category.claim), (.claim, .support)] {
            let scenario = try MoneyScenario()
            try scenario.establishClaim(80_00)
            let book = scenario.book
            try book.accept(
                KeepingSample.publish(
                    KeepingSample.category("1", term: 1, after: .lastEvent, of: [first]),
                    KeepingSample.category("2", term: 30, after: .lastEvent, of: [second]),
                    from: scenario.today),
                by: .recordsManager)
            try scenario.wait(until: "2040-01-01")
            let streams = [scenario.support.stream, scenario.claim.stream]
            let (due, other) = first == .support ? (streams[0], streams[1]) : (streams[1], streams[0])
            let list = Disposal.Propose(disposal: disposal, dossiers: [due])
            let refusal = try #require(try book.refusal(of: list, by: .recordsManager))
            #expect(refusal.rule == .retention && refusal.finding.en.contains("needed by another file \(other.text)"))
        }
    }
}
