import ArgumentParser
import TradeMissions

extension AuditCommand {
    struct Key: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "key")

        static let help = HelpPage(
            title: Phrase(
                nl: "De sleutel die ijkpunten ondertekent maken, of zijn openbare deel tonen",
                en: "Make the key that signs checkpoints, or show its public part"),
            usage: "audit key [NAME [--witness] | --rotate] [--key-file FILE]",
            options: [
                (
                    "NAME",
                    Phrase(
                        nl:
                            "de naam van het logboek, zoals die in ieder ijkpunt staat: een webadres dat van u is, zonder "
                            + "https://. Dan wordt een nieuwe sleutel gemaakt",
                        en:
                            "the name of the log, as each checkpoint has it: a web address of yours, without https://. Then a "
                            + "new key is made")
                ),
                (
                    "--witness",
                    Phrase(
                        nl:
                            "een sleutel voor wie het logboek van een ander in het oog houdt; NAME is dan uw eigen naam",
                        en: "a key for whoever watches the log of another; NAME is then a name of your own")
                ),
                (
                    "--rotate",
                    Phrase(
                        nl: "vervang de sleutel door een nieuwe; het laatste ijkpunt wordt met beide ondertekend",
                        en: "replace the key by a new one; the last checkpoint is signed with both")
                ),
                AuditPlaces.keyHelp, AuditPlaces.folderHelp,
            ],
            examples: [
                "missieboek audit key missieboek.example/boek", "missieboek audit key --output json",
                "missieboek audit key --rotate",
                "missieboek audit key rekenkamer.example --witness --key-file auditor.key",
            ],
            details: [
                Phrase(
                    nl: "Zonder NAME en zonder --rotate: op standaarduitvoer alleen de openbare sleutel die nu "
                        + "ondertekent; eerdere staan op standaardfout, en bij --output json onder formerKeys.",
                    en:
                        "Without NAME and --rotate: on standard output nothing but the public key that signs now; former "
                        + "ones are on standard error, and with --output json under formerKeys."),
                Phrase(
                    nl:
                        "Het bestand is alleen voor u leesbaar, en een bestaand wordt niet overschreven. Daarnaast komt "
                        + "FILE.signed: wat deze sleutel het laatst ondertekende. Bewaar ze samen; de sleutel ondertekent "
                        + "niets dat daar niet op voortbouwt.",
                    en:
                        "The file can be read by you only, and one that exists is not overwritten. FILE.signed comes beside "
                        + "it: what this key has signed last. Keep them together; the key signs nothing that does not go on "
                        + "from there."),
            ])

        @Argument var name: String?
        @Flag var witness = false
        @Flag var rotate = false
        @OptionGroup var places: AuditPlaces
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let file = try places.keyFile(options)
            let verb: [String]
            switch (name, rotate) {
            case (let name?, false): verb = ["make-key", "--name=" + name] + (witness ? ["--witness"] : [])
            case (nil, true): verb = ["rotate-key"] + (try places.folder(options))
            case (nil, false) where !witness: verb = ["show-key"]
            case (nil, false):
                throw Failure(.usage, Phrase(nl: "--witness gaat met een NAME", en: "--witness goes with a NAME"))
            case (.some, true):
                throw Failure(
                    .usage,
                    Phrase(
                        nl: "een nieuwe sleutel houdt de naam van het logboek: --rotate gaat zonder NAME",
                        en: "a new key keeps the name of the log: --rotate goes without a NAME"))
            }
            try await AuditProgram(options: options).run(verb + file)
        }
    }
}
