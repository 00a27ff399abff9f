import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

/// Random numbers that a seed repeats (SplitMix64), so that a failing case can be played again.
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite("Random sequences of participation commands")
struct ParticipationSequenceTests {
    private static let companies = (0..<6).map { CompanyID(local: "bedrijf0000\($0)") }

    @Test(
        "At every prefix no more are confirmed than the maximum, and places in the order are unique and growing",
        arguments: 1...40)
    func invariants(seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        let maximum = Int.random(in: 1...4, using: &generator)
        let book = try Book.withOpenMission(maximum: maximum)
        for company in Self.companies where !book.state(company).isEntered { try book.enter(company) }
        var confirmed: Set<CompanyID> = []
        var sequences: [Int] = []
        var mostConfirmed = 0
        for _ in 0..<400 {
            let company = try #require(Self.companies.randomElement(using: &generator))
            do {
                let decision = try book.accept(command(for: company, using: &generator))
                for emission in decision.emissions {
                    guard case .participation(let event) = emission.event else { continue }
                    switch event {
                    case .registered(let registered): sequences.append(registered.sequence)
                    case .confirmed: confirmed.insert(company)
                    case .withdrew: confirmed.remove(company)
                    case .refused, .cancelled, .waitlisted: #expect(!confirmed.contains(company))
                    case .conditionsAccepted, .selfScanSubmitted, .intakeReceived, .profileReceived: break
                    case .tookPart, .noShow, .excluded, .restored, .restorationImpossible:
                        Issue.record("seed \(seed): \(event)")
                    }
                }
            } catch is Refusal {}
            mostConfirmed = max(mostConfirmed, confirmed.count)
            #expect(confirmed.count <= maximum, "seed \(seed)")
            #expect(confirmed == Set(Self.companies.filter { book.participation($0).status == .confirmed }))
        }
        #expect(sequences == Array(1...sequences.count), "seed \(seed)")
        #expect(sequences.count > Self.companies.count && mostConfirmed > 0, "seed \(seed) reached too little")
    }

    private func command(for company: CompanyID, using generator: inout SeededGenerator) -> any Command {
        let mission = MissionJourney.mission
        switch Int.random(in: 0..<24, using: &generator) {
        case 0...3: return MissionJourney.register(company)
        case 4...7: return MissionJourney.accept(company)
        case 8...10: return Participation.SubmitSelfScan(mission: mission, company: company, reference: "1")
        case 11...13: return Participation.SubmitIntake(mission: mission, company: company, reference: "2")
        case 14...16: return Participation.SubmitProfile(mission: mission, company: company, reference: "3")
        case 17, 18: return MissionJourney.confirm(company)
        case 19, 20: return MissionJourney.confirm(company, deviating: "evenwicht")
        case 21: return MissionJourney.withdraw(company)
        case 22: return Bool.random(using: &generator) ? MissionJourney.cancel(company) : MissionJourney.refuse(company)
        default: return MissionJourney.waitlist(company)
        }
    }
}
