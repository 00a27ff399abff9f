import ArgumentParser
import CanonicalJSON
import EventSourcing
import Glibc
import PostgresEventStore
import Projections
import ReadModels
import TradeMissions

struct BoardCommand: AsyncParsableCommand, Documented {
    static let configuration = CommandConfiguration(commandName: "board")

    static let help = HelpPage(
        title: Phrase(nl: "De stand van alle missies", en: "The status of every mission"),
        usage: "board", options: [],
        examples: ["missieboek board", "missieboek board --as-of 2026-03-01T00:00:00Z --output json"])

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let session = try await Session.open(options)
        let rows = try session.rows(of: Board.self)
        try session.print(Report(board: rows.sorted { $0.mission < $1.mission }))
    }
}

extension Session {
    /// The rows of a read model: of now, caught up first, or as they were.
    func rows<Model: ReadModel>(of _: Model.Type) throws -> [Model.Row] {
        let (position, validAt) = try cut()
        guard position != nil || validAt != nil else {
            return try Projector<Model>(store, store, waitingBy: Self.block).latestRows()
        }
        return try HistoricRows<Model>(store).rows(
            through: position ?? store.advanceWatermark(), validAt: validAt)
    }

    /// Blocks the thread of this command, which has nothing else to do.
    private static func block(_ duration: Duration) {
        usleep(UInt32(duration / .microseconds(1)))
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
            Phrase(nl: "tot", en: "until"), Phrase(nl: "stand", en: "stage"), Phrase(nl: "risico", en: "risk"),
            Phrase(nl: "poort", en: "gate"), Phrase(nl: "aangemeld", en: "registered"),
        ]
        self.init(
            title: Phrase(nl: "Missies", en: "Missions"),
            sections: [
                Section(
                    title: nil, columns: columns + counted.map(\.0),
                    rows: rows.map { row in
                        [
                            row.mission.text, row.country?.local.uppercased() ?? "", row.from?.text ?? "",
                            row.until?.text ?? "", row.stage.rawValue, row.preparation.riskLevel?.rawValue ?? "–",
                            row.gateColour.rawValue, String(row.registered),
                        ] + counted.map { String(row.count($0.1)) }
                    })
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
