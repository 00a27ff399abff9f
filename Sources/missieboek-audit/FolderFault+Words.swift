import AuditLog
import LogAudit
import TradeMissions

extension FolderFault {
    /// What is wrong with a file, to be said behind its name.
    var words: Phrase {
        switch self {
        case .missing: Phrase(nl: "het is er niet", en: "it is missing")
        case .unreadable(let what): Phrase(nl: "het is onleesbaar (\(what))", en: "it cannot be read (\(what))")
        case .misnamed(let size):
            Phrase(
                nl: "het is een ijkpunt van \(size) gebeurtenissen", en: "it is a checkpoint of \(size) events")
        case .notANote(let fault):
            {
                let words = fault.words { $0 }
                return Phrase(nl: words.nl, en: words.en)
            }()
        case .wrongLength(let bytes, let expected) where bytes > expected:
            Phrase(nl: "het heeft meer dan \(expected) bytes", en: "it has more than \(expected) bytes")
        case .wrongLength(let bytes, let expected):
            Phrase(
                nl: "het heeft \(bytes) bytes in plaats van \(expected)", en: "it has \(bytes) bytes, not \(expected)")
        case .notTheFirst:
            Phrase(
                nl: "er is geen ijkpunt, en dit mag niet het eerste zijn.\n"
                    + "Volgende stap: zet de ijkpunten terug die erin waren, of kies een lege map (--folder)",
                en: "no checkpoint is there, and this is not to be the first.\n"
                    + "Next step: put the checkpoints back that were in it, or choose an empty folder (--folder)")
        case .nothingSigned:
            Phrase(
                nl: "er is geen ijkpunt waarmee het logboek te vergelijken is.\n"
                    + "Volgende stap: zet een afschrift van het laatste in de map, als checkpoint",
                en: "no checkpoint is there that the log could be held against.\n"
                    + "Next step: put a copy of the last one into the folder, as checkpoint")
        case .lacksSigned(let size):
            Phrase(
                nl: "deze sleutel ondertekende een ijkpunt van \(size) gebeurtenissen, en dat is er niet.\n"
                    + "Volgende stap: noem de goede map (--folder) of zet haar terug. Is zij verloren, zet dan wat naast de "
                    + "sleutel staat, het bestand op .signed, in de map als checkpoint, en dan missieboek audit rebuild",
                en: "this key has signed a checkpoint of \(size) events, and it is not there.\n"
                    + "Next step: name the right folder (--folder), or put it back. If it was lost, put what lies beside the "
                    + "key, the file that ends in .signed, into the folder as checkpoint, and then missieboek audit rebuild"
            )
        }
    }
}
