import EventSourcing
import Testing

@testable import TradeMissions

@Suite("The registry of rules")
struct RuleTests {
    private let definitions = Category.allCases.flatMap { $0.commands.map { $0.definition } }

    @Test("Every rule has an id of its own, by which it is found")
    func ids() {
        #expect(Set(Rule.all.map(\.id)).count == Rule.all.count)
        for rule in Rule.all { #expect(Rule.named(rule.id) == rule) }
        #expect(Rule.named("R19") == nil)
        #expect(Rule.letter.map(\.id) == (1...18).map { "R\($0)" })
        #expect(Rule.invariants.map(\.id) == (1...30).map { "INV-\($0)" })
    }

    @Test("Every rule of the letter quotes it, and every rule says in both languages what it is and what helps")
    func texts() {
        for rule in Rule.all {
            if rule.source.standing == .letter { #expect(!rule.source.quote.isBlank, "\(rule.id)") }
            for text in [
                rule.title.nl, rule.title.en, rule.remedy.nl, rule.remedy.en, rule.source.citation.nl,
                rule.source.citation.en,
            ] {
                #expect(!text.isBlank, "\(rule.id)")
            }
            #expect(rule.title.nl != rule.title.en && rule.remedy.nl != rule.remedy.en, "\(rule.id)")
        }
    }

    @Test("The rules of the letter have the force of its words")
    func force() {
        let forces: [Rule: Force] = [
            .r1: .precondition, .r2: .may, .r3: .must, .r4: .must, .r5: .purpose, .r6: .prohibition, .r7: .effort,
            .r8: .may, .r9: .must, .r10: .must, .r11: .must, .r12: .must, .r13: .must, .r14: .expected,
            .r15: .purpose, .r16: .purpose, .r17: .purpose, .r18: .purpose, .inv19: .expected, .inv10: .prohibition,
        ]
        for (rule, force) in forces { #expect(rule.force == force, "\(rule.id)") }
    }

    @Test("Only must, precondition and prohibition can refuse", arguments: Force.allCases)
    func refusing(force: Force) {
        #expect(force.canRefuse == [.must, .precondition, .prohibition].contains(force))
    }

    @Test("A refusal by a rule that cannot refuse stops the program, however it is made and whether the rule holds")
    func refusalByMay() async {
        await #expect(processExitsWith: .failure) { try Rule.r8.require(true, Phrase(nl: "", en: "")) }
        await #expect(processExitsWith: .failure) { _ = try Rule.r7.required(Int?.none, Phrase(nl: "", en: "")) }
        await #expect(processExitsWith: .failure) { _ = try Rule.r14.required(Int?.some(1), Phrase(nl: "", en: "")) }
        await #expect(processExitsWith: .failure) {
            _ = Refusal(rule: .inv19, finding: Phrase(nl: "", en: ""), remedy: Phrase(nl: "", en: ""))
        }
    }

    @Test("Every command has a name of its own of its aggregate, two titles, and rules that can be looked up")
    func commands() {
        #expect(Set(definitions.map(\.name)).count == definitions.count)
        for category in Category.allCases {
            for definition in category.commands.map({ $0.definition }) {
                #expect(definition.name.hasPrefix("\(category.rawValue)."), "\(definition.name)")
                #expect(definition.title.nl != definition.title.en, "\(definition.name)")
                #expect(!definition.rules.isEmpty, "\(definition.name)")
                #expect(Set(definition.rules).count == definition.rules.count, "\(definition.name)")
                for rule in definition.rules { #expect(Rule.named(rule.id) != nil) }
            }
        }
    }

    @Test("The letter's day opens the first rule set, under which earlier acts are judged too")
    func ruleSet() throws {
        let letter = try CivilDate(text: "2026-01-30")
        #expect(RuleSet.all[0].validFrom == letter)
        #expect(RuleSet.inForce(on: letter).version == "2026-01-30")
        #expect(RuleSet.inForce(on: letter.adding(days: -1)).version == "2026-01-30")
    }
}
