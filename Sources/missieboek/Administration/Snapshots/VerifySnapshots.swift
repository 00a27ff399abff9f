import ArgumentParser
import CanonicalJSON
import DomainRecords
import EventSourcing
import PostgresEventStore
import TradeMissions

extension SnapshotsCommand {
    struct Verify: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "verify")

        static let help = HelpPage(
            title: Phrase(
                nl: "Nagaan of momentopnamen zijn wat het logboek geeft",
                en: "Check that snapshots are what the log gives"),
            usage: "snapshots verify", options: [],
            examples: ["missieboek snapshots verify", "missieboek snapshots verify --output json"],
            details: [
                Phrase(
                    nl:
                        "Leest elk dossier vanaf zijn eerste gebeurtenis en vergelijkt. Afsluitcode 5 als er een verschilt. "
                        + "Wat dit programma niet gebruikt, telt niet mee.",
                    en:
                        "Reads each stream from its first event and compares. Exit code 5 when one differs. What this program "
                        + "does not use does not count.")
            ])

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let session = try await Session.open(options)
            let check = SnapshotCheck(session.store)
            let results = try session.store.snapshots().map { snapshot throws(StoreFailure) in
                (snapshot: snapshot, finding: try check.finding(of: snapshot))
            }
            try session.print(Report(verified: results))
            let different = results.filter { $0.finding == .different }.map(\.snapshot.stream.text)
            guard different.isEmpty else {
                throw Failure(
                    .verificationFailed,
                    Phrase(
                        nl: "momentopnamen zeggen iets anders dan het logboek: \(different.joined(separator: ", ")). "
                            + "Volgende stap: missieboek snapshots drop",
                        en: "snapshots say something else than the log: \(different.joined(separator: ", ")). "
                            + "Next step: missieboek snapshots drop"))
            }
        }
    }

    struct Drop: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "drop")

        static let help = HelpPage(
            title: Phrase(nl: "Momentopnamen weggooien", en: "Drop snapshots"),
            usage: "snapshots drop [STREAM]",
            options: [
                (
                    "STREAM",
                    Phrase(
                        nl: "één dossier: mission-riyad-2026, of riyad-2026; een KvK-nummer of naam; anders alle",
                        en: "one stream: mission-riyad-2026, or riyad-2026; a KvK number or name; all when left out")
                )
            ],
            examples: ["missieboek snapshots drop", "missieboek snapshots drop riyad-2026"],
            details: [
                Phrase(
                    nl:
                        "Er gaat niets verloren: wie een lang dossier leest, leest het weer vanaf het begin, en de volgende "
                        + "opdracht maakt een nieuwe.",
                    en:
                        "Nothing is lost: whoever reads a long stream reads it from its beginning again, and the next command "
                        + "makes a new one.")
            ])

        @Argument var stream: String?
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let session = try await Session.open(options)
            let stream = try stream.map { try session.stream(named: $0) }
            let count = try session.store.dropSnapshots(of: stream)
            if let stream, count == 0 {
                throw Failure(
                    .notFound,
                    try session.store.read([stream], through: nil).isEmpty
                        ? Phrase(nl: "\(stream.text) bestaat niet", en: "\(stream.text) does not exist")
                        : Phrase(
                            nl: "van \(stream.text) is er geen momentopname",
                            en: "there is no snapshot of \(stream.text)"))
            }
            try session.console.print(
                count == 0
                    ? Phrase(nl: "Er waren geen momentopnamen.", en: "There were no snapshots.")
                    : Phrase(
                        nl: "Weggegooid: \(count). Ze worden vanzelf opnieuw gemaakt.",
                        en: "Dropped: \(count). They are made anew by themselves."),
                json: ["dropped": .number(String(count))], as: options.output)
        }
    }
}

extension Report {
    fileprivate init(verified results: [(snapshot: SnapshotStanding, finding: SnapshotCheck.Finding)]) {
        self.init(
            title: Phrase(nl: "Nagegane momentopnamen: \(results.count)", en: "Verified snapshots: \(results.count)"),
            sections: [
                Section(
                    name: "snapshots", title: nil,
                    columns: Self.snapshotColumns + [Phrase(nl: "bevinding", en: "finding")],
                    rows: results.map { snapshot, finding in
                        [.text(snapshot.stream.text), .text(String(snapshot.version)), .phrase(finding.phrase)]
                    }, form: .prose)
            ],
            json: .array(
                results.map { snapshot, finding in
                    .object(snapshot.members + [Member("finding", .string(finding.code))])
                }))
    }
}
