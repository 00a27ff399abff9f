import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("What becomes of a registration")
struct ParticipationOutcomeTests {
    private let mission = MissionJourney.mission
    private let first = MissionJourney.first
    private let second = MissionJourney.second
    private let third = MissionJourney.third

    @Test("Refusal, cancellation and withdrawal each have an event and a status of their own")
    func outcomes() throws {
        let book = try Book.withOpenMission()
        for company in [first, second, third] { try book.accept(MissionJourney.register(company)) }
        #expect(try book.accept(MissionJourney.refuse(first)).eventNames == ["RegistrationRefused"])
        #expect(try book.accept(MissionJourney.cancel(second)).eventNames == ["RegistrationCancelled"])
        #expect(try book.accept(MissionJourney.withdraw(third)).eventNames == ["CompanyWithdrew"])
        #expect([first, second, third].map { book.participation($0).status } == [.refused, .cancelled, .withdrawn])
        for command in [MissionJourney.refuse(first), MissionJourney.cancel(second), MissionJourney.withdraw(third)]
            as [any Command]
        {
            #expect(try book.accept(command).emissions.isEmpty)
        }
    }

    @Test("A complete registration is not cancelled for missing information (INV-20)")
    func nothingMissing() throws {
        let book = try Book.withOpenMission()
        try book.registerFully(first)
        #expect(try book.refusal(of: MissionJourney.cancel(first))?.rule == .inv20)
    }

    @Test("A cancellation says what was missing")
    func missing() throws {
        let book = try Book.withOpenMission()
        try book.accept(MissionJourney.register(first))
        try book.accept(MissionJourney.accept(first))
        let decision = try book.accept(MissionJourney.cancel(first))
        guard case .participation(.cancelled(let cancelled)) = decision.emissions[0].event else {
            Issue.record("\(decision.eventNames)")
            return
        }
        #expect(cancelled.missing == [.selfScan, .intake, .profile])
    }

    @Test("Who was confirmed is not refused, cancelled or put on the waiting list; that would be an exclusion")
    func confirmedStays() throws {
        let book = try Book.withConfirmedCompany()
        let commands: [any Command] = [
            MissionJourney.refuse(first), MissionJourney.cancel(first), MissionJourney.waitlist(first),
        ]
        for command in commands { #expect(try book.refusal(of: command)?.rule == .lifecycle) }
        #expect(try book.accept(MissionJourney.withdraw(first)).eventNames == ["CompanyWithdrew"])
    }

    @Test("The waiting list takes a reason and a registration, and leads to every outcome")
    func waitingList() throws {
        let book = try Book.withOpenMission()
        try book.registerFully(first)
        let silent = Participation.Waitlist(mission: mission, company: first, reason: "")
        #expect(try book.refusal(of: silent)?.rule == .complete)
        #expect(try book.accept(MissionJourney.waitlist(first)).eventNames == ["CompanyWaitlisted"])
        #expect(try book.accept(MissionJourney.waitlist(first)).emissions.isEmpty)
        let following: [any Command] = [
            MissionJourney.confirm(first), MissionJourney.refuse(first), MissionJourney.withdraw(first),
        ]
        for command in following { #expect(try book.refusal(of: command) == nil) }
        try book.accept(MissionJourney.refuse(first))
        #expect(try book.refusal(of: MissionJourney.waitlist(first))?.rule == .lifecycle)
    }

    @Test("A refusal and a withdrawal say why")
    func reasons() throws {
        let book = try Book.withOpenMission()
        try book.accept(MissionJourney.register(first))
        let refusal = Participation.Refuse(mission: mission, company: first, ground: .full, reason: " ")
        let withdrawal = Participation.Withdraw(mission: mission, company: first, reason: "")
        #expect(try book.refusal(of: refusal)?.rule == .complete)
        #expect(try book.refusal(of: withdrawal)?.rule == .complete)
    }

    @Test("Nothing becomes of a registration that was never made, or after departure")
    func order() throws {
        let outcomes: (CompanyID) -> [any Command] = { company in
            [
                MissionJourney.refuse(company), MissionJourney.cancel(company), MissionJourney.waitlist(company),
                MissionJourney.withdraw(company), MissionJourney.confirm(company),
            ]
        }
        let book = try Book.withClosedGate()
        for command in outcomes(third) { #expect(try book.refusal(of: command)?.rule == .known) }
        #expect(try book.refusal(of: MissionJourney.presence(third, true))?.rule == .known)
        try book.accept(MissionJourney.register(second, late: "post"))
        try book.accept(Mission.DeclareReady(mission: mission))
        try book.accept(Mission.Depart(mission: mission))
        for command in outcomes(second) { #expect(try book.refusal(of: command)?.rule == .lifecycle) }
        #expect(try book.refusal(of: MissionJourney.withdraw(first))?.rule == .lifecycle)
        #expect(try book.refusal(of: MissionJourney.presence(third, true))?.rule == .known)
    }

    @Test("Presence is recorded of confirmed companies, once the mission is underway")
    func presence() throws {
        let book = try Book.withClosedGate()
        try book.accept(MissionJourney.register(second, late: "post"))
        try book.accept(Mission.DeclareReady(mission: mission))
        #expect(try book.refusal(of: MissionJourney.presence(first, true))?.rule == .lifecycle)
        try book.accept(Mission.Depart(mission: mission))
        #expect(try book.refusal(of: MissionJourney.presence(second, true))?.rule == .lifecycle)
        let present = MissionJourney.presence(first, true)
        #expect(try book.accept(present, by: .postOfficer).eventNames == ["CompanyTookPart"])
        #expect(try book.accept(present, by: .postOfficer).emissions.isEmpty)
        let absent = MissionJourney.presence(first, false)
        #expect(try book.refusal(of: absent)?.rule == .complete)
        #expect(try book.accept(absent, reason: "verwisseld met een ander").eventNames == ["NoShow"])
        #expect(book.participation(first).status == .noShow)
    }

    @Test("An excluded company gets no other outcome, and its place back when the measure falls away")
    func excluded() throws {
        let book = try Book.withConfirmedCompany()
        book.exclude(first)
        let commands: [any Command] = [
            MissionJourney.refuse(first), MissionJourney.cancel(first), MissionJourney.waitlist(first),
            MissionJourney.withdraw(first),
        ]
        for command in commands { #expect(try book.refusal(of: command)?.rule == .lifecycle) }
        #expect(try book.refusal(of: MissionJourney.confirm(first))?.rule == .inv21)
        book.restore(first)
        #expect(book.participation(first).status == .confirmed)
    }

    /// Every participation command at the moment at which it is accepted.
    private func everyCommand() throws -> [(book: Book, command: any Command)] {
        let open = { try Book.withOpenMission() }
        let registered = {
            let book = try Book.withOpenMission()
            try book.accept(MissionJourney.register(MissionJourney.first))
            return book
        }
        let complete = {
            let book = try Book.withOpenMission()
            try book.registerFully(MissionJourney.first)
            return book
        }
        let underway = {
            let book = try Book.withClosedGate()
            try book.accept(Mission.DeclareReady(mission: MissionJourney.mission))
            try book.accept(Mission.Depart(mission: MissionJourney.mission))
            return book
        }
        return [
            (try open(), MissionJourney.register(first)),
            (try registered(), MissionJourney.accept(first)),
            (try registered(), Participation.SubmitSelfScan(mission: mission, company: first, reference: "1")),
            (try registered(), Participation.SubmitIntake(mission: mission, company: first, reference: "1")),
            (try registered(), Participation.SubmitProfile(mission: mission, company: first, reference: "1")),
            (try complete(), MissionJourney.confirm(first)),
            (try complete(), MissionJourney.waitlist(first)),
            (try complete(), MissionJourney.refuse(first)),
            (try registered(), MissionJourney.cancel(first)),
            (try complete(), MissionJourney.withdraw(first)),
            (try underway(), MissionJourney.presence(first, true)),
            (try underway(), MissionJourney.presence(first, false)),
        ]
    }

    @Test("No command on a participation excludes a company, or takes an exclusion back (R2, INV-2)")
    func noExclusion() throws {
        let cases = try everyCommand()
        let covered = Set(cases.map { type(of: $0.command).definition.name })
        #expect(covered == Set(Participation.commands.map { $0.definition.name }))
        let ofMeasures = ["CompanyExcluded", "ParticipationRestored", "RestorationImpossible"]
        for (book, command) in cases {
            let decision = try book.accept(command)
            #expect(!decision.emissions.isEmpty)
            #expect(decision.eventNames.allSatisfy { !ofMeasures.contains($0) })
            #expect(decision.emissions.allSatisfy { Category(of: $0.stream) != .measure })
            #expect(book.participation(first).excludedBy.isEmpty && book.participation(first).status != .excluded)
        }
    }

    @Test("Nothing here asks for a public report, a score or a country's risk (R6, INV-11)")
    func noReport() throws {
        let words =
            RegistrationItem.allCases.map(\.rawValue) + RefusalGround.allCases.map(\.rawValue)
            + (try everyCommand()).flatMap { Mirror(reflecting: $0.command).children.compactMap(\.label) }
        for banned in ["rapport", "report", "publi", "score", "rating", "risico", "risk", "bmo"] {
            #expect(!words.contains { $0.lowercased().contains(banned) }, "\(banned)")
        }
    }
}
