import CanonicalJSON
import CommandBus
import TradeMissions

/// What is wrong with a subcommand's arguments, in the user's language.
///
/// ArgumentParser decides what is right, but says so in English only; this is asked when it has refused.
struct Usage {
    private let options: [OptionName]
    private let arguments: [(name: String, isRequired: Bool)]
    /// Options that must be there, with their dashes.
    private let required: [String]
    private let repeatsLast: Bool
    /// What to ask help of.
    private let topic: String

    init(of command: DocumentedCommand) {
        self.init(of: command.page, heeding: command.parser.scope, topic: command.name)
    }

    private init(of page: HelpPage, heeding scope: [ScopeOption], topic: String) {
        self.topic = topic
        options = page.options.compactMap { OptionName($0.name) } + OptionName.global(heeding: scope)
        arguments = page.options.filter { !$0.name.hasPrefix("--") }.map { option in
            (option.name, !page.usage.contains("[\(option.name)"))
        }
        required = page.options.compactMap { OptionName($0.name) }.map { "--" + $0.name }.filter { name in
            page.usage.contains(" \(name)")
        }
        repeatsLast = page.usage.hasSuffix("…") || page.usage.hasSuffix("…]")
    }

    /// For arguments that are options of every subcommand only.
    static func ofGlobalOptions(of topic: String) -> Usage {
        Usage(
            of: HelpPage(title: Phrase(same: ""), usage: "", options: [], examples: []), heeding: [], topic: topic)
    }

    /// With a next step; nil when nothing is wrong that can be told here.
    func mistake(in words: [String]) -> Phrase? {
        var rest = words[...]
        var values: [String] = []
        var onlyValues = false
        while let word = rest.popFirst() {
            if onlyValues || !word.hasPrefix("-") || word == "-" {
                values.append(word)
            } else if word == "--" {
                onlyValues = true
            } else if let mistake = mistake(in: word, &rest) {
                return mistake
            }
        }
        if values.count > arguments.count, !repeatsLast {
            let extra = values[arguments.count].shownSafely
            return hinting(nl: "\(extra) is te veel", en: "\(extra) is one too many")
        }
        let missing = arguments.dropFirst(values.count).first { $0.isRequired }?.name ?? missingOption(in: words)
        return missing.map { hinting(nl: "\($0) ontbreekt", en: "\($0) is missing") }
    }

    /// An option without which the command means nothing, if it is not there.
    private func missingOption(in words: [String]) -> String? {
        required.first { name in !words.contains { $0 == name || $0.hasPrefix(name + "=") } }
    }

    private func hinting(nl: String, en: String) -> Phrase {
        Help.hinting(Phrase(nl: nl, en: en), topic: topic)
    }

    private func mistake(in word: String, _ rest: inout ArraySlice<String>) -> Phrase? {
        let parts = word.drop { $0 == "-" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            .map(String.init)
        let name = parts.first ?? ""
        guard word.hasPrefix("--"), let option = options.first(where: { $0.name == name }) else {
            let nearest = EditDistance.nearest(to: name, among: options.map(\.name))
            return Help.unknownOption(word.hasPrefix("--") ? "--\(name)" : word, nearest: nearest, topic: topic)
        }
        guard let placeholder = option.placeholder else {
            guard parts.count > 1 else { return nil }
            return hinting(nl: "--\(name) krijgt geen waarde", en: "--\(name) takes no value")
        }
        // Behind a blank the parser takes nothing for a value that begins with a dash.
        let next = parts.count > 1 ? nil : rest.first
        let value = parts.count > 1 ? parts[1] : next.flatMap { $0.hasPrefix("-") && $0 != "-" ? nil : $0 }
        if parts.count == 1 { rest = rest.dropFirst() }
        guard let value else {
            let found = next.map { $0.hasPrefix("--") ? "" : $0.shownSafely } ?? ""
            return hinting(
                nl: "--\(name) mist een waarde: \(placeholder)" + (found.isEmpty ? "" : "; \(found) is er geen"),
                en: "--\(name) lacks a value: \(placeholder)" + (found.isEmpty ? "" : "; \(found) is none"))
        }
        return mistake(in: value, of: option)
    }

    private func mistake(in value: String, of option: OptionName) -> Phrase? {
        let name = option.name
        if option.isWholeNumber {
            guard !option.fits(value) else { return nil }
            return hinting(
                nl:
                    "--\(name): \(value.shownSafely) is geen getal dat hier past: er hoort een geheel getal vanaf \(option.least)",
                en: "--\(name): \(value.shownSafely) is no number that fits here: a whole one, from \(option.least) up")
        }
        guard !option.choices.isEmpty, !option.choices.contains(value) else { return nil }
        let list = option.choices.joined(separator: ", ")
        return hinting(
            nl: "--\(name) kent geen \(value.shownSafely); kies uit: \(list)",
            en: "--\(name) knows no \(value.shownSafely); choose from: \(list)")
    }
}
