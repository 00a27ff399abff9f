import ArgumentParser
import CanonicalJSON
import EventSourcing
import PostgresEventStore
import Projections
import ReadModels
import TradeMissions

extension ProjectionsCommand {
    struct Parked: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "parked")

        static let help = HelpPage(
            title: Phrase(
                nl: "Dossiers waarmee een leesmodel niet verder kon",
                en: "Streams that a read model could not go on with"),
            usage: "projections parked", options: [],
            examples: ["missieboek projections parked", "missieboek projections parked --output json"],
            details: [
                Phrase(
                    nl:
                        "Een gebeurtenis die niet te lezen is, houdt alleen haar eigen dossier op. Wat daarna in dat dossier "
                        + "is vastgelegd wacht; vragen zeggen dat het ontbreekt. Als dit programma haar wel kan lezen: "
                        + "missieboek projections retry.",
                    en:
                        "An event that cannot be read stops its own stream only. What was recorded in that stream since "
                        + "then waits; questions say that it is missing. Once this program can read it: "
                        + "missieboek projections retry.")
            ])

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let session = try await Session.open(options)
            var lines: [ParkedLine] = []
            for model in ReadModelCatalogue.all {
                for parked in try session.store.parked(of: model.name) {
                    let waiting = try session.store.read([parked.fault.stream], through: nil)
                        .count { $0.position >= parked.fault.position }
                    lines.append(ParkedLine(model: model.name, parked: parked, waiting: waiting))
                }
            }
            try session.print(Report(parked: lines))
        }
    }

    struct Retry: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "retry")

        static let help = HelpPage(
            title: Phrase(nl: "Geparkeerde dossiers weer meenemen", en: "Take up parked streams again"),
            usage: "projections retry [MODEL] [STREAM]",
            options: [
                ("MODEL", Phrase(nl: "één leesmodel; anders alle", en: "one read model; all when left out")),
                ("STREAM", Phrase(nl: "één dossier; anders alle", en: "one stream; all when left out")),
            ],
            examples: [
                "missieboek projections retry", "missieboek projections retry board mission-riyad-2026",
            ],
            details: [
                Phrase(
                    nl:
                        "Vormt de rijen waaraan het dossier raakt opnieuw uit het logboek, in volgorde. Afsluitcode 5 als "
                        + "een dossier geparkeerd blijft.",
                    en: "Folds the rows that the stream touches anew from the log, in order. Exit code 5 when a stream "
                        + "stays parked.")
            ])

        @Argument var model: String?
        @Argument var stream: String?
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let stream = try stream.map { try StreamName(argument: $0, "STREAM") }
            let session = try await Session.open(options)
            try session.requireNoScope(for: "projections retry")
            let results = try ProjectionsCommand.models(named: model).map { try session.retried($0, stream) }
            if let stream, results.allSatisfy({ $0.outcome.freed.isEmpty && $0.outcome.parked.isEmpty }) {
                throw Failure(
                    .notFound, Phrase(nl: "\(stream.text) is niet geparkeerd", en: "\(stream.text) is not parked"))
            }
            try session.print(Report(retried: results))
            guard results.allSatisfy(\.outcome.parked.isEmpty) else {
                throw Failure(
                    .verificationFailed,
                    Phrase(nl: "niet alles kon worden meegenomen", en: "not everything could be taken up"))
            }
        }
    }
}

struct ParkedLine {
    let model: ProjectionName
    let parked: ParkedStream
    /// How many events wait.
    let waiting: Int
}

private struct RetriedModel {
    let model: ProjectionName
    let outcome: RetryOutcome
}

extension Session {
    fileprivate func retried(_ model: any ReadModel.Type, _ stream: StreamName?) throws -> RetriedModel {
        func retry<Model: ReadModel>(_: Model.Type) throws -> RetriedModel {
            RetriedModel(
                model: Model.name,
                outcome: try ParkedStreams<Model>(store, store, waitingBy: Inquiry.block).retry(stream))
        }
        return try retry(model)
    }
}

extension Report {
    private static let faultColumns = [
        Phrase(nl: "model", en: "model"), Phrase(nl: "dossier", en: "stream"), Phrase(nl: "positie", en: "position"),
    ]

    init(parked lines: [ParkedLine]) {
        self.init(
            title: Phrase(nl: "Geparkeerde dossiers", en: "Parked streams"),
            sections: [
                Section(
                    name: "parked", title: nil,
                    columns: Self.faultColumns + [
                        Phrase(nl: "wachtend", en: "waiting"), Phrase(nl: "sinds", en: "since"),
                        Phrase(nl: "reden", en: "reason"),
                    ],
                    rows: lines.map { line in
                        line.parked.fault.cells(line.model) + [
                            .number(line.waiting), .text(line.parked.parkedAt.clockTextInAmsterdam),
                            .phrase(line.parked.fault.reason),
                        ]
                    }, form: .prose)
            ],
            json: .array(
                lines.map { line in
                    .object(
                        line.parked.fault.members(line.model) + [
                            Member("waiting", .number(String(line.waiting))),
                            Member("parkedAt", .string(line.parked.parkedAt.text)),
                        ])
                }))
    }

    fileprivate init(retried results: [RetriedModel]) {
        self.init(
            title: Phrase(nl: "Opnieuw geprobeerd", en: "Tried again"),
            sections: [
                Section(
                    name: "freed", title: Phrase(nl: "Weer meegenomen", en: "Taken up again"),
                    columns: Array(Self.faultColumns.prefix(2)),
                    rows: results.flatMap { result in
                        result.outcome.freed.map { [.text(result.model.name), .text($0.text)] }
                    }),
                Section(
                    name: "parked", title: Phrase(nl: "Nog geparkeerd", en: "Still parked"),
                    columns: Self.faultColumns + [Phrase(nl: "reden", en: "reason")],
                    rows: results.flatMap { result in
                        result.outcome.parked.map { $0.cells(result.model) + [.phrase($0.reason)] }
                    }, form: .prose),
            ],
            json: .array(
                results.map { result in
                    [
                        "model": .string(result.model.name),
                        "freed": .array(result.outcome.freed.map { .string($0.text) }),
                        "parked": .array(result.outcome.parked.map { .object($0.members(result.model)) }),
                    ]
                }))
    }
}

extension StreamFault {
    fileprivate func cells(_ model: ProjectionName) -> [Report.Cell] {
        [.text(model.name), .text(stream.text), .text(String(position))]
    }

    fileprivate func members(_ model: ProjectionName) -> [Member] {
        [
            Member("model", .string(model.name)), Member("stream", .string(stream.text)),
            Member("position", .number(String(position))), Member("code", .string(code)),
            Member("explanation", .string(explanation)),
        ]
    }

    /// The code in words, and what was found.
    fileprivate var reason: Phrase {
        let words: Phrase? =
            switch ParkingCode(rawValue: code) {
            case .unknownCategory:
                Phrase(nl: "soort dossier onbekend voor dit programma", en: "kind of stream unknown to this program")
            case .unknownEvent:
                Phrase(nl: "gebeurtenis onbekend voor dit programma", en: "event unknown to this program")
            case .undecodable: Phrase(nl: "gebeurtenis niet te lezen", en: "event cannot be read")
            case .unfoldable: Phrase(nl: "gebeurtenis niet te verwerken", en: "event cannot be folded")
            case nil: nil
            }
        return (words ?? Phrase(same: code)) + Phrase(same: ": \(explanation)")
    }
}
