import ArgumentParser
import TradeMissions

/// `--public-key`: in place of the key file, for whoever has no private key.
struct TrustedKeys: ParsableArguments {
    @OptionGroup var places: AuditPlaces
    @Option(name: .customLong("public-key")) var publicKeys: [String] = []

    static let help = (
        name: "--public-key KEY …",
        meaning: Phrase(
            nl:
                "in plaats van --key-file: de openbare sleutel van het logboek; mag vaker: een vorige met @GROOTTE erachter, "
                + "tot en met hoeveel gebeurtenissen hij telt",
            en:
                "in place of --key-file: the public key of the log; may be repeated: a former one with @SIZE behind it, up to "
                + "how many events it counts")
    )

    func arguments(_ options: GlobalOptions) throws(Failure) -> [String] {
        try places.folder(options) + signers(options)
    }

    /// The same, without a folder where none was named and none is there by itself.
    func argumentsForComparison(_ options: GlobalOptions) throws(Failure) -> [String] {
        let isElsewhere = try Session.namedAddress(options) != nil
        guard isElsewhere, !publicKeys.isEmpty, !places.namesFolder else { return try arguments(options) }
        return try signers(options)
    }

    private func signers(_ options: GlobalOptions) throws(Failure) -> [String] {
        publicKeys.isEmpty ? try places.keyFile(options) : publicKeys.map { "--public-key=" + $0 }
    }
}

/// `--witness`: those who must have seen the checkpoint that something is proved under.
struct RequiredWitnesses: ParsableArguments {
    @Option(name: .customLong("witness")) var witnesses: [String] = []

    static let help = (
        name: "--witness KEY …",
        meaning: Phrase(
            nl:
                "de openbare sleutel van een getuige: bewijs onder het laatste ijkpunt dat die medeondertekende; mag vaker",
            en:
                "the public key of a witness: prove under the last checkpoint that has its signature too; may be repeated"
        )
    )

    var arguments: [String] { witnesses.map { "--witness=" + $0 } }
}

extension AuditCommand {
    struct Verify: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "verify")

        static let help = HelpPage(
            title: Phrase(
                nl: "Nagaan of het logboek nog is wat is ondertekend",
                en: "Find out whether the log still is what was signed"),
            usage: "audit verify [--since FILE]… [--folder FOLDER] [--key-file FILE | --public-key KEY]",
            options: [
                (
                    "--since FILE …",
                    Phrase(
                        nl: "een ijkpunt dat elders is bewaard: ook dat moet kloppen; mag vaker",
                        en: "a checkpoint that was kept elsewhere, which must hold too; may be repeated")
                ),
                AuditPlaces.folderHelp, AuditPlaces.keyHelp, TrustedKeys.help,
            ],
            examples: [
                "missieboek audit verify", "missieboek audit verify --since ijkpunt-maart --output json",
            ],
            details: [
                Phrase(
                    nl:
                        "Leest iedere byte van het logboek en vergelijkt die met wat is verzegeld, met ieder ijkpunt, en met de "
                        + "eigen regels van het logboek. Afsluitcode 5 als er iets niet klopt, met de posities.",
                    en:
                        "Reads every byte of the log and compares it with what was sealed, with each checkpoint, and with the "
                        + "log's own rules. Exit code 5 when something is wrong, with the positions."),
                Phrase(
                    nl:
                        "Zonder map, met --database, --public-key en --since, telt alleen wat u zelf bewaarde: dan is van een "
                        + "verandering bekend voor welk ijkpunt zij ligt, en niet waar.",
                    en:
                        "Without a folder, with --database, --public-key and --since, only what you have kept counts: a change "
                        + "is then known to lie before one of your checkpoints, and not where."),
                Phrase(
                    nl:
                        "Wie een ijkpunt zelf heeft bewaard, noemt het met --since: map en sleutel zijn van de beheerder, en "
                        + "een beheerder kan ze samen met het logboek vervangen.",
                    en:
                        "Whoever has kept a checkpoint names it with --since: folder and key are the operator's, who could "
                        + "replace them together with the log."),
            ])

        @Option(completion: .file()) var since: [String] = []
        @OptionGroup var keys: TrustedKeys
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let arguments = try keys.argumentsForComparison(options) + since.map { "--since=" + $0.absolutePath }
            try await AuditProgram.onDatabase(options).run(["verify"] + arguments)
        }
    }
}
