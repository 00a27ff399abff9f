import CanonicalJSON
import CommandBus
import EventSourcing
import Testing
import TradeMissions

/// What the compiler cannot see: that every field is explained, and every rule a command names can be looked up.
struct VocabularyTests {
    @Test func `Every field of every command has a meaning, and no meaning is unused`() {
        var used: Set<String> = []
        for command in CommandRegistry.all {
            let name = command.definition.name
            for path in paths(of: .object(CommandRegistry.fields(of: command))) {
                if let key = Vocabulary.key(of: path, in: name) {
                    used.insert(key)
                } else {
                    Issue.record("\(name): \(path.joined(separator: ".")) has no meaning")
                }
            }
        }
        let unused = Vocabulary.meanings.keys.filter { !used.contains($0) }.sorted()
        #expect(unused.isEmpty)
    }

    @Test func `Every meaning reads in both languages, as a phrase without a full stop`() {
        for (key, meaning) in Vocabulary.meanings {
            for text in [meaning.nl, meaning.en] {
                #expect(!text.isBlank && !text.hasSuffix("."), "\(key)")
            }
        }
    }

    @Test func `Every command has titles in both languages and names rules that exist`() {
        for command in CommandRegistry.all {
            let definition = command.definition
            #expect(!definition.title.nl.isBlank && !definition.title.en.isBlank, "\(definition.name)")
            #expect(definition.title.nl != definition.title.en, "\(definition.name)")
            #expect(!definition.rules.isEmpty, "\(definition.name)")
            for rule in definition.rules { #expect(Rule.all.contains(rule), "\(definition.name): \(rule.id)") }
            #expect(Set(definition.rules).count == definition.rules.count, "\(definition.name) names a rule twice")
        }
    }

    @Test func `Every term reads in both languages`() {
        let terms =
            Category.allCases.map(\.term) + Role.allCases.map(\.term) + Force.allCases.map(\.term)
            + Force.allCases.map(\.explanation)
        for term in terms { #expect(!term.nl.isBlank && !term.en.isBlank) }
    }

    @Test func `Every word of a closed list reads in both languages`() {
        let words = CommandRegistry.all.flatMap { choices(in: .object(CommandRegistry.fields(of: $0))) }
        let stages =
            Mission.Stage.allCases.map(\.rawValue) + Measure.Stage.allCases.map(\.rawValue)
            + Claim.Stage.allCases.map(\.rawValue) + Support.Stage.allCases.map(\.rawValue)
            + Concern.Status.allCases.map(\.rawValue) + Participation.Status.allCases.map(\.rawValue)
            + FindingStanding.allCases.map(\.rawValue) + GateItem.Status.allCases.map(\.rawValue)
            + Assessment.Stage.allCases.map(\.rawValue) + ["red", "amber", "green"]
        for word in Set(words + stages) where !word.contains(":") {
            #expect(Vocabulary.word(word) != nil, "\(word)")
        }
    }

    private func choices(in shape: Shape) -> [String] {
        switch shape {
        case .scalar(.choice(let words), _): words
        case .array(let element): choices(in: element)
        case .object(let fields): fields.flatMap { choices(in: $0.shape) }
        case .string, .integer, .flag, .scalar: []
        }
    }

    private func paths(of shape: Shape, under path: [String] = []) -> [[String]] {
        switch shape {
        case .object(let fields):
            fields.flatMap { [path + [$0.name]] + paths(of: $0.shape, under: path + [$0.name]) }
        case .array(let element): paths(of: element, under: path)
        case .scalar, .string, .integer, .flag: []
        }
    }
}
