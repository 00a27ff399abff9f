import ArgumentParser
import CanonicalJSON
import DomainRecords
import EventSourcing
import PostgresEventStore
import TradeMissions

struct TimelineCommand: AsyncParsableCommand, Documented {
    static let configuration = CommandConfiguration(commandName: "timeline")

    static let help = HelpPage(
        title: Phrase(nl: "Alles wat in één dossier is vastgelegd", en: "Everything that was recorded in one file"),
        usage: "timeline STREAM",
        options: [
            (
                "STREAM",
                Phrase(
                    nl: "de naam van het dossier, zoals mission-riyad-2026",
                    en: "the name of the file, such as mission-riyad-2026")
            )
        ],
        examples: [
            "missieboek timeline mission-riyad-2026", "missieboek timeline measure-1 --as-of 120 --output jsonl",
        ])

    @Argument var stream: String
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let session = try await Session.open(options)
        let name = try StreamName(text: stream)
        let (position, validAt) = try session.cut()
        let events = try session.store.read([name], through: position)
            .filter { event in validAt.map { event.occurredAt <= $0 } ?? true }
        guard !events.isEmpty else {
            throw Failure(
                .notFound, Phrase(nl: "\(name.text) bestaat niet", en: "\(name.text) does not exist"))
        }
        let lines = try events.map { try ChronicleLine($0) }
        try session.print(
            Report(
                title: Phrase(same: name.text), sections: [ChronicleLine.section(lines)],
                json: .array(lines.map(\.json))))
    }
}

/// One stored event, as a line that a person can read.
struct ChronicleLine {
    let event: RecordedEvent
    private let data: Node
    private let metadata: Node

    init(_ event: RecordedEvent) throws {
        self.event = event
        do {
            data = try Node(parsing: event.data, limits: ParsingLimits(bytes: 64 << 20))
            metadata = try Node(parsing: event.metadata)
        } catch {
            throw StoreFailure.corrupt("position \(event.position): \(error)")
        }
    }

    static func section(_ lines: [ChronicleLine], title: Phrase? = nil) -> Report.Section {
        Report.Section(
            title: title,
            columns: [
                Phrase(nl: "plaats", en: "position"), Phrase(nl: "gebeurd", en: "occurred"),
                Phrase(nl: "vastgelegd", en: "recorded"), Phrase(nl: "dossier", en: "file"),
                Phrase(nl: "gebeurtenis", en: "event"), Phrase(nl: "door", en: "by"),
                Phrase(nl: "inhoud", en: "content"),
            ],
            rows: lines.map { line in
                [
                    String(line.event.position), line.event.occurredAt.dateInAmsterdam.text,
                    line.event.recordedAt.text, line.event.stream.text, line.event.type, line.event.actor, line.summary,
                ]
            })
    }

    /// A value of the metadata: `role`, `reason`, `ruleSet` and others.
    func explanation(_ key: String) -> String? { metadata[key]?.stringValue }

    var json: Node {
        [
            "position": .number(String(event.position)), "stream": .string(event.stream.text),
            "version": .number(String(event.version)), "id": .string(event.id.text), "type": .string(event.type),
            "actor": .string(event.actor), "occurredAt": .string(event.occurredAt.text),
            "recordedAt": .string(event.recordedAt.text), "data": data, "metadata": metadata,
        ]
    }

    /// The payload in words, cut to what a table can hold.
    private var summary: String {
        let text = Self.words(data)
        return text.count <= 90 ? text : text.prefix(89) + "…"
    }

    private static func words(_ node: Node) -> String {
        switch node {
        case .null: ""
        case .bool(let flag): flag ? "ja" : "nee"
        case .number(let number): number
        case .string(let text), .text(let text): text
        case .array(let items): items.map(words).joined(separator: ", ")
        case .object(let members): members.map { "\($0.key): \(words($0.value))" }.joined(separator: "; ")
        }
    }
}
