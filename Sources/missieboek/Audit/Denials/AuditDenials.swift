import ArgumentParser
import ByteStreams
import CanonicalJSON
import CommandBus
import EmbeddedPostgres
import EventSourcing
import TradeMissions

extension AuditCommand {
    struct Denials: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "denials")

        static let help = HelpPage(
            title: Phrase(
                nl: "Wat de database heeft geweigerd: wie, wanneer, waarom",
                en: "What the database refused: whom, when, why"),
            usage: "audit denials [--since TIME] [--file FILE]… [--check]",
            options: [
                (
                    "--since TIME",
                    Phrase(
                        nl: "alleen wat toen of later is geweigerd: een tijd met tijdzone, of een datum",
                        en: "only what was refused then or later: a time with its zone, or a date")
                ),
                (
                    "--file FILE …",
                    Phrase(
                        nl: "een logbestand van een andere server; mag vaker; een minteken is de standaardinvoer",
                        en: "a log file of another server; may be repeated; a minus is standard input")
                ),
                (
                    "--check",
                    Phrase(
                        nl:
                            "eindig met 5 als er iets is geweigerd: voor wie dit laat draaien om gewaarschuwd te worden",
                        en: "end with 5 when anything was refused: for whoever has this run to be warned")
                ),
            ],
            examples: [
                "missieboek audit denials", "missieboek audit denials --since 2026-03-01 --output jsonl",
                "missieboek audit denials --check --file /var/log/postgresql/server.log",
            ],
            details: [
                Phrase(
                    nl:
                        "Geweigerd is wat de login niet mocht (42501), een actor waarvoor hij niet mag vastleggen (TM403), en wie "
                        + "niet binnenkwam (28…). Uit het log van de server: daarin staat wat werd gevraagd niet, en geen enkele "
                        + "waarde daarvan. Wat een leesgebied niet laat zien, is geen weigering.",
                    en:
                        "Refused is what a login may not do (42501), an actor that it may not record for (TM403), and whoever was "
                        + "not let in (28…). From the server's log: what was asked does not stand in it, nor any value of it. What "
                        + "a reading scope does not show is no refusal."),
                Phrase(
                    nl:
                        "Van een server die u noemde, zijn de logbestanden op die machine te lezen, met --file; hij moet "
                        + "log_line_prefix = '\(ServerSetting.logLinePrefix)' en log_timezone = 'UTC' hebben, wat "
                        + "missieboek doctor nagaat. Met docker compose: docker compose logs --no-log-prefix database | "
                        + "missieboek audit denials --file -",
                    en:
                        "The log of a server that you named is read on that machine, with --file; it must have "
                        + "log_line_prefix = '\(ServerSetting.logLinePrefix)' and log_timezone = 'UTC', which missieboek "
                        + "doctor looks at. With docker compose: docker compose logs --no-log-prefix database | "
                        + "missieboek audit denials --file -"),
            ])

        @Option var since: String?
        @Option(name: .customLong("file"), completion: .file()) var files: [String] = []
        @Flag var check = false
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            var log = DenialLog(since: try since.map { text throws(Failure) in try Timestamp(since: text) })
            if files.isEmpty {
                try requireOwnServer()
                try log.read(Session.embeddedCluster)
            } else {
                for file in files { try log.read(file: file) }
            }
            let denials = log.denials
            try options.console.print(
                denials.table(in: options.console.language), json: .array(denials.map(\.node)), as: options.output)
            if denials.isEmpty {
                options.console.say(Phrase(nl: "Er is niets geweigerd.", en: "Nothing was refused."))
            } else if check {
                throw Failure(
                    .verificationFailed,
                    Phrase(nl: "geweigerd: \(denials.count)", en: "refused: \(denials.count)"))
            }
        }

        private func requireOwnServer() throws(Failure) {
            guard try Session.namedAddress(options) != nil || options.replica != nil else { return }
            throw Failure(
                .usage,
                Phrase(
                    nl:
                        "het log van een genoemde database staat op haar server.\nVolgende stap, op die machine: "
                        + "missieboek audit denials --file BESTAND",
                    en:
                        "the log of a database that is named lies on its server.\nNext step, on that machine: "
                        + "missieboek audit denials --file FILE"))
        }
    }
}

extension [DeniedStatement] {
    fileprivate func table(in language: Language) -> Table {
        let columns = [
            Phrase(nl: "wanneer", en: "when"), Phrase(nl: "login", en: "login"), Phrase(nl: "database", en: "database"),
            Phrase(nl: "van", en: "from"), Phrase(nl: "proces", en: "process"), Phrase(nl: "code", en: "code"),
            Phrase(nl: "geweigerd", en: "refused"),
        ]
        return Table(
            columns: columns.map { $0.text(in: language) },
            rows: map {
                [
                    $0.time.clockTextInAmsterdam, $0.login, $0.database, $0.host, String($0.process), $0.code,
                    $0.message,
                ]
            }, endsInProse: true)
    }
}
