import CanonicalJSON
import CommandBus
import EventSourcing
import PostgresEventStore
import TradeMissions

/// An answer, as tables for people and as one JSON value for programs.
struct Report {
    /// What the answer is about, and as of when.
    let title: Phrase
    let sections: [Section]
    /// What a reader must know to read the answer rightly.
    let notes: [Phrase]
    /// Whether ids are shown as they are, and the register is not asked for names.
    var hidesNames = false
    private let makeJSON: () -> Node

    /// `json` is made only when a program asks for it.
    init(title: Phrase, sections: [Section], notes: [Phrase] = [], json: @autoclosure @escaping () -> Node) {
        self.title = title
        self.sections = sections
        self.notes = notes
        makeJSON = json
    }

    var json: Node { makeJSON() }

    /// One table of it.
    struct Section {
        /// The same in both languages, for `--table`.
        let name: String
        let title: Phrase?
        let columns: [Phrase]
        let rows: [[Cell]]
        var form = Form.table
        /// For programs, where it says more than the table that people see.
        var spreadsheet: (columns: [Phrase], rows: [[Cell]])?
    }

    enum Form {
        case table
        /// A table whose last column holds sentences.
        case prose
        /// Names with their values, without a heading.
        case facts
    }

    /// What stands in one place of a table.
    enum Cell: ExpressibleByStringInterpolation {
        case text(String)
        case phrase(Phrase)
        case number(Int)
        case money(Cents)
        /// A text that people see abbreviated, and programs whole.
        case abbreviated(Phrase, whole: Phrase)

        init(stringLiteral text: String) { self = .text(text) }

        static let empty = Cell.text("")

        func text(in language: Language) -> String {
            switch self {
            case .text(let text): text
            case .phrase(let phrase), .abbreviated(let phrase, _): phrase.text(in: language)
            case .number(let number): String(number)
            case .money(let amount): amount.phrase.text(in: language)
            }
        }

        /// As a spreadsheet reads it: amounts in euros with a full stop, and nothing cut short.
        func csv(in language: Language) -> String {
            switch self {
            case .money(let amount): amount.decimal
            case .abbreviated(_, let whole): whole.text(in: language)
            case .text, .phrase, .number: text(in: language)
            }
        }

        fileprivate var isMoney: Bool {
            if case .money = self { return true }
            return false
        }
    }

    /// The report with some of its tables only.
    func showing(_ names: [String]) throws(Failure) -> Report {
        for name in names where !sections.contains(where: { $0.name == name }) {
            let known = sections.map(\.name).joined(separator: ", ")
            throw Failure(
                .usage,
                Phrase(
                    nl: "--table kent geen \(name.shownSafely); kies uit: \(known)",
                    en: "--table knows no \(name.shownSafely); choose from: \(known)"))
        }
        var shown = Report(
            title: title, sections: sections.filter { names.contains($0.name) }, notes: [], json: json)
        shown.hidesNames = hidesNames
        return shown
    }
}

extension Cents {
    /// Euros with a full stop and two decimals.
    fileprivate var decimal: String { "\(value / 100).\((value % 100).padded(to: 2))" }
}

extension Report.Section {
    func table(in language: Language) -> Table {
        Table(
            columns: columns.map { $0.text(in: language) },
            rows: rows.map { $0.map { $0.text(in: language) } }, endsInProse: form == .prose)
    }

    /// The table for a spreadsheet; a column of amounts names their unit.
    func csvTable(in language: Language) -> Table {
        let (columns, rows) = spreadsheet ?? (columns, rows)
        return Table(
            columns: columns.enumerated().map { index, column in
                column.text(in: language) + (rows.contains { $0[index].isMoney } ? " (EUR)" : "")
            }, rows: rows.map { $0.map { $0.csv(in: language) } })
    }

    /// Lines for people.
    func lines(in language: Language, within width: Int?, _ names: RegisterNames) -> [String] {
        let table = table(in: language).naming(names)
        let heading = title.map { [$0.text(in: language).printable] } ?? []
        guard !rows.isEmpty else {
            return heading + [language == .dutch ? "  geen" : "  none"]
        }
        guard form == .facts else { return heading + table.lines(within: width) }
        let facts = table.rows.map { ("\($0[0].printable)", $0[1].printable) }
        return heading + TextLayout.definitions(facts, width: width ?? .max)
    }
}

extension Table {
    /// With the register's names in place of ids.
    func naming(_ names: RegisterNames) -> Table {
        Table(columns: columns, rows: rows.map { $0.map { names.shown($0) } }, endsInProse: endsInProse)
    }
}

extension Session {
    /// Writes a report in the format that was asked for, with the register's names beside the ids.
    ///
    /// A CSV file is one table: the one that was asked for, else the report's first, and which others there are is said.
    func print(_ report: Report, only tables: [String] = []) throws {
        let report = try tables.isEmpty ? report : report.showing(tables)
        let language = console.language
        switch options.output {
        case .table: try console.print(lines: lines(of: report))
        case .csv:
            guard let section = report.sections.first else { return }
            let others = report.sections.dropFirst().map(\.name)
            if !tables.isEmpty, !others.isEmpty { throw Failure.oneTableOnly }
            if !others.isEmpty {
                console.say(
                    Phrase(
                        nl: "Dit is de tabel \(section.name); een andere: --table \(others.joined(separator: "|"))",
                        en: "This is the table \(section.name); another: --table \(others.joined(separator: "|"))"))
            }
            let table = section.csvTable(in: language)
            let named = try report.hidesNames ? table : table.naming(names(in: table.rows.flatMap { $0 }))
            try console.print(lines: named.csvLines)
        case .json:
            var json = report.json
            if let scoped { json = ["scope": scoped.node, "answer": json] }
            if let replica { json = ["replica": replica.node, "answer": json] }
            try console.print(json.prettyText)
        case .jsonl:
            if let replica { try console.print(Node.object([Member("replica", replica.node)]).lineText) }
            if let scoped { try console.print(Node.object([Member("scope", scoped.node)]).lineText) }
            if case .array(let items) = report.json {
                try console.print(lines: items.map(\.lineText))
            } else {
                try console.print(report.json.lineText)
            }
        }
    }

    /// The report as a person reads it.
    func lines(of report: Report) throws -> [String] {
        let language = console.language
        let notes = report.notes.map { $0.text(in: language) }
        let title = report.title.text(in: language)
        let names = try names(
            in: report.hidesNames
                ? [] : report.sections.flatMap { $0.table(in: language).rows.flatMap { $0 } } + notes + [title])
        func wrapped(_ text: String) -> [String] {
            let shown = names.shown(text).printable
            return console.width.map { TextLayout.filled(shown, to: $0) } ?? [shown]
        }
        var lines = wrapped(title)
        for section in report.sections {
            lines += [""] + section.lines(in: language, within: console.width, names)
        }
        let all = notes + names.changes.map { $0.text(in: language) }
        if !all.isEmpty { lines.append("") }
        return lines + all.flatMap(wrapped)
    }
}

extension Failure {
    fileprivate static let oneTableOnly = Failure(
        .usage,
        Phrase(
            nl: "een CSV-bestand is één tabel: noem er één met --table",
            en: "a CSV file is one table: name one with --table"))
}

extension Phrase {
    /// A heading that reads the same in both languages.
    init(same text: String) {
        self.init(nl: text, en: text)
    }

    /// Both languages' text, changed the same way.
    func with(_ change: (String) -> String) -> Phrase { Phrase(nl: change(nl), en: change(en)) }

    static func + (left: Phrase, right: Phrase) -> Phrase { Phrase(nl: left.nl + right.nl, en: left.en + right.en) }
}

extension Sequence<Phrase> {
    func joined(separator: String) -> Phrase {
        Phrase(nl: map(\.nl).joined(separator: separator), en: map(\.en).joined(separator: separator))
    }
}
