import DomainRecords
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
        name: String = "Jo Anders", contact: String = "", affiliation: SubjectID? = nil, reason: String = "opgave"
    ) -> Person.Correct {
        Person.Correct(
            person: person, name: name, contact: contact, capacity: .contact, sensitivity: .open,
            affiliation: affiliation, reason: reason)
    }

    @Test("All that is known of a person goes to the register, and the event says only that it was entered (INV-29)")
    func entering() throws {
        let book = try Book()
        try book.enterOrganisations()
        let union = SubjectID(FileSample.union)
        let decision = try book.accept(register(affiliation: union))
        #expect(decision.eventNames == ["PersonEntered"])
        let entry = try #require(decision.registerEntries.first)
        #expect(entry.id == person.text && entry.name == "Jo Voorbeeld")
        #expect(
            entry.contact
                == "jo@voorbeeld.nl; hoedanigheid: mensenrechtenverdediger; gevoeligheid: "
                + "\(Organisation.Sensitivity.special.word.nl); namens: \(union.text)")
        for emission in decision.emissions {
            let stored =
                "\(String(decoding: try EventCodec.encode(emission, occurredAt: book.now, metadata: []).data, as: UTF8.self))"
            #expect(stored == "{}" && emission.stream == person.stream)
        }
        let fields = ["name", "contact", "capacity", "sensitivity", "affiliation"]
        #expect(Person.Register.definition.registerFields == fields)
        #expect(Person.Correct.definition.registerFields == fields)
    }

    @Test("A person is entered once, with a name, and acts on behalf of somebody who exists, whom no refusal names")
    func once() throws {
        let book = try Book()
        #expect(try book.refusal(of: register(name: " "))?.rule == .complete)
        let union = SubjectID(FileSample.union)
        let refusal = try #require(try book.refusal(of: register(affiliation: union)))
        #expect(refusal.rule == .known && !refusal.finding.en.contains(union.text))
        #expect(!refusal.finding.nl.contains(union.text))
        try book.accept(register())
        #expect(try book.refusal(of: register())?.rule == .unused)
    }

    @Test("A correction gives the whole entry anew and says why; an empty contact takes the contact out")
    func correcting() throws {
        let book = try Book()
        #expect(try book.refusal(of: correct())?.rule == .known)
        try book.accept(register())
        #expect(try book.refusal(of: correct(name: " "))?.rule == .complete)
        #expect(try book.refusal(of: correct(reason: " "))?.rule == .complete)
        let decision = try book.accept(correct())
        #expect(decision.eventNames == ["PersonCorrected"])
        #expect(
            decision.registerEntries == [
                RegisterEntry(
                    id: person.text, name: "Jo Anders",
                    contact: "hoedanigheid: contactpersoon; gevoeligheid: \(Organisation.Sensitivity.open.word.nl)")
            ])
        let reached = try book.accept(correct(contact: "jo@elders.nl"))
        #expect(reached.registerEntries.first?.contact?.hasPrefix("jo@elders.nl; ") == true)
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
