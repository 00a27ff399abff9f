import CanonicalJSON
import DomainRecords
import EventSourcing
import PostgresEventStore
import TradeMissions

/// One stored event, as a line that a person can read.
struct ChronicleLine {
    let event: RecordedEvent
    private let data: Node
    private let metadata: Node
    /// The database login that recorded it, beside the officer who is said to act; nil when it is not known.
    private(set) var login: String?
    /// The text that lies sealed in it; nil when it has none.
    let sealedStatement: SealedStatement?
    /// The same with what it says, once that was asked.
    private(set) var statement: SealedStatement?

    /// Whether the event is shown as the text that its bytes make, since they are no JSON.
    private let isUnreadable: Bool

    /// Fails with ``StoreFailure/corrupt(_:)`` when the event is no JSON.
    init(_ event: RecordedEvent) throws {
        self.event = event
        isUnreadable = false
        do {
            data = try Node(parsing: event.data, limits: ParsingLimits(bytes: 64 << 20))
            metadata = try Node(parsing: event.metadata)
        } catch {
            throw StoreFailure.corrupt("position \(event.position): \(error)")
        }
        sealedStatement = SealedStatement(in: data, of: event)
    }

    /// The event in any case: whoever follows the log must come past one that cannot be read.
    init(unreadable event: RecordedEvent) {
        self.event = event
        isUnreadable = true
        data = .string(String(decoding: event.data, as: UTF8.self))
        metadata = .string(String(decoding: event.metadata, as: UTF8.self))
        sealedStatement = nil
    }

    /// Every event with its content.
    static func section(_ lines: [ChronicleLine]) -> Report.Section {
        Report.Section(
            name: "events", title: nil, columns: [position, occurred, recorded, event, actor, content],
            rows: lines.map { line in
                [
                    .number(Int(line.event.position)), .text(line.event.occurredAt.dateInAmsterdam.text),
                    .text(line.event.recordedAt.clockTextInAmsterdam), .text(line.event.type),
                    .text(line.event.actor), line.content,
                ]
            }, form: .prose, spreadsheet: spreadsheet(lines))
    }

    /// What happened when, by whom: what someone did on one day, in one line.
    ///
    /// Programs get every event with its content.
    static func overview(_ lines: [ChronicleLine], name: String, title: Phrase) -> Report.Section {
        let runs = lines.filter { !$0.isLink }.reduce(into: [[ChronicleLine]]()) { runs, line in
            if let last = runs.last?.first, last.isOfOneDay(with: line) {
                runs[runs.count - 1].append(line)
            } else {
                runs.append([line])
            }
        }
        return Report.Section(
            name: name, title: title, columns: [position, occurred, recorded, actor, event],
            rows: runs.compactMap { run in
                guard let first = run.first?.event, let last = run.last?.event else { return nil }
                return [
                    .text(run.count == 1 ? "\(first.position)" : "\(first.position)–\(last.position)"),
                    .text(first.occurredAt.dateInAmsterdam.text), .text(first.recordedAt.dateInAmsterdam.text),
                    .text(first.actor), .text(run.map(\.event.type).counted),
                ]
            }, form: .prose, spreadsheet: spreadsheet(lines))
    }

    /// The texts that lie sealed in these events; nil when there are none.
    static func statements(_ lines: [ChronicleLine], name: String) -> Report.Section? {
        let rows = lines.compactMap { line in
            line.statement.map { statement -> [Report.Cell] in
                [
                    .number(Int(line.event.position)), .text(line.event.occurredAt.dateInAmsterdam.text),
                    .text(line.event.stream.text), .text(statement.passage.key.subject), .phrase(statement.phrase),
                ]
            }
        }
        guard !rows.isEmpty else { return nil }
        return Report.Section(
            name: name, title: Phrase(nl: "Vertrouwelijk", en: "Confidential"),
            columns: [
                position, occurred, Phrase(nl: "dossier", en: "file"), Phrase(nl: "over", en: "about"),
                Phrase(nl: "tekst", en: "text"),
            ], rows: rows, form: .prose)
    }

    /// What is odd about who recorded: an officer for whom more than one login did.
    ///
    /// Whoever may record for whom is bound in the database; where one person uses one login, a second is somebody else.
    static func remarks(onLoginsOf lines: [ChronicleLine]) -> [Phrase] {
        let logins = Dictionary(grouping: lines.filter { $0.login != nil }, by: \.event.actor)
            .mapValues { $0.compactMap(\.login).sorted() }
        return logins.sorted { $0.key < $1.key }.filter { Set($0.value).count > 1 }.map { actor, logins in
            Phrase(
                nl: "Voor \(actor) is vastgelegd door meer dan één login: \(logins.counted).",
                en: "More than one login recorded for \(actor): \(logins.counted).")
        }
    }

    private static func spreadsheet(_ lines: [ChronicleLine]) -> (columns: [Phrase], rows: [[Report.Cell]]) {
        (
            [
                position, occurred, recorded, Phrase(nl: "dossier", en: "file"), event, actor,
                Phrase(nl: "login", en: "login"), content,
            ],
            lines.map { line in
                [
                    .number(Int(line.event.position)), .text(line.event.occurredAt.dateInAmsterdam.text),
                    .text(line.event.recordedAt.text), .text(line.event.stream.text), .text(line.event.type),
                    .text(line.event.actor), .text(line.login ?? ""), line.content,
                ]
            }
        )
    }

    private static let position = Phrase(nl: "positie", en: "position")
    private static let occurred = Phrase(nl: "gebeurd", en: "occurred")
    private static let recorded = Phrase(nl: "vastgelegd", en: "recorded")
    private static let event = Phrase(nl: "gebeurtenis", en: "event")
    private static let actor = Phrase(nl: "door", en: "by")
    private static let content = Phrase(nl: "inhoud", en: "content")

    /// Whether this only says that a file belongs to another.
    private var isLink: Bool { event.type.hasSuffix("FileLinked") }

    private func isOfOneDay(with other: ChronicleLine) -> Bool {
        event.actor == other.event.actor
            && event.occurredAt.dateInAmsterdam == other.event.occurredAt.dateInAmsterdam
            && event.recordedAt.dateInAmsterdam == other.event.recordedAt.dateInAmsterdam
    }

    /// A value of the metadata: `role`, `reason`, `ruleSet` and others.
    func explanation(_ key: String) -> String? { metadata[key]?.stringValue }

    /// The command that it came of; nil for what no program of ours wrote.
    var commandID: UniqueID? { explanation("commandId").flatMap { try? UniqueID(text: $0) } }

    func recorded(by login: String?) -> ChronicleLine {
        var line = self
        line.login = login
        return line
    }

    func showing(_ statement: SealedStatement?) -> ChronicleLine {
        var line = self
        line.statement = statement
        return line
    }

    /// A field of its content.
    func value(_ key: String) -> Node? { data[key] }

    /// With `"unreadable": true` when data and metadata are only the text of what is stored.
    var json: Node {
        var members = [
            Member("position", .number(String(event.position))), Member("stream", .string(event.stream.text)),
            Member("version", .number(String(event.version))), Member("id", .string(event.id.text)),
            Member("type", .string(event.type)), Member("actor", .string(event.actor)),
            Member("occurredAt", .string(event.occurredAt.text)), Member("recordedAt", .string(event.recordedAt.text)),
            Member("data", data), Member("metadata", metadata),
        ]
        if let login { members.append(Member("recordedBy", .string(login))) }
        if let statement { members.append(Member("confidential", statement.json)) }
        if isUnreadable { members.append(Member("unreadable", .bool(true))) }
        return .object(members)
    }

    private var content: Report.Cell {
        let confidential = statement?.phrase ?? SealedStatement.sealed
        return .abbreviated(
            EventContent(data, abbreviatesHashes: true, confidential: confidential).phrase,
            whole: EventContent(data, abbreviatesHashes: false, confidential: confidential).phrase)
    }
}

extension [String] {
    /// Each text once, with how often it is there: `AdvancePaid ×2, SupportGranted`.
    var counted: String {
        var counts: [(text: String, count: Int)] = []
        for text in self {
            if let index = counts.firstIndex(where: { $0.text == text }) {
                counts[index].count += 1
            } else {
                counts.append((text, 1))
            }
        }
        return counts.map { $0.count == 1 ? $0.text : "\($0.text) ×\($0.count)" }.joined(separator: ", ")
    }
}
