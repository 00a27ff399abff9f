import ArgumentParser
import EventSourcing
import TradeMissions

/// `missieboek certificate STREAM`: what was made unreadable, as it was certified when it was done.
struct CertificateCommand: Question {
    static let configuration = CommandConfiguration(commandName: "certificate")

    static let help = HelpPage(
        title: Phrase(
            nl: "De verklaring van wissing of onleesbaarmaking van een persoon, dossier of lijst",
            en: "The declaration that data of a person, file or list were erased or made unreadable"),
        usage: "certificate STREAM [--ground TEXT]",
        options: [
            (
                "STREAM",
                Phrase(
                    nl: "de vernietigingslijst, het dossier, of de aanduiding van wie gewist is",
                    en: "the destruction list, the file, or the id of whoever was erased")
            ),
            GroundOption.help,
        ],
        examples: [
            "missieboek certificate disposal-2033-1", "missieboek certificate person-4t8n1w6y3k0z --output json",
        ],
        details: [
            Phrase(
                nl:
                    "Toont aanduidingen, nooit namen, en bij elke gebeurtenis het blad van de Merkle-boom waarmee zij te "
                    + "bewijzen is: missieboek audit prove.",
                en:
                    "Shows ids, never names, and with each event the leaf of the Merkle tree by which it can be proved: "
                    + "missieboek audit prove.")
        ])
    static let writesCSV = false

    @Argument var stream: String
    @OptionGroup var ground: GroundOption
    @OptionGroup var options: GlobalOptions

    /// Beside what nobody can read any more it names the files in which somebody still appears.
    var reading: QuestionReading? {
        QuestionReading(
            .certificate, of: (try? StreamName(text: stream)).map { .file($0.text) } ?? .unknown, on: ground)
    }

    func report(in inquiry: Inquiry) throws -> Report {
        try options.requireNoCSV(of: "certificate")
        let named = try StreamName(argument: stream, "STREAM")
        let streams = try Self.erasures(of: named, in: inquiry)
        let certificates = try inquiry.events(of: streams).compactMap { try Certificate($0) }
            .filter { $0.belongs(to: named) }
        guard !certificates.isEmpty else {
            throw Failure(
                .notFound,
                Phrase(
                    nl: "van \(named.text) is niets gewist of vernietigd",
                    en: "of \(named.text) nothing was erased or destroyed"))
        }
        return Report(certificates)
    }

    /// The streams that tell of it: of a list, those of every dossier on it.
    private static func erasures(of named: StreamName, in inquiry: Inquiry) throws -> [StreamName] {
        guard Category(of: named) == .disposal else {
            return [(try? ErasureID(text: named.text))?.stream].compactMap { $0 }
        }
        let id = try DisposalID(argument: named.text, "STREAM")
        let list = try inquiry.ask(about: named) { records throws(Interruption) in try records.existing(id) }
        return list.items.compactMap { ErasureID(of: $0.dossier)?.stream }
    }
}

extension Certificate {
    /// Whether it certifies what was done under this name: a dossier may have been on several lists.
    fileprivate func belongs(to named: StreamName) -> Bool {
        guard case .dossier(let destroyed) = content, Category(of: named) == .disposal else { return true }
        return destroyed.disposal.stream == named
    }
}
