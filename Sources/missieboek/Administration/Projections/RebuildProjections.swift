import ArgumentParser
import CanonicalJSON
import EventSourcing
import PostgresEventStore
import Projections
import ReadModels
import TradeMissions

extension ProjectionsCommand {
    struct Rebuild: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "rebuild")

        static let help = HelpPage(
            title: Phrase(
                nl: "Een leesmodel opnieuw uit het logboek vormen", en: "Fold a read model anew from the log"),
            usage: "projections rebuild [NAME]", options: [nameOption],
            examples: ["missieboek projections rebuild", "missieboek projections rebuild board"],
            details: [
                Phrase(
                    nl:
                        "Vult nieuwe rijen naast de oude, vergelijkt ze op één positie, meldt wat verschilde en wisselt dan "
                        + "in één keer. Vragen en vastleggen gaan door; afbreken kan altijd.",
                    en:
                        "Fills new rows beside the old ones, compares them at one position, reports what differed and then "
                        + "switches at once. Questions and recording go on; it may be interrupted at any time.")
            ])

        @Argument var name: String?
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let session = try await Session.open(options)
            try session.requireNoScope(for: "projections rebuild")
            let results = try ProjectionsCommand.models(named: name).map { try session.rebuilt($0, isReplaced: true) }
            try session.print(Report(rebuilt: results))
        }
    }

    struct Verify: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "verify")

        static let help = HelpPage(
            title: Phrase(
                nl: "Nagaan of een leesmodel is wat het logboek geeft",
                en: "Check that a read model is what the log gives"),
            usage: "projections verify [NAME]", options: [nameOption],
            examples: ["missieboek projections verify", "missieboek projections verify board --output json"],
            details: [
                Phrase(
                    nl: "Als rebuild, maar zonder te wisselen. Afsluitcode 5 als er iets verschilt, met de sleutels.",
                    en: "As rebuild, but without switching. Exit code 5 when anything differs, with the keys.")
            ])

        @Argument var name: String?
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let session = try await Session.open(options)
            try session.requireNoScope(for: "projections verify")
            let results = try ProjectionsCommand.models(named: name).map { try session.rebuilt($0, isReplaced: false) }
            try session.print(Report(rebuilt: results))
            let unsound = results.filter { !$0.outcome.finding.isSound }
            guard unsound.isEmpty else {
                let names = unsound.map(\.model.name).joined(separator: " ")
                throw Failure(
                    .verificationFailed,
                    Phrase(
                        nl: "verschillen gevonden. Volgende stap: missieboek projections rebuild \(names)",
                        en: "differences were found. Next step: missieboek projections rebuild \(names)"))
            }
        }
    }
}

/// One read model that was folded anew.
struct RebuiltModel {
    let model: ProjectionName
    let outcome: RebuildOutcome
    let isReplaced: Bool
    let duration: Duration
}

extension Session {
    fileprivate func rebuilt(_ model: any ReadModel.Type, isReplaced: Bool) throws -> RebuiltModel {
        func rebuild<Model: ReadModel>(_: Model.Type) throws -> RebuiltModel {
            let start = ContinuousClock.now
            let bar = ReadModelBar(console, Model.name.name)
            defer { bar.clear() }
            let rebuild = Projections.Rebuild<Model>(
                store, store, waitingBy: Inquiry.block, reportingTo: { bar.show($0) })
            let outcome = try isReplaced ? rebuild.replace() : rebuild.verify()
            return RebuiltModel(
                model: Model.name, outcome: outcome, isReplaced: isReplaced, duration: ContinuousClock.now - start)
        }
        return try rebuild(model)
    }
}

extension Report {
    init(rebuilt results: [RebuiltModel]) {
        self.init(
            title: results.allSatisfy(\.isReplaced)
                ? Phrase(nl: "Herbouwde leesmodellen", en: "Rebuilt read models")
                : Phrase(nl: "Nagegane leesmodellen", en: "Verified read models"),
            sections: [
                Section(
                    name: "models", title: nil,
                    columns: [
                        Phrase(nl: "model", en: "model"), Phrase(nl: "positie", en: "position"),
                        Phrase(nl: "gebeurtenissen", en: "events"), Phrase(nl: "per s", en: "per s"),
                        Phrase(nl: "bevinding", en: "finding"),
                    ],
                    rows: results.map(\.cells), form: .prose),
                Section(
                    name: "differences", title: Phrase(nl: "Verschillen", en: "Differences"),
                    columns: [
                        Phrase(nl: "model", en: "model"), Phrase(nl: "sleutel", en: "key"),
                        Phrase(nl: "verschil", en: "difference"),
                    ],
                    rows: results.flatMap { result in
                        result.differences.map { [.text(result.model.name), .text($0.key), .phrase($0.kind.phrase)] }
                    }),
            ],
            json: .array(results.map(\.node)))
    }
}

extension RebuiltModel {
    fileprivate var differences: [GenerationComparison.Difference] {
        if case .compared(let comparison) = outcome.finding { return comparison.differences }
        return []
    }

    private var rate: Int { Int(Double(outcome.eventCount) / max(0.001, duration / .seconds(1))) }

    fileprivate var cells: [Report.Cell] {
        [
            .text(model.name), .text(String(outcome.position)), .number(outcome.eventCount), .number(rate),
            .phrase(outcome.finding.phrase),
        ]
    }

    fileprivate var node: Node {
        .object(
            [
                Member("model", .string(model.name)), Member("version", .number(String(model.version))),
                Member("isReplaced", .bool(isReplaced)), Member("position", .number(String(outcome.position))),
                Member("events", .number(String(outcome.eventCount))),
                Member("eventsPerSecond", .number(String(rate))),
                Member("isSound", .bool(outcome.finding.isSound)),
            ] + outcome.finding.members)
    }
}

extension RebuildOutcome.Finding {
    fileprivate var phrase: Phrase {
        switch self {
        case .compared(let comparison) where comparison.areEqual:
            let (count, checksum) = (comparison.live.rowCount, comparison.live.checksum.prefix(12))
            let same = Phrase(
                nl: "gelijk: \(count) \(count == 1 ? "rij" : "rijen"), SHA-256 \(checksum)…",
                en: "the same: \(count) \(count == 1 ? "row" : "rows"), SHA-256 \(checksum)…")
            let parked = comparison.live.parked.count
            guard parked > 0 else { return same }
            return same
                + Phrase(
                    nl: "; in beide ontbreekt wat is geparkeerd: \(parked) (zie: projections parked)",
                    en: "; both lack what is parked: \(parked) (see: projections parked)")
        case .compared(let comparison):
            let parked = Set(comparison.live.parked).symmetricDifference(comparison.filled.parked).map(\.text).sorted()
            let rows = Phrase(
                nl: "rijen die verschillen: \(comparison.differenceCount)",
                en: "rows that differ: \(comparison.differenceCount)")
            guard !parked.isEmpty else { return rows }
            let list = parked.joined(separator: ", ")
            return rows
                + Phrase(nl: "; anders geparkeerd: \(list)", en: "; parked in one of them only: \(list)")
        case .nothingBefore: return Phrase(nl: "er was nog niets om te vergelijken", en: "there was nothing to compare")
        case .beyondLog(let position):
            return Phrase(
                nl: "de oude rijen gingen tot positie \(position), voorbij het logboek",
                en: "the old rows went to position \(position), beyond the log")
        case .unreadable(let explanation):
            return Phrase(
                nl: "de oude rijen konden niet worden bijgewerkt: \(explanation)",
                en: "the old rows could not be brought up to date: \(explanation)")
        }
    }

    fileprivate var members: [Member] {
        switch self {
        case .nothingBefore: return [Member("finding", "nothing-before")]
        case .beyondLog(let position):
            return [Member("finding", "beyond-log"), Member("oldPosition", .number(String(position)))]
        case .unreadable(let text): return [Member("finding", "unreadable"), Member("explanation", .string(text))]
        case .compared(let comparison):
            return [
                Member("finding", "compared"), Member("comparedAt", .number(String(comparison.live.position))),
                Member("old", comparison.live.node), Member("new", comparison.filled.node),
                Member("differing", .number(String(comparison.differenceCount))),
                Member(
                    "differences",
                    .array(
                        comparison.differences.map { ["key": .string($0.key), "kind": .string($0.kind.rawValue)] })),
            ]
        }
    }
}

extension GenerationComparison.Side {
    fileprivate var node: Node {
        [
            "rows": .number(String(rowCount)), "sha256": .string(checksum),
            "parked": .array(parked.map { .string($0.text) }),
        ]
    }
}

extension GenerationComparison.Kind {
    fileprivate var phrase: Phrase {
        switch self {
        case .missing: Phrase(nl: "ontbrak", en: "was missing")
        case .surplus: Phrase(nl: "hoort er niet", en: "should not be there")
        case .different: Phrase(nl: "was anders", en: "was different")
        }
    }
}
