import DomainRecords
import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Whoever was erased is not named anew (ERASURE)")
struct ErasedSubjectTests {
    private let person = PersonID(local: "persoon00001")
    private let officer = TestOfficer.caseHandler.id

    /// A book in which an organisation, a company and a person were registered, and are named nowhere.
    private func book() throws -> Book {
        let book = try Book()
        try book.enterOrganisations()
        book.record(
            [CompanyID.sample.event(.entered(Company.Entered(sizeClass: .small, sector: "water")))],
            by: TestOfficer.missionManager.id)
        try book.accept(
            Person.Register(
                person: person, name: "Jo Voorbeeld", contact: nil, capacity: .contact, sensitivity: .open,
                affiliation: nil))
        return book
    }

    private func erase(_ subject: some RandomID, in book: Book) throws {
        let command = KeepingSample.erase(SubjectID(subject), withoutCategory: "op verzoek")
        let erased = try book.accept(command, by: .privacyOfficer)
        guard case .erasure(.personErased(let event))? = erased.emissions.first?.event else {
            throw NothingErased()
        }
        #expect(event.register)
    }

    /// That somebody was erased from some files, whatever they are due to.
    private func recordErasure(of subject: some RandomID, from dossiers: [StreamName], in book: Book) {
        let subject = SubjectID(subject)
        let erased = Erasure.PersonErased(
            subject: subject, ground: .objection, requester: .subject, receivedOn: FileSample.today, register: true,
            dossiers: dossiers, kept: [])
        book.record([ErasureID(subject).event(.personErased(erased))], by: TestOfficer.privacyOfficer.id)
    }

    private struct NothingErased: Error {}

    @Test("An organisation is invited to no meeting, and held for nothing")
    func organisation() throws {
        let book = try book()
        let meeting = BmoMeeting.Hold(
            meeting: KeepingSample.first, date: book.now.dateInAmsterdam, organisations: [KeepingSample.organisation],
            agenda: ["Golfregio"])
        let hold = try KeepingSample.hold("woo-1", on: [KeepingSample.subject])
        #expect(try book.refusal(of: meeting, by: .bmoCoordinator) == nil)
        #expect(try book.refusal(of: hold, by: .caseHandler) == nil)
        try erase(KeepingSample.organisation, in: book)
        let refusal = try #require(try book.refusal(of: meeting, by: .bmoCoordinator))
        #expect(refusal.rule == .erasure && refusal.finding.en.contains("is not named anew in bmo-2026-01"))
        #expect(refusal.finding.nl.contains("wordt in bmo-2026-01 niet opnieuw genoemd"), "\(refusal.finding)")
        #expect(refusal.remedy.en.contains("under a new id"))
        #expect(try book.refusal(of: hold, by: .caseHandler)?.rule == .erasure)
        // A file of theirs is kept all the same: others may be in it.
        let ofFile = try KeepingSample.hold("woo-2", on: [], [KeepingSample.organisation.stream])
        #expect(try book.refusal(of: ofFile, by: .caseHandler) == nil)
    }

    @Test("To the file of a company nothing is added")
    func company() throws {
        let book = try book()
        let contact = Company.RecordContact(company: .sample, means: .telephone, summary: "gebeld")
        #expect(try book.refusal(of: contact, by: .caseHandler) == nil)
        try erase(CompanyID.sample, in: book)
        let refusal = try #require(try book.refusal(of: contact, by: .caseHandler))
        #expect(refusal.rule == .erasure && refusal.finding.en.contains("nothing is added to this file"))
    }

    @Test("Nobody is registered on behalf of whoever was erased, and the refusal does not say who that is")
    func affiliation() throws {
        let book = try book()
        let colleague = Person.Register(
            person: PersonID(local: "persoon00002"), name: "Bo Voorbeeld", contact: nil, capacity: .contact,
            sensitivity: .open, affiliation: SubjectID(CompanyID.sample))
        #expect(try book.refusal(of: colleague) == nil)
        try erase(CompanyID.sample, in: book)
        let refusal = try #require(try book.refusal(of: colleague))
        #expect(refusal.rule == .erasure && !refusal.finding.en.contains(CompanyID.sample.text))
    }

    @Test("A person is recorded behind no account, and an account of an officer is given nothing")
    func accounts() throws {
        let book = try book()
        let identify = Officer.Identify(officer: officer, person: person)
        let role = Officer.GrantRole(officer: officer, role: .decisionMaker, from: FileSample.today, until: nil)
        for command in [identify, role] as [any Command] {
            #expect(try refusal(of: command, in: book) == nil)
        }
        try erase(person, in: book)
        #expect(try refusal(of: identify, in: book)?.rule == .erasure)
        #expect(try refusal(of: role, in: book) == nil)
        recordErasure(of: officer, from: [officer.stream], in: book)
        #expect(try refusal(of: role, in: book)?.rule == .erasure)
    }

    private func refusal(of command: any Command, in book: Book) throws -> Refusal? {
        func refusal(of command: some Command) throws -> Refusal? {
            try book.refusal(of: command, by: .administrator)
        }
        return try refusal(of: command)
    }

    @Test("A file that named them goes on, and what an account was given can be taken back")
    func goesOn() throws {
        let book = try book()
        try book.accept(Officer.Identify(officer: officer, person: person), by: .administrator)
        try book.accept(
            Officer.GrantMandate(
                officer: officer, mandate: .sample, powers: [.measures], from: FileSample.today, until: nil,
                onBehalfOf: "de staatssecretaris"), by: .administrator)
        for subject in [SubjectID(person), SubjectID(officer)] {
            let erased = Erasure.PersonErased(
                subject: subject, ground: .objection, requester: .subject, receivedOn: FileSample.today, register: true,
                dossiers: [officer.stream], kept: [])
            book.record([ErasureID(subject).event(.personErased(erased))], by: TestOfficer.privacyOfficer.id)
        }
        let other = Officer.Identify(officer: TestOfficer.imvoAdviser.id, person: person)
        #expect(try book.refusal(of: other, by: .administrator)?.rule == .erasure)
        try book.accept(
            Officer.CorrectIdentity(officer: officer, person: person, reason: "vergissing"), by: .everything)
        try book.accept(
            Officer.RevokeMandate(officer: officer, mandate: .sample, from: FileSample.today), by: .administrator)
    }

    @Test("An act that names somebody rests on what was erased of them, and one that names nobody does not")
    func looksAt() throws {
        let book = try book()
        func looked(_ command: some Command, by officer: TestOfficer) throws -> Set<StreamName> {
            let act = Act(
                actor: officer.id, officer: book.state(officer.id), occurredAt: book.now, now: book.now, reason: nil)
            return try book.answer { records throws(Interruption) in
                try command.decide(act, records).requireNoneErased(records)
                return Set(records.expectations.map(\.stream))
            }
        }
        let identify = Officer.Identify(officer: officer, person: person)
        #expect(
            try looked(identify, by: .administrator).isSuperset(of: [
                ErasureID(SubjectID(person)).stream, ErasureID(SubjectID(officer)).stream,
            ]))
        try book.publishProfile(.high)
        let mission = try looked(MissionJourney.propose(), by: .missionManager)
        #expect(!mission.contains { Category(of: $0) == .erasure }, "\(mission)")
    }
}
