import ArgumentParser
import CanonicalJSON
import EventSourcing
import PostgresEventStore
import ReadModels
import TradeMissions

extension ProjectionsCommand {
    struct Status: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "status")

        static let help = HelpPage(
            title: Phrase(nl: "Hoe ver elk leesmodel is", en: "How far each read model is"),
            usage: "projections status", options: [],
            examples: ["missieboek projections status", "missieboek projections status --output json"],
            details: [
                Phrase(
                    nl:
                        "Achterstand: hoeveel gebeurtenissen nog niet zijn gelezen, en hoe lang geleden de eerste daarvan "
                        + "is vastgelegd; tot het watermerk en tot het eind van het logboek. Ruimt ook op wat een "
                        + "afgebroken herbouw achterliet.",
                    en:
                        "Lag: how many events have not been read, and how long ago the first of them was recorded; up to "
                        + "the watermark and up to the end of the log. Also removes what an interrupted rebuild left.")
            ])

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let session = try await Session.open(options)
            try session.requireNoScope(for: "projections status")
            let dropped = try session.store.sweep()
            if dropped > 0 {
                session.console.say(
                    dropped == 1
                        ? Phrase(
                            nl: "Opgeruimd: 1 herbouw die was afgebroken.",
                            en: "Removed: 1 rebuild that had been interrupted.")
                        : Phrase(
                            nl: "Opgeruimd: \(dropped) herbouwen die waren afgebroken.",
                            en: "Removed: \(dropped) rebuilds that had been interrupted."))
            }
            let models = ReadModelCatalogue.all.map { $0.name }
            try session.print(Report(try session.store.projectionStatuses(with: models), own: models))
        }
    }
}

extension Report {
    init(_ statuses: [ProjectionStatus], own: [ProjectionName]) {
        self.init(
            title: Phrase(nl: "Leesmodellen", en: "Read models"),
            sections: [
                Section(
                    name: "models", title: nil,
                    columns: [
                        Phrase(nl: "model", en: "model"), Phrase(nl: "versie", en: "version"),
                        Phrase(nl: "positie", en: "position"),
                        Phrase(nl: "achter op watermerk", en: "behind watermark"),
                        Phrase(nl: "achter op logboek", en: "behind log"), Phrase(nl: "epoche", en: "epoch"),
                        Phrase(nl: "rijen", en: "rows"), Phrase(nl: "geparkeerd", en: "parked"),
                        Phrase(nl: "bijgewerkt", en: "moved on"), Phrase(nl: "bijzonderheden", en: "remarks"),
                    ],
                    rows: statuses.map { $0.cells(isOwn: own.contains($0.model)) }, form: .prose)
            ],
            json: .array(statuses.map { $0.node(isOwn: own.contains($0.model)) }))
    }
}

extension ProjectionStatus {
    fileprivate func cells(isOwn: Bool) -> [Report.Cell] {
        [
            .text(model.name), .number(model.version), .text(String(position)), .phrase(behindWatermark.phrase),
            .phrase(behindEnd.phrase), .text(String(epoch)), .number(rowCount), .number(parkedCount),
            .text(appliedAt?.clockTextInAmsterdam ?? "–"), .phrase(remarks(isOwn: isOwn)),
        ]
    }

    private func remarks(isOwn: Bool) -> Phrase {
        var remarks: [Phrase] = []
        if !isOwn { remarks.append(Phrase(nl: "van een andere versie", en: "of another release")) }
        if isClaimed { remarks.append(Phrase(nl: "wordt bijgewerkt", en: "being moved on")) }
        if parkedCount > 0 {
            remarks.append(Phrase(nl: "zie: projections parked", en: "see: projections parked"))
        }
        remarks += filledPositions.map {
            Phrase(nl: "wordt herbouwd, tot positie \($0)", en: "being rebuilt, at position \($0)")
        }
        return remarks.joined(separator: "; ")
    }

    fileprivate func node(isOwn: Bool) -> Node {
        [
            "model": .string(model.name), "version": .number(String(model.version)), "isOfThisRelease": .bool(isOwn),
            "generation": .number(String(generation)), "position": .number(String(position)),
            "eventsBehindWatermark": .number(String(behindWatermark.events)),
            "microsecondsBehindWatermark": .number(String(behindWatermark.microseconds)),
            "eventsBehindLog": .number(String(behindEnd.events)),
            "microsecondsBehindLog": .number(String(behindEnd.microseconds)),
            "epoch": .number(String(epoch)), "isClaimed": .bool(isClaimed), "rows": .number(String(rowCount)),
            "parked": .number(String(parkedCount)), "appliedAt": appliedAt.map { .string($0.text) } ?? .null,
            "rebuildsAt": .array(filledPositions.map { .number(String($0)) }),
        ]
    }
}

extension ProjectionStatus.Lag {
    /// The number, and the time when there is any.
    fileprivate var phrase: Phrase {
        events == 0 ? Phrase(same: "0") : Phrase(same: "\(events) (\(microseconds.asDuration))")
    }
}

extension Int64 {
    /// Microseconds as a duration in the largest unit that says something.
    fileprivate var asDuration: String {
        let seconds = self / 1_000_000
        return switch seconds {
        case ..<1: "\(self / 1000) ms"
        case ..<120: "\(seconds) s"
        case ..<7200: "\(seconds / 60) min"
        default: "\(seconds / 3600) h"
        }
    }
}
