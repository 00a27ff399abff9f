import ArgumentParser
import TradeMissions

/// What `help` shows of a subcommand, in both languages.
struct HelpPage: Sendable {
    let title: Phrase
    /// The words behind `missieboek`; what may be left out stands in brackets.
    let usage: String
    /// Arguments such as `MISSION`, flags such as `--superuser`, options such as `--step NUMBER` or `--order up|down`.
    let options: [(name: String, meaning: Phrase)]
    let examples: [String]
    /// What more a user should know, one paragraph each.
    var details: [Phrase] = []
}

/// A subcommand that explains itself.
protocol Documented: ParsableCommand {
    static var help: HelpPage { get }
    /// Whether every run of it asks the database, unless its arguments are wrong.
    static var asksDatabase: Bool { get }
    /// What it heeds of the options that not every subcommand heeds; it is refused the others.
    static var scope: [ScopeOption] { get }
    /// False for what answers in objects with parts of their own, which make no rows.
    static var writesCSV: Bool { get }
}

extension Documented {
    static var scope: [ScopeOption] { [] }
    static var writesCSV: Bool { true }
    static var asksDatabase: Bool { false }
}

/// A documented subcommand by the words that call it, such as `db start`.
struct DocumentedCommand: Sendable {
    let parser: any Documented.Type
    let name: String

    init(_ parser: any Documented.Type, under parent: String = "") {
        self.parser = parser
        name = parent + (parser.configuration.commandName ?? "")
    }

    var page: HelpPage { parser.help }

    /// Its own subcommands.
    var children: [DocumentedCommand] {
        parser.configuration.subcommands.map { child in
            guard let documented = child as? any Documented.Type else {
                preconditionFailure("\(child) has no help")
            }
            return DocumentedCommand(documented, under: name + " ")
        }
    }

    var takesArguments: Bool { page.options.contains { !$0.name.hasPrefix("-") } }

    var lastWord: String { name.split(separator: " ").last.map(String.init) ?? name }

    /// Every subcommand that is no aggregate.
    static let all = (Missieboek.questions + Missieboek.keeping + Missieboek.catalogue + Missieboek.administration)
        .map { DocumentedCommand($0) }

    /// The subcommand that the first of these words call, and how many words that takes.
    static func named(by words: [String]) -> (command: DocumentedCommand, wordCount: Int)? {
        guard let first = words.first, let command = all.first(where: { $0.name == first }) else { return nil }
        if words.count > 1, let child = command.children.first(where: { $0.lastWord == words[1] }) { return (child, 2) }
        return (command, 1)
    }
}

extension GlobalOptions {
    /// As a ``HelpPage`` lists options.
    static let help: [(name: String, meaning: Phrase)] = [
        (
            "--database URL",
            Phrase(
                nl: "de PostgreSQL-database; anders MISSIEBOEK_DATABASE_URL, anders een eigen database in "
                    + "MISSIEBOEK_HOME (.missieboek)",
                en: "the PostgreSQL database; else MISSIEBOEK_DATABASE_URL, else a private one in "
                    + "MISSIEBOEK_HOME (.missieboek)")
        ),
        (
            "--replica URL",
            Phrase(
                nl:
                    "de replica die vragen beantwoordt, ook in JSON met haar achterstand; anders MISSIEBOEK_REPLICA_URL",
                en: "the replica that answers questions, in JSON too with its lag; else MISSIEBOEK_REPLICA_URL")
        ),
        (
            "--max-lag SECONDS",
            Phrase(
                nl: "hoe ver een replica mag achterlopen (10); anders is er geen antwoord, en is de afsluitcode 69",
                en: "how far a replica may be behind (10); else there is no answer, and the exit code is 69")
        ),
        (
            "--output \(OutputFormat.allCases.map(\.rawValue).joined(separator: "|"))",
            Phrase(nl: "hoe resultaten worden geschreven", en: "how results are written")
        ),
        (
            "--as-of TIME|DATE|POSITION",
            Phrase(
                nl: "bij vragen: wat toen bekend was; een moment, het eind van een dag of een positie in het logboek",
                en: "with questions: what was known then; a moment, the end of a day or a position of the log")
        ),
        (
            "--valid-at TIME|DATE",
            Phrase(
                nl: "bij vragen: wat toen was gebeurd, met de kennis van nu",
                en: "with questions: what had happened by then, by today's knowledge")
        ),
        (
            "--actor ID",
            Phrase(
                nl: "de functionaris die handelt; anders MISSIEBOEK_ACTOR",
                en: "the officer who acts; else MISSIEBOEK_ACTOR")
        ),
        (
            "--lang nl|en",
            Phrase(nl: "de taal; anders die van LANG", en: "the language; else that of LANG")
        ),
        ("--no-input", Phrase(nl: "nooit iets vragen", en: "never ask anything")),
        ("--quiet", Phrase(nl: "geen mededelingen op standaardfout", en: "no talk on standard error")),
    ]
}
