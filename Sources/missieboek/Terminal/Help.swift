import ArgumentParser
import CanonicalJSON
import CommandBus
import FoundationEssentials
import TradeMissions

/// What `help` shows of a subcommand, in both languages.
struct HelpPage {
    let title: Phrase
    let usage: String
    let options: [(name: String, meaning: Phrase)]
    let examples: [String]
}

/// A subcommand that explains itself.
protocol Documented {
    static var help: HelpPage { get }
}

/// Help in the user's language, and what is said of words that are no subcommands.
///
/// ArgumentParser's own help is English only, so it is never asked for.
enum Help {
    case overview
    case page(name: String, HelpPage)
    case aggregate(Category)
    case command(any Command.Type)

    /// The language of a run, before its options are parsed.
    static func language(of arguments: [String]) -> Language {
        let index = arguments.firstIndex(of: "--lang")
        let named = index.flatMap { arguments.indices.contains($0 + 1) ? Language(rawValue: arguments[$0 + 1]) : nil }
        return missieboek.language(option: named, environment: ProcessInfo.processInfo.environment)
    }

    /// The help that these arguments ask for; nil when they ask for none.
    static func asked(by arguments: [String]) -> Help? {
        let isAsked = arguments.isEmpty || arguments.first == "help" || arguments.contains { ["--help", "-h"].contains($0) }
        guard isAsked else { return nil }
        let words = arguments.filter { !$0.hasPrefix("-") && $0 != "help" }
        guard let first = words.first else { return .overview }
        if let category = Category(rawValue: first) {
            let command = words.dropFirst().first.flatMap { CommandRegistry.named("\(first).\($0)") }
            return command.map { .command($0) } ?? .aggregate(category)
        }
        if let command = CommandRegistry.named(first) { return .command(command) }
        return pages.first { $0.name == first }.map { .page(name: $0.name, $0.page) } ?? .overview
    }

    /// What is wrong with the first word, when it is no subcommand.
    static func mistake(in arguments: [String]) -> Phrase? {
        guard let first = arguments.first, !first.hasPrefix("-") else { return nil }
        let known = pages.map(\.name) + Category.allCases.map(\.rawValue) + ["help"]
        guard !known.contains(first) else { return nil }
        return phrase(
            Phrase(nl: "er is geen opdracht \(first.shownSafely)", en: "there is no command \(first.shownSafely)"),
            nearest: EditDistance.nearest(to: first, among: known), prefix: "missieboek ")
    }

    static func unknownVerb(_ verb: String?, of category: Category) -> Phrase {
        let verbs = category.commands.map { String($0.definition.name.dropFirst(category.rawValue.count + 1)) }
        guard let verb else {
            let list = verbs.joined(separator: ", ")
            return Phrase(
                nl: "noem wat er met \(category.rawValue) moet gebeuren: \(list)",
                en: "say what is to be done with \(category.rawValue): \(list)")
        }
        return phrase(
            Phrase(
                nl: "\(category.rawValue) kent geen \(verb.shownSafely)",
                en: "\(category.rawValue) knows no \(verb.shownSafely)"),
            nearest: EditDistance.nearest(to: verb, among: verbs), prefix: "missieboek \(category.rawValue) ")
    }

    static func unknownOption(_ name: String, nearest: [String]) -> Phrase {
        phrase(
            Phrase(nl: "er is geen optie --\(name.printable)", en: "there is no option --\(name.printable)"),
            nearest: nearest, prefix: "--")
    }

    private static func phrase(_ phrase: Phrase, nearest: [String], prefix: String) -> Phrase {
        guard !nearest.isEmpty else {
            return Phrase(nl: phrase.nl + ". Zie: missieboek help", en: phrase.en + ". See: missieboek help")
        }
        let names = nearest.map { prefix + $0 }
        return Phrase(
            nl: "\(phrase.nl); bedoelde u \(names.joined(separator: " of "))?",
            en: "\(phrase.en); did you mean \(names.joined(separator: " or "))?")
    }

    /// The subcommands that are no aggregates, by name.
    static let pages: [(name: String, page: HelpPage)] =
        (Missieboek.questions + Missieboek.catalogue + Missieboek.administration).compactMap { command in
            (command as? any Documented.Type).map { (command.configuration.commandName ?? "", $0.help) }
        }
}

extension Help {
    func text(in language: Language) -> String { "" }
}
