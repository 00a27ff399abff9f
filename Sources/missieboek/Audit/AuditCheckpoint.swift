import ArgumentParser
import TradeMissions

extension AuditCommand {
    struct Checkpoint: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "checkpoint")

        static let help = HelpPage(
            title: Phrase(
                nl: "Verzegelen wat is vastgelegd, en er een ijkpunt van ondertekenen",
                en: "Seal what was recorded, and sign a checkpoint of it"),
            usage:
                "audit checkpoint [--follow [--every SECONDS] [--events NUMBER]] [--folder FOLDER] [--key-file FILE]",
            options: [
                (
                    "--follow",
                    Phrase(
                        nl: "ga door tot Ctrl-C, en verzegel telkens wat is vastgelegd",
                        en: "go on until Ctrl-C, and seal each time what was recorded")
                ),
                (
                    "--every SECONDS",
                    Phrase(
                        nl: "met --follow: zo lang wacht een gebeurtenis hoogstens (60)",
                        en: "with --follow: so long an event waits at most (60)")
                ),
                (
                    "--events NUMBER",
                    Phrase(
                        nl: "met --follow: bij zo veel nieuwe wordt niet gewacht (100)",
                        en: "with --follow: as many new ones are not waited for (100)")
                ),
                AuditPlaces.folderHelp, AuditPlaces.keyHelp,
            ],
            examples: ["missieboek audit checkpoint", "missieboek audit checkpoint --follow --output jsonl"],
            details: [
                Phrase(
                    nl: "Ondertekent met de sleutel van het logboek: missieboek audit key NAAM maakt die, één keer.",
                    en: "Signs with the key of the log: missieboek audit key NAME makes it, once."),
                Phrase(
                    nl:
                        "Ondertekent niets dat niet bewijsbaar voortbouwt op het vorige ijkpunt. Zonder nieuwe gebeurtenissen "
                        + "blijft het vorige gelden. De map heeft de vorm van C2SP tlog-tiles, het ijkpunt die van C2SP "
                        + "tlog-checkpoint, met Ed25519. Niets erin is geheim.",
                    en:
                        "Signs nothing that does not provably go on from the checkpoint before. Without new events the one "
                        + "before stays the last. The folder has the form of C2SP tlog-tiles, the checkpoint that of C2SP "
                        + "tlog-checkpoint, with Ed25519. Nothing in it is secret."),
            ])

        @Flag var follow = false
        @Option var every: Int64?
        @Option var events: Int64?
        @OptionGroup var places: AuditPlaces
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            guard follow || (every == nil && events == nil) else {
                throw Failure(
                    .usage,
                    Phrase(
                        nl: "--every en --events gaan met --follow", en: "--every and --events go with --follow"))
            }
            guard every ?? 0 >= 0, events ?? 1 >= 1 else {
                throw Failure(
                    .usage,
                    Phrase(nl: "--every begint bij 0, --events bij 1", en: "--every begins at 0, --events at 1"))
            }
            let pace =
                (follow ? ["--follow"] : []) + (every.map { ["--every=\($0)"] } ?? [])
                + (events.map { ["--events=\($0)"] } ?? [])
            let arguments = try places.folder(options) + places.keyFile(options) + pace
            try await AuditProgram.onDatabase(options).run(["seal"] + arguments)
        }
    }
}
