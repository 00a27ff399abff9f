import ArgumentParser
import CanonicalJSON
import DomainRecords
import EventSourcing
import PostgresEventStore
import TradeMissions

extension SnapshotsCommand {
    struct Status: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "status")

        static let help = HelpPage(
            title: Phrase(nl: "Welke momentopnamen er zijn", en: "Which snapshots there are"),
            usage: "snapshots status", options: [],
            examples: ["missieboek snapshots status", "missieboek snapshots status --output json"],
            details: [
                Phrase(
                    nl: "Per dossier: tot welke versie, hoeveel gebeurtenissen daarna kwamen, en of dit programma haar "
                        + "gebruikt.",
                    en:
                        "For each stream: up to which version, how many events came after it, and whether this program uses "
                        + "it.")
            ])

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let session = try await Session.open(options)
            try session.print(Report(snapshots: try session.store.snapshots()))
        }
    }
}

extension SnapshotStanding {
    /// How many events of the stream it does not hold.
    var behind: Int64 { max(0, headVersion - version) }

    /// What every table and object says of it.
    var members: [Member] {
        [
            Member("stream", .string(stream.text)), Member("version", .number(String(version))),
            Member("position", .number(String(position))),
        ]
    }
}

extension Report {
    /// The first columns of every table of snapshots.
    static let snapshotColumns = [Phrase(nl: "dossier", en: "stream"), Phrase(nl: "versie", en: "version")]

    fileprivate init(snapshots: [SnapshotStanding]) {
        self.init(
            title: Phrase(nl: "Momentopnamen: \(snapshots.count)", en: "Snapshots: \(snapshots.count)"),
            sections: [
                Section(
                    name: "snapshots", title: nil,
                    columns: Self.snapshotColumns + [
                        Phrase(nl: "positie", en: "position"), Phrase(nl: "achter op dossier", en: "behind stream"),
                        Phrase(nl: "bytes", en: "bytes"), Phrase(nl: "gemaakt", en: "made"),
                        Phrase(nl: "bijzonderheden", en: "remarks"),
                    ],
                    rows: snapshots.map { snapshot in
                        [
                            .text(snapshot.stream.text), .text(String(snapshot.version)),
                            .text(String(snapshot.position)), .text(String(snapshot.behind)),
                            .number(snapshot.byteCount), .text(snapshot.madeAt.clockTextInAmsterdam),
                            .phrase(SnapshotCheck.finding(of: snapshot)?.phrase ?? Phrase(same: "")),
                        ]
                    }, form: .prose)
            ],
            json: .array(
                snapshots.map { snapshot in
                    .object(
                        snapshot.members + [
                            Member("headVersion", .number(String(snapshot.headVersion))),
                            Member("eventsBehind", .number(String(snapshot.behind))),
                            Member("bytes", .number(String(snapshot.byteCount))),
                            Member("madeAt", .string(snapshot.madeAt.text)),
                            Member("isHeld", .bool(snapshot.isHeld)),
                            Member("isUsed", .bool(SnapshotCheck.finding(of: snapshot) == nil)),
                        ])
                }))
    }
}

extension SnapshotCheck.Finding {
    var phrase: Phrase {
        switch self {
        case .same: Phrase(nl: "gelijk", en: "the same")
        case .different: Phrase(nl: "anders dan het logboek", en: "other than the log")
        case .ofAnotherFold:
            Phrase(nl: "van een andere versie: niet gebruikt", en: "of another release: not used")
        case .notHeld:
            Phrase(
                nl: "het logboek heeft deze gebeurtenis niet: niet gebruikt", en: "the log lacks its event: not used")
        case .gone: Phrase(nl: "intussen vervangen of weg", en: "replaced or dropped meanwhile")
        }
    }

    var code: String {
        switch self {
        case .same: "same"
        case .different: "different"
        case .ofAnotherFold: "of-another-release"
        case .notHeld: "not-held"
        case .gone: "gone"
        }
    }
}
