import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Officers, roles and mandates")
struct OfficerTests {
    @Test("Nobody grants a role to themselves, whatever roles they hold")
    func selfGrant() throws {
        let book = try Book()
        let command = Officer.GrantRole(
            officer: TestOfficer.everything.id, role: .decisionMaker, from: try CivilDate(text: "2026-01-01"),
            until: nil)
        #expect(try book.refusal(of: command, by: .everything)?.rule == .authority)
        #expect(try book.refusal(of: command, by: .administrator) == nil)
    }

    @Test("A role that was granted for a period is held on its last day and not on the next")
    func period() throws {
        let book = try Book()
        let officer = TestOfficer.auditor
        try book.accept(
            Officer.GrantRole(
                officer: officer.id, role: .caseHandler, from: try CivilDate(text: "2026-01-01"),
                until: try CivilDate(text: "2026-01-31")),
            by: .administrator)
        #expect(book.state(officer.id).holds(.caseHandler, on: try CivilDate(text: "2026-01-31")))
        #expect(!book.state(officer.id).holds(.caseHandler, on: try CivilDate(text: "2026-02-01")))
    }
}
