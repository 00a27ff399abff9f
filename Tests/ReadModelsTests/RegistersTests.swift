import EventSourcing
import ReadModels
import TestSupport
import Testing

@testable import TradeMissions

@Suite struct RegistersTests {
    @Test func `A file is listed once, by the first event of its stream, and by its kind`() throws {
        let book = try Book()
        let concerns = ["metro-lonen", "arbeidstijden"].map { ConcernID(local: $0) }
        let linked = Concern.Event.linked(Concern.Linked(mission: .sample))
        book.record(concerns.map { $0.event(linked) }, by: TestOfficer.bmoCoordinator.id)
        let first = book.now
        book.now = first.adding(seconds: 60)
        book.record([concerns[0].event(linked)], by: TestOfficer.bmoCoordinator.id)

        let rows = book.rows(of: Registers.self).values.sorted { $0.stream < $1.stream }

        #expect(rows.map(\.stream.text) == ["concern-arbeidstijden", "concern-metro-lonen"])
        #expect(rows.allSatisfy { $0.firstRecordedAt == first })
        #expect(rows.identifiers(of: ConcernID.self) == concerns.sorted())
        #expect(rows.identifiers(of: MeasureID.self).isEmpty)
    }

    @Test func `Officers and missions are no files`() throws {
        let book = try Book()
        #expect(!book.log.isEmpty)
        #expect(book.rows(of: Registers.self).isEmpty)
    }
}
