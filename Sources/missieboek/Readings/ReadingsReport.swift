import CanonicalJSON
import EventSourcing
import PostgresEventStore
import TradeMissions

extension Report {
    init(readings entries: [ReadingEntry]) {
        let groundless = entries.count { $0.ground == nil }
        self.init(
            title: Phrase(nl: "Lezingen: \(entries.count)", en: "Readings: \(entries.count)"),
            sections: [
                Section(
                    name: "readings", title: nil,
                    columns: [
                        number, moment, login, actor, action, object, result, asOf, shown,
                        Phrase(nl: "herkomst", en: "origin"), ground,
                    ],
                    rows: entries.map(\.cells), form: .prose,
                    spreadsheet: (
                        [
                            number, moment, login, actor, action, object, result, asOf,
                            Phrase(nl: "geldig op", en: "valid at"), Phrase(nl: "formaat", en: "format"), shown,
                            Phrase(nl: "adres", en: "address"), Phrase(nl: "toepassing", en: "application"),
                            Phrase(nl: "account volgens server", en: "account by the server"),
                            Phrase(nl: "account volgens programma", en: "account by the program"), ground,
                            Phrase(same: "SHA-256"),
                        ], entries.map(\.spreadsheetCells)
                    ))
            ],
            notes: groundless == 0
                ? []
                : [
                    Phrase(
                        nl: "Zonder opgegeven doel of grondslag: \(groundless).",
                        en: "Without a stated purpose or ground: \(groundless).")
                ],
            json: .array(entries.map(\.json)))
    }
}

private let number = Phrase(nl: "nummer", en: "number")
private let moment = Phrase(nl: "moment", en: "moment")
private let login = Phrase(nl: "login", en: "login")
private let actor = Phrase(nl: "functionaris", en: "officer")
private let action = Phrase(nl: "actie", en: "action")
private let object = Phrase(nl: "object", en: "object")
private let result = Phrase(nl: "resultaat", en: "result")
private let asOf = Phrase(nl: "positie", en: "position")
private let shown = Phrase(nl: "getoond", en: "shown")
private let ground = Phrase(nl: "doel of grondslag", en: "purpose or ground")

extension ReadingEntry {
    fileprivate var cells: [Report.Cell] {
        [
            .number(Int(number)), .text(recordedAt.clockTextInAmsterdam), .text(login), .text(actor ?? ""),
            .text(action), .text(object), .phrase(resultWord), .text(asOf.map { "\($0)" } ?? ""),
            .text(shown.map { "\($0)" } ?? ""), .phrase(place),
            ground.map { .text($0) } ?? .phrase(Phrase(nl: "niet opgegeven", en: "not given")),
        ]
    }

    fileprivate var spreadsheetCells: [Report.Cell] {
        [
            .number(Int(number)), .text(recordedAt.text), .text(login), .text(actor ?? ""), .text(action),
            .text(object), .text(result), .text(asOf.map { "\($0)" } ?? ""), .text(validAt?.text ?? ""),
            .text(format ?? ""), .text(shown.map { "\($0)" } ?? ""), .text(origin), .text(application),
            .text(account ?? ""), .text(statedAccount ?? ""), .text(ground ?? ""), .text(hash.hexadecimal),
        ]
    }

    /// Where it came from: the network, the application, and whom server or program took the user for.
    private var place: Phrase {
        let words = [application, account ?? statedAccount ?? ""].filter { !$0.isEmpty }.map { ", " + $0 }.joined()
        let isLocal = origin == "local socket"
        return Phrase(nl: (isLocal ? "deze machine" : origin) + words, en: (isLocal ? "this machine" : origin) + words)
    }

    private var resultWord: Phrase {
        switch Reading.Result(rawValue: result) {
        case .shown: Phrase(nl: "getoond", en: "shown")
        case .notFound: Phrase(nl: "niet gevonden", en: "not found")
        case .refused: Phrase(nl: "geweigerd", en: "refused")
        case .failed: Phrase(nl: "mislukt", en: "failed")
        case .begun: Phrase(nl: "begonnen", en: "begun")
        case .written: Phrase(nl: "geschreven", en: "written")
        case .done: Phrase(nl: "gedaan", en: "done")
        case nil: Phrase(same: result)
        }
    }

    fileprivate var json: Node {
        func text(_ value: String?) -> Node { value.map { .string($0) } ?? .null }
        func number(_ value: Int64?) -> Node { value.map { .number(String($0)) } ?? .null }
        return [
            "number": number(self.number), "recordedAt": .string(recordedAt.text), "action": .string(action),
            "object": .string(object), "result": .string(result), "login": .string(login), "actor": text(actor),
            "origin": [
                "address": .string(origin), "application": .string(application), "account": text(account),
                "statedAccount": text(statedAccount),
            ],
            "ground": text(ground), "asOf": number(asOf), "validAt": text(validAt?.text), "format": text(format),
            "shown": number(shown), "hash": .string(hash.hexadecimal),
        ]
    }
}
