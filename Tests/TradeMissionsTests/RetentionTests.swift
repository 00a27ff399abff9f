import DomainRecords
import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("The retention schedule (RETENTION)")
struct RetentionTests {
    struct Unlawful: CustomTestStringConvertible {
        let testDescription: String
        let categories: [RetentionCategory]
    }

    static let unlawful = [
        Unlawful(testDescription: "no category", categories: []),
        Unlawful(testDescription: "no number", categories: [KeepingSample.category(" ")]),
        Unlawful(testDescription: "no kind of dossier", categories: [KeepingSample.category(of: [])]),
        Unlawful(testDescription: "no term", categories: [KeepingSample.category(term: 0)]),
        Unlawful(testDescription: "a term that cannot be meant", categories: [KeepingSample.category(term: 201)]),
        Unlawful(
            testDescription: "one kind twice", categories: [KeepingSample.category(), KeepingSample.category("12.2")]),
        Unlawful(
            testDescription: "one number twice",
            categories: [KeepingSample.category(), KeepingSample.category(of: [.claim])]),
        Unlawful(
            testDescription: "a trigger that never comes",
            categories: [KeepingSample.category(after: .objectionTermOver)]),
        Unlawful(
            testDescription: "a company is never closed", categories: [KeepingSample.category(of: [.company])]),
        Unlawful(
            testDescription: "the book of destruction itself",
            categories: [KeepingSample.category(after: .lastEvent, of: [.disposal])]),
    ]

    @Test("A schedule that leaves open what becomes of a dossier is not published", arguments: unlawful)
    func publishing(_ unlawful: Unlawful) throws {
        let book = try Book()
        let command = RetentionSchedule.Publish(
            from: FileSample.today, source: "lijst", categories: unlawful.categories)
        #expect(try book.refusal(of: command, by: .recordsManager)?.rule == .complete)
    }

    @Test("A schedule names its source, says why it holds from the past, and is published once")
    func once() throws {
        let book = try Book()
        let yesterday = FileSample.today.adding(days: -1)
        let past = KeepingSample.publish(KeepingSample.category(), from: yesterday)
        #expect(try book.refusal(of: past, by: .recordsManager)?.rule == .complete)
        let sourceless = RetentionSchedule.Publish(
            from: FileSample.today, source: "", categories: [KeepingSample.category()])
        #expect(try book.refusal(of: sourceless, by: .recordsManager)?.rule == .complete)
        #expect(
            try book.accept(past, by: .recordsManager, reason: "lijst gold al").eventNames
                == ["RetentionSchedulePublished"])
        #expect(try book.accept(past, by: .recordsManager, reason: "lijst gold al").emissions.isEmpty)
    }

    @Test("A day is judged by the edition that began last by then, and of two by the later one")
    func editions() throws {
        let book = try Book()
        let later = FileSample.today.adding(days: 30)
        try book.accept(KeepingSample.publish(KeepingSample.category(term: 1)), by: .recordsManager)
        try book.accept(KeepingSample.publish(KeepingSample.category(term: 3), from: later), by: .recordsManager)
        try book.accept(KeepingSample.publish(KeepingSample.category(term: 2)), by: .recordsManager)
        let schedule = book.state(RetentionScheduleID.book)
        func term(_ date: CivilDate) -> Int? { schedule.edition(on: date)?.categories[0].term }
        #expect(term(FileSample.today.adding(days: -1)) == nil)
        #expect(term(FileSample.today) == 2)
        #expect(term(later.adding(days: -1)) == 2)
        #expect(term(later) == 3)
    }

    private func standing(_ book: Book, _ dossier: StreamName, on date: CivilDate) throws -> RetentionStanding {
        try book.answer { records throws(Interruption) in try records.retention(of: [dossier], on: date) }[0]
    }

    @Test("A dossier is kept without a category, until its term has begun, on its last day, and for good under B")
    func reasons() throws {
        let meeting = KeepingSample.first.stream
        let held = FileSample.today
        let end = held.adding(years: 2)

        let bare = try Book.withMeetings(schedule: false)
        #expect(try standing(bare, meeting, on: end.adding(days: 1)).reasonToKeep(on: end) == .uncategorised)

        let book = try Book.withMeetings()
        let standing = try standing(book, meeting, on: end)
        #expect(standing.triggeredOn == held && standing.end == end)
        #expect(standing.reasonToKeep(on: end) == .running)
        #expect(standing.reasonToKeep(on: end.adding(days: 1)) == nil)
        #expect(!standing.isToBeTransferred(on: end.adding(days: 1)))

        let kept = RetentionStanding(dossier: meeting, category: KeepingSample.category("1", .keep), triggeredOn: held)
        #expect(kept.reasonToKeep(on: end.adding(years: 100)) == .permanent)
        #expect(!kept.isToBeTransferred(on: end) && kept.isToBeTransferred(on: end.adding(days: 1)))
        let open = RetentionStanding(dossier: meeting, category: KeepingSample.category(), triggeredOn: nil)
        #expect(open.reasonToKeep(on: end.adding(years: 100)) == .untriggered)
    }

    @Test("A file that is reopened stops its term, and begins it anew when it closes again")
    func reopening() throws {
        let book = try Book.withConcern()
        try book.accept(
            KeepingSample.publish(KeepingSample.category(of: [.concern])), by: .recordsManager)
        let concern = FileSample.concern
        func triggered() throws -> CivilDate? {
            try standing(book, concern.stream, on: book.now.dateInAmsterdam).triggeredOn
        }
        #expect(try triggered() == nil)
        book.record([concern.event(.closed(Concern.Closed()))], by: TestOfficer.bmoCoordinator.id)
        #expect(try triggered() == FileSample.today)
        try book.wait(until: "2026-03-02")
        book.record(
            [concern.event(.reopened(Concern.Reopened(missions: [], reason: "nieuw")))],
            by: TestOfficer.bmoCoordinator.id)
        #expect(try triggered() == nil)
        book.record([concern.event(.closed(Concern.Closed()))], by: TestOfficer.bmoCoordinator.id)
        #expect(try triggered() == book.now.dateInAmsterdam)
    }

    @Test("A file of several missions waits for the last of them to end")
    func missions() throws {
        let book = try Book.withMissionFiles()
        try book.accept(
            KeepingSample.publish(KeepingSample.category(after: .missionEnded, of: [.briefing])), by: .recordsManager)
        try book.accept(FileSample.plan([FileSample.riyadh, FileSample.jeddah]))
        func triggered() throws -> CivilDate? {
            try standing(book, FileSample.briefing.stream, on: book.now.dateInAmsterdam).triggeredOn
        }
        book.cancel(FileSample.riyadh)
        #expect(try triggered() == nil)
        try book.wait(until: "2026-04-01")
        book.cancel(FileSample.jeddah)
        #expect(try triggered() == book.now.dateInAmsterdam)
    }

    @Test("The term for an objection ends when it was to end, whatever was suspended and resumed meanwhile")
    func objectionTerm() throws {
        let book = try Book()
        try book.accept(
            KeepingSample.publish(KeepingSample.category(after: .objectionTermOver, of: [.measure])),
            by: .recordsManager)
        let measure = MeasureID(local: "2026-1")
        let objectionUntil = FileSample.today.adding(days: 42)
        let notified = Measure.Notified(
            channel: .sample, remedyClause: true, objectionUntil: objectionUntil, missions: [])
        func triggered() throws -> CivilDate? {
            try standing(book, measure.stream, on: book.now.dateInAmsterdam).triggeredOn
        }
        book.record([measure.event(.notified(notified))], by: TestOfficer.caseHandler.id)
        #expect(try triggered() == objectionUntil)
        for (name, day) in [("MeasureSuspended", nil), ("MeasureResumed", objectionUntil)] {
            let event = try #require(EventCatalogue.named(name)).sample
            book.record([Emission(stream: measure.stream, event: event)], by: TestOfficer.officeHolder.id)
            #expect(try triggered() == day, "\(name)")
        }
        let later = objectionUntil.adding(days: 30)
        try book.wait(until: later.text)
        try book.record(["MeasureSuspended", "MeasureResumed"], in: measure.stream, by: .officeHolder)
        #expect(try triggered() == later, "resumed after the term")
    }

    @Test("Dating back shortens no term: a day counts from when it was recorded, and the last of several counts")
    func datedBack() throws {
        let book = try Book.withConcern()
        let concern = FileSample.concern
        func triggered(_ trigger: RetentionTrigger) throws -> CivilDate? {
            try book.accept(
                KeepingSample.publish(
                    KeepingSample.category(after: trigger, of: [.concern]), from: book.now.dateInAmsterdam),
                by: .recordsManager)
            return try standing(book, concern.stream, on: book.now.dateInAmsterdam).triggeredOn
        }
        try book.wait(until: "2026-06-01")
        let before = try Timestamp(text: "2026-01-05T09:00:00+01:00")
        book.record([concern.event(.closed(Concern.Closed()))], by: TestOfficer.bmoCoordinator.id, at: before)
        #expect(try triggered(.lastEvent) == book.now.dateInAmsterdam)
        #expect(try triggered(.fileClosed) == book.now.dateInAmsterdam)
    }
}
