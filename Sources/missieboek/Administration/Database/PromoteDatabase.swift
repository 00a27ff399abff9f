import ArgumentParser
import CanonicalJSON
import EmbeddedPostgres
import PostgresClient
import PostgresEventStore
import TradeMissions

extension DatabaseCommand {
    struct Promote: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "promote")

        static let help = HelpPage(
            title: Phrase(
                nl: "Een replica de database laten worden", en: "Let a replica become the database"),
            usage: "db promote [--acknowledged POSITION]",
            options: [
                (
                    "--acknowledged POSITION",
                    Phrase(
                        nl: "de laatste positie die de oude database aan iemand heeft gemeld",
                        en: "the last position that the old database told anybody of")
                )
            ],
            examples: [
                "MISSIEBOEK_HOME=/srv/replica missieboek db promote",
                "missieboek db promote --acknowledged 48213 --database postgresql://postgres@replica/missieboek",
            ],
            details: [
                Phrase(
                    nl:
                        "Zorg eerst dat de oude database niets meer vastlegt. Wat zij als laatste vastlegde, kan hier "
                        + "ontbreken: dit zegt tot waar het logboek er is en, met --acknowledged, welke posities weg zijn. "
                        + "Posities springen verder, zodat geen enkele voor iets anders wordt gebruikt; wie verder was "
                        + "gelezen dan het logboek nu reikt, gaat terug.",
                    en:
                        "See to it first that the old database records nothing any more. What it recorded last can be missing "
                        + "here: this says how far the log is there and, with --acknowledged, which positions are gone. "
                        + "Positions jump ahead, so that none is used for anything else; whoever had read further than the "
                        + "log reaches now goes back."),
                Phrase(
                    nl:
                        "Geef daarna dezelfde opdrachten opnieuw (missieboek dispatch BESTAND): wat er is, wordt herkend aan "
                        + "zijn nummer; wat weg is, wordt vastgelegd. Vraagt de login van een superuser.",
                    en:
                        "Then give the same commands again (missieboek dispatch FILE): what is there is known by its id, what "
                        + "is gone is recorded. Needs the login of a superuser."),
            ])

        @Option var acknowledged: Int64?
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let console = options.console
            try DatabaseCommand.requireDatabase(options)
            let address = try await DatabaseCommand.ownerAddress(options, console)
            let connection = try Connection(ConnectionOptions(address: address, settings: ReadOnlyFence.passage))
            let wasStandby = try connection.executeOne(ReplicaStanding()).isStandby
            if wasStandby {
                try requireKnowable(connection)
                guard try connection.executeOne(PromoteServer()) else { throw Failure.promotionTooSlow }
            } else if try connection.executeOne(IncarnationStanding()).isOfThisServer {
                // Should an earlier promotion have been broken off just before that.
                try Self.openToWrites(connection)
                throw Failure.noStandby
            }
            let beginning = try connection.executeOne(
                BeginIncarnation(.promoted, acknowledgedPosition: acknowledged))
            console.say(emptied: try connection.execute(DiscardAhead()))
            // Only now may others append.
            try Self.openToWrites(connection)
            try report(beginning, console)
        }

        /// A mistyped position is refused while the server is still the standby that it was.
        private func requireKnowable(_ connection: borrowing Connection) throws {
            guard let acknowledged else { return }
            let limit = try connection.executeOne(AcknowledgedLimit())
            guard acknowledged < 0 || acknowledged > limit else { return }
            throw Failure(
                .usage,
                Phrase(
                    nl:
                        "--acknowledged: positie \(acknowledged) kan niet zijn gemeld: het logboek van deze replica reikt "
                        + "bij lange na niet zo ver. Er is niets veranderd.",
                    en:
                        "--acknowledged: position \(acknowledged) cannot have been told of: the log of this replica does "
                        + "not reach nearly as far. Nothing was changed."))
        }

        private static func openToWrites(_ connection: borrowing Connection) throws(PostgresError) {
            for sql in ReadOnlyFence.removal { try connection.run(sql) }
        }

        private func report(_ beginning: BeginIncarnation.Beginning, _ console: Console) throws {
            let (kept, first) = (beginning.keptPosition, beginning.firstPosition)
            var text = Phrase(
                nl: "Dit is nu de database. Het logboek is er tot en met positie \(kept); "
                    + "de volgende posities beginnen bij \(first).",
                en: "This is the database now. The log is there up to position \(kept); "
                    + "the next positions begin at \(first).")
            let isLost = acknowledged.map { $0 > kept } ?? false
            if let acknowledged, isLost {
                text =
                    text
                    + Phrase(
                        nl:
                            "\nWeg zijn, volgens het opgegeven nummer, de posities \(kept + 1) tot en met \(acknowledged), "
                            + "die waren gemeld.",
                        en:
                            "\nGone are, by the number that was given, the positions \(kept + 1) to \(acknowledged), which "
                            + "had been told of.")
            }
            if acknowledged == nil || isLost {
                text =
                    text
                    + Phrase(
                        nl: "\nVolgende stap: geef de laatste opdrachten opnieuw, met hetzelfde nummer "
                            + "(missieboek dispatch BESTAND): niets wordt dubbel vastgelegd.",
                        en: "\nNext step: give the latest commands again, with the same ids "
                            + "(missieboek dispatch FILE): nothing is recorded twice.")
            }
            try console.print(
                text,
                json: [
                    "keptPosition": .number(String(kept)), "firstPosition": .number(String(first)),
                    "incarnation": .number(String(beginning.number)),
                    "lost": isLost
                        ? [
                            "from": .number(String(kept + 1)),
                            "to": acknowledged.map { .number(String($0)) } ?? .null,
                        ] : .null,
                ], as: options.output)
        }
    }
}

extension Failure {
    fileprivate static let noStandby = Failure(
        .usage,
        Phrase(
            nl: "dit is geen replica, en het logboek is van deze server: er is niets te doen",
            en: "this is no replica, and the log is this server's: there is nothing to do"))

    fileprivate static let promotionTooSlow = Failure(
        .databaseUnavailable,
        Phrase(
            nl:
                "de replica werd binnen een minuut niet de database.\nVolgende stap: zie haar logboek, en probeer opnieuw",
            en: "the replica did not become the database within a minute.\nNext step: see its log, and try again"))
}
