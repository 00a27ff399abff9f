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

    /// It counts companies and names none.
    var reading: QuestionReading? { nil }
    var readModel: ProjectionName? { Board.name }

    func report(in inquiry: Inquiry) throws -> Report {
        Report(board: try inquiry.rows(of: Board.self).sorted { $0.mission < $1.mission })
    }
}

extension Report {
    /// What programs know the counts by, in the order of the columns.
    private static let countCodes = [
        "confirmed", "waiting", "refused", "cancelled", "withdrawn", "excluded", "tookPart", "noShow", "lapsed",
    ]

    init(board rows: [Board.Row]) {
        let counted: [(name: Phrase, of: (Board.Row) -> Int)] = [
            (Phrase(nl: "bevestigd", en: "confirmed"), { $0.count(.confirmed) }),
            (Phrase(nl: "wachtlijst", en: "waiting"), { $0.count(.waitlisted) }),
            (Phrase(nl: "geweigerd", en: "refused"), { $0.count(.refused) }),
            (Phrase(nl: "geannuleerd", en: "cancelled"), { $0.count(.cancelled) }),
            (Phrase(nl: "teruggetrokken", en: "withdrawn"), { $0.count(.withdrawn) }),
            (Phrase(nl: "uitgesloten", en: "excluded"), { $0.count(.excluded) }),
            (Phrase(nl: "meegereisd", en: "took part"), { $0.count(.tookPart) }),
            (Phrase(nl: "niet verschenen", en: "did not show"), { $0.count(.noShow) }),
            (Phrase(nl: "vervallen met de missie", en: "lapsed with the mission"), \.lapsed),
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
                                counted.filter { $0.of(row) > 0 }.map { name, count in
                                    name.with { "\(count(row)) \($0)" }
                                }.joined(separator: ", "))
                        ]
                    }, form: .prose,
                    spreadsheet: (
                        columns + counted.map(\.name),
                        rows.map { row in row.cells + counted.map { .number($0.of(row)) } }
                    ))
            ],
            json: .array(
                rows.map { row in
                    let counts = zip(Self.countCodes, counted).map { Member($0, .number(String($1.of(row)))) }
                    return [
                        "mission": .string(row.mission.text), "title": .string(row.title),
                        "country": row.country.map { .string($0.text) } ?? .null,
                        "from": row.from.map { .string($0.text) } ?? .null,
                        "until": row.until.map { .string($0.text) } ?? .null, "stage": .string(row.stage.code),
                        "riskLevel": row.preparation.riskLevel.map { .string($0.code) } ?? .null,
                        "gate": .string(row.gateColour.code),
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
