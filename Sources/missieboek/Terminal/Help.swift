import ArgumentParser
import CanonicalJSON
import CommandBus
import FoundationEssentials
import TradeMissions

/// Help in the user's language, and what is said of words that are no subcommands.
///
/// ArgumentParser's own help is English only, so it is never asked for.
enum Help {
    case overview
    case page(DocumentedCommand)
    case aggregate(Category)
    case command(any Command.Type)

    /// The language of a run, before its options are parsed.
    static func language(of arguments: [String]) -> Language {
        let index = arguments.firstIndex(of: "--lang")
        let named =
            index.flatMap { arguments.indices.contains($0 + 1) ? Language(rawValue: arguments[$0 + 1]) : nil }
            ?? arguments.lazy.filter { $0.hasPrefix("--lang=") }.compactMap {
                Language(rawValue: String($0.dropFirst(7)))
            }
            .first
        return missieboek.language(option: named, environment: ProcessEnvironment.variables)
    }

    /// The help that these arguments ask for; nil when they ask for none.
    ///
    /// Fails when `help` is asked of something that does not exist; `--help` behind other words is answered with what
    /// is known of them.
    static func asked(by arguments: [String]) throws(Failure) -> Help? {
        let words = arguments.withoutGlobalOptions.filter { !$0.hasPrefix("-") }
        let isStrict = arguments.first == "help"
        let isEmpty = words.isEmpty && !arguments.contains { $0.hasPrefix("-") && !$0.isGlobalOption }
        guard isStrict || isEmpty || arguments.contains(where: { ["--help", "-h"].contains($0) }) else { return nil }
        return try topic(isStrict ? Array(words.dropFirst()) : words, isStrict: isStrict)
    }

    private static func topic(_ words: [String], isStrict: Bool) throws(Failure) -> Help {
        guard let first = words.first else { return .overview }
        if let category = Category.commanded.first(where: { $0.rawValue == first }) {
            if words.count > 1, let child = DocumentedCommand.named(by: words), child.wordCount == 2 {
                return .page(child.command)
            }
            if words.count > 1, let command = CommandRegistry.named("\(first).\(words[1])") { return .command(command) }
            // A question of the same name shows the commands on its own page.
            if let question = DocumentedCommand.named(by: [first]) { return .page(question.command) }
            guard words.count > 1 else { return .aggregate(category) }
            guard !isStrict else { throw Failure(.usage, unknownVerb(words[1], of: category)) }
            return .aggregate(category)
        }
        if let command = CommandRegistry.named(first) {
            let parts = first.split(separator: ".").map(String.init)
            guard let asking = DocumentedCommand.named(by: parts), asking.wordCount == 2 else {
                return .command(command)
            }
            return .page(asking.command)
        }
        if first == "help" { return .overview }
        guard let found = DocumentedCommand.named(by: words) else {
            throw Failure(
                .usage, unknownWord(first, known: subcommands + CommandRegistry.all.map { $0.definition.name }))
        }
        if isStrict, words.count > found.wordCount,
            let mistake = unknownChild(of: found.command, Array(words.dropFirst(found.wordCount)))
        {
            throw Failure(.usage, mistake)
        }
        return .page(found.command)
    }

    /// What is wrong with the first words, when they call no subcommand.
    static func mistake(in arguments: [String]) -> Phrase? {
        guard let first = arguments.first, !first.hasPrefix("-") else { return nil }
        guard subcommands.contains(first) else { return unknownWord(first, known: subcommands + ["--version"]) }
        if let category = Category(rawValue: first), let found = DocumentedCommand.named(by: [first]),
            !found.command.takesArguments, let verb = arguments.dropFirst().first, !verb.hasPrefix("-"),
            found.command.children.isEmpty, CommandRegistry.named("\(first).\(verb)") == nil
        {
            // The question takes no words, so that this one was to be a verb.
            return unknownVerb(verb, of: category)
        }
        if arguments.calledCommand != nil { return nil }
        return DocumentedCommand.named(by: arguments).flatMap { found in
            unknownChild(of: found.command, Array(arguments.dropFirst(found.wordCount)).withoutGlobalOptions)
        }
    }

    /// Everything that may be the first word.
    static var subcommands: [String] {
        (DocumentedCommand.all.map(\.name) + Category.commanded.map(\.rawValue) + ["help"]).withoutRepeats
    }

    private static func unknownWord(_ word: String, known: [String]) -> Phrase {
        phrase(
            Phrase(nl: "er is geen opdracht \(word.shownSafely)", en: "there is no command \(word.shownSafely)"),
            nearest: EditDistance.nearest(to: word, among: known), prefix: "missieboek ")
    }

    /// The command has subcommands and none of them was called.
    private static func unknownChild(of command: DocumentedCommand, _ words: [String]) -> Phrase? {
        let verbs = Category(rawValue: command.name).map(\.verbs) ?? []
        let names = command.children.map(\.lastWord)
        return names.isEmpty
            ? nil : unknownVerb(in: words, of: command.name, known: names + verbs.filter { !names.contains($0) })
    }

    static func unknownVerb(_ verb: String?, of category: Category) -> Phrase {
        unknownVerb(in: [verb].compactMap { $0 }, of: category)
    }

    /// What is wrong with the words behind a kind, of which the first is no verb of its own.
    static func unknownVerb(in words: [String], of category: Category) -> Phrase {
        unknownVerb(in: words, of: category.rawValue, known: category.verbs)
    }

    private static func unknownVerb(in words: [String], of subject: String, known verbs: [String]) -> Phrase {
        if words.first?.hasPrefix("-") ?? false, let verb = words.first(where: verbs.contains) {
            return Phrase(
                nl: "eerst het werkwoord, dan zijn opties: missieboek \(subject) \(verb) …",
                en: "the verb comes first, and its options behind it: missieboek \(subject) \(verb) …")
        }
        guard let verb = words.first(where: { !$0.hasPrefix("-") }) else {
            let list = verbs.joined(separator: ", ")
            return hinting(
                Phrase(
                    nl: "noem wat er met \(subject) moet gebeuren: \(list)",
                    en: "say what is to be done with \(subject): \(list)"), topic: subject)
        }
        return phrase(
            Phrase(nl: "\(subject) kent geen \(verb.shownSafely)", en: "\(subject) knows no \(verb.shownSafely)"),
            nearest: EditDistance.nearest(to: verb, among: verbs), prefix: "missieboek \(subject) ",
            topic: " " + subject)
    }

    /// With where to read what is right.
    static func hinting(_ phrase: Phrase, topic: String) -> Phrase {
        Phrase(nl: "\(phrase.nl)\nZie: missieboek help \(topic)", en: "\(phrase.en)\nSee: missieboek help \(topic)")
    }

    /// With what was probably meant, or where to look.
    static func unknownOption(_ word: String, nearest: [String], topic: String = "") -> Phrase {
        phrase(
            Phrase(nl: "er is geen optie \(word.printable)", en: "there is no option \(word.printable)"),
            nearest: nearest, prefix: "--", topic: topic.isEmpty ? "" : " " + topic)
    }

    /// What is wrong with an option that stands where a subcommand should.
    static func unknownFirstOption(in arguments: [String]) -> Phrase? {
        guard let word = arguments.withoutGlobalOptions.first, word.hasPrefix("-") else { return nil }
        let name = String(word.drop { $0 == "-" }.prefix { $0 != "=" })
        let known = OptionName.global.map(\.name) + ["help", "version"]
        return unknownOption(
            word.hasPrefix("--") ? "--\(name)" : word, nearest: EditDistance.nearest(to: name, among: known))
    }

    static func phrase(_ phrase: Phrase, nearest: [String], prefix: String, topic: String = "") -> Phrase {
        guard !nearest.isEmpty else {
            return Phrase(
                nl: phrase.nl + ". Zie: missieboek help\(topic)", en: phrase.en + ". See: missieboek help\(topic)")
        }
        let names = nearest.map { prefix + $0 }
        return Phrase(
            nl: "\(phrase.nl); bedoelde u \(names.joined(separator: " of "))?",
            en: "\(phrase.en); did you mean \(names.joined(separator: " or "))?")
    }
}

extension String {
    fileprivate var isGlobalOption: Bool { globalOption != nil }

    /// The global option that this word gives, with or without its value.
    fileprivate var globalOption: OptionName? {
        guard hasPrefix("--") else { return nil }
        let name = dropFirst(2).prefix { $0 != "=" }
        return OptionName.global.first { $0.name == name }
    }
}

extension [String] {
    /// These arguments without the options of every subcommand, and without their values.
    fileprivate var withoutGlobalOptions: [String] {
        var rest = self[...]
        var words: [String] = []
        while let word = rest.popFirst() {
            guard let option = word.globalOption else {
                words.append(word)
                continue
            }
            if option.placeholder != nil, !word.contains("=") { rest = rest.dropFirst() }
        }
        return words
    }

    /// With the global options that stand in front of the subcommand, or between a kind and its verb, moved behind, where
    /// its parser reads them.
    var withGlobalOptionsBehind: [String] {
        var rest = self[...]
        var options = rest.takeGlobalOptions()
        guard let first = rest.first, !first.hasPrefix("-") else { return self }
        var words = [rest.removeFirst()]
        let isGroup = !(DocumentedCommand.named(by: words)?.command.children.isEmpty ?? true)
        if isGroup || Category(rawValue: first) != nil {
            options += rest.takeGlobalOptions()
            if rest.first.map({ !$0.hasPrefix("-") }) ?? false { words.append(rest.removeFirst()) }
        }
        return words + options + rest
    }
}

extension ArraySlice<String> {
    /// Takes the global options with which it begins, and their values.
    fileprivate mutating func takeGlobalOptions() -> [String] {
        var options: [String] = []
        while let word = first, let option = word.globalOption {
            let takesNext = option.placeholder != nil && !word.contains("=")
            options += prefix(takesNext ? 2 : 1)
            self = dropFirst(takesNext ? 2 : 1)
        }
        return options
    }
}
