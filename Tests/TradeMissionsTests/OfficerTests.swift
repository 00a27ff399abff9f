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
        #expect(try book.refusal(of: command, by: .everything, reason: "achteraf")?.rule == .authority)
        #expect(try book.refusal(of: command, by: .administrator, reason: "achteraf") == nil)
    }

    @Test("A role that was granted for a period is held on its last day and not on the next")
    func period() throws {
        let book = try Book()
        let officer = TestOfficer.auditor
        try book.accept(
            Officer.GrantRole(
                officer: officer.id, role: .caseHandler, from: try CivilDate(text: "2026-01-01"),
                until: try CivilDate(text: "2026-01-31")),
            by: .administrator, reason: "achteraf vastgelegd")
        #expect(book.state(officer.id).holds(.caseHandler, on: try CivilDate(text: "2026-01-31")))
        #expect(!book.state(officer.id).holds(.caseHandler, on: try CivilDate(text: "2026-02-01")))
    }

    @Test("A role from a day that has passed takes a reason, which stays with it; from today it takes none (COMPLETE)")
    func rolesFromThePast() throws {
        let book = try Book()
        func grant(from days: Int) -> Officer.GrantRole {
            Officer.GrantRole(
                officer: TestOfficer.auditor.id, role: .caseHandler, from: FileSample.today.adding(days: days),
                until: nil)
        }
        for reason in [nil, " "] {
            #expect(try book.refusal(of: grant(from: -1), by: .administrator, reason: reason)?.rule == .complete)
        }
        #expect(try book.granted(grant(from: 0), reason: "op verzoek").reason == nil)
        #expect(try book.granted(grant(from: -1), reason: "besluit lag op papier").reason == "besluit lag op papier")
        #expect(try book.accept(grant(from: -1), by: .administrator).emissions.isEmpty)
    }

    @Test("A role granted yesterday and recorded today is from the past too (COMPLETE)")
    func datedBack() throws {
        let book = try Book()
        let yesterday = "2026-02-01T12:00:00+01:00"
        let grant = Officer.GrantRole(
            officer: TestOfficer.auditor.id, role: .caseHandler, from: FileSample.today.adding(days: -1), until: nil)
        #expect(try book.refusal(of: grant, by: .administrator, at: yesterday)?.rule == .complete)
        #expect(try book.refusal(of: grant, by: .administrator, at: yesterday, reason: "op papier") == nil)
    }

    @Test("A mandate from a day that has passed takes a reason, which stays with it (COMPLETE)")
    func mandatesFromThePast() throws {
        let book = try Book()
        let grant = Officer.GrantMandate(
            officer: TestOfficer.decisionMaker.id, mandate: .sample, powers: [.measures],
            from: FileSample.today.adding(days: -1), until: nil, onBehalfOf: "de staatssecretaris")
        #expect(try book.refusal(of: grant, by: .administrator)?.rule == .complete)
        let decision = try book.accept(grant, by: .administrator, reason: "besluit lag op papier")
        guard case .officer(.mandateGranted(let granted)) = decision.emissions[0].event else {
            Issue.record("\(decision.eventNames)")
            return
        }
        #expect(granted.reason == "besluit lag op papier")
    }

    @Test("A role revoked from a day that has passed takes a reason, which stays with it; from today none (COMPLETE)")
    func roleRevokedFromThePast() throws {
        let book = try Book()
        func revoke(from days: Int) -> Officer.RevokeRole {
            Officer.RevokeRole(
                officer: TestOfficer.caseHandler.id, role: .caseHandler, from: FileSample.today.adding(days: days))
        }
        func reason(of decision: Decision) throws -> String? {
            guard case .officer(.roleRevoked(let revoked)) = decision.emissions.first?.event else {
                throw UnexpectedEvents(names: decision.eventNames)
            }
            return revoked.reason
        }
        for blank in [nil, " "] {
            #expect(try book.refusal(of: revoke(from: -1), by: .administrator, reason: blank)?.rule == .complete)
        }
        #expect(try book.refusal(of: revoke(from: 0), by: .administrator) == nil)
        #expect(try reason(of: book.accept(revoke(from: 1), by: .administrator, reason: "vertrek")) == nil)
        let before = try book.accept(revoke(from: -1), by: .administrator, reason: "uit dienst, laat gemeld")
        #expect(try reason(of: before) == "uit dienst, laat gemeld")
        #expect(try book.accept(revoke(from: -1), by: .administrator).emissions.isEmpty)
    }

    @Test("A mandate revoked from a day that has passed takes a reason, which stays with it (COMPLETE)")
    func mandateRevokedFromThePast() throws {
        let book = try Book()
        let officer = TestOfficer.decisionMaker.id
        try book.accept(
            Officer.GrantMandate(
                officer: officer, mandate: .sample, powers: [.measures], from: FileSample.today, until: nil,
                onBehalfOf: "de staatssecretaris"), by: .administrator)
        let revoke = Officer.RevokeMandate(
            officer: officer, mandate: .sample, from: FileSample.today.adding(days: -1))
        #expect(try book.refusal(of: revoke, by: .administrator)?.rule == .complete)
        let later = Officer.RevokeMandate(officer: officer, mandate: .sample, from: FileSample.today)
        #expect(try book.refusal(of: later, by: .administrator) == nil)
        let decision = try book.accept(revoke, by: .administrator, reason: "bij vergissing verleend")
        guard case .officer(.mandateRevoked(let revoked)) = decision.emissions[0].event else {
            Issue.record("\(decision.eventNames)")
            return
        }
        #expect(revoked.reason == "bij vergissing verleend")
        #expect(try book.accept(revoke, by: .administrator).emissions.isEmpty)
    }
}

extension Book {
    fileprivate func granted(_ command: Officer.GrantRole, reason: String) throws -> Officer.RoleGranted {
        let decision = try accept(command, by: .administrator, reason: reason)
        guard case .officer(.roleGranted(let granted)) = decision.emissions.first?.event else {
            throw UnexpectedEvents(names: decision.eventNames)
        }
        return granted
    }
}

private struct UnexpectedEvents: Error {
    let names: [String]
}
