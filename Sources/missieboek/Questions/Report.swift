import CanonicalJSON
import EventSourcing
import PostgresEventStore
import TradeMissions

/// An answer, as tables for people and as one JSON value for programs.
struct Report {
    struct Section {
        let title: Phrase?
        let columns: [Phrase]
        let rows: [[String]]
    }

    /// What the answer is about, and as of when.
    let title: Phrase
    let sections: [Section]
    /// What a reader must know to read the answer rightly.
    var notes: [Phrase] = []
    let json: Node
}

extension Session {
    /// Writes a report in the format that was asked for, with the register's names beside the ids.
    func print(_ report: Report) throws {
        let language = console.language
        switch options.output {
        case .table:
            var lines = [report.title.text(in: language).printable]
            for section in report.sections {
                lines.append("")
                if let title = section.title { lines.append(title.text(in: language).printable) }
                lines += try table(section).lines
            }
            if !report.notes.isEmpty { lines.append("") }
            lines += report.notes.map { $0.text(in: language).printable }
            try console.print(lines: lines)
        case .csv:
            for section in report.sections { try console.print(lines: table(section).csvLines) }
        case .json:
            try console.print(report.json.prettyText)
        case .jsonl:
            if case .array(let items) = report.json {
                try console.print(lines: items.map(\.lineText))
            } else {
                try console.print(report.json.lineText)
            }
        }
    }

    private func table(_ section: Report.Section) throws -> Table {
        let names = try names(in: section.rows.flatMap { $0 })
        return Table(
            columns: section.columns.map { $0.text(in: console.language) },
            rows: section.rows.map { row in row.map { names.shown($0) } })
    }

    /// The register's names for every company, organisation and officer that these texts mention.
    func names(in texts: [String]) throws -> RegisterNames {
        let ids = Set(texts.flatMap(RegisterNames.ids)).sorted()
        return RegisterNames(entries: ids.isEmpty ? [:] : try store.registerEntries(for: ids))
    }
}

/// Puts names in place of the random ids of events, for the eyes of a user who may see the register.
struct RegisterNames {
    let entries: [String: RegisterEntry]

    /// The random ids that a text mentions.
    static func ids(in text: String) -> [String] {
        text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-")) }.map(String.init).filter { word in
            [Category.company, .organisation, .officer].contains { word.hasPrefix($0.rawValue + "-") }
        }
    }

    func shown(_ text: String) -> String {
        Self.ids(in: text).reduce(text) { shown, id in
            guard let name = entries[id]?.name else { return shown }
            return shown.split(separator: id, omittingEmptySubsequences: false).joined(separator: name)
        }
    }
}

extension Phrase {
    /// A heading that reads the same in both languages.
    init(same text: String) {
        self.init(nl: text, en: text)
    }
}
