import TradeMissions

/// An option as help lists it: `--quiet`, `--actor ID`, `--lang nl|en`.
struct OptionName {
    /// Without its dashes.
    let name: String
    /// Nil for a flag.
    let placeholder: String?

    /// Nil when the text names an argument, such as `MISSION`.
    init?(_ text: String) {
        guard text.hasPrefix("--") else { return nil }
        let words = text.dropFirst(2).split(separator: " ", maxSplits: 1).map(String.init)
        name = words.first ?? ""
        placeholder = words.count > 1 ? words[1] : nil
    }

    /// The only values the option takes, when its placeholder lists them in lower case.
    var choices: [String] {
        guard let placeholder, placeholder.contains("|"), !placeholder.contains(where: \.isUppercase) else { return [] }
        return placeholder.split(separator: "|").map(String.init)
    }

    /// Whether it may be given more than once, as `--since FILE …` says.
    var isRepeatable: Bool { placeholder?.hasSuffix(" …") ?? false }

    /// Whether it takes a whole number, which is never negative.
    var isWholeNumber: Bool { ["NUMBER", "SECONDS", "POSITION"].contains(placeholder) }

    /// The least number that it takes.
    var least: Int { name == "parallel" ? 1 : 0 }

    /// Whether a text is a whole number that the option can hold: all but the seed of chance are signed ones.
    func fits(_ text: String) -> Bool {
        name == "seed" ? UInt64(text) != nil : Int64(text).map { $0 >= 0 } ?? false
    }

    /// The options of every subcommand that one of this scope heeds.
    static func global(heeding scope: [ScopeOption]) -> [OptionName] {
        global.filter { option in ScopeOption(rawValue: option.name).map(scope.contains) ?? true }
    }

    static let global = GlobalOptions.help.compactMap { OptionName($0.name) }

    /// Fails when an option that takes a value is given twice: the parser would heed the last one and say nothing.
    ///
    /// Behind a blank the parser takes nothing for a value that begins with dashes. A flag says the same twice; how an
    /// answer is written may be said anew, behind what a shell's alias says.
    static func requireSingle(
        _ options: @autoclosure () -> [OptionName], in words: [String], topic: String
    ) throws(Failure) {
        var given: Set<Substring> = []
        for word in words.prefix(while: { $0 != "--" }) where word.hasPrefix("--") {
            let name = word.dropFirst(2).prefix { $0 != "=" }
            guard !given.insert(name).inserted,
                !["lang", "output"].contains(name),
                options().contains(where: { $0.name == name && $0.placeholder != nil && !$0.isRepeatable })
            else { continue }
            throw Failure(
                .usage,
                Help.hinting(
                    Phrase(nl: "--\(name) mag maar één keer", en: "--\(name) may be given once only"), topic: topic))
        }
    }
}
