import DomainRecords
import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Erasing personal data (ERASURE)")
struct ErasureTests {
    private let subject = KeepingSample.subject
    private let person = PersonID(local: "persoon00001")

    private func erased(_ decision: Decision) throws -> Erasure.PersonErased {
        guard case .erasure(.personErased(let erased))? = decision.emissions.first?.event else { throw NothingErased() }
        return erased
    }

    private struct NothingErased: Error {}

    /// Of whom the own file has no category.
    private func eraseUncategorised(_ subject: SubjectID) -> Person.Erase {
        KeepingSample.erase(subject, withoutCategory: "op verzoek")
    }

    private func bookWithPerson() throws -> Book {
        let book = try Book()
        try book.accept(
            Person.Register(
                person: person, name: "Jo Voorbeeld", contact: nil, capacity: .contact, sensitivity: .open,
                affiliation: nil))
        return book
    }

    @Test("Whom no dossier names is erased at once, with every key, and once only")
    func atOnce() throws {
        let book = try bookWithPerson()
        let bare = try #require(try book.refusal(of: KeepingSample.erase(SubjectID(person)), by: .privacyOfficer))
        #expect(bare.rule == .complete && bare.finding.en.contains(person.text), "its own file has no category")
        let decision = try book.accept(eraseUncategorised(SubjectID(person)), by: .privacyOfficer)
        let event = try erased(decision)
        #expect(event.register && event.dossiers == [person.stream] && event.kept.isEmpty)
        #expect(event.withoutCategory == Erasure.WithoutCategory(dossiers: [person.stream], reason: "op verzoek"))
        #expect(Erasure.Event.personErased(event).remarks.map(\.kind) == [.waiver])
        #expect(
            decision.keyDestructions == [
                KeyDestruction(subject: person.text, dossier: person.text),
                KeyDestruction(subject: person.text, dossier: KeyDestruction.registerDossier),
            ])
        #expect(book.eventNames(of: ErasureID(SubjectID(person)).stream) == ["PersonalDataErased.v2"])
        let again = try book.accept(eraseUncategorised(SubjectID(person)), by: .privacyOfficer)
        #expect(again.emissions.isEmpty && again.keyDestructions.isEmpty)
    }

    @Test("Nothing is entered any more of somebody whose entry was erased")
    func stays() throws {
        let book = try bookWithPerson()
        try book.accept(eraseUncategorised(SubjectID(person)), by: .privacyOfficer)
        let correction = Person.Correct(
            person: person, name: "Jo", contact: "", capacity: .signatory, sensitivity: .open, affiliation: nil,
            reason: "nieuw")
        #expect(try book.refusal(of: correction)?.rule == .erasure)
    }

    @Test(
        "While the term of a dossier runs that needs the data, nothing goes, and the refusal says what stays until when"
    )
    func running() throws {
        let book = try Book.withMeetings()
        let refusal = try #require(try book.refusal(of: KeepingSample.erase(), by: .privacyOfficer))
        #expect(refusal.rule == .retention)
        #expect(refusal.finding.en.contains("bmo-2026-01 (term runs 12.1 until 2028-02-02)"))
        #expect(refusal.finding.nl.contains("bmo-2026-02 (termijn loopt 12.1 tot en met 2029-02-02)"))
    }

    @Test("Per dossier: what is due goes, what is not stays with the name, and the rest follows when it is due")
    func partial() throws {
        let book = try Book.withMeetings()
        try book.wait(until: "2028-06-01")
        let decision = try book.accept(KeepingSample.erase(), by: .privacyOfficer)
        let first = try erased(decision)
        #expect(!first.register)
        #expect(first.dossiers == [KeepingSample.first.stream])
        #expect(
            first.kept == [
                Erasure.Kept(
                    dossier: KeepingSample.second.stream, because: .running, basis: "12.1",
                    until: try CivilDate(text: "2029-02-02")),
                Erasure.Kept(
                    dossier: subject.stream, because: .running, basis: "12.9",
                    until: try CivilDate(text: "2029-02-02")),
            ])
        #expect(decision.keyDestructions.map(\.dossier) == [KeepingSample.first.stream.text])
        #expect(try book.refusal(of: KeepingSample.erase(), by: .privacyOfficer)?.rule == .retention)

        try book.wait(until: "2029-02-03")
        let rest = try book.accept(KeepingSample.erase(), by: .privacyOfficer)
        #expect(try erased(rest).register && erased(rest).dossiers == [KeepingSample.second.stream, subject.stream])
        #expect(
            rest.keyDestructions.map(\.dossier)
                == [KeepingSample.second.stream.text, subject.text, KeyDestruction.registerDossier])
    }

    @Test("A dossier without a category is kept, and so is what is to be kept for good")
    func uncategorised() throws {
        let bare = try Book.withMeetings(schedule: false)
        try bare.wait(until: "2126-01-01")
        let refusal = try #require(try bare.refusal(of: KeepingSample.erase(), by: .privacyOfficer))
        #expect(
            refusal.rule == .complete
                && refusal.finding.en.contains(
                    "bmo-2026-01 (the owner has published no category yet, no ground of GDPR 17(3))")
        )
        #expect(
            refusal.remedy.en.contains("retention publish") && refusal.remedy.en.contains("no ground of GDPR 17(3)"))

        let book = try Book.withMeetings(schedule: false)
        try book.accept(
            KeepingSample.publish(KeepingSample.category("1", .keep), from: book.now.dateInAmsterdam),
            by: .recordsManager)
        try book.wait(until: "2126-01-01")
        let kept = try #require(try book.refusal(of: KeepingSample.erase(), by: .privacyOfficer))
        #expect(kept.rule == .retention && kept.finding.nl.contains("bmo-2026-02 (blijvend te bewaren 1"))
    }

    @Test("A dossier without a category that has gone on since somebody was erased in it asks for a reason anew")
    func goneOnSince() throws {
        let first = KeepingSample.first.stream
        for hasGoneOn in [false, true] {
            let book = try Book.withMeetings(schedule: false)
            let event = Erasure.PersonErased(
                subject: subject, ground: .objection, requester: .subject, receivedOn: FileSample.today,
                register: false, dossiers: [first], kept: [])
            book.record([ErasureID(subject).event(.personErased(event))], by: TestOfficer.privacyOfficer.id)
            if hasGoneOn { try book.record(["BmoMeetingHeld"], in: first, by: .bmoCoordinator) }
            let refusal = try #require(try book.refusal(of: KeepingSample.erase(), by: .privacyOfficer))
            #expect(refusal.finding.en.contains(first.text) == hasGoneOn, "\(refusal.finding.en)")
            #expect(refusal.finding.en.contains(KeepingSample.second.text), "\(refusal.finding.en)")
        }
    }

    @Test("What has no category goes with a recorded reason, and the event names it; what is due needs none")
    func withoutCategory() throws {
        let book = try Book.withMeetings(schedule: false)
        let blank = KeepingSample.erase(withoutCategory: " ")
        #expect(try book.refusal(of: blank, by: .privacyOfficer)?.rule == .complete)
        let command = KeepingSample.erase(withoutCategory: "bevel van de toezichthouder")
        let event = try erased(try book.accept(command, by: .privacyOfficer))
        let files = [KeepingSample.first.stream, KeepingSample.second.stream]
        #expect(event.register && event.dossiers == files + [subject.stream] && event.kept.isEmpty)
        #expect(
            event.withoutCategory
                == Erasure.WithoutCategory(dossiers: files + [subject.stream], reason: "bevel van de toezichthouder"))
        let remarks = Erasure.Event.personErased(event).remarks
        #expect(remarks.map(\.kind) == [.waiver] && remarks.map(\.rule) == [.retention])
        #expect(remarks.first?.reason == "bevel van de toezichthouder")

        let due = try Book.withMeetings()
        try due.wait(until: "2030-01-01")
        let plain = try erased(try due.accept(command, by: .privacyOfficer))
        #expect(plain.withoutCategory == nil && Erasure.Event.personErased(plain).remarks.isEmpty)
    }

    @Test("A reason waives the want of a category only: no hold, no term, and no dossier that rests on what goes")
    func waivedOnly() throws {
        let command = KeepingSample.erase(withoutCategory: "onrechtmatig verwerkt")
        let running = try Book.withMeetings()
        #expect(try running.refusal(of: command, by: .privacyOfficer)?.rule == .retention)
        let held = try Book.withMeetings(schedule: false)
        try held.accept(KeepingSample.hold("woo-1", on: [subject]), by: .caseHandler)
        #expect(try held.refusal(of: command, by: .privacyOfficer)?.rule == .hold)

        // One with a running term beside one without a category: the latter goes, and the name stays.
        let book = try Book.withMeetings()
        try book.accept(FileSample.raise(), by: .bmoCoordinator)
        let event = try erased(try book.accept(command, by: .privacyOfficer))
        #expect(!event.register && event.withoutCategory?.dossiers == [FileSample.concern.stream])
        #expect(event.dossiers == [FileSample.concern.stream])
        #expect(Set(event.kept.map(\.because)) == [.running])
    }

    @Test("Only the plan that was shown is carried out: a lifted hold or a day that ends a term makes another one")
    func shownPlan() throws {
        func plan(of book: Book) throws -> ErasurePlan {
            try book.answer { records throws(Interruption) in
                try records.erasurePlan(for: subject, on: book.now.dateInAmsterdam)
            }
        }
        let book = try Book.withMeetings()
        try book.wait(until: "2028-06-01")
        let shown = try plan(of: book)
        #expect(try plan(of: book).digest == shown.digest)
        try book.wait(until: "2029-02-02")
        #expect(try book.refusal(of: KeepingSample.erase(plan: shown.digest), by: .privacyOfficer) == nil)
        try book.wait(until: "2029-02-03")
        let late = try #require(
            try book.refusal(of: KeepingSample.erase(plan: shown.digest), by: .privacyOfficer))
        #expect(late.rule == .erasure && late.finding.en.contains("other than was shown"))

        try book.accept(KeepingSample.hold("woo-1", on: [], [KeepingSample.second.stream]), by: .caseHandler)
        let held = try plan(of: book)
        try book.accept(KeepingSample.lift("woo-1"), by: .decisionMaker)
        #expect(
            try book.refusal(of: KeepingSample.erase(plan: held.digest), by: .privacyOfficer)?.rule == .erasure)
        let now = try plan(of: book).digest
        #expect(try erased(try book.accept(KeepingSample.erase(plan: now), by: .privacyOfficer)).register)
    }

    @Test("A hold on somebody keeps everything of them; one on a dossier keeps that dossier, and the name")
    func held() throws {
        let book = try Book.withMeetings()
        try book.wait(until: "2030-01-01")
        try book.accept(KeepingSample.hold("woo-1", on: [subject]), by: .caseHandler)
        let refusal = try #require(try book.refusal(of: KeepingSample.erase(), by: .privacyOfficer))
        #expect(refusal.rule == .hold && refusal.finding.nl.contains("woo-1"))
        try book.accept(KeepingSample.lift("woo-1"), by: .decisionMaker)
        try book.accept(KeepingSample.hold("woo-2", on: [], [KeepingSample.first.stream]), by: .caseHandler)
        let first = try erased(try book.accept(KeepingSample.erase(), by: .privacyOfficer))
        #expect(!first.register && first.dossiers == [KeepingSample.second.stream, subject.stream])
        #expect(first.kept.map(\.basis) == ["woo-2"])
        try book.accept(KeepingSample.lift("woo-2"), by: .decisionMaker)
        #expect(try erased(try book.accept(KeepingSample.erase(), by: .privacyOfficer)).register)
    }

    private static let letters: [(HoldBasis, String?)] = [
        (.objection, "e"), (.appeal, "e"), (.wooRequest, "b"), (.parliamentaryInquiry, "b"), (.other, nil),
    ]

    @Test(
        "A hold is no ground by itself: it stands on the article that fits what it was placed for, and “other” on none",
        arguments: letters)
    func holdArticle(basis: HoldBasis, letter: String?) throws {
        let book = try Book.withMeetings()
        try book.wait(until: "2030-01-01")
        try book.accept(
            HoldBook.Place(
                hold: .sample, subjects: [], dossiers: [KeepingSample.first.stream], basis: basis, reason: "loopt"),
            by: .caseHandler)
        let kept = try erased(try book.accept(KeepingSample.erase(), by: .privacyOfficer)).kept
        #expect(kept.map(\.holdBasis) == [basis])
        #expect(kept.map(\.article?.en) == [letter.map { "GDPR 17(3)(\($0))" }])
        let refusal = try #require(try book.refusal(of: KeepingSample.erase(), by: .privacyOfficer))
        #expect(refusal.rule == .hold && !refusal.rule.source.citation.en.hasPrefix("GDPR 17(3)(e)"))
        #expect(refusal.finding.en.hasSuffix(letter.map { "by GDPR 17(3)(\($0))" } ?? "(legal hold woo-2026-3)"))
    }

    @Test("Of a company or organisation only what is of natural persons is erased, and the event says in what form")
    func naturalPersons() throws {
        let book = try Book.withMeetings()
        try book.wait(until: "2030-01-01")
        for subject in [subject, SubjectID(CompanyID.sample)] {
            for ground in ErasureGround.allCases {
                let legal = Person.Erase(
                    subject: subject, ground: ground, requester: .authority, receivedOn: FileSample.today,
                    legalForm: nil, withoutCategory: nil, plan: nil)
                let refusal = try #require(try book.refusal(of: legal, by: .privacyOfficer))
                #expect(refusal.rule == .erasure && refusal.finding.en.contains("recital 14"))
                #expect(refusal.rule.source.citation.nl.contains("AVG 4 onder 1"))
                #expect(refusal.remedy.en.contains("disposal propose"))
            }
        }
        #expect(try erased(try book.accept(KeepingSample.erase(), by: .privacyOfficer)).legalForm == .unincorporated)
        let person = try bookWithPerson()
        let formed = Person.Erase(
            subject: SubjectID(self.person), ground: .objection, requester: .subject, receivedOn: FileSample.today,
            legalForm: .soleTrader, withoutCategory: nil, plan: nil)
        #expect(try person.refusal(of: formed, by: .privacyOfficer)?.rule == .complete)
    }

    @Test("Whoever decided in a dossier of theirs does not erase it, and nobody erases themselves")
    func fourEyes() throws {
        let book = try Book()
        let support = SupportID(local: "2026-1")
        book.record(
            [CompanyID.sample.event(.entered(Company.Entered(sizeClass: .small, sector: "water")))],
            by: TestOfficer.missionManager.id)
        for (name, officer) in [("SupportApplied", TestOfficer.supportOfficer), ("SupportRejected", .everything)] {
            let event = try #require(EventCatalogue.named(name)).sample
            book.record([Emission(stream: support.stream, event: event)], by: officer.id)
        }
        let command = KeepingSample.erase(SubjectID(CompanyID.sample))
        let refusal = try #require(try book.refusal(of: command, by: .everything))
        #expect(refusal.rule == .erasure && refusal.finding.en.contains("support-2026-1"))
        #expect(try book.refusal(of: command, by: .privacyOfficer)?.rule == .complete)
        let ownData = KeepingSample.erase(SubjectID(TestOfficer.privacyOfficer.id))
        #expect(try book.refusal(of: ownData, by: .privacyOfficer)?.rule == .erasure)
        try book.identify([.everything, .privacyOfficer])
        #expect(try book.refusal(of: command, by: .privacyOfficer)?.rule == .erasure, "the same person decided")
    }

    @Test("Nobody erases themselves, neither their other account nor the person that they are in the register")
    func ownAccounts() throws {
        let book = try bookWithPerson()
        let other = OfficerID(local: "vertrokken01")
        try book.accept(Officer.Register(officer: other, name: "V. Trok", unit: "RVO"), by: .administrator)
        let commands = [SubjectID(other), SubjectID(person)].map { eraseUncategorised($0) }
        for command in commands { #expect(try book.refusal(of: command, by: .privacyOfficer) == nil) }
        for account in [other, TestOfficer.privacyOfficer.id] {
            try book.accept(Officer.Identify(officer: account, person: person), by: .administrator)
        }
        for command in commands {
            let refusal = try #require(try book.refusal(of: command, by: .privacyOfficer))
            #expect(refusal.rule == .erasure && refusal.finding.en.contains("their own data"))
        }
    }

    @Test("What an officer did for the book of keeping stays, by name, and keeps nothing else of theirs")
    func bookOfKeeping() throws {
        let book = try Book.withMeetings()
        let officer = OfficerID(local: "vertrokken01")
        try book.accept(Officer.Register(officer: officer, name: "V. Trok", unit: "RVO"), by: .administrator)
        let placed = HoldBook.Placed(
            hold: try HoldReference(text: "woo-1"), subjects: [], dossiers: [KeepingSample.first.stream],
            basis: .wooRequest, reason: "verzoek")
        book.record([HoldBookID.book.event(.placed(placed))], by: officer)
        let event = try erased(try book.accept(eraseUncategorised(SubjectID(officer)), by: .privacyOfficer))
        #expect(event.register && event.dossiers == [officer.stream])
        #expect(
            event.kept == [
                Erasure.Kept(dossier: HoldBookID.book.stream, because: .bookOfKeeping, basis: nil, until: nil)
            ])
        #expect(try book.accept(KeepingSample.erase(SubjectID(officer)), by: .privacyOfficer).emissions.isEmpty)
    }

    @Test(
        "A month that would end on a Saturday, a Sunday or a holiday ends with the next working day (Regulation 1182/71)",
        arguments: [
            ("2026-01-28", "2026-03-02"), ("2026-01-31", "2026-03-02"), ("2026-03-16", "2026-04-16"),
            ("2026-03-27", "2026-04-28"), ("2026-11-25", "2026-12-28"),
        ])
    func answerTerm(receivedOn: String, end: String) throws {
        #expect(AnswerTerm.end(receivedOn: try CivilDate(text: receivedOn)).end.text == end)
    }

    @Test("A month runs for whoever asks for themselves or for another, and for nobody else (GDPR 12(3))")
    func answerTermOfRequests() throws {
        let day = try CivilDate(text: "2026-03-16")
        for requester in ErasureRequester.allCases {
            let isRequest = [.subject, .representative].contains(requester)
            let end = requester.answerTerm(receivedOn: day)?.end.text
            #expect(end == (isRequest ? "2026-04-16" : nil), "\(requester)")
        }
    }

    @Test("An officer's name goes once they hold no role and no dossier of their acts is kept")
    func officer() throws {
        let book = try Book()
        let officer = OfficerID(local: "vertrokken01")
        try book.accept(Officer.Register(officer: officer, name: "V. Trok", unit: "RVO"), by: .administrator)
        try book.accept(
            Officer.GrantRole(officer: officer, role: .bmoCoordinator, from: FileSample.today, until: nil),
            by: .administrator)
        let command = KeepingSample.erase(SubjectID(officer))
        #expect(try book.refusal(of: command, by: .privacyOfficer)?.rule == .erasure)
        try book.accept(
            Officer.RevokeRole(officer: officer, role: .bmoCoordinator, from: FileSample.today), by: .administrator)
        #expect(try book.refusal(of: eraseUncategorised(SubjectID(officer)), by: .privacyOfficer) == nil)
        let held = BmoMeeting.Held(date: FileSample.today, organisations: [], agenda: [])
        book.record([KeepingSample.first.event(.held(held))], by: officer)
        let kept = try #require(try book.refusal(of: command, by: .privacyOfficer))
        #expect(kept.rule == .complete && kept.finding.en.contains(KeepingSample.first.text))
    }

    @Test("A request lies in the past, and is of somebody who exists")
    func request() throws {
        let book = try bookWithPerson()
        let tomorrow = FileSample.today.adding(days: 1)
        let early = KeepingSample.erase(SubjectID(person), receivedOn: tomorrow)
        #expect(try book.refusal(of: early, by: .privacyOfficer)?.rule == .inv26)
        let stranger = KeepingSample.erase(SubjectID(PersonID(local: "nooitgezien1")))
        #expect(try book.refusal(of: stranger, by: .privacyOfficer)?.rule == .known)
    }

    @Test("Every ground is one of the six of article 17")
    func grounds() {
        #expect(
            ErasureGround.allCases.map(\.article.en)
                == ["a", "b", "c", "d", "e", "f"].map { "GDPR 17(1)(\($0))" })
    }
}
