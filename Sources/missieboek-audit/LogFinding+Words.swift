import AuditLog
import AuditMessages
import CanonicalJSON
import LogAudit
import TradeMissions

extension LogFinding {
    var words: Phrase {
        switch self {
        case .changed(let position):
            Phrase(
                nl: "positie \(position): deze gebeurtenis is een andere dan is verzegeld",
                en: "position \(position): this event is another one than was sealed")
        case .strayLeaf(let position):
            Phrase(
                nl:
                    "positie \(position): deze gebeurtenis is zoals verzegeld; de hash die de tabel ernaast bewaart, is niet "
                    + "de hare. Volgende stap: zoek uit wie die veranderde",
                en:
                    "position \(position): this event is as it was sealed; the hash that the table keeps beside it is not its "
                    + "own. Next step: find out who changed that")
        case .missing(let position):
            Phrase(
                nl: "positie \(position): de gebeurtenis die hier is verzegeld, is weg",
                en: "position \(position): the event that was sealed here is gone")
        case .inserted(let position):
            Phrase(
                nl: "positie \(position): deze gebeurtenis was er niet toen wat erachter staat werd verzegeld",
                en: "position \(position): this event was not there when what comes behind it was sealed")
        case .unplaced:
            Phrase(nl: "een gebeurtenis heeft geen positie", en: "an event has no position")
        case .disordered(let position):
            Phrase(
                nl:
                    "positie \(position): deze gebeurtenis staat er meer dan eens, of de server geeft een valse volgorde",
                en: "position \(position): this event is there more than once, or the server gives a false order")
        case .misnumbered(let position, let stream, let version):
            Phrase(
                nl:
                    "positie \(position): versie \(version) van \(stream.inOneLine) volgt niet op de versie ervoor, of staat "
                    + "er voor de tweede keer",
                en:
                    "position \(position): version \(version) of \(stream.inOneLine) does not follow on the one before it, or "
                    + "is there a second time")
        case .rewritten(let size, 0, let end):
            Phrase(
                nl:
                    "tot en met positie \(end): dit zijn niet de \(size) gebeurtenissen waarvoor een ijkpunt is getekend",
                en: "up to position \(end): these are not the \(size) events for which a checkpoint was signed")
        case .rewritten(let size, let held, let end):
            Phrase(
                nl:
                    "posities na \(held) tot en met \(end): wat hier staat, is niet wat onder het ijkpunt van \(size) is "
                    + "verzegeld; tot en met \(held) is alles zoals verzegeld",
                en:
                    "positions after \(held) up to \(end): what stands here is not what was sealed under the checkpoint of "
                    + "\(size); up to \(held) all is as it was sealed")
        case .rewrittenWithin(let start, let end):
            Phrase(
                nl:
                    "posities \(start) tot en met \(end): hieronder is ten minste één gebeurtenis een andere dan is verzegeld; "
                    + "welke, zegt de map van de bewijzen niet meer, want die is hier mee veranderd",
                en:
                    "positions \(start) to \(end): at least one event among these is another than was sealed; which one, the "
                    + "folder of the proofs does not tell any more, since it was changed here too")
        case .forked(let size):
            Phrase(
                nl:
                    "er zijn twee ijkpunten van \(size) gebeurtenissen ondertekend, met een andere wortel: er is een tweede "
                    + "logboek",
                en: "two checkpoints of \(size) events were signed, with another root each: there is a second log")
        case .hidden(let held, let shown):
            Phrase(
                nl:
                    "de tabel houdt \(held) gebeurtenissen, en op volgorde van hun positie toont de server er \(shown): een "
                    + "index laat er weg, en wie een dossier leest, kan andere zien. Volgende stap: zet een back-up terug op een "
                    + "eigen server, en ga die na",
                en:
                    "the table holds \(held) events, and in order of their positions the server shows \(shown): an index "
                    + "leaves some out, and whoever reads a file may see others. Next step: restore a backup on a server of your "
                    + "own, and verify that")
        case .cutOff(let size, let found):
            Phrase(
                nl:
                    "er is een ijkpunt getekend voor \(size) gebeurtenissen, en er zijn er \(found): het einde ontbreekt, of "
                    + "dit is een oudere stand",
                en:
                    "a checkpoint was signed for \(size) events, and there are \(found): the end is missing, or this is an "
                    + "older state")
        case .falseIndex(let path):
            Phrase(
                nl:
                    "in de map van de bewijzen zegt \(path.inOneLine) iets anders dan is ondertekend, en de gebeurtenissen niet: "
                    + "de map is beschadigd. Volgende stap: missieboek audit rebuild",
                en:
                    "in the folder of the proofs, \(path.inOneLine) says something else than was signed, and the events do "
                    + "not: the folder is damaged. Next step: missieboek audit rebuild")
        case .untrusted(let size, let fault):
            {
                let words = fault.words(\.inOneLine)
                return Phrase(
                    nl: "in de map van de bewijzen, het ijkpunt van \(size) gebeurtenissen: \(words.nl)",
                    en: "in the folder of the proofs, the checkpoint of \(size) events: \(words.en)")
            }()
        case .unreadable(let path, let fault):
            {
                let (words, path) = (fault.words.inOneLine, path.inOneLine)
                return Phrase(
                    nl:
                        "in de map van de bewijzen is \(path) geen ijkpunt: \(words.nl). Volgende stap: zet het terug van een "
                        + "afschrift; was het er nooit een, haal het dan weg",
                    en:
                        "in the folder of the proofs, \(path) is no checkpoint: \(words.en). Next step: put it back from a "
                        + "copy; if it never was one, take it away")
            }()
        case .lacking(let size):
            Phrase(
                nl:
                    "in de map van de bewijzen ontbreekt het ijkpunt van \(size) gebeurtenissen, dat wel is bewaard: de map is "
                    + "verloren, een andere of teruggezet",
                en:
                    "the folder of the proofs lacks the checkpoint of \(size) events, which was kept: the folder was lost, put "
                    + "back to an older state, or is another one")
        case .damagedFolder(let path):
            Phrase(
                nl:
                    "in de map van de bewijzen is \(path.inOneLine) weg of onleesbaar; wat daarna komt, is alleen met "
                    + "ondertekende ijkpunten vergeleken",
                en:
                    "in the folder of the proofs, \(path.inOneLine) is gone or cannot be read; what follows was compared with "
                    + "signed checkpoints only")
        case .falseTiles(let size):
            Phrase(
                nl: "de bewijzen in de map leiden niet tot het ijkpunt dat voor \(size) gebeurtenissen is getekend",
                en: "the proofs in the folder do not lead to the checkpoint that was signed for \(size) events")
        }
    }

    /// The kind, stable for programs.
    var code: String {
        switch self {
        case .changed: "changed"
        case .strayLeaf: "stray-leaf"
        case .missing: "missing"
        case .inserted: "inserted"
        case .unplaced: "unplaced"
        case .disordered: "disordered"
        case .misnumbered: "misnumbered"
        case .rewritten: "rewritten"
        case .rewrittenWithin: "rewritten-within"
        case .forked: "forked"
        case .hidden: "hidden"
        case .cutOff: "cut-off"
        case .damagedFolder: "damaged-folder"
        case .falseIndex: "false-index"
        case .untrusted: "untrusted"
        case .unreadable: "unreadable"
        case .lacking: "lacking"
        case .falseTiles: "false-tiles"
        }
    }

    var node: Node {
        let position: Node = position.map { .number(String($0)) } ?? .null
        return ["kind": .string(code), "position": position, "nl": .string(words.nl), "en": .string(words.en)]
    }
}
