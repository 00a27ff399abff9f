import ArgumentParser
import CanonicalJSON
import EventSourcing
import PostgresEventStore
import Projections
import ReadModels
import TradeMissions

struct BoardCommand: Question {
    static let configuration = CommandConfiguration(commandName: "board")

    static let help = HelpPage(
        title: Phrase(nl: "De stand van alle missies", en: "The status of every mission"),
        usage: "board", options: [],
        examples: ["missieboek board", "missieboek board --as-of 2026-03-01T00:00:00Z --output json"])

    @OptionGroup var options: GlobalOptions

    func report(in inquiry: Inquiry) throws -> Report {
        Report(board: try inquiry.rows(of: Board.self).sorted { $0.mission < $1.mission })
    }
}

extension Report {
    init(board rows: [Board.Row]) {
        let counted: [(Phrase, Participation.Status)] = [
            (Phrase(nl: "bevestigd", en: "confirmed"), .confirmed),
            (Phrase(nl: "wachtlijst", en: "waiting"), .waitlisted),
            (Phrase(nl: "geweigerd", en: "refused"), .refused),
            (Phrase(nl: "geannuleerd", en: "cancelled"), .cancelled),
            (Phrase(nl: "teruggetrokken", en: "withdrawn"), .withdrawn),
            (Phrase(nl: "uitgesloten", en: "excluded"), .excluded),
            (Phrase(nl: "meegereisd", en: "took part"), .tookPart),
        ]
        let columns = [
            Phrase(nl: "missie", en: "mission"), Phrase(nl: "land", en: "country"), Phrase(nl: "van", en: "from"),
            Phrase(nl: "tot en met", en: "until"), Phrase(nl: "stand", en: "stage"), Phrase(nl: "risico", en: "risk"),
            Phrase(nl: "poort", en: "gate"), Phrase(nl: "aangemeld", en: "registered"),
        ]
        self.init(
            title: Phrase(nl: "Missies", en: "Missions"),
            sections: [
                Section(
                    name: "missions", title: nil, columns: columns + [Phrase(nl: "bedrijven", en: "companies")],
                    rows: rows.map { row in
                        row.cells + [
                            .phrase(
                                counted.filter { row.count($0.1) > 0 }.map { name, status in
                                    name.with { "\(row.count(status)) \($0)" }
                                }.joined(separator: ", "))
                        ]
                    }, form: .prose,
                    spreadsheet: (
                        columns + counted.map(\.0),
                        rows.map { row in row.cells + counted.map { .number(row.count($0.1)) } }
                    ))
            ],
            json: .array(
                rows.map { row in
                    let counts = counted.map { Member($0.0.en.kebabCased, .number(String(row.count($0.1)))) }
                    return [
                        "mission": .string(row.mission.text), "title": .string(row.title),
                        "country": row.country.map { .string($0.text) } ?? .null,
                        "from": row.from.map { .string($0.text) } ?? .null,
                        "until": row.until.map { .string($0.text) } ?? .null, "stage": .string(row.stage.rawValue),
                        "riskLevel": row.preparation.riskLevel.map { .string($0.rawValue) } ?? .null,
                        "gate": .string(row.gateColour.rawValue),
                        "hasOfficialSupport": .bool(row.hasOfficialSupport),
                        "registered": .number(String(row.registered)), "companies": .object(counts),
                    ]
                }))
    }
}

extension Board.Row {
    fileprivate var cells: [Report.Cell] {
        [
            .text(mission.text), .text(country?.local.uppercased() ?? ""), .text(from?.text ?? ""),
            .text(until?.text ?? ""), .phrase(stage.phrase),
            .phrase(preparation.riskLevel?.word ?? Phrase(same: "–")), .phrase(gateColour.word), .number(registered),
        ]
    }
}
