import ArgumentParser
import CanonicalJSON
import DomainRecords
import EventSourcing
import TradeMissions

struct GateCommand: AsyncParsableCommand, Documented {
    static let configuration = CommandConfiguration(commandName: "gate")

    static let help = HelpPage(
        title: Phrase(
            nl: "De vertrekpoort van een missie, punt voor punt", en: "A mission's readiness gate, item by item"),
        usage: "gate MISSION",
        options: [("MISSION", Phrase(nl: "de missie, zoals riyad-2026", en: "the mission, such as riyad-2026"))],
        examples: ["missieboek gate riyad-2026", "missieboek gate riyad-2026 --output json"])

    @Argument var mission: String
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let session = try await Session.open(options)
        let id = try MissionID(text: mission)
        let (subject, preparation) = try session.ask { records throws(Interruption) in
            let subject = try records.existing(id)
            return (subject, try Preparation.of(id, subject, in: records))
        }
        try session.print(Report(gate: preparation, of: subject, in: session.console.language))
    }
}

extension Session {
    /// The answer to a question about some streams, as of the moment that the user asked about.
    func ask<Answer>(_ question: (Records) throws(Interruption) -> Answer) throws -> Answer {
        let (position, validAt) = try cut()
        switch try RecordLoader(store, through: position, validAt: validAt).run(question).answer {
        case .success(let answer): return answer
        case .failure(let refusal): throw Failure(.notFound, refusal.finding)
        }
    }
}

extension Report {
    init(gate preparation: Preparation, of mission: Mission, in language: Language) {
        let items = preparation.gate
        let columns = [
            Phrase(nl: "punt", en: "item"), Phrase(nl: "regel", en: "rule"), Phrase(nl: "stand", en: "status"),
            Phrase(nl: "houdt tegen", en: "blocks"), Phrase(nl: "sinds", en: "since"), Phrase(nl: "door", en: "by"),
        ]
        let yes = Phrase(nl: "ja", en: "yes")
        let isOpen = items.contains { $0.status == .open && $0.isBlocking }
        self.init(
            title: Phrase(
                nl: "\(preparation.mission.text): \(mission.stage.rawValue), "
                    + "risico \(preparation.riskLevel?.rawValue ?? "nog niet vastgesteld")",
                en: "\(preparation.mission.text): \(mission.stage.rawValue), "
                    + "risk \(preparation.riskLevel?.rawValue ?? "not set yet")"),
            sections: [
                Section(
                    title: nil, columns: columns,
                    rows: items.map { item in
                        [
                            item.id.text, item.basis.title.text(in: language),
                            item.status.rawValue, item.isBlocking && item.status == .open ? yes.text(in: language) : "",
                            item.mark?.at.dateInAmsterdam.text ?? "", item.mark?.actor ?? "",
                        ]
                    })
            ],
            notes: items.filter { $0.status != .notApplicable }.map { item in
                Phrase(nl: "\(item.id.text): \(item.finding.nl)", en: "\(item.id.text): \(item.finding.en)")
            } + [
                isOpen
                    ? Phrase(nl: "De poort is dicht.", en: "The gate is closed.")
                    : Phrase(nl: "De poort is open.", en: "The gate is open.")
            ],
            json: [
                "mission": .string(preparation.mission.text), "stage": .string(mission.stage.rawValue),
                "isClosed": .bool(isOpen),
                "items": .array(
                    items.map { item in
                        [
                            "id": .string(item.id.text), "rule": .string(item.rule.id), "basis": .string(item.basis.id),
                            "force": .string(item.basis.force.rawValue),
                            "status": .string(item.status.rawValue),
                            "blocks": .bool(item.isBlocking && item.status == .open),
                            "finding": ["nl": .string(item.finding.nl), "en": .string(item.finding.en)],
                            "since": item.mark.map { .string($0.at.text) } ?? .null,
                            "actor": item.mark.map { .string($0.actor) } ?? .null,
                        ]
                    }),
            ])
    }
}
