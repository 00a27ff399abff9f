import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

/// No sequence of holds, lifts, schedules, lists and erasures destroys what was held or within its term.
///
/// The oracle beside the book knows only what was accepted: the day of each meeting, who was there, which holds stand,
/// which terms hold. It judges every key that a decision destroys by that, in its own words.
@Suite("Whatever is destroyed was due and not held, from seeds")
struct KeepingPropertyTests {
    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func neverTooEarly(seed: UInt64) throws {
        var run = try KeepingRun(seed: seed)
        for _ in 0..<60 { try run.step() }
        #expect(run.breaches.isEmpty)
    }

    @Test("The runs destroy and erase, and meet holds and terms in the way: else they have shown nothing")
    func reach() throws {
        var destroyed = 0
        var refused: Set<Rule> = []
        for seed in 1...60 as ClosedRange<UInt64> {
            var run = try KeepingRun(seed: seed)
            for _ in 0..<60 { try run.step() }
            destroyed += run.destroyed
            refused.formUnion(run.refusals)
        }
        #expect(destroyed > 100)
        #expect(refused.isSuperset(of: [.hold, .retention, .lifecycle, .erasure]))
    }

    @Test("The oracle finds a key that is destroyed too early, under a hold, or while the name is needed")
    func control() throws {
        var run = try KeepingRun(seed: 1)
        let meeting = try run.meet([FileSample.union])
        let key = KeyDestruction(subject: FileSample.union.text, dossier: meeting.stream.text)
        let name = KeyDestruction(subject: FileSample.union.text, dossier: KeyDestruction.registerDossier)
        run.judge([key, name])
        #expect(run.breaches.count == 2)
        try run.wait(days: 3_000)
        run.judge([key, name])
        #expect(run.breaches.count == 2)
        try run.hold("later", on: [SubjectID(FileSample.union)], [])
        run.judge([key])
        #expect(run.breaches.count == 3)
    }
}

/// One book under a random sequence of acts, and what an onlooker knows of it.
private struct KeepingRun {
    private let book: Book
    private var chance: Chance
    private var meetings: [String: (day: CivilDate, present: Set<String>)] = [:]
    private var holds: [String: (subjects: Set<String>, dossiers: Set<String>)] = [:]
    /// The years of each schedule, by the day from which it holds, in order of publication.
    private var terms: [(from: CivilDate, years: Int)] = []
    /// The holds that the privacy officer lifted: of what they held, that officer erases nothing.
    private var lifted: [(subjects: Set<String>, dossiers: Set<String>)] = []
    private var serial = 0
    private(set) var breaches: [String] = []
    private(set) var destroyed = 0
    private(set) var refusals: Set<Rule> = []

    private static let organisations = [FileSample.civilSociety, FileSample.union, FileSample.expert]
    private static let coordinator = TestOfficer.bmoCoordinator.id.text

    init(seed: UInt64) throws {
        chance = Chance(seed: seed)
        book = try Book()
        try book.enterOrganisations()
        try publish(years: 2)
    }

    private var today: CivilDate { book.now.dateInAmsterdam }

    mutating func step() throws {
        switch chance.number(1...10) {
        case 1, 2: try invite(Array(Self.organisations.shuffled(using: &chance).prefix(chance.number(1...3))))
        case 3: try wait(days: chance.number(30...900))
        case 4:
            try hold(
                next("stop"), on: chance.once(in: 2) ? [SubjectID(chance.pick(Self.organisations))] : [],
                someMeetings(upTo: 1))
        case 5: try lift()
        case 6: try publish(years: chance.number(1...4))
        case 7: try give(Disposal.Propose(disposal: someList(), dossiers: someMeetings(upTo: 3)), by: .recordsManager)
        case 8:
            let list = someList()
            try give(
                Disposal.Approve(disposal: list, revision: max(1, book.state(list).revision)),
                by: chance.once(in: 4) ? .recordsManager : .secondRecordsManager)
        case 9: try give(Disposal.Execute(disposal: someList()), by: .recordsManager)
        default:
            let subject = SubjectID(chance.pick(Self.organisations))
            try give(
                KeepingSample.erase(subject, receivedOn: today, withoutCategory: "verzoek"), by: .privacyOfficer)
        }
    }

    /// Whoever was erased is named at no meeting; the others meet.
    private mutating func invite(_ invited: [OrganisationID]) throws {
        let there = invited.filter { !book.state(ErasureID(SubjectID($0))).isRegisterErased }
        if there != invited {
            let meeting = BmoMeeting.Hold(
                meeting: BmoMeetingID(local: "geweigerd"), date: today, organisations: invited, agenda: ["Golfregio"])
            let rule = try book.refusal(of: meeting, by: .bmoCoordinator)?.rule
            if rule != .erasure { breaches.append("somebody who was erased is named anew") }
            refusals.formUnion(rule.map { [$0] } ?? [])
        }
        if !there.isEmpty { _ = try meet(there) }
    }

    mutating func meet(_ present: [OrganisationID]) throws -> BmoMeetingID {
        let meeting = BmoMeetingID(local: next("overleg"))
        // Whatever day it is said to have happened on, the onlooker counts from the day on which it was recorded.
        let daysBack = chance.once(in: 3) ? chance.number(1...1_000) : 0
        try book.accept(
            BmoMeeting.Hold(
                meeting: meeting, date: today.adding(days: -daysBack), organisations: present, agenda: ["Golfregio"]),
            by: .bmoCoordinator, at: "\(today.adding(days: -daysBack).text)T09:00:00+01:00", reason: "nagekomen")
        meetings[meeting.text] = (today, Set(present.map(\.text) + [Self.coordinator]))
        return meeting
    }

    mutating func wait(days: Int) throws { try book.wait(until: today.adding(days: days).text) }

    mutating func hold(_ id: String, on subjects: [SubjectID], _ dossiers: [StreamName]) throws {
        guard try give(KeepingSample.hold(id, on: subjects, dossiers), by: .caseHandler) else { return }
        holds[id] = (Set(subjects.map(\.text)), Set(dossiers.map(\.text)))
    }

    private mutating func lift() throws {
        guard let id = holds.keys.sorted().first else { return }
        let officer = chance.once(in: 8) ? TestOfficer.privacyOfficer : .decisionMaker
        guard let hold = holds[id], try give(KeepingSample.lift(id), by: officer) else { return }
        if officer == .privacyOfficer { lifted.append(hold) }
        holds[id] = nil
    }

    private mutating func publish(years: Int) throws {
        let command = KeepingSample.publish(KeepingSample.category(term: years), from: today)
        if try give(command, by: .recordsManager) { terms.append((today, years)) }
    }

    /// Whether it was accepted; what it destroys is judged by what was known before it.
    @discardableResult
    private mutating func give(_ command: some Command, by officer: TestOfficer) throws -> Bool {
        do {
            let decision = try book.accept(command, by: officer)
            judge(decision.keyDestructions)
            if officer == .privacyOfficer { judgeLifted(decision.keyDestructions) }
            destroyed += decision.keyDestructions.count
            return true
        } catch let refusal as Refusal {
            refusals.insert(refusal.rule)
            return false
        }
    }

    mutating func judge(_ destructions: [KeyDestruction]) {
        for key in destructions {
            let dossiers =
                key.dossier == KeyDestruction.registerDossier ? dossiers(of: key.subject) : [key.dossier ?? ""]
            for dossier in dossiers where !isDue(dossier) {
                breaches.append("\(key.subject) in \(dossier) is not due on \(today.text)")
            }
            let isHeld = holds.values.contains { hold in
                hold.subjects.contains(key.subject) || dossiers.contains(where: hold.dossiers.contains)
            }
            if isHeld { breaches.append("\(key.subject) in \(key.dossier ?? "") is held on \(today.text)") }
        }
    }

    private mutating func judgeLifted(_ destructions: [KeyDestruction]) {
        for key in destructions {
            let wasTheirs = lifted.contains { hold in
                hold.subjects.contains(key.subject) || key.dossier.map(hold.dossiers.contains) ?? false
            }
            if wasTheirs {
                breaches.append("\(key.subject) in \(key.dossier ?? "") is erased by whoever lifted a hold")
            }
        }
    }

    private func dossiers(of subject: String) -> [String] {
        meetings.filter { $0.value.present.contains(subject) }.map(\.key).sorted()
    }

    /// An organisation's own file, of which the schedule says nothing, goes for the reason that is given.
    private func isDue(_ dossier: String) -> Bool {
        guard let meeting = meetings[dossier] else { return dossier.hasPrefix("organisation-") }
        let today = today
        guard let term = terms.last(where: { $0.from <= today }) else { return false }
        return today > meeting.day.adding(years: term.years)
    }

    private mutating func next(_ word: String) -> String {
        serial += 1
        return "\(word)-\(serial)"
    }

    private mutating func someList() -> DisposalID { DisposalID(local: "lijst-\(chance.number(1...4))") }

    private mutating func someMeetings(upTo count: Int) -> [StreamName] {
        let known = meetings.keys.sorted()
        guard !known.isEmpty else { return [] }
        return (0..<count).compactMap { _ in try? StreamName(text: chance.pick(known)) }
    }
}
