import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Companies")
struct CompanyTests {
    private let company = MissionJourney.first

    private func register(name: String = "Bouw BV", sector: String = "bouw") throws -> Company.Register {
        Company.Register(
            company: company, name: name, kvkNumber: try KvkNumber(text: "27312345"), contact: "bouw@voorbeeld.nl",
            sizeClass: .large, sector: sector)
    }

    private func correct(
        name: String? = nil, kvkNumber: KvkNumber? = nil, contact: String? = nil, sizeClass: SizeClass? = nil,
        sector: String? = nil, reason: String = "opgave van het bedrijf"
    ) -> Company.Correct {
        Company.Correct(
            company: company, name: name, kvkNumber: kvkNumber, contact: contact, sizeClass: sizeClass,
            sector: sector, reason: reason)
    }

    @Test(
        "A KvK number has exactly eight digits",
        arguments: ["1234567", "123456789", "1234567a", " 12345678", "１２３４５６７８", ""])
    func kvkNumber(text: String) {
        #expect(throws: InvalidText.self) { try KvkNumber(text: text) }
    }

    @Test("A company enters with size and sector; name, number and contact go to the register (INV-29)")
    func entering() throws {
        let book = try Book()
        let decision = try book.accept(try register())
        #expect(decision.eventNames == ["CompanyEntered"])
        #expect(
            decision.registerEntries == [
                RegisterEntry(
                    id: company.text, name: "Bouw BV", kvkNumber: "27312345", contact: "bouw@voorbeeld.nl")
            ])
        #expect(book.state(company).sizeClass == .large && book.state(company).sector == "bouw")
        for emission in decision.emissions {
            let stored = String(describing: emission.event)
            #expect(!stored.contains("Bouw BV") && !stored.contains("27312345") && !stored.contains("@"))
        }
        #expect(Company.Register.definition.registerFields == ["name", "kvkNumber", "contact"])
        #expect(Company.Correct.definition.registerFields == ["name", "kvkNumber", "contact"])
    }

    @Test("A company is entered once, with a name and a sector")
    func once() throws {
        let book = try Book()
        #expect(try book.refusal(of: register(name: " "))?.rule == .complete)
        #expect(try book.refusal(of: register(sector: ""))?.rule == .complete)
        try book.accept(try register())
        #expect(try book.refusal(of: register())?.rule == .unused)
    }

    @Test("A changed size or sector is an event, and no entry in the register")
    func correction() throws {
        let book = try Book()
        try book.accept(try register())
        let decision = try book.accept(correct(sector: "water"))
        #expect(decision.eventNames == ["CompanyCorrected"] && decision.registerEntries.isEmpty)
        #expect(book.state(company).sector == "water" && book.state(company).sizeClass == .large)
        #expect(try book.accept(correct(sizeClass: .large, sector: "water")).emissions.isEmpty)
    }

    @Test("A changed name is a new entry in the register, and the log tells only that and why")
    func registerCorrection() throws {
        let book = try Book()
        try book.accept(try register())
        let decision = try book.accept(correct(name: "Water BV", kvkNumber: try KvkNumber(text: "27312345")))
        #expect(
            decision.registerEntries == [
                RegisterEntry(id: company.text, name: "Water BV", kvkNumber: "27312345", contact: nil)
            ])
        #expect(decision.eventNames == ["CompanyCorrected"])
        #expect(!String(describing: decision.emissions).contains("Water BV"))
    }

    @Test("A correction takes a reason, a known company, and a whole entry of the register")
    func incompleteCorrection() throws {
        let book = try Book()
        #expect(try book.refusal(of: correct(sector: "water"))?.rule == .known)
        try book.accept(try register())
        #expect(try book.refusal(of: correct(sector: "water", reason: " "))?.rule == .complete)
        #expect(try book.refusal(of: correct(sector: " "))?.rule == .complete)
        #expect(try book.refusal(of: correct(contact: "nieuw"))?.rule == .complete)
        #expect(try book.refusal(of: correct(name: "Water BV"))?.rule == .complete)
        #expect(try book.refusal(of: correct(name: " ", kvkNumber: .sample))?.rule == .complete)
    }

    @Test("Every contact and response is kept in order, with equal ones kept apart")
    func engagement() throws {
        let book = try Book()
        try book.accept(try register())
        let call = Company.RecordContact(company: company, means: .telephone, summary: "gebeld over lonen")
        #expect(try book.accept(call).eventNames == ["ContactAttempted"])
        #expect(try book.accept(call).eventNames == ["ContactAttempted"])
        let letter = Company.SendConcernLetter(
            company: company, facts: "lonen bij onderaannemer", replyBy: FileSample.today.adding(days: 14))
        #expect(try book.accept(letter, by: .imvoAdviser).eventNames == ["ConcernLetterSent"])
        let reply = Company.RecordResponse(
            company: company, response: .partial, summary: "zoekt het uit", confidentialAbout: nil, confidential: nil)
        #expect(try book.accept(reply).eventNames == ["ResponseReceived.v2"])
        let help = Company.RecordIntervention(company: company, kind: .inform, summary: "gewezen op het steunpunt")
        #expect(try book.accept(help).eventNames == ["InterventionRecorded"])
        #expect(
            book.state(company).engagements.map(\.kind) == [
                .contact(.telephone), .contact(.telephone), .concernLetter, .response(.partial),
                .intervention(.inform),
            ])
    }

    @Test("Silence is recorded and advised upon, and finds nothing about the company (R1)")
    func silence() throws {
        let book = try Book()
        try book.accept(try register())
        let silence = Company.RecordResponse(
            company: company, response: .none, summary: "geen antwoord na twee weken", confidentialAbout: nil,
            confidential: nil)
        let decision = try book.accept(silence)
        #expect(decision.eventNames == ["ResponseReceived.v2"] && decision.advisories.map(\.rule) == [.r1])
        let answer = Company.RecordResponse(
            company: company, response: .substantive, summary: "plan gestuurd", confidentialAbout: nil,
            confidential: nil)
        #expect(try book.accept(answer).advisories.isEmpty)
    }

    @Test("A letter of concern states facts and a day to reply by that lies ahead")
    func letter() throws {
        let book = try Book()
        try book.accept(try register())
        let factless = Company.SendConcernLetter(
            company: company, facts: "", replyBy: FileSample.today.adding(days: 14))
        let today = Company.SendConcernLetter(company: company, facts: "lonen", replyBy: FileSample.today)
        #expect(try book.refusal(of: factless, by: .caseHandler)?.rule == .complete)
        #expect(try book.refusal(of: today, by: .caseHandler)?.rule == .complete)
    }

    @Test("What is recorded of a contact says something, about a company that is known")
    func emptyContact() throws {
        let book = try Book()
        let unknown = Company.RecordContact(company: company, means: .letter, summary: "brief")
        #expect(try book.refusal(of: unknown)?.rule == .known)
        #expect(
            try book.refusal(
                of: Company.RecordResponse(
                    company: company, response: .none, summary: "x", confidentialAbout: nil, confidential: nil))?.rule
                == .known)
        #expect(
            try book.refusal(of: Company.RecordIntervention(company: company, kind: .ease, summary: "x"))?.rule
                == .known)
        try book.accept(try register())
        let empty: [any Command] = [
            Company.RecordContact(company: company, means: .letter, summary: " "),
            Company.RecordResponse(
                company: company, response: .declined, summary: "", confidentialAbout: nil, confidential: nil),
            Company.RecordIntervention(company: company, kind: .oblige, summary: ""),
        ]
        for command in empty { #expect(try book.refusal(of: command)?.rule == .complete) }
    }
}
