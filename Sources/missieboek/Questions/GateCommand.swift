import ArgumentParser
import CanonicalJSON
import DomainRecords
import EventSourcing
import TradeMissions

struct GateCommand: Question {
    static let configuration = CommandConfiguration(commandName: "gate")

    static let help = HelpPage(
        title: Phrase(
            nl: "De vertrekpoort van een missie, punt voor punt", en: "A mission's readiness gate, item by item"),
        usage: "gate MISSION [--ground TEXT]",
        options: [
            ("MISSION", Phrase(nl: "de missie, zoals riyad-2026", en: "the mission, such as riyad-2026")),
            GroundOption.help,
        ],
        examples: ["missieboek gate riyad-2026", "missieboek gate riyad-2026 --output json"])

    @Argument var mission: String
    @OptionGroup var ground: GroundOption
    @OptionGroup var options: GlobalOptions

    var reading: QuestionReading? { QuestionReading(.gate, mission, as: MissionID.self, on: ground) }

    func report(in inquiry: Inquiry) throws -> Report {
        let id = try MissionID(argument: mission, "MISSION")
        let day = (inquiry.validAt ?? Session.now()).dateInAmsterdam
        let (subject, preparation, items) = try inquiry.ask(about: id.stream) { records throws(Interruption) in
            let subject = try records.existing(id)
            let preparation = try Preparation.of(id, subject, in: records)
            return (subject, preparation, try preparation.gate(on: [day], in: records))
        }
        return Report(items, of: preparation, subject)
    }
}

extension Report {
    init(_ items: [GateItem], of preparation: Preparation, _ mission: Mission) {
        // Nobody passes the gate of a mission that was cancelled.
        let applies = mission.stage != .cancelled
        let isClosed = applies && items.contains { $0.status == .open && $0.isBlocking }
        let risk = preparation.riskLevel?.word ?? Phrase(nl: "nog niet vastgesteld", en: "not set yet")
        self.init(
            title: Phrase(
                nl: "\(preparation.mission.text): \(mission.stage.phrase.nl), risico \(risk.nl)",
                en: "\(preparation.mission.text): \(mission.stage.phrase.en), risk \(risk.en)"),
            sections: [
                Section(
                    name: "items", title: nil,
                    columns: [
                        Phrase(nl: "punt", en: "item"), Phrase(nl: "stand", en: "status"),
                        Phrase(nl: "houdt tegen", en: "blocks"), Phrase(nl: "sinds", en: "since"),
                        Phrase(nl: "door", en: "by"), Phrase(nl: "bevinding", en: "finding"),
                    ],
                    rows: items.map { $0.cells(applies: applies) }, form: .prose)
            ],
            notes: [
                applies
                    ? isClosed
                        ? Phrase(nl: "De poort is dicht.", en: "The gate is closed.")
                        : Phrase(nl: "De poort is open.", en: "The gate is open.")
                    : Phrase(
                        nl:
                            "De missie is geannuleerd: de poort is niet van toepassing. De punten staan zoals zij stonden.",
                        en: "The mission was cancelled: the gate does not apply. The items stand as they stood.")
            ],
            json: [
                "mission": .string(preparation.mission.text), "stage": .string(mission.stage.code),
                "applies": .bool(applies), "isClosed": applies ? .bool(isClosed) : .null,
                "items": .array(
                    items.map { item in
                        [
                            "id": .string(item.id.text), "rule": .string(item.rule.id), "basis": .string(item.basis.id),
                            "force": .string(item.basis.force.code),
                            "status": .string(item.status.code),
                            "blocks": .bool(applies && item.isBlocking && item.status == .open),
                            "finding": ["nl": .string(item.finding.nl), "en": .string(item.finding.en)],
                            "since": item.mark.map { .string($0.at.text) } ?? .null,
                            "actor": item.mark.map { .string($0.actor) } ?? .null,
                        ]
                    }),
            ])
    }
}

extension GateItem {
    fileprivate func cells(applies: Bool) -> [Report.Cell] {
        let blocks = applies && isBlocking && status == .open
        return [
            .text(id.text), .phrase(status.word), .phrase(blocks ? Phrase(nl: "ja", en: "yes") : Phrase(same: "")),
            .text(mark?.at.dateInAmsterdam.text ?? ""), .text(mark?.actor ?? ""),
            .phrase(Phrase(same: "\(basis.id): ") + finding),
        ]
    }
}
