import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Persons")
struct PersonTests {
    private let person = PersonID(local: "persoon00001")

    private func register(name: String = "Jo Voorbeeld", affiliation: SubjectID? = nil) -> Person.Register {
        Person.Register(
            person: person, name: name, contact: "jo@voorbeeld.nl", capacity: .defender, sensitivity: .special,
            affiliation: affiliation)
    }

    private func correct(
        name: String? = nil, contact: String? = nil, capacity: Person.Capacity? = nil, reason: String = "opgave"
    ) -> Person.Correct {
        Person.Correct(
            person: person, name: name, contact: contact, capacity: capacity, sensitivity: nil, affiliation: nil,
            reason: reason)
    }

    @Test("A person enters with a capacity; name and contact go to the register (INV-29)")
    func entering() throws {
        let book = try Book()
        let decision = try book.accept(register())
        #expect(decision.eventNames == ["PersonEntered"])
        #expect(
            decision.registerEntries == [
                RegisterEntry(id: person.text, name: "Jo Voorbeeld", contact: "jo@voorbeeld.nl")
            ])
        #expect(book.state(person).entry?.capacity == .defender)
        for emission in decision.emissions {
            let stored = String(describing: emission.event)
            #expect(!stored.contains("Voorbeeld") && !stored.contains("@"))
        }
        #expect(Person.Register.definition.registerFields == ["name", "contact"])
        #expect(Person.Correct.definition.registerFields == ["name", "contact"])
    }

    @Test("A person is entered once, with a name, and acts on behalf of somebody who exists")
    func once() throws {
        let book = try Book()
        #expect(try book.refusal(of: register(name: " "))?.rule == .complete)
        #expect(try book.refusal(of: register(affiliation: SubjectID(FileSample.civilSociety)))?.rule == .known)
        try book.enterOrganisations()
        try book.accept(register(affiliation: SubjectID(FileSample.civilSociety)))
        #expect(try book.refusal(of: register())?.rule == .unused)
        #expect(book.state(person).entry?.affiliation == SubjectID(FileSample.civilSociety))
    }

    @Test("A correction gives the whole entry anew, says why, and is nothing when nothing changes")
    func correcting() throws {
        let book = try Book()
        #expect(try book.refusal(of: correct(name: "Jo"))?.rule == .known)
        try book.accept(register())
        #expect(try book.refusal(of: correct(contact: "jo@elders.nl"))?.rule == .complete)
        #expect(try book.refusal(of: correct(name: "Jo", reason: " "))?.rule == .complete)
        #expect(try book.accept(correct(capacity: .defender)).emissions.isEmpty)
        let decision = try book.accept(correct(name: "Jo Anders"))
        #expect(decision.eventNames == ["PersonCorrected"])
        #expect(decision.registerEntries == [RegisterEntry(id: person.text, name: "Jo Anders")])
        try book.accept(correct(capacity: .contact))
        #expect(book.state(person).entry?.capacity == .contact && book.state(person).entry?.sensitivity == .special)
    }

    @Test(
        "Somebody in the register is a person, company, organisation or officer, and nothing else",
        arguments: ["mission-riyad-2026", "person-kort", "person-", "claim-3f9k2m8q7x1t", "person-12345678abcd"])
    func subjects(text: String) throws {
        #expect(throws: InvalidText.self) { try SubjectID(text: text) }
        for id in ["person-3f9k2m8q7x1t", "company-3f9k2m8q7x1t", "organisation-3f9k2m8q7x1t", "officer-3f9k2m8q7x1t"] {
            #expect(try SubjectID(text: id).stream.text == id)
        }
    }
}
