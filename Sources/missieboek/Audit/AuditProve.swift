import ArgumentParser
import CommandBus
import DomainRecords
import EventSourcing
import TradeMissions

extension AuditCommand {
    struct Prove: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "prove")

        static let help = HelpPage(
            title: Phrase(
                nl: "Van één dossier bewijzen dat het zo in het logboek staat, zonder de andere te tonen",
                en: "Prove that one file stands like this in the log, without showing the others"),
            usage:
                "audit prove STREAM FILE [--witness KEY]… [--folder FOLDER] [--key-file FILE | --public-key KEY] "
                + "[--ground TEXT]",
            options: [
                (
                    "STREAM",
                    Phrase(
                        nl:
                            "het dossier; van een maatregel met alles waar hij op rust en toe leidt, zoals missieboek dossier "
                            + "dat toont",
                        en:
                            "the file; of a measure with everything that it rests on and leads to, as missieboek dossier shows "
                            + "it")
                ),
                AuditPlaces.newFileHelp, RequiredWitnesses.help,
                AuditPlaces.folderHelp, AuditPlaces.keyHelp, TrustedKeys.help, GroundOption.help,
            ],
            examples: [
                "missieboek audit prove measure-riyad-2026-1 uitsluiting.tlog-proof",
                "missieboek audit prove riyad-2026 missie.tlog-proof --lang en",
            ],
            details: [
                Phrase(
                    nl:
                        "Gaat eerst het hele logboek na, zoals audit verify. Het bestand bevat de gebeurtenissen zelf, in de "
                        + "vorm van C2SP tlog-proof: geef het alleen aan wie ze mag zien. missieboek-verify gaat het na, "
                        + "zonder database en zonder netwerk.",
                    en:
                        "Verifies the whole log first, as audit verify does. The file holds the events themselves, in the form "
                        + "of C2SP tlog-proof: give it only to whoever may see them. missieboek-verify checks it, without a "
                        + "database and without a network.")
            ])

        @Argument var stream: String
        @Argument(completion: .file()) var file: String
        @OptionGroup var witnesses: RequiredWitnesses
        @OptionGroup var keys: TrustedKeys
        @OptionGroup var ground: GroundOption
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try ground.requireLawful()
            let arguments = try keys.arguments(options)
            let program = try await AuditProgram.onDatabase(options)
            let session = try await Session.open(options)
            let trace = try session.trace(on: ground)
            let streams = try trace.attempt(.prove, of: .unknown) { try session.dossier(named: stream) }
            try await trace.around(.prove, of: .file(streams[0].text)) {
                try await program.run(
                    ["prove"] + arguments + witnesses.arguments + ["--out=" + file.absolutePath] + streams.map(\.text))
            }
        }
    }
}

extension Session {
    /// The streams of a file: of a measure all that its dossier shows, of anything else its own.
    fileprivate func dossier(named words: String) throws -> [StreamName] {
        let stream = try stream(named: words)
        let inquiry = try Inquiry(self)
        guard try !inquiry.events(of: [stream]).isEmpty else {
            throw Failure(.notFound, Phrase(nl: "\(stream.text) bestaat niet", en: "\(stream.text) does not exist"))
        }
        guard stream.text.hasPrefix(Category.measure.rawValue + "-") else { return [stream] }
        let id = try MeasureID(text: stream.text)
        return try inquiry.ask(about: stream) { records throws(Interruption) in try Dossier(id, in: records) }.streams
    }
}
