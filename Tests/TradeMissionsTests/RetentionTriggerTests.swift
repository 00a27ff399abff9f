import DomainRecords
import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

/// What sets a term going that waits for more than the dossier's own closing.
@Suite("What the term of a dossier waits for (RETENTION)")
struct RetentionTriggerTests {
    private func triggeredOn(_ dossier: StreamName, in book: Book) throws -> CivilDate? {
        try book.answer { records throws(Interruption) in
            try records.retention(of: [dossier], on: book.now.dateInAmsterdam)
        }[0].triggeredOn
    }

    private func publish(
        _ trigger: RetentionTrigger, of kind: TradeMissions.Category, in book: Book
    ) throws {
        try book.accept(
            KeepingSample.publish(
                KeepingSample.category(after: trigger, of: [kind]), from: book.now.dateInAmsterdam),
            by: .recordsManager)
    }

    private static let triggers: [RetentionTrigger] = [.fileClosed, .supportSettled]

    @Test("Support that was reclaimed is closed once its claim is, by repayment too", arguments: triggers)
    func reclaimed(trigger: RetentionTrigger) throws {
        let scenario = try MoneyScenario()
        let book = scenario.book
        try publish(trigger, of: .support, in: book)
        func triggered() throws -> CivilDate? { try triggeredOn(scenario.support.stream, in: book) }
        try scenario.grantSupport(100_00, paid: 80_00)
        #expect(try triggered() == nil)
        try book.accept(scenario.grantWithdrawal(0), by: .supportOfficer)
        #expect(try triggered() == scenario.today, "nothing is payable, and nobody reclaims")
        try book.accept(scenario.reclaim(80_00, .grantWithdrawn), by: .supportOfficer)
        #expect(try triggered() == nil)

        try scenario.wait(until: "2026-03-20")
        try book.accept(Claim.RecordReceipt(claim: scenario.claim, amount: .of(80_00)), by: .paymentOfficer)
        #expect(try triggered() == nil, "the account is not closed yet")
        try scenario.wait(until: "2026-04-01")
        try book.accept(Claim.Settle(claim: scenario.claim), by: .secondSupportOfficer)
        #expect(try triggered() == scenario.today)
    }

    @Test("Support determined below what was paid is closed once each of its claims is", arguments: triggers)
    func determinedLower(trigger: RetentionTrigger) throws {
        let scenario = try MoneyScenario()
        let book = scenario.book
        try publish(trigger, of: .support, in: book)
        func triggered() throws -> CivilDate? { try triggeredOn(scenario.support.stream, in: book) }
        try scenario.grantSupport(100_00, paid: 80_00)
        try book.accept(scenario.determination(50_00), by: .supportOfficer)
        let claims = [scenario.claim, ClaimID(local: "dhi-2026-2")]
        for (claim, amount) in zip(claims, [10_00, 20_00]) {
            try book.accept(scenario.reclaim(amount, .undueAdvance, as: claim), by: .supportOfficer)
        }
        for (claim, amount) in zip(claims, [10_00, 20_00]) {
            try scenario.wait(until: scenario.today.adding(days: 10).text)
            #expect(try triggered() == nil)
            try book.accept(Claim.RecordReceipt(claim: claim, amount: .of(amount)), by: .paymentOfficer)
            try book.accept(Claim.Settle(claim: claim), by: .secondSupportOfficer)
        }
        #expect(try triggered() == scenario.today)
    }

    @Test("Support of which something is still to be paid is not closed")
    func payable() throws {
        let scenario = try MoneyScenario()
        try publish(.fileClosed, of: .support, in: scenario.book)
        try scenario.grantSupport(100_00, paid: 40_00)
        try scenario.book.accept(scenario.determination(60_00), by: .supportOfficer)
        #expect(try triggeredOn(scenario.support.stream, in: scenario.book) == nil)
        try scenario.book.accept(
            Support.PayBalance(support: scenario.support, amount: .of(20_00)), by: .paymentOfficer)
        #expect(try triggeredOn(scenario.support.stream, in: scenario.book) == scenario.today)
    }

    @Test("A measure that is dropped before a decision leaves nothing to object to: its term begins that day")
    func dropped() throws {
        let book = try Book()
        try publish(.objectionTermOver, of: .measure, in: book)
        let file = MeasureID(local: "2026-1").stream
        try book.record(["MeasureFileOpened", "MeasureProposed"], in: file, by: .caseHandler)
        #expect(try triggeredOn(file, in: book) == nil)
        try book.wait(until: "2026-04-01")
        try book.record(["MeasureFileDropped"], in: file, by: .decisionMaker)
        #expect(try triggeredOn(file, in: book) == book.now.dateInAmsterdam)
    }

    @Test(
        "A measure that is revoked or expires while it is suspended is suspended no longer",
        arguments: ["MeasureRevoked", "MeasureExpired"])
    func suspended(ending: String) throws {
        let book = try Book()
        try publish(.objectionTermOver, of: .measure, in: book)
        let measure = MeasureID(local: "2026-1")
        let notified = Measure.Notified(
            channel: .letter, remedyClause: true, objectionUntil: book.now.dateInAmsterdam.adding(days: 42),
            missions: [])
        book.record([measure.event(.notified(notified))], by: TestOfficer.caseHandler.id)
        try book.record(["MeasureSuspended"], in: measure.stream, by: .officeHolder)
        try book.wait(until: "2026-06-01")
        #expect(try triggeredOn(measure.stream, in: book) == nil)
        try book.record([ending], in: measure.stream, by: .officeHolder)
        #expect(try triggeredOn(measure.stream, in: book) == book.now.dateInAmsterdam)
    }

    @Test("A measure in force that is revoked within the term for an objection waits for the end of that term")
    func revoked() throws {
        let book = try Book()
        try publish(.objectionTermOver, of: .measure, in: book)
        let measure = MeasureID(local: "2026-1")
        let end = book.now.dateInAmsterdam.adding(days: 42)
        let notified = Measure.Notified(channel: .letter, remedyClause: true, objectionUntil: end, missions: [])
        book.record([measure.event(.notified(notified))], by: TestOfficer.caseHandler.id)
        try book.record(["MeasureRevoked"], in: measure.stream, by: .officeHolder)
        #expect(try triggeredOn(measure.stream, in: book) == end)
    }

    @Test("A file that belongs to no mission waits for its own closing, and for the mission once it has one")
    func withoutMission() throws {
        let book = try Book.withMissionFiles()
        try publish(.missionEnded, of: .concern, in: book)
        let concern = FileSample.concern
        func triggered() throws -> CivilDate? { try triggeredOn(concern.stream, in: book) }
        try book.record(["ConcernRaised"], in: concern.stream, by: .bmoCoordinator)
        #expect(try triggered() == nil)
        try book.wait(until: "2026-03-02")
        book.record([concern.event(.closed(Concern.Closed()))], by: TestOfficer.bmoCoordinator.id)
        #expect(try triggered() == book.now.dateInAmsterdam)

        let linked = Concern.Linked(mission: FileSample.riyadh)
        book.record([concern.event(.linked(linked))], by: TestOfficer.bmoCoordinator.id)
        #expect(try triggered() == nil)
        try book.wait(until: "2026-04-01")
        book.cancel(FileSample.riyadh)
        #expect(try triggered() == book.now.dateInAmsterdam)
    }
}
