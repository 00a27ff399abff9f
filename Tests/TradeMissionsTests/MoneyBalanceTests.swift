import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("The account balances, whatever is done")
struct MoneyBalanceTests {
    @Test("No sequence of commands, accepted or refused, breaks the account of a support or a claim", arguments: 1...60)
    func balance(seed: Int) throws {
        var player = try Player(seed: UInt64(seed))
        for _ in 1...120 {
            try player.act()
            player.checkAccounts()
        }
    }

    @Test("The sequences reach every event on money")
    func coverage() throws {
        var seen: Set<String> = []
        for seed in 1...60 {
            var player = try Player(seed: UInt64(seed))
            for _ in 1...120 { try player.act() }
            seen.formUnion(player.scenario.book.log.map(\.event.storedName))
        }
        let claimNames = Set(Claim.Event.Name.allCases.map(\.rawValue))
        #expect(claimNames.subtracting(seen) == [])
        let supportNames: Set = [
            "AdvancePaid", "BalancePaid", "SupportPaidBySetOff", "SupportDetermined.v2", "SupportGrantWithdrawn",
            "DeterminationWithdrawn", "SupportTerminated", "SupportReclaimed", "SupportReinstated",
        ]
        #expect(supportNames.subtracting(seen) == [])
    }
}

/// Gives random commands on one support and its claims, with amounts around what would just pass.
private struct Player {
    let scenario: MoneyScenario
    private let other = SupportID(local: "dhi-2027")
    private var random: SplitMix
    private var claims = 0

    init(seed: UInt64) throws {
        scenario = try MoneyScenario()
        random = SplitMix(state: seed)
        try scenario.grantSupport(1000)
        try scenario.notifyMeasure(.terminateAndReclaim)
        let book = scenario.book
        try book.accept(
            try scenario.application(other, from: "2027-01-01", until: "2027-12-31"), by: .secondSupportOfficer)
        try book.accept(scenario.screening(other), by: .secondSupportOfficer)
        try book.accept(scenario.grant(300, other), by: .supportOfficer)
    }

    mutating func act() throws {
        let book = scenario.book
        let state = scenario.state
        let id = ClaimID(local: "dhi-2026-\(Int.random(in: 1...max(1, claims), using: &random))")
        let claim = book.state(id)
        switch Int.random(in: 0..<23, using: &random) {
        case 0, 1: give(scenario.advance(around(state.payable)), by: .paymentOfficer)
        case 2:
            give(Support.PayBalance(support: scenario.support, amount: .of(around(state.payable))), by: .paymentOfficer)
        case 3 where Bool.random(using: &random):
            give(scenario.determination(around(state.entitled)), by: .supportOfficer)
        case 4 where Bool.random(using: &random):
            give(scenario.grantWithdrawal(around(state.entitled)), by: .supportOfficer)
        case 5: give(scenario.determinationWithdrawal(around(state.entitled)), by: .supportOfficer)
        case 6 where Int.random(in: 0..<4, using: &random) == 0:
            give(scenario.termination(around(state.entitled), on: scenario.measure), by: .decisionMaker)
        case 7, 8, 9:
            let basis = ReclaimBasis.allCases[Int.random(in: 0..<5, using: &random)]
            let next = ClaimID(local: "dhi-2026-\(claims + 1)")
            let reclaim = scenario.reclaim(
                around(state.undue), basis, as: next, measure: basis == .measure ? scenario.measure : nil)
            if give(reclaim, by: .supportOfficer) { claims += 1 }
        case 10: try scenario.wait(until: scenario.today.adding(days: Int.random(in: 1...60, using: &random)).text)
        case 11: give(Claim.SendReminder(claim: id, warnsOfCosts: true), by: .paymentOfficer)
        case 12: try enforce(id, claim)
        case 13, 14: give(Claim.RecordReceipt(claim: id, amount: .of(around(claim.unpaid))), by: .paymentOfficer)
        case 15:
            give(Claim.SetOff(claim: id, support: other, amount: .of(around(claim.outstanding))), by: .supportOfficer)
        case 16:
            give(
                Claim.ChargeInterest(
                    claim: id, amount: .of(Int.random(in: 0...50, using: &random)), until: scenario.today),
                by: .paymentOfficer)
        case 17:
            give(
                Claim.Remit(claim: id, amount: .of(around(claim.outstanding)), reason: "schrijnend"),
                by: .supportOfficer)
        case 18:
            give(
                Claim.WriteOff(claim: id, amount: .of(around(claim.outstanding)), reason: "oninbaar"),
                by: .supportOfficer)
        case 19:
            let command = Claim.Reduce(
                claim: id, amount: .of(around(claim.claimed)), interest: .of(around(claim.interest)), reason: "gegrond")
            give(command, by: .secondDecisionMaker)
        case 20: give(Claim.Refund(claim: id, amount: .of(around(claim.overpaid))), by: .paymentOfficer)
        case 21: try end(id, claim)
        case 22 where Int.random(in: 0..<6, using: &random) == 0:
            give(
                Measure.Revoke(measure: scenario.measure, ground: .objectionUpheld, ruling: nil, reason: "gegrond"),
                by: .secondDecisionMaker)
        default: break
        }
    }

    /// A reminder after the payment term, and a writ after the reminder's.
    private func enforce(_ id: ClaimID, _ claim: Claim) throws {
        guard let due = claim.dueDate else { return }
        try scenario.wait(until: max(scenario.today, due.adding(days: 1)).text)
        give(Claim.SendReminder(claim: id, warnsOfCosts: true), by: .paymentOfficer)
        try scenario.wait(until: scenario.today.adding(days: 20).text)
        give(Claim.IssueWrit(claim: id), by: .supportOfficer)
    }

    private mutating func end(_ id: ClaimID, _ claim: Claim) throws {
        switch Int.random(in: 0..<4, using: &random) {
        case 0:
            let instalment = Instalment(dueDate: scenario.today.adding(days: 30), amount: claim.outstanding)
            give(
                Claim.AgreeInstalments(claim: id, instalments: [instalment], reason: "draagkracht"), by: .supportOfficer
            )
        case 1:
            if Int.random(in: 0..<4, using: &random) == 0 {
                try scenario.wait(until: scenario.today.adding(years: 5).adding(days: 90).text)
            }
            give(Claim.Prescribe(claim: id, reason: "vijf jaar"), by: .supportOfficer)
        default: give(Claim.Settle(claim: id), by: .supportOfficer)
        }
    }

    /// The whole amount half of the time, and otherwise anything up to one cent more.
    private mutating func around(_ amount: Cents) -> Int {
        Bool.random(using: &random) ? amount.value : Int.random(in: 0...amount.value + 1, using: &random)
    }

    /// Whether the command was accepted; that it may be refused is the point.
    @discardableResult
    private func give(_ command: some Command, by officer: TestOfficer) -> Bool {
        (try? scenario.book.accept(command, by: officer)) != nil
    }

    func checkAccounts() {
        let support = scenario.state
        let claims = support.claims.map { scenario.book.state($0) }
        let claimed = claims.map(\.claimed.value).reduce(0, +)
        #expect(claimed <= support.paid.value - support.entitled.value || claimed == 0)
        #expect(support.payable == .zero || support.undue == .zero)
        #expect(support.advanced <= support.paid)
        #expect(support.paid <= support.granted)
        for claim in claims {
            let debt = claim.claimed.value + claim.interest.value
            let cleared = claim.moneyIn.value - claim.overpaid.value + claim.remitted.value
            let left = claim.writtenOff.value + claim.prescribed.value + claim.outstanding.value
            #expect(debt == cleared + left)
            #expect(claim.moneyIn.value == claim.received.value + claim.setOff.value - claim.refunded.value)
            #expect(claim.overpaid == .zero || claim.unpaid == .zero)
        }
        let setOff = claims.map(\.setOff.value).reduce(0, +)
        #expect(scenario.book.state(other).paid.value == setOff)
    }
}

/// A small generator with a seed, so that a failing sequence can be played again (SplitMix64).
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
