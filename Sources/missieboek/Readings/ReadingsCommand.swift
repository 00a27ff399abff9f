import ArgumentParser
import CommandBus
import EmbeddedPostgres
import EventSourcing
import PostgresClient
import PostgresEventStore
import TradeMissions

struct ReadingsCommand: AsyncParsableCommand, Documented {
    static let configuration = CommandConfiguration(commandName: "readings")

    static let help = HelpPage(
        title: Phrase(
            nl: "Wie wat heeft gelezen, wanneer, van waar en op welke grond",
            en: "Who has read what, when, from where and on which ground"),
        usage: "readings [OBJECT] [--by READER] [--since TIME] [--without-ground] [--ground TEXT]",
        options: [
            (
                "OBJECT",
                Phrase(
                    nl: "alleen van dit dossier; of everything, access-log, database, unknown",
                    en: "of this file only; or everything, access-log, database, unknown")
            ),
            (
                "--by READER",
                Phrase(
                    nl: "alleen door deze login of functionaris", en: "by this login or officer only")
            ),
            (
                "--since TIME",
                Phrase(
                    nl: "alleen vanaf dit moment, of vanaf het begin van deze dag",
                    en: "from this moment on only, or from the beginning of this day")
            ),
            (
                "--without-ground",
                Phrase(
                    nl: "alleen waarbij geen doel of grondslag is opgegeven",
                    en: "only those for which no purpose or ground was given")
            ),
            GroundOption.help,
        ],
        examples: [
            "missieboek readings", "missieboek readings measure-riyad-2026-1 --since 2026-03-01 --output csv",
            "missieboek readings --without-ground --ground 'kwartaalcontrole'",
        ],
        details: [
            Phrase(
                nl:
                    "Elk dossier, elke export en elk antwoord dat personen of bedrijven noemt, wordt hier vastgelegd vóór het "
                    + "wordt getoond; kan dat niet, dan wordt niets getoond. Wat er stond, staat hier niet. Ook dat deze "
                    + "lijst wordt gelezen, wordt vastgelegd.",
                en:
                    "Every dossier, every export and every answer that names persons or companies is recorded here before it "
                    + "is shown; when that fails, nothing is shown. What it said is not here. That this list is read is "
                    + "recorded too."),
            Phrase(
                nl:
                    "Voor leden van missieboek_auditor; in de eigen database voor wie die beheert. Wie met een ander programma "
                    + "in de database leest, laat hier geen spoor na. Een proef (--dry-run) van een opdracht ook niet, behalve "
                    + "van person erase: die toont aanduidingen en geen namen. De opdracht zelf staat in het journaal.",
                en:
                    "For members of missieboek_auditor; in the private database for whoever runs it. Whoever reads in the "
                    + "database with another program leaves no trace here. Nor does a rehearsal (--dry-run) of a command, except "
                    + "of person erase: it shows ids and no names. The command itself stands in the journal."),
        ])

    @Argument var object: String?
    @Option(name: .customLong("by")) var reader: String?
    @Option var since: String?
    @Flag(name: .customLong("without-ground")) var isWithoutGround = false
    @OptionGroup var ground: GroundOption
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try ground.requireLawful()
        let start = try since.map { text throws(Failure) in try Timestamp(since: text) }
        let names = try await Session.open(options)
        let session = try auditing(names)
        let trace = try names.trace(on: ground)
        let (named, entries) = try trace.attempt(.readings, of: .accessLog) {
            var filter = ReadingFilter()
            let named = try object.map { try names.object(named: $0) }
            filter.object = named?.text
            filter.readers = try reader.map { try names.readers(named: $0) }
            filter.since = start
            filter.isWithoutGround = isWithoutGround
            return (named, try session.store.readings(filter))
        }
        try trace.record(.readings, of: named ?? .accessLog, .shown, shown: entries.count)
        try session.print(Report(readings: entries))
    }

    /// In the private cluster as its inspector: the login of daily work records readings, and reads none; the inspector
    /// knows no names.
    private func auditing(_ session: Session) throws -> Session {
        guard try Session.namedAddress(options) == nil else { return session }
        let inspector = ConnectionOptions(address: try Session.embeddedCluster.connectionString(as: .inspector))
        return Session(console: session.console, options: options, store: try PostgresEventStore(inspector))
    }
}

extension Session {
    /// As the log of readings names what these words stand for.
    fileprivate func object(named words: String) throws -> ReadObject {
        let wholes: [ReadObject] = [.everything, .accessLog, .database, .unknown]
        if let whole = wholes.first(where: { $0.text == words }) { return whole }
        if let stream = try? StreamName(text: words) { return .file(stream.text) }
        let found = try resolved(words)
        guard let id = found.first, found.count == 1 else {
            throw Failure(
                .notFound,
                Phrase(
                    nl: "\(words.shownSafely) is geen dossier en staat niet in het register",
                    en: "\(words.shownSafely) is no file and is not in the register"))
        }
        return .file(id)
    }

    /// The login of this name, and the officers that the register knows by it.
    fileprivate func readers(named words: String) throws -> [String] { [words] + (try resolved(words)) }

    /// Nothing for an auditor who may not look into the register: to him ids are what there is.
    private func resolved(_ words: String) throws(StoreFailure) -> [String] {
        try store.personalDataRights().readsRegister ? store.resolve(words).map(\.id) : []
    }
}
