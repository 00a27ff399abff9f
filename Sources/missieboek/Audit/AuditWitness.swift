import ArgumentParser
import TradeMissions

extension AuditCommand {
    struct Growth: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "growth")

        static let help = HelpPage(
            title: Phrase(
                nl: "Bewijzen dat sinds een eerder ijkpunt alleen is toegevoegd",
                en: "Prove that the log was only added to since an earlier checkpoint"),
            usage:
                "audit growth FILE [--since CHECKPOINT] [--witness KEY]… [--folder FOLDER] [--key-file FILE | --public-key KEY]",
            options: [
                AuditPlaces.newFileHelp,
                (
                    "--since CHECKPOINT",
                    Phrase(
                        nl: "het ijkpunt dat iemand heeft bewaard; anders vanaf het lege logboek",
                        en: "the checkpoint that somebody has kept; else from the empty log")
                ),
                RequiredWitnesses.help, AuditPlaces.folderHelp, AuditPlaces.keyHelp, TrustedKeys.help,
            ],
            examples: ["missieboek audit growth groei --since ijkpunt-maart"],
            details: [
                Phrase(
                    nl:
                        "Voor wie geen toegang tot de database heeft: het bewijst hoe de ondertekende boom groeide, en zegt "
                        + "niets van de database van nu. Het bestand bevat het laatste ijkpunt en geen enkele gebeurtenis; missieboek-verify gaat het na, en een getuige ondertekent het met missieboek audit "
                        + "witness.",
                    en:
                        "For whoever has no access to the database: it proves how the signed tree grew, and says nothing of the "
                        + "database of today. The file holds the last checkpoint and not a single event; "
                        + "missieboek-verify checks it, and a witness signs it with missieboek audit witness.")
            ])

        @Argument(completion: .file()) var file: String
        @Option(completion: .file()) var since: String?
        @OptionGroup var witnesses: RequiredWitnesses
        @OptionGroup var keys: TrustedKeys
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let start = since.map { ["--since=" + $0.absolutePath] } ?? []
            try await AuditProgram(options: options).run(
                ["grow"] + keys.arguments(options) + witnesses.arguments + start + ["--out=" + file.absolutePath])
        }
    }

    struct Witness: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "witness")

        static let help = HelpPage(
            title: Phrase(
                nl: "Als getuige nagaan dat het logboek alleen is gegroeid, en het ijkpunt medeondertekenen",
                en: "Check as a witness that the log has only grown, and cosign the checkpoint"),
            usage: "audit witness GROWTH FILE --key-file FILE --public-key KEY",
            options: [
                (
                    "GROWTH",
                    Phrase(
                        nl: "het bestand van missieboek audit growth, vanaf het ijkpunt dat u het laatst ondertekende",
                        en: "the file of missieboek audit growth, from the checkpoint that you have signed last")
                ),
                AuditPlaces.newFileHelp,
                (
                    "--key-file FILE",
                    Phrase(
                        nl:
                            "uw eigen sleutel voor dit logboek, van missieboek audit key --witness; daarnaast staat wat u "
                            + "het laatst ondertekende",
                        en:
                            "your own key for this log, of missieboek audit key --witness; what you have signed last lies "
                            + "beside it"
                    )
                ),
                (
                    "--public-key KEY …",
                    Phrase(
                        nl: "de openbare sleutel van het logboek; mag vaker, terwijl sleutels wisselen",
                        en: "the public key of the log; may be repeated, while keys change")
                ),
            ],
            examples: [
                "missieboek audit witness groei gezien --key-file auditor.key --public-key boek+12345678+AbC="
            ],
            details: [
                Phrase(
                    nl:
                        "Zonder database, en dus zonder te weten wat daar nu in staat. Uw handtekening zegt dat u dit ijkpunt nu hebt gezien, en dat het voortbouwt op alles "
                        + "wat u eerder hebt gezien. De beheerder zet haar met missieboek audit cosign bij het ijkpunt.",
                    en:
                        "Without a database, and so without knowing what it holds today. Your signature says that you have seen this checkpoint now, and that it goes on "
                        + "from everything that you have seen before. With missieboek audit cosign the operator puts it "
                        + "beside the checkpoint.")
            ])

        @Argument(completion: .file()) var growth: String
        @Argument(completion: .file()) var file: String
        @Option(name: .customLong("key-file"), completion: .file()) var keyFile: String
        @Option(name: .customLong("public-key")) var publicKeys: [String]
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await AuditProgram(options: options).run(
                ["witness", "--key-file=" + keyFile.absolutePath] + publicKeys.map { "--public-key=" + $0 }
                    + ["--out=" + file.absolutePath, growth.absolutePath])
        }
    }

    struct Cosign: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "cosign")

        static let help = HelpPage(
            title: Phrase(
                nl: "De handtekening van een getuige bij het ijkpunt zetten",
                en: "Put the signature of a witness beside the checkpoint"),
            usage: "audit cosign FILE --witness KEY [--folder FOLDER] [--key-file FILE | --public-key KEY]",
            options: [
                (
                    "FILE",
                    Phrase(nl: "het bestand van missieboek audit witness", en: "the file of missieboek audit witness")
                ),
                (
                    "--witness KEY",
                    Phrase(nl: "de openbare sleutel van de getuige", en: "the public key of the witness")
                ),
                AuditPlaces.folderHelp, AuditPlaces.keyHelp, TrustedKeys.help,
            ],
            examples: [
                "missieboek audit cosign gezien --witness rekenkamer.example+12345678+BdE="
            ],
            details: [
                Phrase(
                    nl: "missieboek-verify --witness KEY eist dan ook deze handtekening.",
                    en: "missieboek-verify --witness KEY then demands this signature too.")
            ])

        @Argument(completion: .file()) var file: String
        @Option var witness: String
        @OptionGroup var keys: TrustedKeys
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await AuditProgram(options: options).run(
                ["cosign"] + keys.arguments(options) + ["--witness=" + witness, file.absolutePath])
        }
    }
}
