import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("The book always has an administrator")
struct AdministratorTests {
    private let first = TestOfficer.administrator.id
    private let second = TestOfficer.auditor.id
    private let today = FileSample.today

    private func founded() throws -> Book {
        let book = try Book()
        let founded = Administration.Founded(administrator: first, organisation: "BZ")
        book.record([AdministrationID.book.event(.founded(founded))], by: first)
        return book
    }

    private func grant(from days: Int = 0, until: Int? = nil) -> Officer.GrantRole {
        Officer.GrantRole(
            officer: second, role: .administrator, from: today.adding(days: days),
            until: until.map { today.adding(days: $0) })
    }

    private func revoke(_ officer: OfficerID, from days: Int = 0) -> Officer.RevokeRole {
        Officer.RevokeRole(officer: officer, role: .administrator, from: today.adding(days: days))
    }

    @Test("The last administrator does not revoke their own role, from whatever day", arguments: [-10, 0, 10])
    func last(days: Int) throws {
        let book = try founded()
        let refusal = try #require(try book.refusal(of: revoke(first, from: days), by: .administrator))
        #expect(refusal.rule == .lifecycle && refusal.remedy.nl.contains("Ken eerst een ander"))
    }

    @Test("Once another is administrator for good, the first can go, and then the other is the last")
    func succession() throws {
        let book = try founded()
        #expect(
            try book.accept(grant(), by: .administrator).eventNames == ["RoleGranted", "AdministratorAppointed"])
        try book.accept(revoke(first), by: .administrator)
        #expect(!book.state(first).holds(.administrator, on: today))
        #expect(try book.refusal(of: revoke(second), by: .auditor)?.rule == .lifecycle)
    }

    @Test("A successor whose role ends, or begins only later, is no successor yet")
    func temporary() throws {
        let book = try founded()
        try book.accept(grant(until: 30), by: .administrator)
        #expect(try book.refusal(of: revoke(first), by: .administrator)?.rule == .lifecycle)
        #expect(try book.accept(grant(from: 10), by: .administrator).eventNames == ["RoleGranted"])
        #expect(try book.refusal(of: revoke(first, from: 9), by: .administrator)?.rule == .lifecycle)
        #expect(try book.refusal(of: revoke(first, from: 10), by: .administrator) == nil)
    }

    @Test("Two administrators do not revoke each other")
    func eachOther() throws {
        let book = try founded()
        try book.accept(grant(), by: .administrator)
        try book.accept(revoke(first, from: 1), by: .auditor)
        #expect(try book.refusal(of: revoke(second, from: 1), by: .administrator)?.rule == .lifecycle)
    }

    @Test("Another role of the last administrator is revoked as any other")
    func otherRole() throws {
        let book = try founded()
        let revocation = Officer.RevokeRole(officer: TestOfficer.everything.id, role: .auditor, from: today)
        #expect(try book.refusal(of: revocation, by: .administrator) == nil)
    }
}
